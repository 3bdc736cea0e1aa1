"""What tests need of the machine: a missing need skips, or fails where everything is demanded."""

import os
import shutil
from collections.abc import Callable, Iterator
from ctypes.util import find_library
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from casekit.text.i18n import set_language

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# On a busy machine a test may take its time: how fast something is, the benchmarks say.
settings.register_profile("casekit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("casekit")

REQUIRE_ALL = "CASEKIT_REQUIRE_ALL"
"""Environment variable: with 1, a test whose need is missing fails instead of being skipped."""


def _find_chromium() -> str | None:
    names = ("/usr/bin/chromium", "chromium", "google-chrome", "chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


@cache
def _has_pango() -> bool:
    return all(find_library(name) for name in ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset"))


def _has_originals() -> bool:
    folder = os.environ.get("CASEKIT_ORIGINALS")
    return bool(folder) and Path(folder).is_dir()


NEEDS: dict[str, tuple[Callable[[], object], str]] = {
    "browser": (_find_chromium, "needs Chromium: apt-get install chromium"),
    "pdf": (_has_pango, "needs Pango: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
    "anki": (lambda: find_spec("anki"), "needs the anki package: pip install -e .[test]"),
    "originals": (_has_originals, "needs the original articles: CASEKIT_ORIGINALS=FOLDER"),
    "slow": (lambda: os.environ.get("CASEKIT_SKIP_SLOW") != "1", "CASEKIT_SKIP_SLOW is set"),
}
"""For each marker, what it needs and what to say when it is missing."""

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Chromium asks nobody for anything but what a test opens."""

ORDER = ("originals", "anki", "pdf", "browser", "slow")
"""Markers from quick to slow; tests without one come first."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts quick tests first."""

    def cost(item: pytest.Item) -> int:
        marked = [rank for rank, name in enumerate(ORDER, 1) if item.get_closest_marker(name)]
        return max(marked, default=0)

    items.sort(key=cost)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips a test whose need is missing, or fails it where everything is demanded."""
    for name, (is_met, reason) in NEEDS.items():
        if item.get_closest_marker(name) is None or is_met():
            continue
        if os.environ.get(REQUIRE_ALL) == "1":
            pytest.fail(f"{reason} ({REQUIRE_ALL}=1)", pytrace=False)
        pytest.skip(reason)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Each test begins in the source language of the interface."""
    set_language("en")
    yield
    set_language("en")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium, for tests marked `browser`."""
    path = _find_chromium()
    assert path is not None
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> "Iterator[Browser]":
    """The one Chromium of a test process: Playwright does not start twice in a process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield started
        started.close()
