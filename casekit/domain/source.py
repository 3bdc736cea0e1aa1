"""Sources and their excerpts: the evidence that every item cites."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from casekit.domain.value import Citation, Language, Markdown, OneOrMany, Slug, Text, Value

Rights = Literal["own", "open", "licensed", "quotation"]
ClaimKind = Literal["fact", "claim", "opinion", "forecast"]

MAX_QUOTED_WORDS = 45
"""Words that one excerpt of a source with rights `quotation` may have (house policy, not law)."""

ELLIPSIS = "[...]"

_PARTIAL_DATE = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟″", '"') | dict.fromkeys("‘’‚‛′`´", "'"))
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_WORD = re.compile(r"\w+(?:[.,]\d+)*", re.UNICODE)


def is_partial_date(text: str) -> bool:
    """Whether a text is a possible date, as exact as is known: see `PartialDate`."""
    found = _PARTIAL_DATE.match(text)
    year, month, day = (int(part or 1) for part in found.groups()) if found else (0, 1, 1)
    try:
        return bool(date(year, month, day))
    except ValueError:  # the year 0 too
        return False


def _check_partial_date(value: str) -> str:
    if not is_partial_date(value):
        raise PydanticCustomError("not-a-date", "not a date")
    return value


PartialDate = Annotated[
    str,
    StringConstraints(strip_whitespace=True),
    AfterValidator(_check_partial_date),
]
"""`2025`, `2025-05` or `2025-05-19`: only as exact as is known."""


def _none_as_empty(value: Any) -> Any:
    """A list that has its name only, as in a source from which nothing is quoted yet."""
    return () if value is None else value


class Excerpt(Value):
    """A passage quoted word for word.

    Attributes:
        paragraph: the n-th non-empty line (from 1) within the original's `lines`.
        kind: what the passage is: a fact that the article reports as established, a claim of an
            interested party, an opinion, a forecast.
        voice: who says so, nearest first; only a fact may have none.
    """

    id: Slug
    paragraph: int = Field(ge=1)
    kind: ClaimKind
    voice: Annotated[tuple[Text, ...], OneOrMany] = ()
    contradicts: Annotated[tuple[Citation, ...], OneOrMany] = ()
    corroborates: Annotated[tuple[Citation, ...], OneOrMany] = ()
    text: Text
    accept: dict[str, Text] = Field(default_factory=dict)
    was: Slug | None = None

    @model_validator(mode="after")
    def _has_a_voice(self) -> Self:
        if self.kind != "fact" and not self.voice:
            raise PydanticCustomError("voice-missing", "voice missing", {"kind": self.kind})
        return self


class Original(Value):
    """The text that the excerpts were taken from; it stays outside the repository.

    Attributes:
        lines: first and last line (from 1, inclusive) of the article itself, page furniture left
            out.
        words: of the article itself, as `count_words` has them; lets the quotation budget be kept
            where the original is not at hand.
    """

    file: Text
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    lines: tuple[tuple[int, int], ...] = Field(min_length=1)
    words: int | None = Field(None, ge=1)

    @model_validator(mode="after")
    def _lines_run_forward(self) -> Self:
        for first, last in self.lines:
            if not 1 <= first <= last:
                raise PydanticCustomError("lines-backward", "lines run backward")
        return self


class Credit(Value):
    """What must stand beside every quotation: whose it is, from where, under what terms."""

    title: Text
    publisher: Text | None = None
    authors: Annotated[tuple[Text, ...], OneOrMany] = ()
    published: PartialDate | None = None
    language: Language
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")] | None = None
    rights: Rights
    licence: Text | None = None


class Source(Credit):
    """A source article; what is not known is None, never guessed."""

    original: Original
    summary: Markdown | None = None
    excerpts: Annotated[tuple[Excerpt, ...], BeforeValidator(_none_as_empty)]
    was: Slug | None = None
    accept: dict[str, Text] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _names_its_licence(self) -> Self:
        if self.rights in {"open", "licensed"} and self.licence is None:
            raise PydanticCustomError("licence-missing", "licence missing", {"rights": self.rights})
        return self

    def find_excerpt(self, excerpt_id: str) -> Excerpt | None:
        """The excerpt of this id, or None."""
        return next((e for e in self.excerpts if e.id == excerpt_id), None)

    def credit(self) -> Credit:
        """What is shown beside a quotation of this source."""
        # What is not written stays unset: a new default of ours must change no digest.
        written = Credit.model_fields.keys() & self.model_fields_set
        return Credit(**{name: getattr(self, name) for name in written})


class CitedExcerpt(Value):
    """An excerpt as it is shown: the passage with its credit."""

    source_id: Slug
    excerpt: Excerpt
    credit: Credit

    @property
    def ref(self) -> str:
        """`source#excerpt`."""
        return f"{self.source_id}#{self.excerpt.id}"


def fold_text(text: str) -> str:
    """The form in which passages are compared.

    NFC, white space (no-break spaces too) collapsed, straight, typographic and French quotes
    equal; the space inside a French quote is nothing.
    """
    folded = _SPACES.sub(" ", unicodedata.normalize("NFC", text).translate(_QUOTES)).strip()
    return folded.replace('" ', '"').replace(' "', '"')


def is_verbatim(excerpt: str, paragraph: str) -> bool:
    """Whether each piece of the excerpt around `[...]` stands in the paragraph, in order."""
    rest = fold_text(paragraph)
    for piece in excerpt.split(ELLIPSIS):
        wanted = fold_text(piece)
        if not wanted and ELLIPSIS not in excerpt:
            return False
        position = rest.find(wanted)
        if position < 0:
            return False
        rest = rest[position + len(wanted) :]
    return True


def count_words(text: str) -> int:
    """Words of a text: runs of letters or digits; a number with a separator is one."""
    return len(_WORD.findall(text.replace(ELLIPSIS, " ")))


def find_paragraphs(original: str, lines: Sequence[tuple[int, int]]) -> list[str]:
    """The non-empty lines of an original within the given ranges, in order."""
    rows = original.splitlines()
    kept = (row for first, last in lines for row in rows[first - 1 : last])
    return [row.strip() for row in kept if row.strip()]


def count_quoted(source: Source) -> int:
    """Words of all excerpts of a source together."""
    return sum(count_words(excerpt.text) for excerpt in source.excerpts)


def as_written(value: Any) -> Any:
    """A value as plain data for a stored document: unset fields are left out."""
    return value.model_dump(mode="json", exclude_unset=True)
