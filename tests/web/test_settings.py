"""The settings of a workspace."""

from pathlib import Path

import pytest

from casekit.store import find_sqlite_file, open_store
from casekit.web.settings import Settings


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
