"""What the checks across files must know of an item, without its model.

Validating ten thousand items again takes longer than reading what was noted about them, so a
second check of unchanged files works on these notes alone; the model is made when it is asked for.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from operator import itemgetter
from typing import Any, NamedTuple, Self

from casekit.domain.cells import cell_variables
from casekit.domain.item import Bloom, ItemBase
from casekit.domain.item.choice import Choice


class Facts(NamedTuple):
    """Notes on one valid item; plain enough for JSON, what few items have at the end.

    Attributes:
        number: its place in the file's list, from 0.
        line: where it begins, from 1; `column` too.
        evidence: every excerpt that the item names, those that it shows itself too.
        guess: the guess score as a fraction in text, e.g. `1/3`.
        choices: among how many one key stands; 0 where there are several keys or no choices.
        longest: whether that key is longer than every other choice.
        key_at: its place among the choices, from 1; 0 where there is not one key.
        points: an exact number in text.
        wants_card: whether its author wrote `card:`, and not `card: false`.
        accept: codes of the warnings that its author silences.
        used: those that silenced one within the file.
        images: path of the field and address of each image.
        cited_at: path of each excerpt's name, none where all stand under `evidence`.
        marks: path of the field and text of each citation or directive in a text.
        asks_of_case: whether it stands on cells of the case's exhibits, or asks for its excerpts.
    """

    id: str
    number: int
    line: int
    column: int
    type: str
    evidence: tuple[str, ...]
    objective: str
    bloom: Bloom
    guess: str
    choices: int
    longest: bool
    key_at: int
    tags: tuple[str, ...]
    points: str = "1"
    status: str = "live"
    wants_card: bool = False
    exhibit: str | None = None
    was: str | None = None
    accept: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    images: tuple[tuple[tuple[str | int, ...], str], ...] = ()
    cited_at: tuple[tuple[str | int, ...], ...] = ()
    marks: tuple[tuple[tuple[str | int, ...], str], ...] = ()
    asks_of_case: bool = False

    def path_of(self, number: int) -> tuple[str | int, ...]:
        """Where within the item the excerpt of this number is named."""
        return tuple(self.cited_at[number]) if self.cited_at else ("evidence", number)

    def to_row(self) -> tuple[Any, ...]:
        """The fields, without those after the tags where they are as in most items."""
        return self[:_USUAL_FROM] if self[_USUAL_FROM:] == _USUAL else self

    @classmethod
    def from_row(cls, row: list[Any]) -> Self:
        """The facts of a list that JSON kept; what must be hashable is a tuple again."""
        row[_EVIDENCE] = tuple(row[_EVIDENCE])
        return cls(*row)


class Use(NamedTuple):
    """What an item serves and stands on; many items share one, which spares looking at each."""

    status: str
    objective: str
    bloom: Bloom
    evidence: tuple[str, ...]


_EVIDENCE = Facts._fields.index("evidence")
_USUAL_FROM = Facts._fields.index("points")
_USUAL = tuple(Facts._field_defaults.values())


_use = itemgetter(*map(Facts._fields.index, Use._fields))


def gather_uses(facts: Iterable[Facts]) -> list[Use]:
    """The different uses of some items."""
    return [Use(*use) for use in set(map(_use, facts))]


class Notes(NamedTuple):
    """What is known of an item besides itself; the names are those of `Facts`."""

    number: int
    place: tuple[int, int]
    guess: Fraction
    images: tuple[tuple[tuple[str | int, ...], str], ...]
    used: tuple[str, ...]
    marks: tuple[tuple[tuple[str | int, ...], str], ...] = ()


def note_facts(item: ItemBase, type_name: str, notes: Notes) -> Facts:
    """The facts of a valid item."""
    one_of = choices_of(item)
    if sum(choice.correct for choice in one_of) != 1:
        one_of = ()
    citations = item.citations()
    return Facts(
        id=item.id,
        number=notes.number,
        line=notes.place[0],
        column=notes.place[1],
        type=type_name,
        evidence=tuple(ref for _, ref in citations),
        objective=item.objective,
        bloom=item.bloom,
        guess=str(notes.guess),
        choices=len(one_of),
        longest=_key_is_longest(one_of),
        key_at=next((n for n, choice in enumerate(one_of, 1) if choice.correct), 0),
        tags=item.tags,
        points=str(item.points),
        status=item.status,
        wants_card=bool(item.card),
        exhibit=item.exhibit,
        was=item.was,
        accept=tuple(item.accept),
        used=notes.used,
        images=notes.images,
        cited_at=tuple(path for path, _ in citations) if item.passages() else (),
        marks=notes.marks,
        asks_of_case=item.asks_all_passages or bool(cell_variables(item)),
    )


def choices_of(item: ItemBase) -> Sequence[Choice]:
    """The choices of an item whose type has any; none otherwise."""
    choices: Sequence[Choice] = getattr(item, "choices", ())
    return choices


def _key_is_longest(choices: Sequence[Choice]) -> bool:
    key = max((len(choice.text) for choice in choices if choice.correct), default=0)
    rest = max((len(choice.text) for choice in choices if not choice.correct), default=key)
    return key > rest
