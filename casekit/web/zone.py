"""Times as a form's fields show and send them: on the clock of the site's zone."""

from collections.abc import Callable
from datetime import datetime, tzinfo

from casekit.web.site import this_site

_YEARS = (1970, 9998)


def site_zone() -> tzinfo:
    """The zone in which this site shows and reads times."""
    return this_site().settings.zone


def write_local(moment: datetime | None) -> str:
    """The value of a `datetime-local` field; empty for None."""
    if moment is None:
        return ""
    return f"{moment.astimezone(site_zone()):%Y-%m-%dT%H:%M}"


def read_local(text: str) -> datetime | None:
    """The moment that a `datetime-local` field sent; None for an empty one.

    Raises:
        ValueError: it is no date with a time, or so far away that nothing can be reckoned from it.
    """
    if not text.strip():
        return None
    moment = datetime.fromisoformat(text.strip())
    if len(text.strip()) < len("2026-01-01T00:00"):
        raise ValueError("a date without a time")
    if not _YEARS[0] <= moment.year <= _YEARS[1]:
        raise ValueError("a year of another age")
    return moment if moment.tzinfo else set_zone(moment, site_zone())


def set_zone(moment: datetime, zone: tzinfo) -> datetime:
    """The moment at which a clock in the zone shows this.

    Babel takes its zones from pytz where that is installed, and those must be asked: merely put
    into a time, they mean the mean solar time of their town.
    """
    localize: Callable[[datetime], datetime] | None = getattr(zone, "localize", None)
    return localize(moment) if localize else moment.replace(tzinfo=zone)
