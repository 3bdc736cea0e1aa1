"""Where numbers stand: round ticks, an axis that holds the data, and its map onto the paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, localcontext

EXACT = Context(prec=200)
"""Room for every number that a cell may hold."""


@dataclass(frozen=True)
class Scale:
    """A linear map from numbers to a coordinate; `low` and `high` differ."""

    low: Decimal
    high: Decimal
    start: float
    end: float

    def place(self, value: Decimal) -> float:
        """The coordinate of a number."""
        with localcontext(EXACT):
            share = (value - self.low) / (self.high - self.low)
        return self.start + float(share) * (self.end - self.start)


def find_ticks(low: Decimal, high: Decimal, count: int = 4) -> tuple[Decimal, ...]:
    """Round numbers from `low` or below to `high` or above, in steps of 1, 2 or 5 times a power.

    Args:
        low: the smallest number to hold.
        high: the largest; may be equal.
        count: how many steps there may be at most between the two.
    """
    with localcontext(EXACT):
        if low == high:
            low, high = min(low, Decimal(0)), max(high, Decimal(0))
        if low == high:
            high = Decimal(1)
        step = _find_step((high - low) / count)
        first = (low / step).to_integral_value(ROUND_FLOOR)
        last = (high / step).to_integral_value(ROUND_CEILING)
        return tuple((first + number) * step for number in range(int(last - first) + 1))


def _find_step(least: Decimal) -> Decimal:
    """The smallest of 1, 2 and 5 times a power of ten that is not below `least`."""
    power = Decimal(1).scaleb(least.adjusted())
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least)


def axis_of(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """What the axis of a line must hold.

    It reaches to zero unless every number is nearer to the farthest one than to zero.
    """
    low, high = min(values), max(values)
    if low > 0 and low * 2 <= high:
        low = Decimal(0)
    if high < 0 and high * 2 >= low:
        high = Decimal(0)
    return low, high
