"""Addresses of a server as people reach it: to hand out, or to open in a browser."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from casekit.cli.house import HouseOption
from casekit.cli.opening import check_base_url
from casekit.text.i18n import N_

if TYPE_CHECKING:
    from casekit.web.settings import Settings

DEFAULT_URL = "http://127.0.0.1:8000"


def with_base_url(command: Callable[..., Any]) -> Callable[..., Any]:
    """Hands the command what `--base-url` says, None without."""
    option = click.option(
        "--base-url",
        cls=HouseOption,
        metavar="URL",
        help=N_("The server's address, if not CASEKIT_BASE_URL or else http://127.0.0.1:8000."),
    )
    return option(command)


def find_home(settings: "Settings", base_url: str | None) -> str:
    """The server's address without a slash at its end; what is none ends the command."""
    return check_base_url(base_url or settings.base_url or DEFAULT_URL)


def open_browser(address: str) -> None:
    """Opens the address in a browser with windows, where there is one."""
    import webbrowser

    needs_display = sys.platform.startswith(("linux", "freebsd"))
    if needs_display and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return
    webbrowser.open(address)
