"""Times as a form's fields show and send them."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from web.conftest import MakeApp

from casekit.web.zone import read_local, set_zone, write_local

PARIS = ZoneInfo("Europe/Paris")


class LikePytz(tzinfo):
    """A zone of the kind that pytz makes: right only for times that it was asked about."""

    def utcoffset(self, _moment: datetime | None) -> timedelta:
        return timedelta(minutes=9)

    def localize(self, moment: datetime) -> datetime:
        return moment.replace(tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize("zone", [PARIS, LikePytz()])
def test_a_time_is_one_on_the_clock_of_its_zone(zone: tzinfo) -> None:
    """Seen to fail for the second zone, which is 51 minutes off when it is not asked."""
    shown = datetime.fromisoformat("2026-01-15T10:00")
    assert set_zone(shown, zone) == datetime(2026, 1, 15, 9, tzinfo=UTC)


def test_what_a_field_sends_is_what_it_shows(make_app: MakeApp, workspace) -> None:
    with make_app(workspace, timezone="Europe/Paris").app_context():
        for text in ("2026-01-15T10:00", "2026-07-15T10:00", ""):
            assert write_local(read_local(text)) == text
        assert read_local("2026-07-15T10:00") == datetime(2026, 7, 15, 8, tzinfo=UTC)


@pytest.mark.parametrize("text", ["tomorrow", "2026-01-15", "0001-01-01T00:00", "9999-12-31T23:59"])
def test_what_is_no_time_or_of_another_age_is_refused(
    make_app: MakeApp, workspace, text: str
) -> None:
    with (
        make_app(workspace).app_context(),
        pytest.raises(ValueError, match=r"isoformat|without a time|another age"),
    ):
        read_local(text)
