"""Answers in parts, told part by part."""

from casekit.domain.item import ItemBase, Response
from casekit.domain.item.categorize import CategorizeItem, PlacedResponse
from casekit.domain.item.cloze import ClozeItem, GapsResponse
from casekit.domain.item.matching import MatchingItem, PairsResponse
from casekit.domain.item.ordering import OrderingItem, OrderResponse
from casekit.text.i18n import N_, gettext

NOWHERE_WORDS = N_("none of them")
"""The category of what belongs to none, in words."""

Part = tuple[str, str]
"""What was asked and what was said of it, both as inline Markdown."""


def list_parts(item: ItemBase, response: Response) -> tuple[Part, ...]:
    """The parts of an answer in their own order; none for an answer in one piece."""
    if isinstance(item, ClozeItem) and isinstance(response, GapsResponse):
        return tuple((name, item.say_value(name, value)) for name, value in response.gaps)
    if isinstance(item, MatchingItem) and isinstance(response, PairsResponse):
        return tuple((item.lefts[left], item.options[right]) for left, right in response.pairs)
    if isinstance(item, OrderingItem) and isinstance(response, OrderResponse):
        placed = sorted(response.places, key=lambda pair: pair[1])
        return tuple((str(place), item.steps[letter]) for letter, place in placed)
    if isinstance(item, CategorizeItem) and isinstance(response, PlacedResponse):
        return tuple(
            (item.things[letter], name or gettext(NOWHERE_WORDS))
            for letter, name in response.placed
        )
    return ()
