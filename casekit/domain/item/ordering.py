"""`ordering`: steps to be put in order; some may share a rank."""

from bisect import bisect_right
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from itertools import permutations
from math import factorial
from random import Random
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from casekit.domain.item.base import (
    MAX_SAMPLE,
    Arrangement,
    Fault,
    Fields,
    ItemBase,
    Reckoning,
    Response,
    Sample,
)
from casekit.domain.item.card import Card
from casekit.domain.item.card_lines import list_lines
from casekit.domain.item.parts import (
    arrange_texts,
    check_texts,
    letter_texts,
    name_fields,
    read_parts,
    read_place,
)
from casekit.domain.item.random_order import expect_longest
from casekit.domain.value import Inline

MIN_RANKS = 2
SAME_PLACE = "same-place"


class OrderResponse(Response):
    """The place, from 1, of each step by its letter; steps may be missing."""

    places: tuple[tuple[str, int], ...]


def _read_rank(written: Any) -> Any:
    if isinstance(written, str):
        return (written,)
    if not isinstance(written, (list, tuple)):
        raise PydanticCustomError("string_type", "not a text")
    if len(written) == 1 and isinstance(written, list):
        raise PydanticCustomError("tie-of-one", "a tie of one")
    return written


_TEXT_SCHEMA = {"type": "string", "minLength": 1}
Rank = Annotated[
    tuple[Inline, ...],
    Field(min_length=1),
    BeforeValidator(_read_rank),
    WithJsonSchema({"anyOf": [_TEXT_SCHEMA, {"type": "array", "items": _TEXT_SCHEMA}]}),
]
"""A step, or a list of those between which any order is right."""


class OrderingItem(ItemBase):
    """Steps to be numbered. Form fields: `o1`, `o2` ... by position, each with a place from 1.

    Steps are lettered in the order of the file, which is the right one.
    """

    response_type: ClassVar[type[Response]] = OrderResponse
    card_by_default: ClassVar[bool] = False

    type: Literal["ordering"]
    sequence: tuple[Rank, ...] = Field(
        min_length=1,
        description="The steps in the right order; those in any order in a list of their own.",
    )

    @model_validator(mode="after")
    def _can_be_asked(self) -> Self:
        if len(self.sequence) < MIN_RANKS:
            raise PydanticCustomError("one-rank", "one rank", {"least": MIN_RANKS})
        check_texts(("sequence", n, text) for n, rank in enumerate(self.sequence) for text in rank)
        return self

    @cached_property
    def steps(self) -> dict[str, str]:
        """The texts by letter."""
        return letter_texts([text for rank in self.sequence for text in rank])

    @cached_property
    def ranks(self) -> dict[str, int]:
        """The rank, from 0, of each letter."""
        numbers = [number for number, rank in enumerate(self.sequence) for _ in rank]
        return dict(zip(self.steps, numbers, strict=True))

    def places_of(self, letter: str) -> tuple[int, ...]:
        """The places, from 1, that a step may have; several where it is tied."""
        rank = self.ranks[letter]
        before = sum(map(len, self.sequence[:rank]))
        return tuple(range(before + 1, before + len(self.sequence[rank]) + 1))

    @property
    def _largest_tie(self) -> int:
        return max(map(len, self.sequence))

    def arrange(self, random: Random, *, shuffle: bool) -> Arrangement:
        """An order that is not a right one, unless there are two steps: then either."""
        arrangement = arrange_texts(self.steps, random, shuffle=shuffle)
        while len(self.steps) > MIN_RANKS and self._is_right(arrangement.order):
            if not shuffle:
                return Arrangement(order=arrangement.order[::-1])
            arrangement = arrange_texts(self.steps, random, shuffle=True)
        return arrangement

    def _is_right(self, order: tuple[str, ...]) -> bool:
        ranks = [self.ranks[letter] for letter in order]
        return ranks == sorted(ranks)

    def read_response(self, fields: Fields, arrangement: Arrangement) -> OrderResponse | None:
        """The places given; whether one is given twice is said by `find_fault`."""
        names = name_fields("o", arrangement.order)
        places = sorted(
            (names[name], read_place(value, len(names)))
            for name, value in read_parts(fields, names).items()
        )
        return OrderResponse(places=tuple(places)) if places else None

    def write_response(
        self, answer: OrderResponse, arrangement: Arrangement
    ) -> dict[str, list[str]]:
        """The place of each step that has one, by its position on the page."""
        places = dict(answer.places)
        names = name_fields("o", arrangement.order)
        return {name: [str(places[x])] for name, x in names.items() if x in places}

    def rows_shown(self, fields: Fields, arrangement: Arrangement) -> tuple[tuple[int, str], ...]:
        """Position and letter of each step: in the student's order once all have a place."""
        rows = tuple(enumerate(arrangement.order, 1))
        answer = self.read_response(fields, arrangement)
        if answer is None or not self.is_complete(answer) or self.find_fault(answer):
            return rows
        places = dict(answer.places)
        return tuple(sorted(rows, key=lambda row: places[row[1]]))

    def find_fault(self, answer: OrderResponse) -> Fault | None:
        """Two steps in one place are asked again."""
        places = [place for _, place in answer.places]
        return Fault(SAME_PLACE, "") if len(set(places)) < len(places) else None

    def is_complete(self, answer: OrderResponse) -> bool:
        """Whether each step has a place."""
        return len(answer.places) == len(self.steps)

    def in_order(self, answer: OrderResponse) -> tuple[str, ...]:
        """The letters of a longest run of steps that stand in a right order, in that order."""
        given = sorted(answer.places, key=lambda pair: pair[1])
        best: list[tuple[str, ...]] = []  # by length - 1: the run of it that ends lowest
        for letter, _ in given:
            rank = self.ranks[letter]
            at = bisect_right(best, rank, key=lambda run: self.ranks[run[-1]])
            best[at : at + 1] = [(*(best[at - 1] if at else ()), letter)]
        return best[-1] if best else ()

    def score(self, answer: OrderResponse, arrangement: Arrangement) -> Fraction:
        """(L - m)/(n - m): L steps in a right order, m the largest tie; reversed it is 0."""
        if self.find_fault(answer) is not None:
            return Fraction(0)
        least = self._largest_tie
        earned = max(0, len(self.in_order(answer)) - least)
        return Fraction(earned, len(self.steps) - least)

    def explain_score(self, answer: OrderResponse, arrangement: Arrangement) -> Reckoning | None:
        """How many steps stand in a right order; None where no more do than in any order."""
        if not 0 < self.score(answer, arrangement) < 1:
            return None
        return Reckoning("in-order", len(self.in_order(answer)), len(self.steps))

    def guess_score(self) -> Fraction:
        """Of a random order, exact; which of the orders is taken blindly makes no difference."""
        ties = tuple(sorted(map(len, self.sequence)))
        least, steps = self._largest_tie, len(self.steps)
        return (expect_longest(ties) - least) / (steps - least)

    def key(self, arrangement: Arrangement) -> OrderResponse:
        """The order of the file."""
        return _place_all(tuple(self.steps))

    def sample_responses(self) -> Sample | None:
        """Every order."""
        if factorial(len(self.steps)) > MAX_SAMPLE:
            return None
        return Sample("every", tuple(_place_all(order) for order in permutations(self.steps)))

    def make_card(self) -> Card:
        """The stem with the steps by their texts; the right order on the back."""
        ranks = [" / ".join(rank) for rank in self.sequence]
        order = self.arrange(Random(0), shuffle=False).order  # noqa: S311 - nothing is drawn
        return Card(
            front=self.stem + list_lines(self.steps[letter] for letter in order),
            answer="; ".join(ranks),
            instruction="put-in-order",
            back=list_lines(ranks, numbered=True).strip(),
        )

    def markdown_texts(self) -> list[tuple[tuple[str | int, ...], str]]:
        """The common texts and the steps."""
        texts = super().markdown_texts()
        for number, rank in enumerate(self.sequence):
            texts += [(("sequence", number, *_within(rank, n)), t) for n, t in enumerate(rank)]
        return texts


def _within(rank: tuple[str, ...], number: int) -> tuple[int, ...]:
    """The path within a rank: a step by itself is no list."""
    return (number,) if len(rank) > 1 else ()


def _place_all(order: tuple[str, ...]) -> OrderResponse:
    places: Mapping[str, int] = {letter: place for place, letter in enumerate(order, 1)}
    return OrderResponse(places=tuple(sorted(places.items())))
