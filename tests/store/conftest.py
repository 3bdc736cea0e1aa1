"""A migrated database for each test, copied from one that was migrated once."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from casekit.store import Store, open_store


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("store") / "casekit.db"
    open_store(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def database(migrated: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(migrated, tmp_path / 'casekit.db')}"


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with open_store(database) as opened:
        yield opened


@pytest.fixture(scope="session")
def processes() -> Iterator[ProcessPoolExecutor]:
    """Four other processes; one pool for all tests, since Python takes its time to start."""
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        yield pool
