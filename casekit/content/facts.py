"""What the checks across files must know of an item, without its model.

Validating ten thousand items again takes longer than reading what was noted about them, so a
second check of unchanged files works on these notes alone; the model is made when it is asked for.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from casekit.domain.item import Bloom, ItemBase
from casekit.domain.item.choice import Choice


class Facts(NamedTuple):
    """Notes on one valid item; plain enough for JSON.

    Attributes:
        number: its place in the file's list, from 0.
        line: where it begins, from 1; `column` too.
        points: an exact number in text.
        guess: the guess score as a fraction in text, e.g. `1/3`.
        choices: how many, 0 for a type without.
        longest: whether the key is longer than every other choice.
        wants_card: whether its author wrote `card:`, and not `card: false`.
        words: all its texts, case-folded.
        images: path of the field and address of each image.
        accept: codes of the warnings that its author silences.
        used: those that silenced one within the file.
    """

    id: str
    number: int
    line: int
    column: int
    type: str
    status: str
    evidence: tuple[str, ...]
    objective: str
    bloom: Bloom
    exhibit: str | None
    points: str
    tags: tuple[str, ...]
    wants_card: bool
    guess: str
    choices: int
    longest: bool
    words: str
    images: tuple[tuple[tuple[str | int, ...], str], ...]
    accept: tuple[str, ...]
    used: tuple[str, ...]
    was: str | None


class Notes(NamedTuple):
    """What is known of an item besides itself; the names are those of `Facts`."""

    number: int
    place: tuple[int, int]
    guess: Fraction
    words: str
    images: tuple[tuple[tuple[str | int, ...], str], ...]
    used: tuple[str, ...]


def note_facts(item: ItemBase, type_name: str, notes: Notes) -> Facts:
    """The facts of a valid item."""
    choices = choices_of(item)
    return Facts(
        id=item.id,
        number=notes.number,
        line=notes.place[0],
        column=notes.place[1],
        type=type_name,
        status=item.status,
        evidence=item.evidence,
        objective=item.objective,
        bloom=item.bloom,
        exhibit=item.exhibit,
        points=str(item.points),
        tags=item.tags,
        wants_card=bool(item.card),
        guess=str(notes.guess),
        choices=len(choices),
        longest=_key_is_longest(choices),
        words=notes.words,
        images=notes.images,
        accept=tuple(item.accept),
        used=notes.used,
        was=item.was,
    )


def choices_of(item: ItemBase) -> Sequence[Choice]:
    """The choices of an item whose type has any; none otherwise."""
    choices: Sequence[Choice] = getattr(item, "choices", ())
    return choices


def _key_is_longest(choices: Sequence[Choice]) -> bool:
    key = max((len(choice.text) for choice in choices if choice.correct), default=0)
    rest = max((len(choice.text) for choice in choices if not choice.correct), default=key)
    return key > rest
