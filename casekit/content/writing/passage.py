"""Finding in an article the passage that an author means by its first and last words."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from casekit.content.writing.fault import CannotWriteError
from casekit.domain.source import ELLIPSIS, fold_text

NEAR = 60
"""Likeness, of 100, from which a passage is worth showing."""

_RANGE = re.compile(r"\s*(?:\.{3}|…)\s*")
_ENDS = " \t\n\u00a0\u202f\"'«»“”„‘’.,;:!?…"
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


@dataclass(frozen=True)
class Passage:
    """A passage as it stands in the article.

    Attributes:
        paragraph: from 1.
        text: with ` [...] ` where something is left out.
    """

    paragraph: int
    text: str


class _Folded:
    """A paragraph in the form in which passages are sought, and where each sign comes from.

    Case, accents, quotes, dashes and white space make no difference.
    """

    def __init__(self, paragraph: str) -> None:
        self.source = unicodedata.normalize("NFC", paragraph)
        signs: list[str] = []
        self.places: list[int] = []
        for place, sign in enumerate(self.source):
            for each in _fold_sign(sign):
                if each == " " and (not signs or signs[-1] in ' "'):
                    continue
                if each == '"' and signs and signs[-1] == " ":
                    signs.pop()
                    self.places.pop()
                signs.append(each)
                self.places.append(place)
        self.text = "".join(signs)

    def spans(self, wanted: str, start: int = 0) -> Iterator[tuple[int, int]]:
        """Where a folded text stands, whole words only."""
        at = self.text.find(wanted, start)
        while at >= 0:
            end = at + len(wanted)
            if _parts(self.text, at, wanted[0]) and _parts(self.text, end, wanted[-1]):
                yield at, end
            at = self.text.find(wanted, at + 1)

    def cut(self, start: int, end: int) -> str:
        """The paragraph's own text between two places of the folded one."""
        return self.source[self.places[start] : self.places[end - 1] + 1].strip()


@cache
def _fold_sign(sign: str) -> str:
    plain = unicodedata.normalize("NFD", fold_text(sign) or " ")[0].casefold()
    return plain.translate(_DASHES)


def _fold(text: str) -> str:
    return _Folded(" ".join(text.split())).text.strip()


def _parts(text: str, at: int, sign: str) -> bool:
    """Whether a place lies between words; `sign` is the passage's own one there."""
    if not sign.isalnum() or at == 0 or at == len(text):
        return True
    return not (text[at - 1].isalnum() and text[at].isalnum())


def find_passages(paragraphs: Sequence[str], words: str) -> list[Passage]:
    """Every passage that the words can mean, in order.

    The words are a passage, or its beginning and end with ` ... ` between; ` [...] ` leaves
    something out.

    Raises:
        CannotWriteError: `no-words`; `two-paragraphs` when it begins in one paragraph and ends in
            another.
    """
    pieces = [piece for piece in words.split(ELLIPSIS) if piece.strip(_ENDS)]
    if not pieces:
        raise CannotWriteError("no-words")
    found: dict[Passage, None] = {}
    for number, paragraph in enumerate(paragraphs, 1):
        folded = _Folded(paragraph)
        for start, end in _spans_of(folded, pieces[0], 0):
            texts = [folded.cut(start, end)]
            if _follow(folded, pieces[1:], end, texts):
                found[Passage(number, f" {ELLIPSIS} ".join(texts))] = None
    if not found:
        _refuse_two_paragraphs(paragraphs, words)
    return list(found)


def _follow(folded: _Folded, pieces: Sequence[str], end: int, texts: list[str]) -> bool:
    """Whether the other pieces stand behind, in order; their texts are added."""
    for piece in pieces:
        span = next(iter(_spans_of(folded, piece, end)), None)
        if span is None:
            return False
        end = span[1]
        texts.append(folded.cut(*span))
    return True


def _spans_of(folded: _Folded, piece: str, start: int) -> list[tuple[int, int]]:
    """Where a piece stands: as it is, without quotes and points at its ends, or as a range."""
    for text in (piece, piece.strip(_ENDS)):
        wanted = _fold(text)
        spans = list(folded.spans(wanted, start)) if wanted else []
        if spans:
            return spans
    ends = [part for part in _RANGE.split(piece) if part.strip(_ENDS)]
    if len(ends) != 2:
        return []
    spans = []
    closings = _spans_of(folded, ends[1], start)
    for opening in _spans_of(folded, ends[0], start):
        at = bisect_left(closings, (opening[1], 0))
        if at < len(closings):
            spans.append((opening[0], closings[at][1]))
    return spans


def _refuse_two_paragraphs(paragraphs: Sequence[str], words: str) -> None:
    ends = [part for part in _RANGE.split(words.replace(ELLIPSIS, "…")) if part.strip(_ENDS)]
    if len(ends) < 2:
        return
    first, last = _paragraph_of(paragraphs, ends[0]), _paragraph_of(paragraphs, ends[-1])
    if first and last and first != last:
        raise CannotWriteError("two-paragraphs", first=first, last=last)


def _paragraph_of(paragraphs: Sequence[str], words: str) -> int | None:
    numbered = enumerate(paragraphs, 1)
    return next((n for n, text in numbered if _spans_of(_Folded(text), words, 0)), None)


def find_nearest(paragraphs: Sequence[str], words: str) -> Passage | None:
    """The passage most like the words, whole words of the article; None when none is near."""
    wanted = _fold(words)[:500]
    best: tuple[float, int, int, int] | None = None
    for number, paragraph in enumerate(paragraphs, 1):
        folded = _Folded(paragraph)
        found = fuzz.partial_ratio_alignment(wanted, folded.text, score_cutoff=NEAR)
        if found is not None and (best is None or found.score > best[0]):
            best = (found.score, number, found.dest_start, found.dest_end)
    if best is None or best[2] == best[3]:
        return None
    _, number, start, end = best
    folded = _Folded(paragraphs[number - 1])
    while start > 0 and folded.text[start - 1] != " ":
        start -= 1
    while end < len(folded.text) and folded.text[end] != " ":
        end += 1
    return Passage(number, folded.cut(start, end))
