"""Finding a question among those of a course, on the instructor's desk."""

import unicodedata

from casekit.text.bloom import bloom_word
from casekit.web.views import DeskItem


def find_items(items: tuple[DeskItem, ...], wanted: str) -> tuple[DeskItem, ...]:
    """The items that have every word of `wanted`, in their order; all of them for an empty one.

    A word is looked for in the stem, the id, the type, the objective, the level (as the file
    writes it and as the page shows it) and the status. Case and accents do not count.
    """
    words = _fold(wanted).split()
    return tuple(item for item in items if _has(item, words))


def _has(item: DeskItem, words: list[str]) -> bool:
    told = (item.stem, item.item_id, item.item_type, item.objective, item.bloom)
    text = _fold(" ".join((*told, bloom_word(item.bloom), item.status)))
    return all(word in text for word in words)


def _fold(text: str) -> str:
    """Text without accents and capitals, with straight apostrophes."""
    parts = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold()
