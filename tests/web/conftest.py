"""A small course, served; visitors to it, one of them an instructor."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from factories import make_workspace
from flask import Flask
from web.visitor import Visitor, store_of

from casekit.web import Settings, create_app

MakeApp = Callable[..., Flask]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "course")


@pytest.fixture
def make_app(tmp_path: Path) -> Iterator[MakeApp]:
    """Makes apps of a workspace, closed at the end; all share one database file."""
    with ExitStack() as stack:

        def make(workspace: Path, **settings: object) -> Flask:
            url = f"sqlite:///{tmp_path / 'casekit.db'}"
            settings.setdefault("guests", True)
            app = create_app(Settings(workspace, url, "only for this test", **settings))
            stack.callback(store_of(app).close)
            return app

        yield make


@pytest.fixture
def app(make_app: MakeApp, workspace: Path) -> Flask:
    return make_app(workspace)


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app)


@pytest.fixture
def other(app: Flask) -> Visitor:
    return Visitor(app)


@pytest.fixture
def instructor(app: Flask) -> Visitor:
    person = Visitor(app)
    assert person.sign_in().status_code == 303
    return person
