"""Questions in parts: a form field for each, with one value; and the parts' letters."""

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from string import ascii_lowercase

from pydantic_core import PydanticCustomError

from casekit.domain.item.base import Arrangement, Fields, ImpossibleResponseError
from casekit.domain.value import fold_label

MAX_PARTS = len(ascii_lowercase)

Placed = tuple[str, str | int, str]
"""A text behind the key, and the number or name within it, where its author wrote it."""


def letter_texts(texts: Sequence[str]) -> dict[str, str]:
    """Texts by letter, in their order."""
    return dict(zip(ascii_lowercase, texts, strict=False))


def check_texts(texts: Iterable[Placed]) -> None:
    """Refuses more texts than there are letters, and one that stands there twice."""
    seen: set[str] = set()
    for field, number, text in texts:
        context = {"text": text, "field": field, "number": number, "limit": MAX_PARTS}
        if fold_label(text) in seen:
            raise PydanticCustomError("text-twice", "twice", context)
        seen.add(fold_label(text))
        if len(seen) > MAX_PARTS:
            raise PydanticCustomError("too-many-choices", "too many", context)


def arrange_texts(texts: Mapping[str, str], random: Random, *, shuffle: bool) -> Arrangement:
    """An order of letters; unshuffled by their texts, which does not tell what belongs where."""
    order = sorted(texts, key=lambda letter: texts[letter].casefold())
    if shuffle:
        random.shuffle(order)
    return Arrangement(order=tuple(order))


def name_fields(prefix: str, letters: Iterable[str]) -> dict[str, str]:
    """The letter behind each field: `m1`, `m2` ... in the order given."""
    return {f"{prefix}{position}": letter for position, letter in enumerate(letters, 1)}


def read_parts(fields: Fields, known: Iterable[str]) -> dict[str, str]:
    """The one value of each field; blank ones are left out.

    Raises:
        ImpossibleResponseError: a field that is not known, or several values in one.
    """
    names = set(known)
    found = {}
    for name, values in fields.items():
        if name not in names:
            raise ImpossibleResponseError("a field that the question does not have")
        if len(values) > 1:
            raise ImpossibleResponseError("several values for one field")
        if values and values[0].strip():
            found[name] = values[0].strip()
    return found


def read_place(value: str, most: int, *, least: int = 1) -> int:
    """A whole number as one of our menus or boxes posts it.

    Raises:
        ImpossibleResponseError: the page does not have it.
    """
    if not (value.isascii() and value.isdigit() and len(value) <= len(str(most))):
        raise ImpossibleResponseError("not a place")
    if not least <= int(value) <= most or str(int(value)) != value:
        raise ImpossibleResponseError("no such place")
    return int(value)
