"""Events down a line, each at its date: to scale where the dates allow it, else in order."""

from itertools import accumulate, pairwise

from casekit.text.chart.lettering import LEADING, measure, paragraph, wrap
from casekit.text.chart.plan import Plan
from casekit.text.chart.svg import INK, SOFT, WIDTH, element

_DATE_LINES, _EVENT_LINES = 3, 8
_MAX_DATES = 120.0
_BETWEEN = 14
_MAX_STRETCH = 2
"""To scale, a timeline is at most so many times as high as its text needs."""


def draw_timeline(plan: Plan) -> tuple[list[str], float]:
    """The parts of the drawing and its height."""
    dates = _width_of_dates(plan)
    line, left = dates + 16, dates + 32
    width = WIDTH - left
    heights = _heights(plan)
    tops = scaled_tops(plan, heights)
    is_scaled = tops is not None
    if tops is None:
        tops = [0.0, *accumulate(height + _BETWEEN for height in heights[:-1])]
    parts = [_draw_line(line, tops, is_scaled=is_scaled)]
    for top, label, event in zip(tops, plan.labels, plan.events, strict=True):
        parts += paragraph(label, 0, top + 15, dates, _DATE_LINES, soft=True)
        parts.append(element("circle", class_="c-dot", cx=line, cy=top + 10, r=4.5, fill=INK))
        parts += paragraph(event, left, top + 15, width, _EVENT_LINES)
    return parts, tops[-1] + heights[-1] + 4


def is_to_scale(plan: Plan) -> bool:
    """Whether the distances between the events are those between their dates."""
    return scaled_tops(plan, _heights(plan)) is not None


def scaled_tops(plan: Plan, heights: list[int]) -> list[float] | None:
    """Where each event begins when time is to scale; None where it cannot be without collisions."""
    days = plan.places
    if days is None:
        return None
    gaps = [later - sooner for sooner, later in pairwise(days)]
    if min(gaps) <= 0:
        return None
    unit = max((height + _BETWEEN) / gap for height, gap in zip(heights, gaps, strict=False))
    if unit * (days[-1] - days[0]) > _MAX_STRETCH * sum(heights[:-1], _BETWEEN * len(gaps)):
        return None
    return [(day - days[0]) * unit for day in days]


def _width_of_dates(plan: Plan) -> float:
    return min(_MAX_DATES, max(measure(label) for label in plan.labels))


def _heights(plan: Plan) -> list[int]:
    """How high each event is with its date beside it."""
    dates = _width_of_dates(plan)
    width = WIDTH - dates - 32
    return [
        LEADING * max(len(wrap(label, dates, _DATE_LINES)), len(wrap(event, width, _EVENT_LINES)))
        for label, event in zip(plan.labels, plan.events, strict=True)
    ]


def _draw_line(x: float, tops: list[float], *, is_scaled: bool) -> str:
    """Solid where time is to scale, dotted where only the order is true."""
    return element(
        "path",
        class_="c-spine",
        d=f"M{x:.1f} 10V{tops[-1] + 10:.1f}",
        stroke=SOFT,
        stroke_width=1.5,
        stroke_dasharray=None if is_scaled else "2 4",
    )
