"""CPU time, side by side: ours and the least are measured in turns, so that noise meets both."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import process_time


@dataclass(frozen=True)
class Line:
    """One line of the table.

    Attributes:
        what: the work, in plain words.
        ours_s: what casekit takes.
        least_s: what the least takes.
        ratio: the median of the ratios of the pairs.
        aim: the ratio that casekit is to stay under.
        unit: of both figures as they are shown: ms, or MB where bytes were measured.
    """

    what: str
    ours_s: float
    least_s: float
    ratio: float
    aim: float
    unit: str = "ms"

    def __str__(self) -> str:
        verdict = "met" if self.ratio <= self.aim else "missed"
        factor = 1000 if self.unit == "ms" else 1e-6
        ours, least = (f"{x * factor:10.2f} {self.unit}" for x in (self.ours_s, self.least_s))
        times = f"{ours} {least}"
        return f"{self.what:<44}{times} {self.ratio:7.2f} {self.aim:6.2f}  {verdict}"


HEADER = f"{'CPU time of':<44}{'casekit':>13}{'the least':>14}{'ratio':>8}{'aim':>7}"


def cpu_of(work: Callable[[], object]) -> float:
    """The CPU time, in seconds, that this process spends on the work."""
    start = process_time()
    work()
    return process_time() - start


def line_of(what: str, pairs: Sequence[tuple[float, float]], aim: float) -> Line:
    """The line for pairs of (ours, the least), in seconds."""
    ours, least = (median(column) for column in zip(*pairs, strict=True))
    return Line(what, ours, least, median(mine / floor for mine, floor in pairs), aim)


def line_of_totals(
    what: str, pairs: Sequence[tuple[tuple[float, int], tuple[float, int]]], aim: float
) -> Line:
    """The line for pairs of (seconds, requests), ours and the least: of all rounds together.

    The system counts CPU time in hundredths of a second, too coarse for the ratio of one round.
    """
    ours_s, least_s = (
        sum(seconds for seconds, _ in column) / sum(count for _, count in column)
        for column in zip(*pairs, strict=True)
    )
    return Line(what, ours_s, least_s, ours_s / least_s if least_s else 0.0, aim)
