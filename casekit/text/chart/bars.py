"""Horizontal bars from a common zero, each with its number: labels fit at any width."""

from dataclasses import dataclass
from decimal import Decimal

from casekit.text.chart.lettering import LEADING, letters, measure, paragraph, wrap
from casekit.text.chart.marks import bar, legend
from casekit.text.chart.plan import DASH, Plan
from casekit.text.chart.scale import Scale
from casekit.text.chart.svg import INK, WIDTH, element

_SIDE = 0.3
"""Share of the width up to which labels stand beside their bars, and not above them."""

_GAP = 6


@dataclass(frozen=True)
class _Layout:
    """Where things stand; labels are above the bars where `labels` is 0 wide."""

    scale: Scale
    labels: float
    thickness: int
    step: int


def draw_bars(plan: Plan) -> tuple[list[str], float]:
    """The parts of the chart and its height."""
    parts: list[str] = []
    y = 2.0
    if len(plan.series) > 1:
        parts, y = legend([one.name for one in plan.series], of_lines=False)
    layout = _lay_out(plan)
    for row, label in enumerate(plan.labels):
        values = [one.values[row] for one in plan.series]
        drawn, y = _draw_row(plan, layout, label, values, y)
        parts += drawn
    return parts, y - 6


def _lay_out(plan: Plan) -> _Layout:
    numbers = [*plan.numbers, Decimal(0)]
    low, high = min(numbers), max(numbers)
    widest = max(measure(label) for label in plan.labels)
    labels = widest + 2 * _GAP if widest <= WIDTH * _SIDE else 0.0
    below = [measure(plan.write(value)) for value in plan.numbers if value < 0]
    above = [measure(plan.write(value)) for value in plan.numbers if value >= 0]
    left = max(below) + _GAP if below else 0.0
    right = max([*above, measure(DASH)]) + _GAP
    if low == high:
        high = Decimal(1)
    scale = Scale(low, high, labels + left, WIDTH - right)
    single = len(plan.series) == 1
    return _Layout(scale, labels, thickness=16 if single else 14, step=18 if single else 16)


def _draw_row(
    plan: Plan, layout: _Layout, label: str, values: list[Decimal | None], top: float
) -> tuple[list[str], float]:
    """A row's label and bars, and where the next row begins."""
    parts = []
    if not layout.labels:
        parts += paragraph(label, 0, top + 13, WIDTH, 2)
        top += len(wrap(label, WIDTH, 2)) * LEADING
    elif label:
        parts.append(letters(label, 0, top + layout.step * len(values) / 2 + 4))
    for number, value in enumerate(values):
        parts += _draw_bar(plan, layout, number, value, top + number * layout.step)
    height = layout.step * len(values)
    parts.append(_draw_zero(layout, top, height))
    return parts, top + height + (6 if layout.labels and len(values) == 1 else 12)


def _draw_bar(
    plan: Plan, layout: _Layout, series: int, value: Decimal | None, top: float
) -> list[str]:
    zero = layout.scale.place(Decimal(0))
    baseline = top + layout.thickness / 2 + 5
    if value is None:
        return [letters(DASH, zero + _GAP, baseline, soft=True)]
    end = layout.scale.place(value)
    is_negative = value < 0
    at, anchor = (end - _GAP, "end") if is_negative else (end + _GAP, None)
    number = letters(plan.write(value), at, baseline, anchor=anchor)
    if value == 0:
        return [number]
    left = min(zero, end)
    return [bar(series, left, top, abs(end - zero), layout.thickness), number]


def _draw_zero(layout: _Layout, top: float, height: float) -> str:
    zero = layout.scale.place(Decimal(0))
    return element(
        "path",
        class_="c-base",
        d=f"M{zero:.1f} {top - 1:.1f}v{height:.1f}",
        stroke=INK,
        stroke_width=1,
    )
