"""Which lines of a saved page are the article itself.

A page saved as text has menus, share buttons, captions, newsletter boxes, related links and
readers' comments around and within the article. They are told apart line by line, without knowing
the site:

- **prose** is a line of 20 words or more; a shorter line that ends like a sentence is a
  **sentence**; any other line is a **heading**.
- An **aside** is left out wherever it stands: a caption or a credit (`©`, `// Source :`,
  `Crédits : `), an image's alternative text (a short line right above a caption), an invitation
  (subscribe, follow us, read also), a row of share buttons, a line without words, a line that was
  there before, a line that says who wrote it and when.
- An **end** closes the article when most of the prose stands above it: `Source :`, `Crédit :`,
  `Réagir`, `Commentaires` ... What follows, readers' comments among it, is left out.
- A run of two or more teasers (a heading, then prose cut short by an ellipsis) is left out.
- The **title** is the last line of four words or more above the first prose that no full stop ends;
  what stands above it is left out. Where there is none, a short sentence is taken for it.
- A heading counts only when prose or a sentence follows it; a name alone below the last prose is
  the author's signature and belongs to the article.

It is a proposal: the author reads the numbered paragraphs and mends `lines`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from casekit.domain.source import count_words, fold_text

Kind = Literal["prose", "sentence", "heading", "aside", "end", "blank"]

PROSE_WORDS = 20
TITLE_WORDS = 4
TITLE_SENTENCE_WORDS = 16
INVITATION_WORDS = 30
LABEL_WORDS = 6
"""What is longer than this is no alternative text and no label."""

_CAPTION = re.compile(
    r"©|//\s*(?:source|photo|image|crédit)"
    r"|\b(?:crédits?|photos?|image credits?|credits?|illustration)\s*(?:photos?|illustration)?\s*:"
    r"|^!\[|\bgetty images\b|^\(?(?:photo|image|illustration|légende)\b.{0,60}\)?$",
    re.IGNORECASE,
)
_INVITATION = re.compile(
    r"\b(?:abonnez-vous|s['’]abonner|newsletters?|recevez (?:chaque|toute|nos|notre|gratuitement)"
    r"|inscrivez-vous|suivez-nous|suivez .{1,40} sur|partage[rz]\b.{0,30}$|lecture zen"
    r"|résumer l['’]article|(?:à )?lire (?:aussi|également)|à (?:lire|voir)\b|voir aussi"
    r"|(?:sur le )?même sujet|boite mail|nos derniers articles|cookies?\b.{0,40}$|publicité$"
    r"|subscribe|sign (?:in|up)\b|log in\b|follow us|share (?:this|on)\b|read (?:more|also|next)"
    r"|related (?:articles?|stories|posts?)|advertisement$|skip to|all rights reserved"
    r"|tous droits réservés|temps de lecture|min(?:utes)? read|modération)",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\b(?:twitter|facebook|linked ?in|flipboard|whatsapp|instagram|pinterest|reddit|e-?mail"
    r"|imprimer|print|rss|telegram|messenger|copier le lien|copy link)\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"^\W*(?:sources?\s*:|via\s*:|crédits?\b.{0,25}:|(?:image|photo) credits?\s*:|réag(?:ir|issez)"
    r"|\d*\s*(?:commentaires?|comments?)\b|laisser un commentaire|leave a (?:comment|reply)"
    r"|(?:tags?|mots[- ]clés|étiquettes|topics)\s*:|related\b|articles? (?:liés?|similaires?)"
    r"|sur le même thème|about the author|à propos de l['’]auteur)",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"^(?:(?:publié|mis à jour|rédigé|écrit|posté|published|updated|posted|written)\b.*"
    r"|(?:par|by) [^\W\d_].*|(?:le )?\d{1,2}(?:er)? [^\W\d_]+\.? \d{4}\b.*"
    r"|[^\W\d_]{3,9}\.? \d{1,2}, \d{4}\b.*|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b.*)$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…][\"”»'’)\s]*$|[\"”»]\s*$")
_CUT_SHORT = re.compile(r"(?:…|\.{3})\.?\s*$")
_BULLET = re.compile(r"^(?:[-*•–]|\d{1,2}[.)])\s+\w")
_NAME = r"[A-ZÀ-Þ][\w'’-]+(?:\s+(?:d[eiu]|van|von|der|la|le|El|[A-ZÀ-Þ][\w'’.-]*)){1,4}"
SIGNATURE = re.compile(rf"^(?:Par |By )?(?P<name>{_NAME})(?:,? (?:à|in|avec|with) .{{2,40}})?\.?$")


@dataclass
class Row:
    """A line that is not blank.

    Attributes:
        number: from 1.
        text: without what Markdown sets before a heading.
        touches: whether the line right below it is not blank.
    """

    number: int
    text: str
    touches: bool
    kind: Kind

    @property
    def is_text(self) -> bool:
        """Whether it says something in sentences."""
        return self.kind in {"prose", "sentence"}


@dataclass(frozen=True)
class Layout:
    """What the page is made of.

    Attributes:
        rows: every line that is not blank, in order.
        title: the number of the title's line; None when the text has none.
        kept: numbers of the lines of the article itself, the title's included.
        closed_at: the number of the line that closes the article; None without one.
    """

    rows: tuple[Row, ...]
    title: int | None
    kept: tuple[int, ...]
    closed_at: int | None

    @property
    def ranges(self) -> list[tuple[int, int]]:
        """First and last line of each stretch of the article, blank lines between included."""
        ranges: list[tuple[int, int]] = []
        kept = set(self.kept)
        goes_on = False
        for row in self.rows:
            if row.number in kept and goes_on:
                ranges[-1] = (ranges[-1][0], row.number)
            elif row.number in kept:
                ranges.append((row.number, row.number))
            goes_on = row.number in kept
        return ranges


def find_layout(lines: Sequence[str]) -> Layout:
    """Tells the article from what stands around it; keeps every line where nothing is prose."""
    rows = _read_rows(lines)
    end = _find_end(rows)
    _set_teasers_aside(rows)
    body = rows[:end]
    first = next((i for i, row in enumerate(body) if row.kind == "prose"), None)
    if first is None:
        kept = [row for row in rows if row.kind != "aside"] or rows
        return Layout(tuple(rows), None, tuple(row.number for row in kept), None)
    title = _find_title(body[:first])
    start = first if title is None else title + 1
    last = max(i for i, row in enumerate(body) if row.is_text)
    numbers = [] if title is None else [body[title].number]
    numbers += [body[i].number for i in range(start, last + 1) if _belongs(body, i, first)]
    if last + 1 < len(body) and SIGNATURE.match(body[last + 1].text):
        numbers.append(body[last + 1].number)
    closed_at = rows[end].number if end < len(rows) else None
    return Layout(
        tuple(rows), None if title is None else body[title].number, tuple(numbers), closed_at
    )


def _read_rows(lines: Sequence[str]) -> list[Row]:
    rows: list[Row] = []
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        text = re.sub(r"^#{1,6}\s+", "", " ".join(line.split()))
        if text:
            touches = number < len(lines) and bool(lines[number].strip())
            folded = fold_text(text).casefold()
            kind: Kind = "aside" if _repeats(folded, seen) else _kind_of(text)
            rows.append(Row(number, text, touches, kind))
            seen.add(folded)
    for row, below in pairwise(rows):
        is_label = row.kind == "heading" and count_words(row.text) <= LABEL_WORDS
        if is_label and row.touches and below.kind == "aside" and _CAPTION.search(below.text):
            row.kind = "aside"
    return rows


def _repeats(folded: str, seen: set[str]) -> bool:
    return len(folded) > 3 and folded in seen


def _kind_of(text: str) -> Kind:
    words = count_words(text)
    if not any(sign.isalpha() for sign in text) or len(text) == 1:
        return "aside"
    if words <= INVITATION_WORDS and _END.search(text):
        return "end"
    if words <= INVITATION_WORDS and (_CAPTION.search(text) or _INVITATION.search(text)):
        return "aside"
    shares = len(_SHARE.findall(text))
    if shares > 1 and shares * 4 >= words:
        return "aside"
    if words >= PROSE_WORDS and _SENTENCE_END.search(text[-6:]):
        return "prose"
    if words >= 2 * PROSE_WORDS:
        return "prose"
    if words <= LABEL_WORDS * 2 and _DATELINE.search(text):
        return "aside"
    is_sentence = _SENTENCE_END.search(text) or _BULLET.match(text)
    return "sentence" if is_sentence and words > 2 else "heading"


def _find_end(rows: Sequence[Row]) -> int:
    """The index of the line that closes the article, the number of rows without one."""
    words = [count_words(row.text) if row.kind == "prose" else 0 for row in rows]
    above = 0
    for index, row in enumerate(rows):
        if row.kind == "end":
            if above * 2 > sum(words):
                return index
            row.kind = "aside"
        above += words[index]
    return len(rows)


def _set_teasers_aside(rows: Sequence[Row]) -> None:
    """Headings with prose that is cut short below, two or more in a run."""
    pairs = [
        i
        for i, (row, below) in enumerate(pairwise(rows))
        if row.kind == "heading" and below.is_text and _CUT_SHORT.search(below.text)
    ]
    for i in pairs:
        if i + 2 in pairs or i - 2 in pairs:
            rows[i].kind = rows[i + 1].kind = "aside"


def _find_title(above: Sequence[Row]) -> int | None:
    """The index of the title among the lines above the first prose."""
    stopped = None
    for index in range(len(above) - 1, -1, -1):
        row = above[index]
        most = 2 * PROSE_WORDS if row.kind == "heading" else TITLE_SENTENCE_WORDS
        if row.kind == "aside" or not TITLE_WORDS <= count_words(row.text) <= most:
            continue
        if not row.text.endswith((".", "…")):
            return index
        stopped = index if stopped is None else stopped
    return stopped


def _belongs(body: Sequence[Row], index: int, first: int) -> bool:
    """Whether a line between the title and the last prose is the article's own."""
    row = body[index]
    if row.kind != "heading":
        return row.is_text
    if index < first:
        return False
    below = next((each for each in body[index + 1 :] if each.kind != "heading"), None)
    return below is not None and below.is_text
