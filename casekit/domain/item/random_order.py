"""How much of a random order is right by chance, exactly."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from math import factorial, prod

Shape = tuple[int, ...]
"""The lengths of a tableau's rows, none longer than the one above it."""


@lru_cache(maxsize=1000)
def expect_longest(ties: tuple[int, ...]) -> Fraction:
    """The expected length of the longest run in a right order, when the order is random.

    The correspondence of Robinson, Schensted and Knuth takes each order to a pair of tableaux of
    one shape, whose first row is as long as that run: the shapes are counted, not the orders, of
    which there may be 26!.

    Args:
        ties: the sizes of the groups within which any order is right.
    """
    ways: Counter[Shape] = Counter({(): 1})
    for size in ties:
        grown: Counter[Shape] = Counter()
        for shape, count in ways.items():
            for larger in _add_strip(shape, size):
                grown[larger] += count
        ways = grown
    orders = factorial(sum(ties)) // prod(map(factorial, ties))
    total = sum(shape[0] * count * _count_standard(shape) for shape, count in ways.items())
    return Fraction(total, orders)


def _add_strip(shape: Shape, size: int, above: int | None = None) -> Iterator[Shape]:
    """The shapes with `size` more cells, of which no two stand in one column."""
    if not shape:
        if above is None or size <= above:
            yield (size,) if size else ()
        return
    first = shape[0]
    most = size if above is None else min(size, above - first)
    for more in range(most + 1):
        for rest in _add_strip(shape[1:], size - more, first):
            yield (first + more, *rest)


def _count_standard(shape: Shape) -> int:
    """How many standard tableaux have this shape, by their hook lengths."""
    columns = [sum(row > column for row in shape) for column in range(shape[0])]
    hooks = (
        row - column + columns[column] - number - 1
        for number, row in enumerate(shape)
        for column in range(row)
    )
    return factorial(sum(shape)) // prod(hooks)
