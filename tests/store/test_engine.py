"""Which addresses of databases are ours."""

from pathlib import Path

import pytest

from casekit.store import find_sqlite_file
from casekit.store.engine import make_engine


@pytest.mark.parametrize(
    "url",
    [
        "",
        "casekit.db",
        " sqlite:///casekit.db",
        "mysql://localhost/casekit",
        "nothing://localhost",
        "sqlite+nothing:///casekit.db",
        "postgresql+psycopg://localhost:port/casekit",
        "sqlite://",
        "sqlite:///:memory:",
    ],
)
def test_an_address_that_is_none_of_ours_makes_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match="sqlite:///path/to"):
        make_engine(url)
    assert not list(tmp_path.iterdir())


def test_a_server_has_no_file() -> None:
    assert find_sqlite_file("postgresql+psycopg://localhost/casekit") is None
