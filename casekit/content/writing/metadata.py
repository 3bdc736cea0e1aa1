"""What a saved page says of its article: title, publisher, authors, date, language.

Only what the text states is taken; the rest is None, for the author to write.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from casekit.content.writing.furniture import SIGNATURE, Layout, Row
from casekit.content.writing.stop_words import STOP_WORDS
from casekit.domain.source import find_paragraphs

STAND_IN_WORDS = 12
STAND_IN_SIGNS = 120

_PUBLISHER = re.compile(
    r"\b(?i:le meilleur de|postés sur|publiés sur|suivez|suivre|actualités? (?:sur|de)|tech sur"
    r"|the best of|follow|copyright(?: ©)?(?: \d{4})?) "
    r"(?P<name>(?:[Ll]['’] ?|[Ll]e |[Ll]a |[Ll]es |[Tt]he )?[A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*)*)"
)
_BYLINE = re.compile(
    r"^(?:(?:publié|écrit|posté|rédigé|written|posted|published)\b.{0,40}?\b)?(?:par|by)\s+"
    r"(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_NAME = re.compile(r"^[A-ZÀ-Þ][\w'’.-]+(?: (?:d[eiu]|van|von|la|le|[A-ZÀ-Þ][\w'’.-]*)){1,3}")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier january jan", "février february feb", "mars march mar", "avril april apr",
            "mai may", "juin june jun", "juillet july jul", "août august aug",
            "septembre september sep sept", "octobre october oct", "novembre november nov",
            "décembre december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATES = (
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)(?:-(?P<day>\d\d))?\b"),
    re.compile(r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)\d\d)\b"),
    re.compile(
        rf"\b(?:(?P<day>\d{{1,2}})(?:er)? )?(?P<name>{_MONTH})\.? (?P<year>(?:19|20)\d\d)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<name>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>(?:19|20)\d\d)\b",
        re.IGNORECASE,
    ),
)


@dataclass(frozen=True)
class Metadata:
    """What is known of an article.

    Attributes:
        title: where the text has none, its first words; then `has_title` is False.
        published: `2025`, `2025-05` or `2025-05-19`.
    """

    title: str
    has_title: bool
    publisher: str | None
    authors: tuple[str, ...]
    published: str | None
    language: str


def find_metadata(lines: Sequence[str], layout: Layout, course_language: str) -> Metadata:
    """What the page states."""
    kept = set(layout.kept)
    title = next((row.text for row in layout.rows if row.number == layout.title), None)
    outside = [row for row in layout.rows if row.number not in kept]
    paragraphs = find_paragraphs("\n".join(lines), layout.ranges)
    language = guess_language("\n".join(paragraphs), course_language)
    return Metadata(
        title=title or _first_words(paragraphs),
        has_title=title is not None,
        publisher=_find_publisher(outside),
        authors=_find_authors(layout, kept),
        published=_find_date((row for row in outside if row.number <= max(kept)), language),
        language=language,
    )


def _first_words(paragraphs: Sequence[str]) -> str:
    words = paragraphs[0].split()
    text = " ".join(words[:STAND_IN_WORDS])
    is_cut = len(words) > STAND_IN_WORDS or len(text) > STAND_IN_SIGNS
    return f"{text[:STAND_IN_SIGNS].rstrip()} …" if is_cut else text


def _find_publisher(outside: Sequence[Row]) -> str | None:
    """The name in most of the invitations and notices around the article, in its longest form."""
    names = [found["name"] for row in outside for found in _PUBLISHER.finditer(row.text)]
    names = [f"{name[0].upper()}{name[1:]}".replace("’", "'") for name in names]
    return max(names, key=lambda name: (sum(n in name for n in names), len(name)), default=None)


def _find_authors(layout: Layout, kept: set[int]) -> tuple[str, ...]:
    """Who signs: a line `Par ...`, else the name alone that closes the article."""
    for row in layout.rows:
        found = _BYLINE.match(row.text)
        if found and row.number <= max(kept) + 3 and not row.is_text:
            names = [_NAME.match(part) for part in re.split(r",| et | and | & ", found["rest"])]
            authors = tuple(name[0] for name in names if name)
            if authors:
                return authors
    last = [row for row in layout.rows if row.number in kept][-1]
    found = SIGNATURE.match(last.text) if last.kind == "heading" else None
    return (found["name"],) if found else ()


def _find_date(rows: Iterable[Row], language: str) -> str | None:
    """The first possible date outside the article's own text."""
    found = (match for row in rows for pattern in _DATES for match in pattern.finditer(row.text))
    return next((day for each in found if (day := _read_date(each, language))), None)


def _read_date(found: re.Match[str], language: str) -> str | None:
    """A date as exact as it is certain; None where there is no such day."""
    parts = found.groupdict()
    one = _write_date(parts)
    if language != "en" or "/" not in found[0]:
        return one
    other = _write_date({**parts, "day": parts["month"], "month": parts["day"]})
    if one and other and one != other:  # 03/04: of April in London, of March in New York
        return str(parts["year"])
    return one or other


def _write_date(parts: dict[str, str | None]) -> str | None:
    """As a source has it; None where there is no such day."""
    month = _MONTHS[str(parts["name"]).lower()] if parts.get("name") else int(parts["month"] or 0)
    day = parts.get("day")
    try:
        date(int(parts["year"] or 0), month, int(day or 1))
    except ValueError:
        return None
    return f"{parts['year']}-{month:02}" + (f"-{int(day):02}" if day else "")


def guess_language(text: str, otherwise: str) -> str:
    """`fr` or `en`, by which language's small words are more frequent; `otherwise` on a tie."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    counts = {
        language: sum(word in known for word in words) for language, known in STOP_WORDS.items()
    }
    best = max(counts.values())
    leading = [language for language, count in counts.items() if count == best]
    return leading[0] if len(leading) == 1 else otherwise
