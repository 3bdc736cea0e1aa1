"""A migrated database for each test, copied from one that was migrated once."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url

from casekit.store import Store, open_store


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("store") / "casekit.db"
    open_store(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def database(migrated: Path, tmp_path: Path) -> str:
    """SQLite; an empty database of the PostgreSQL server that CASEKIT_TEST_POSTGRESQL names."""
    if server := os.environ.get("CASEKIT_TEST_POSTGRESQL"):
        return make_postgresql_database(server)
    return f"sqlite:///{shutil.copy(migrated, tmp_path / 'casekit.db')}"


def make_postgresql_database(server: str) -> str:
    name = f"casekit_{uuid4().hex}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return make_url(server).set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with open_store(database, migrate=True) as opened:
        yield opened
