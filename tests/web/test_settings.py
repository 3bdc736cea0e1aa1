"""The settings of a workspace."""

from pathlib import Path

import pytest

from casekit.store import find_sqlite_file, open_store
from casekit.web.settings import SettingError, Settings


@pytest.mark.parametrize("name", ["plain", "really?", "50%", "a%41", "no#1", "é @:&=+ b", "\\x"])
def test_the_database_lies_in_the_workspace_whatever_its_name(tmp_path: Path, name: str) -> None:
    workspace = tmp_path / name
    database = workspace / ".casekit/casekit.db"
    url = Settings.for_workspace(workspace, {}).database_url
    assert find_sqlite_file(url) == database
    open_store(url).close()
    assert database.stat().st_size > 0
    assert list(tmp_path.iterdir()) == [workspace]


def test_the_environment_goes_before_the_workspace(tmp_path: Path) -> None:
    environ = {
        "CASEKIT_DATABASE_URL": "postgresql+psycopg://localhost/casekit",
        "CASEKIT_SECRET_KEY": "from outside",
        "CASEKIT_BASE_URL": "https://cases.example.org",
        "CASEKIT_PROXIES": "1",
    }
    settings = Settings.for_workspace(tmp_path, environ)
    assert settings.database_url == environ["CASEKIT_DATABASE_URL"]
    assert settings.secret_key == "from outside"
    assert settings.base_url == "https://cases.example.org"
    assert settings.proxies == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("environ", "demo", "guests"),
    [
        ({}, False, False),
        ({"CASEKIT_GUESTS": "1"}, False, True),
        ({"CASEKIT_GUESTS": "0"}, True, True),
    ],
)
def test_guests_are_let_in_when_asked_for_and_always_to_the_demo(
    tmp_path: Path, environ: dict[str, str], *, demo: bool, guests: bool
) -> None:
    assert Settings.for_workspace(tmp_path, environ, demo=demo).guests is guests
    assert Settings(tmp_path, "sqlite:///x.db", "a key", demo=demo).guests is demo


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CASEKIT_PROXIES", "-1"),
        ("CASEKIT_PROXIES", "one"),
        ("CASEKIT_GUESTS", "yes"),
        ("CASEKIT_TIMEZONE", "Paris"),
        ("CASEKIT_TIMEZONE", "/etc/localtime"),
    ],
)
def test_a_variable_that_says_what_it_cannot_is_named(
    tmp_path: Path, name: str, value: str
) -> None:
    with pytest.raises(SettingError) as failure:
        Settings.for_workspace(tmp_path, {name: value})
    assert (failure.value.name, failure.value.value) == (name, value)
