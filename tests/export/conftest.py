"""The small workspace and the demo course, read once they are there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from export.anki_desk import AnkiDesk
from export.printing import Copies
from export.sample import read_bank
from factories import make_workspace

from casekit.domain.bank import Bank
from casekit.export.press import Press
from casekit.resources import demo_dir


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "workspace")


@pytest.fixture
def bank(workspace: Path) -> Bank:
    return read_bank(workspace)


@pytest.fixture(scope="session")
def demo() -> Bank:
    return read_bank(demo_dir())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[AnkiDesk]:
    """A student's Anki without any notes."""
    folder = tmp_path / "anki"
    folder.mkdir()
    opened = AnkiDesk(folder)
    yield opened
    opened.collection.close()


@pytest.fixture(scope="session")
def copies(demo: Bank, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copies]:
    """Handouts of the demo course; tests that use them share an xdist group."""
    with Press() as press:
        yield Copies(demo, tmp_path_factory.mktemp("handouts"), press)
