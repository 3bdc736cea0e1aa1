"""A real server with the demo course, and a real Chromium that reads it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from browser.serving import serving
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Request

from casekit.content import read_workspace
from casekit.delivery import ensure_instructor, make_sign_in_link
from casekit.domain.bank import Bank
from casekit.resources import demo_dir
from casekit.web import Settings, create_app

LAPTOP = {"width": 1280, "height": 800}


@dataclass(frozen=True)
class Served:
    """A running casekit.

    Attributes:
        address: without a slash at its end.
    """

    address: str
    workspace: Path
    bank: Bank
    app: Flask

    def instructor_address(self) -> str:
        """An address that signs an instructor in, once."""
        store, now = self.app.extensions["casekit"].store, datetime.now(UTC)
        person = ensure_instructor(store, now)
        return f"/sign-in/{make_sign_in_link(store, person.person_id, now, timedelta(hours=1))}"


def copy_demo(folder: Path) -> Path:
    """A workspace of its own with the demo course."""
    for part in ("content", "seeds"):
        shutil.copytree(demo_dir() / part, folder / part)
    return folder


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    workspace = copy_demo(tmp_path / "demo")
    app = create_app(
        Settings(
            workspace=workspace,
            database_url=f"sqlite:///{tmp_path}/casekit.db",
            secret_key="only for this test",
            watch=True,
            demo=True,
        )
    )
    bank = read_workspace(workspace, cache=False).bank
    assert bank is not None
    with serving(app) as address:
        yield Served(address, workspace, bank, app)


@pytest.fixture
def open_page(browser: Browser, served: Served) -> Iterator[Callable[..., Page]]:
    """Opens pages; at the end none of them may have asked another host for anything.

    Nor may one have met an error or the policy's refusal, unless it was opened to provoke one.
    """
    contexts: list[BrowserContext] = []
    strangers: list[str] = []
    complaints: list[str] = []

    def watch(request: Request) -> None:
        if not request.url.startswith((served.address, "data:", "blob:")):
            strangers.append(request.url)

    def make(*, complains: bool = True, **options) -> Page:
        options.setdefault("viewport", LAPTOP)
        options.setdefault("locale", "fr-FR")
        context = browser.new_context(base_url=served.address, **options)
        contexts.append(context)
        context.on("request", watch)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if not complains:
            return page
        page.on(
            "console",
            lambda message: (
                complaints.append(message.text)
                if "Content Security Policy" in message.text
                else None
            ),
        )
        return page

    yield make
    for context in contexts:
        context.close()
    assert strangers == []
    assert complaints == []
