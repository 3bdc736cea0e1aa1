"""Quizzes: which items, under which settings."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from casekit.domain.value import Flag, Inline, Markdown, OneOrMany, Share, Slug, Text, Value

Kind = Literal["practice", "graded"]
Counts = Literal["best", "first", "last"]
Feedback = Literal["at-once", "on-submit", "on-close"]
Reading = Literal["open", "closed"]


class Draw(Value):
    """Items drawn per attempt from a pool; each filter given narrows the pool.

    Attributes:
        cases: cases to draw from; none means the quiz's own case, or the whole course for a
            quiz over several cases.
    """

    count: int = Field(ge=1, le=200)
    cases: Annotated[tuple[Slug, ...], OneOrMany] = ()
    tags: Annotated[tuple[Slug, ...], OneOrMany] = ()
    objectives: Annotated[tuple[Text, ...], OneOrMany] = ()
    types: Annotated[tuple[Text, ...], OneOrMany] = ()


class Shuffle(Value):
    """What an attempt shows in an order of its own."""

    items: Flag = False
    choices: Flag = True


class Quiz(Value):
    """A set of items with settings. Settings left out have the defaults of the quiz's kind.

    Attributes:
        items: item ids in order; local ids in a case's quizzes, full ones elsewhere.
        time_limit: minutes, graded quizzes only.
        attempts: how many each student has; 0 is without limit.
        pass_mark: fraction of the points that passes.
    """

    id: Slug
    title: Inline
    description: Markdown | None = None
    kind: Kind = "practice"
    items: tuple[Text, ...] = ()
    draw: tuple[Draw, ...] = ()
    shuffle: Shuffle = Shuffle()
    time_limit: int | None = Field(None, ge=1, le=1440)
    attempts: int = Field(0, ge=0, le=100)
    counts: Counts = "best"
    feedback: Feedback = "at-once"
    reading: Reading = "open"
    pass_mark: Share | None = Field(None, alias="pass")
    accept: dict[str, Text] = Field(default_factory=dict)
    was: Slug | None = None

    @model_validator(mode="before")
    @classmethod
    def _default_by_kind(cls, written: Any) -> Any:
        if not isinstance(written, Mapping) or written.get("kind") != "graded":
            return written
        return {"attempts": 1, "feedback": "on-submit", **written}

    @model_validator(mode="after")
    def _makes_sense(self) -> "Quiz":
        if not self.items and not self.draw:
            raise PydanticCustomError("empty-quiz", "empty quiz")
        if self.kind == "practice" and self.time_limit is not None:
            raise PydanticCustomError("practice-time-limit", "practice has no time limit")
        if self.kind == "graded" and self.feedback == "at-once":
            raise PydanticCustomError("graded-at-once", "graded gives no feedback at once")
        return self

    def is_passed(self, share: Fraction, *, pending: bool) -> bool | None:
        """Whether a share of the points, in [0, 1], passes.

        None without a pass mark, and while something is `pending`: it may still earn points.
        """
        if self.pass_mark is None or pending:
            return None
        return share >= Fraction(self.pass_mark)


def deal_items(
    pools: Sequence[Sequence[str]], counts: Sequence[int], random: Random
) -> tuple[str, ...]:
    """Draws `counts[i]` items from `pools[i]`, no item twice, in the order of the pools.

    Pools may overlap: as many seats are filled as can be at once (augmenting paths, Kuhn 1955),
    so that every student has a quiz of the same length. Fewer items than seats means that the
    pools cannot fill them.
    """
    seats = [
        random.sample(pool, len(pool))
        for pool, count in zip(pools, counts, strict=True)
        for _ in range(count)
    ]
    seat_of: dict[str, int] = {}
    for seat in range(len(seats)):
        _find_seat(seat, seats, seat_of, set())
    return tuple(sorted(seat_of, key=seat_of.__getitem__))


def _find_seat(
    seat: int, seats: Sequence[Sequence[str]], seat_of: dict[str, int], tried: set[str]
) -> bool:
    """Gives the seat an item, moving others to another of their pool where it must."""
    for item in seats[seat]:
        if item in tried:
            continue
        tried.add(item)
        if item not in seat_of or _find_seat(seat_of[item], seats, seat_of, tried):
            seat_of[item] = seat
            return True
    return False
