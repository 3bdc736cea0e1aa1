"""Sets of options picked among several: how they are read, written and scored."""

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from math import comb
from typing import Literal, NamedTuple

from casekit.domain.item.base import (
    MAX_SAMPLE,
    Arrangement,
    Fields,
    ImpossibleResponseError,
    Reckoning,
)
from casekit.domain.item.parts import read_place

FIELD = "choice"

Scoring = Literal["net", "exact", "each", "false2"]
"""How a set earns its points; `score_pick` has the formulas."""


class Pick(NamedTuple):
    """How many options there are, how many of them are keys, and how many of each were picked."""

    options: int
    keys: int
    right: int
    wrong: int


def score_pick(scoring: Scoring, pick: Pick) -> Fraction:
    """The fraction earned, in [0, 1]; with nothing picked 0, for that is no answer.

    With c keys among n options, t keys and w others picked: `net` is (t - w)/c, `exact` 1 for the
    keys and nothing else, `each` the right decisions (to pick or to leave) / n, `false2` is
    t/c - w/max(n - c, 2), as in R/exams; never below 0.
    """
    n, c, t, w = pick
    if not t + w:
        return Fraction(0)
    if scoring == "exact":
        return Fraction(t == c and w == 0)
    if scoring == "each":
        return Fraction(t + (n - c - w), n)
    if scoring == "false2":
        return max(Fraction(0), Fraction(t, c) - Fraction(w, max(n - c, 2)))
    return max(Fraction(0), Fraction(t - w, c))


def explain_pick(scoring: Scoring, pick: Pick) -> Reckoning | None:
    """What `score_pick` counted; None when everything was earned."""
    n, c, t, w = pick
    if score_pick(scoring, pick) == 1:
        return None
    if scoring == "each":
        return Reckoning("each", t + (n - c - w), n)
    cost = Fraction(1, max(n - c, 2)) if scoring == "false2" else Fraction(0)
    return Reckoning(scoring, t, c, wrong=w, share=cost)


@lru_cache(maxsize=1000)
def guess_pick(scoring: Scoring, options: int, keys: int) -> Fraction:
    """The score expected from the best number of options to pick blindly, exact.

    For each number the keys among them are hypergeometric; whoever picks at random does some
    mixture of these, and so never better.
    """
    return max(_expect(scoring, options, keys, number) for number in range(1, options + 1))


def _expect(scoring: Scoring, options: int, keys: int, number: int) -> Fraction:
    others = options - keys
    total = Fraction(0)
    for right in range(max(0, number - others), min(keys, number) + 1):
        ways = comb(keys, right) * comb(others, number - right)
        total += ways * score_pick(scoring, Pick(options, keys, right, number - right))
    return total / comb(options, number)


def read_picked(fields: Fields, arrangement: Arrangement) -> tuple[str, ...]:
    """What stands at the posted positions, sorted; blank values are left out.

    A page posts a blank beside its boxes, so that emptying them all is seen.

    Raises:
        ImpossibleResponseError: a field that is not `choice`, or a position twice or not shown.
    """
    if set(fields) - {FIELD}:
        raise ImpossibleResponseError("a field that the question does not have")
    return read_positions(fields.get(FIELD, ()), arrangement.order)


def read_positions(values: Iterable[str], order: Sequence[str]) -> tuple[str, ...]:
    """What stands at the positions of one field, sorted; blank values are left out.

    Raises:
        ImpossibleResponseError: a position twice, or one that is not shown.
    """
    positions = [text for value in values if (text := value.strip())]
    picked = {order[read_place(position, len(order)) - 1] for position in positions}
    if len(picked) != len(positions):
        raise ImpossibleResponseError("one option picked twice")
    return tuple(sorted(picked))


def write_picked(picked: Collection[str], arrangement: Arrangement) -> dict[str, list[str]]:
    """The positions of what was picked, in the order shown."""
    return {FIELD: write_positions(picked, arrangement.order)}


def write_positions(picked: Collection[str], order: Sequence[str]) -> list[str]:
    """The positions of what was picked, in the order shown."""
    return [str(position) for position, name in enumerate(order, 1) if name in picked]


def list_picks(options: Sequence[str]) -> list[tuple[str, ...]] | None:
    """Every set that can be picked, small ones first; None when they are too many to be read."""
    if 2 ** len(options) - 1 > MAX_SAMPLE:
        return None
    sizes = range(1, len(options) + 1)
    return [picked for size in sizes for picked in combinations(options, size)]
