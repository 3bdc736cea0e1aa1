"""How long until something comes back, in the few words that fit on a button."""

from datetime import timedelta
from fractions import Fraction

from casekit.text.formats import format_number
from casekit.text.i18n import gettext, ngettext

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_MONTH_DAYS, _YEAR_DAYS = Fraction(365, 12), 365


def format_interval(interval: timedelta) -> str:
    """`10 min`, `3 days`, `1.5 months`, rounded to what anybody wants to know."""
    if interval < _HOUR:
        return gettext("{n} min", n=max(1, round(interval / _MINUTE)))
    if interval < _DAY:
        return gettext("{n} h", n=round(interval / _HOUR))
    days = round(interval / _DAY)
    if days < _MONTH_DAYS:
        return ngettext("{n} day", "{n} days", days)
    if days < _YEAR_DAYS:
        count = Fraction(days) / _MONTH_DAYS
        words = format_number(count, places=1)
        return ngettext("{words} month", "{words} months", int(count), words=words)
    count = Fraction(days, _YEAR_DAYS)
    words = format_number(count, places=1)
    return ngettext("{words} year", "{words} years", int(count), words=words)
