"""Notes at the foot of the page of their call.

WeasyPrint now and then sets a note on a later page than its call, or loses it, where lines move to
keep two of them together. What is set is looked at here, and the block of such a call begins a page
in the next try.
"""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

CALL, NOTE = "call-", "note-"
"""How the ids of a call and of its note begin; the rest of both is the note's number."""

TRIES = 12
"""Pages that are broken early, at most."""

NEXT = 12
"""Paragraphs after a call that may stand on its page."""

_BLOCKS = {"p", "li", "h2", "h3", "h4", "table"}
_TEXTS = {"p", "li"}
_HEADINGS = {"h2", "h3", "h4"}


def find_stray_notes(pages: Any) -> list[str]:
    """Numbers of the notes that do not stand on the page of their call, in the calls' order."""
    places: dict[str, int] = {}
    for number, page in enumerate(pages):
        for anchor in page.anchors:
            places.setdefault(anchor, number)
    calls = (anchor.removeprefix(CALL) for anchor in places if anchor.startswith(CALL))
    return [note for note in calls if places.get(NOTE + note) != places[CALL + note]]


def make_room(root: Element, note: str) -> bool:
    """Has the block of a call begin a page, with the headings above it.

    Where it does so already, it is a paragraph further down that wants two lines on the page: the
    ones that follow may have one.

    Returns:
        False where nothing is left to be changed.
    """
    parents = {child: parent for parent in root.iter() for child in parent}
    block = _find_block(root, parents, CALL + note)
    if block is None:
        return False
    if _set_style(block, "break-before: page"):
        return True
    elements = list(root.iter())
    after = [each for each in elements[elements.index(block) + 1 :] if each.tag in _TEXTS]
    changed = [_set_style(each, "orphans: 1") for each in after[:NEXT]]
    return any(changed)


def _set_style(element: Element, rule: str) -> bool:
    known = element.get("style", "")
    if rule in known:
        return False
    element.set("style", f"{known}; {rule}" if known else rule)
    return True


def _find_block(root: Element, parents: dict[Element, Element], anchor: str) -> Element | None:
    """The block of a call, or the first of the headings right above it."""
    found = next((each for each in root.iter() if each.get("id") == anchor), None)
    while found is not None and found.tag not in _BLOCKS:
        found = parents.get(found)
    if found is None:
        return None
    for before in _siblings_before(parents[found], found):
        if before.tag not in _HEADINGS:
            break
        found = before
    return found


def _siblings_before(parent: Element, child: Element) -> Iterator[Element]:
    siblings = list(parent)
    return reversed(siblings[: siblings.index(child)])
