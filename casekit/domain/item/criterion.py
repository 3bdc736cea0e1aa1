"""What a person marks an answer for: one criterion of a rubric."""

from fractions import Fraction

from pydantic import Field

from casekit.domain.value import Inline, Number, Value

MOST_POINTS = 100


class Criterion(Value):
    """What a text is marked for.

    Attributes:
        levels: what earns all, less, nothing of the points, best first; may be empty.
    """

    criterion: Inline
    points: Number = Field(gt=0, le=MOST_POINTS)
    levels: tuple[Inline, ...] = ()

    def level_points(self) -> tuple[Fraction, ...]:
        """What each level earns: evenly spread from all the points down to 0; one level earns all.

        Four levels of a criterion worth 3 points earn 3, 2, 1 and 0.
        """
        most, steps = Fraction(self.points), len(self.levels) - 1
        return tuple(
            most * (steps - number) / steps if steps else most for number in range(len(self.levels))
        )
