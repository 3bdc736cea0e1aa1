"""Numbers, shares, dates and durations as people read them, in the current language."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from babel.dates import format_date as babel_date
from babel.dates import format_datetime as babel_datetime
from babel.dates import format_skeleton
from babel.numbers import format_decimal
from babel.numbers import format_percent as babel_percent

from casekit.text.i18n import current_language, gettext


def format_number(value: Decimal | Fraction | int, places: int = 2) -> str:
    """A number with at most `places` decimals, rounded half up, trailing zeros left out."""
    exact = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value
    rounded = Decimal(exact).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    pattern = "#,##0." + "#" * places if places else "#,##0"
    return format_decimal(rounded, format=pattern, locale=current_language())


def format_share(value: Decimal | Fraction | float) -> str:
    """A fraction in [0, 1] as a whole percentage."""
    exact = Fraction(value)
    whole = int((exact * 100 + Fraction(1, 2)) // 1)
    return babel_percent(Decimal(whole) / 100, locale=current_language())


def format_partial_date(value: str) -> str:
    """`2025`, `2025-05` or `2025-05-19` in words, only as exact as it is."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return value
    if len(parts) == 2:
        day = datetime(parts[0], parts[1], 1)  # noqa: DTZ001 - a month has no time zone
        return format_skeleton("yMMMM", day, locale=current_language())
    return babel_date(date(*parts), format="long", locale=current_language())


def format_datetime(value: datetime, zone: tzinfo | None = None) -> str:
    """A moment as day and time, in the zone given or in the one it carries."""
    moment = value.astimezone(zone) if zone else value
    words = babel_datetime(moment, format="d MMMM y HH:mm", locale=current_language())
    return words if zone else gettext("{moment} UTC", moment=words)


def join_texts(texts: Iterable[str]) -> str:
    """Texts that may have commas of their own, one after the other: `a; b`."""
    return gettext("; ").join(texts)


def format_minutes(value: timedelta | int) -> str:
    """A duration in minutes, with its unit."""
    minutes = value if isinstance(value, int) else max(1, round(value.total_seconds() / 60))
    return gettext("{n} min", n=minutes)
