"""Text in a drawing: how wide it is, how it is broken into lines, how it is set."""

import re
import unicodedata
from collections.abc import Iterator

from casekit.text.chart.svg import SIZE, SOFT, clean, element

LEADING = 18
"""From one line to the next."""

_NARROW = frozenset("iljtfrI.,;:!'’|()[]-·“”\"\u202f\u00a0 ")
_WIDE = frozenset("mwMW%@—…")
_BREAK = re.compile(r"[ \n\t]+|(?<=[-/–])(?=\w)")


def measure(text: str) -> float:
    """About how wide a text is in our sans, in units; rather too wide than too narrow."""
    return SIZE * sum(_width_of(character) for character in text)


def _width_of(character: str) -> float:
    if unicodedata.combining(character):
        return 0
    if character in _NARROW:
        return 0.33
    if character in _WIDE or unicodedata.east_asian_width(character) in {"W", "F"}:
        return 1.0 if character not in _WIDE else 0.88
    return 0.64 if character.isupper() else 0.53


def wrap(text: str, width: float, lines: int) -> list[str]:
    """The text in at most so many lines; where it is longer the last line ends with `…`."""
    rows: list[str] = []
    row = ""
    for word in _words(text, width):
        joined = f"{row}{word}"
        if row and measure(joined.rstrip()) > width:
            rows.append(row.rstrip())
            row = word
        else:
            row = joined
        if len(rows) == lines:
            return [*rows[:-1], _cut(f"{rows[-1]} {row}", width)]
    return [*rows, row.rstrip()] if row.strip() or not rows else rows


def _words(text: str, width: float) -> Iterator[str]:
    """The words, each with the space after it; one that is too long for a line comes in pieces."""
    end = 0
    for found in [*_BREAK.finditer(text), None]:
        word = text[end : found.start() if found else None]
        space = " " if found and found[0] else ""
        end = found.end() if found else end
        while measure(word) > width and len(word) > 1:
            piece = _longest(word, width)
            yield piece
            word = word[len(piece) :]
        if word:
            yield word + space


def _longest(text: str, width: float) -> str:
    """The longest beginning that fits, of one character at least."""
    total = 0.0
    for number, character in enumerate(text):
        total += SIZE * _width_of(character)
        if total > width:
            return text[: max(1, number)]
    return text


def _cut(text: str, width: float) -> str:
    return _longest(text, width - measure("…")).rstrip(" ,;:.") + "…"


def letters(
    text: str,
    x: float,
    y: float,
    *,
    soft: bool = False,
    bold: bool = False,
    anchor: str | None = None,
    full: str | None = None,
) -> str:
    """A line of text.

    Args:
        text: what is read.
        x: where it begins, or where its `anchor` is.
        y: its baseline.
        soft: whether it only helps to read the rest.
        bold: whether it is semibold.
        anchor: `middle` or `end`.
        full: the whole text, shown on pointing, where what is read is cut.
    """
    whole = element("title", clean(full)) if full and full != text else ""
    return element(
        "text",
        whole + clean(text),
        class_="c-soft" if soft else None,
        x=float(x),
        y=float(y),
        fill=SOFT if soft else None,
        font_weight="600" if bold else None,
        text_anchor=anchor,
    )


def paragraph(
    text: str, x: float, y: float, width: float, lines: int, *, soft: bool = False
) -> list[str]:
    """A text broken into lines, the first with its baseline at `y`; a cut one says all of it."""
    rows = wrap(text, width, lines)
    is_cut = rows[-1].endswith("…") and not text.endswith("…")
    cut = len(rows) - 1 if is_cut else None
    return [
        letters(row, x, y + number * LEADING, full=text if number == cut else None, soft=soft)
        for number, row in enumerate(rows)
    ]
