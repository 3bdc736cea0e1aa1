"""Times as a form's fields show and send them: on the clock of the site's zone."""

from datetime import datetime, tzinfo

from casekit.web.site import this_site


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
        ValueError: it is no date with a time.
    """
    if not text.strip():
        return None
    moment = datetime.fromisoformat(text.strip())
    if len(text.strip()) < len("2026-01-01T00:00"):
        raise ValueError("a date without a time")
    return moment if moment.tzinfo else moment.replace(tzinfo=site_zone())
