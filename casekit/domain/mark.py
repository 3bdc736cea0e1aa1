"""A mark: what a person gives an answer for each criterion of its rubric, and says of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from casekit.domain.item.criterion import Criterion

MAX_COMMENT_CHARS = 5000

_POINTS = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,2})?")


@dataclass(frozen=True)
class CriterionMark:
    """What an answer earned for one criterion.

    Attributes:
        level: the number, from 0, of the level that was chosen; None for points of the person's
            own.
    """

    points: Fraction
    level: int | None = None


@dataclass(frozen=True)
class Mark:
    """What an answer earned, criterion by criterion in the order of its rubric.

    Attributes:
        comment: plain text for the student; may be empty.
    """

    criteria: tuple[CriterionMark, ...]
    comment: str = ""

    @property
    def points(self) -> Fraction:
        """The sum over the criteria."""
        return sum((each.points for each in self.criteria), Fraction(0))


def check_mark(mark: Mark, rubric: Sequence[Criterion]) -> None:
    """Makes sure that a mark can be given by this rubric.

    Raises:
        ValueError: another number of criteria, points out of range, a level that does not exist
            or earns other points, or too long a comment.
    """
    if len(mark.criteria) != len(rubric) or len(mark.comment) > MAX_COMMENT_CHARS:
        raise ValueError("not a mark by this rubric")
    for given, criterion in zip(mark.criteria, rubric, strict=True):
        levels = criterion.level_points()
        if given.level is None:
            is_possible = 0 <= given.points <= Fraction(criterion.points)
        else:
            is_possible = given.points in levels[given.level : given.level + 1]
        if not is_possible:
            raise ValueError(f"{given} is not possible")


def read_points(text: str, most: Fraction) -> Fraction | None:
    """Points as typed, at most two decimals after a comma or a point; None when they are none.

    Points are too few to have a mark between their thousands, so that either is a decimal one.
    """
    typed = "".join(text.split())
    if not _POINTS.fullmatch(typed):
        return None
    points = Fraction(typed.replace(",", "."))
    return points if points <= most else None
