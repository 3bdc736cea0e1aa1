"""Texts with gaps: their Markdown rendered once, cut where the gaps stand."""

import re
from typing import NamedTuple

from casekit.domain.item.card_lines import GAP
from casekit.text.markdown import Outlet, render_markdown

_MARK = re.compile(
    "\ue010(\\d+)\ue011((?:(?:&nbsp;|[\u00a0\u202f]| (?=[?!;:\u00bb]))?[.,;:!?\u2026)\u00bb]+)?)"
)
"""A gap as it is rendered, with the punctuation after it."""


class Piece(NamedTuple):
    """Safe HTML up to a gap; alone it is not well-formed.

    Attributes:
        gap: the name of the gap that follows; empty after the last one.
        tail: the punctuation that must stay on the gap's line.
    """

    html: str
    gap: str = ""
    tail: str = ""


def render_gapped(text: str, language: str, outlet: Outlet | None = None) -> list[Piece]:
    """A Markdown text as pieces, so that an outlet can put a field or a blank between them.

    While it is rendered, the gaps stand in it as marks that nobody writes.
    """
    names = [found["name"] for found in GAP.finditer(text)]
    numbers = iter(range(len(names)))
    plain = text.replace("\ue010", "").replace("\ue011", "")
    marked = GAP.sub(lambda _: f"\ue010{next(numbers)}\ue011", plain)
    *parts, rest = _MARK.split(render_markdown(marked, language, outlet))
    cut = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return [
        *(
            Piece(html, names[int(number)], tail.replace(" ", "\u00a0"))
            for html, number, tail in cut
        ),
        Piece(rest),
    ]
