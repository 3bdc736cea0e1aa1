"""What can be said only when a whole handout is there: its notes' numbers, its contents, its uses.

Until then marks that nobody types stand for it in the HTML.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import NamedTuple

from casekit.export.press.footnotes import CALL, NOTE
from casekit.text.i18n import gettext, ngettext

CONTENTS = "\ue006"
"""Stands where the contents list belongs, if there is to be one."""

_NOTE = re.compile(r'<span class="(in-)?note"(?: data-cites="([^"]*)")?>')
_BESIDE = re.compile(rf'</span>(?=<span id="{CALL})')
_USES = re.compile("\ue004([\\w-]+)\ue004")
_HEADING = re.compile(r"<h2(?: class=\"[\w -]*\")?>(.*?)</h2>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


class Use(NamedTuple):
    """A place that uses a passage or a source.

    Attributes:
        kind: what it is, one of `PLACES`.
        anchor: the id of its element.
        name: its number.
    """

    kind: str
    anchor: str
    name: str


PLACES: Mapping[str, Callable[[int], str]] = {
    "note": lambda n: ngettext("note {numbers}", "notes {numbers}", n, numbers="{numbers}"),
    "text": lambda n: gettext("the quotation in the text"),
    "exhibit": lambda n: ngettext(
        "exhibit {numbers}", "exhibits {numbers}", n, numbers="{numbers}"
    ),
    "question": lambda n: ngettext(
        "question {numbers}", "questions {numbers}", n, numbers="{numbers}"
    ),
}
"""Kinds of places, in the order in which they are named, with the words for so many of them."""


def mark_uses(target: str) -> str:
    """The mark that stands for the links back to where a passage or a source is used."""
    return f"\ue004{target}\ue004"


def finish(html: str, uses: Mapping[str, Sequence[Use]], *, with_contents: bool) -> str:
    """The HTML with every mark replaced by what it stands for.

    Args:
        html: of the whole document, its style left out of account.
        uses: of each target, other than by the notes.
        with_contents: whether it has a contents list.
    """
    html, notes = _number_notes(html)
    html = _USES.sub(lambda found: _say_uses(uses.get(found[1], ()), notes[found[1]]), html)
    html, headings = _anchor_headings(html)
    return html.replace(CONTENTS, _list_contents(headings) if with_contents else "")


def _number_notes(html: str) -> tuple[str, Mapping[str, list[int]]]:
    """Gives each note its id; returns the numbers of the notes that cite each target too."""
    cited: dict[str, list[int]] = defaultdict(list)
    number = 0

    def identify(found: re.Match[str]) -> str:
        nonlocal number
        number += 0 if found[1] else 1
        for target in (found[2] or "").split():
            if number not in cited[target]:
                cited[target].append(number)
        if found[1]:
            return '<span class="in-note">'
        return f'<span id="{CALL}{number}"></span><span class="note" id="{NOTE}{number}">'

    return _BESIDE.sub('</span><span class="between">,</span>', _NOTE.sub(identify, html)), cited


def _say_uses(uses: Sequence[Use], notes: Sequence[int]) -> str:
    """`Used in notes 4, 9, exhibit 1`, each a link; empty without any."""
    by_kind: dict[str, list[Use]] = {kind: [] for kind in PLACES}
    for use in (*(Use("note", f"note-{n}", str(n)) for n in notes), *dict.fromkeys(uses)):
        by_kind[use.kind].append(use)
    said = [_say_places(kind, ones) for kind, ones in by_kind.items() if ones]
    if not said:
        return ""
    sentence = escape(gettext("Used in {places}", places="{places}"))
    return f'<p class="uses">{sentence.replace("{places}", ", ".join(said))}</p>'


def _say_places(kind: str, places: Sequence[Use]) -> str:
    words = escape(PLACES[kind](len(places)))
    if "{numbers}" not in words:
        return _link(places[0].anchor, words)
    return words.replace("{numbers}", ", ".join(_link(one.anchor, one.name) for one in places))


def _link(anchor: str, words: str) -> str:
    return f'<a href="#{anchor}">{words}</a>'


def _anchor_headings(html: str) -> tuple[str, list[str]]:
    """Gives each chapter's heading its id; returns their texts."""
    headings: list[str] = []

    def identify(found: re.Match[str]) -> str:
        headings.append(
            _TAG.sub("", re.sub(r'<span class="note".*', "", found[1], flags=re.DOTALL))
        )
        return found[0].replace("<h2", f'<h2 id="part-{len(headings)}"', 1)

    return _HEADING.sub(identify, html), headings


def _list_contents(headings: Sequence[str]) -> str:
    rows = (f'<li><a href="#part-{n}">{text}</a></li>' for n, text in enumerate(headings, 1))
    title = escape(gettext("Contents"))
    return f'<nav class="contents"><p class="label">{title}</p><ol>{"".join(rows)}</ol></nav>'
