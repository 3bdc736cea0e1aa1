"""Lines over a row of labels, to scale where the labels are dates; a missing value is a gap."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from casekit.domain.exhibit_data import Series
from casekit.text.chart.lettering import letters, measure, wrap
from casekit.text.chart.marks import legend, line, markers
from casekit.text.chart.plan import Plan, format_ticks
from casekit.text.chart.scale import Scale, axis_of, find_ticks
from casekit.text.chart.svg import INK, RULE, WIDTH, element

_HEIGHT = 190
_EDGE = 8
_MAX_MARKERS = 24

Point = tuple[float, float]


@dataclass(frozen=True)
class _Field:
    """Where things stand: across by row, up by value."""

    across: tuple[float, ...]
    up: Scale
    left: float
    bottom: float


def draw_lines(plan: Plan) -> tuple[list[str], float]:
    """The parts of the chart and its height."""
    parts: list[str] = []
    top = 10.0
    if len(plan.series) > 1:
        parts, top = legend([one.name for one in plan.series], of_lines=True)
    ticks = find_ticks(*axis_of(plan.numbers))
    texts = format_ticks(ticks, plan)
    left = max(map(measure, texts)) + 8
    bottom = top + _HEIGHT
    field = _Field(_places(plan, left), Scale(ticks[0], ticks[-1], bottom, top), left, bottom)
    for tick, text in zip(ticks, texts, strict=True):
        parts += _draw_tick(field, tick, text)
    for number, series in enumerate(plan.series):
        parts += _draw_series(field, number, series)
    parts += _draw_labels(plan, field)
    return parts, bottom + 28


def _places(plan: Plan, left: float) -> tuple[float, ...]:
    """How far across each row stands: by its date, else one like the other."""
    first, last = left + _EDGE, WIDTH - _EDGE
    marks: Sequence[float] = range(len(plan.labels))
    if plan.places and plan.places[0] < plan.places[-1]:
        marks = plan.places
    span = marks[-1] - marks[0]
    return tuple(first + (mark - marks[0]) / span * (last - first) for mark in marks)


def _draw_tick(field: _Field, tick: Decimal, text: str) -> Iterator[str]:
    y = field.up.place(tick)
    yield element(
        "path",
        class_="c-rule" if tick else "c-base",
        d=f"M{field.left:.1f} {y:.1f}H{WIDTH}",
        stroke=RULE if tick else INK,
        stroke_width=1,
    )
    yield letters(text, field.left - 8, y + 5, soft=True, anchor="end")


def _draw_series(field: _Field, number: int, series: Series) -> Iterator[str]:
    runs = list(_runs(field, series))
    yield from (line(number, run) for run in runs if len(run) > 1)
    points = [point for run in runs for point in run]
    if len(points) > _MAX_MARKERS:
        points = [run[0] for run in runs if len(run) == 1]
    if points:
        yield markers(number, points)


def _runs(field: _Field, series: Series) -> Iterator[list[Point]]:
    """The points without a gap between them, run by run."""
    run: list[Point] = []
    for x, value in zip(field.across, series.values, strict=True):
        if value is not None:
            run.append((x, field.up.place(value)))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _draw_labels(plan: Plan, field: _Field) -> Iterator[str]:
    """The first and the last label, and between them every label that has room."""
    y = field.bottom + 20
    room = (WIDTH - field.left) / 2 - 12
    last_text = wrap(plan.labels[-1], room, 1)[0]
    end = WIDTH - measure(last_text) - 12
    free = 0.0
    for x, label in zip(field.across[:-1], plan.labels[:-1], strict=True):
        text = wrap(label, room, 1)[0]
        half = measure(text) / 2
        start = max(x - half, 0.0) if free else max(field.left - 8, x - half)
        if start < free or start + 2 * half > end:
            continue
        yield letters(text, start, y, full=label)
        free = start + 2 * half + 12
    yield letters(last_text, WIDTH, y, anchor="end", full=plan.labels[-1])
