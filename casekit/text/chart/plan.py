"""What a chart draws of an exhibit: its words as plain text, its numbers, its dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import pairwise

from babel.numbers import format_decimal, format_scientific

from casekit.domain.course import Exhibit
from casekit.domain.exhibit_data import MAX_SERIES, Day, Series, find_day, find_days, read_series
from casekit.text.chart.scale import EXACT
from casekit.text.formats import format_partial_date
from casekit.text.i18n import current_language
from casekit.text.markdown import strip_inline
from casekit.text.typography import space_text

DASH = "–"
MAX_DRAWN = {"bar": 60, "line": 500, "timeline": 60}
"""Rows beyond which the table alone is shown, by kind of chart."""

_MAX_DIGITS = 15
_MAX_PLACES = 6


@dataclass(frozen=True)
class Plan:
    """A chart to draw; all words are plain text in the content's language.

    Attributes:
        labels: what heads each row; dates in words.
        series: none for a timeline.
        events: what happened, for a timeline only.
        days: the date of each row, where all rows have one.
    """

    kind: str
    title: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    events: tuple[str, ...]
    days: tuple[Day, ...] | None

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """All its numbers."""
        return tuple(value for one in self.series for value in one.known)

    @property
    def places(self) -> tuple[float, ...] | None:
        """Where each row stands in time, in days; None where these would run backward.

        `2015` before `2015-03` is in order, as the year may have begun with it; but its middle is
        not before that of March.
        """
        middles = tuple(day.middle for day in self.days or ())
        return middles if middles and all(a <= b for a, b in pairwise(middles)) else None

    def write(self, value: Decimal) -> str:
        """A number with its decimals as written, and its percent sign."""
        text = format_exact(value).replace("-", "\u2212")
        return space_text(f"{text}%", current_language()) if self.unit == "%" else text


def plan_chart(exhibit: Exhibit, language: str) -> Plan | None:
    """What there is to draw; None for a table, and for what no drawing would show truly.

    To be called with the content's language as the current one.
    """
    if exhibit.kind == "table" or len(exhibit.columns) < 2:
        return None
    if not 2 <= len(exhibit.rows) <= MAX_DRAWN[exhibit.kind]:
        return None
    is_timeline = exhibit.kind == "timeline"
    days = None if exhibit.kind == "bar" else find_days(exhibit)
    series = () if is_timeline else read_series(exhibit, language)
    events = [row[1] for row in exhibit.rows] if is_timeline else []
    plan = Plan(
        kind=exhibit.kind,
        title=strip_inline(exhibit.title, language),
        unit=strip_inline(exhibit.unit, language) if exhibit.unit else "",
        labels=tuple(_plain(name_row(row[0]), language) for row in exhibit.rows),
        series=tuple(Series(_plain(one.name, language), one.values) for one in series),
        events=tuple(_plain(event, language) for event in events),
        days=days,
    )
    return plan if is_timeline or _is_drawable(plan) else None


def name_row(text: str | None) -> str | None:
    """What heads a row; a date like `2015-03` in words, in the current language."""
    try:
        day = find_day(text)
    except ValueError:
        return text
    return format_partial_date(day.text) if day else text


def format_exact(value: Decimal) -> str:
    """A number in the current language with the decimals that it has, scientific where long."""
    language = current_language()
    exponent = value.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    if not value:
        return "0"
    if not -_MAX_PLACES <= value.adjusted() <= _MAX_DIGITS:
        with localcontext(EXACT):
            rounded = value.quantize(Decimal(1).scaleb(value.adjusted() - 2))
        return format_scientific(rounded, locale=language, decimal_quantization=False)
    with localcontext(EXACT):
        rounded = value.quantize(Decimal(1).scaleb(-min(places, _MAX_PLACES)))
    pattern = "#,##0." + "0" * min(places, _MAX_PLACES) if places else "#,##0"
    return format_decimal(rounded, format=pattern, locale=language)


def format_ticks(ticks: Sequence[Decimal], plan: Plan) -> list[str]:
    """The numbers of an axis, all with the same decimals."""
    step = Decimal(1).scaleb((ticks[1] - ticks[0]).adjusted())
    with localcontext(EXACT):
        same = [tick.quantize(min(step, Decimal(1))) for tick in ticks]
    return [plan.write(tick) for tick in same]


def _is_drawable(plan: Plan) -> bool:
    full = [one for one in plan.series if len(one.known) >= 2]
    return bool(full) and len(plan.series) <= MAX_SERIES


def _plain(text: str | None, language: str) -> str:
    return strip_inline(text, language) if text else DASH
