"""`casekit serve`: the course in the browser."""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casekit.cli.house import HouseCommand, HouseOption, fail
from casekit.cli.opening import (
    check_base_url,
    make_instructor_address,
    open_settings,
    opened_store,
    report_content,
)
from casekit.cli.place import in_workspace
from casekit.cli.server import Pool, address_of, bind, is_loopback, run_debugger, run_server
from casekit.text.i18n import N_, gettext

if TYPE_CHECKING:
    from casekit.web.settings import Settings

_COUNT = click.IntRange(1, 64)
_PORT = click.IntRange(0, 65535)


@click.command(
    cls=HouseCommand,
    help=N_(
        "Serve the course to browsers.\n\nOn this machine alone, unless you say --host 0.0.0.0."
        " For a whole class, put a proxy with HTTPS in front and say --proxies 1."
    ),
)
@click.option(
    "--host",
    cls=HouseOption,
    default="127.0.0.1",
    show_default=True,
    help=N_("The interface to listen on."),
)
@click.option(
    "--port",
    cls=HouseOption,
    type=_PORT,
    default=8000,
    show_default=True,
    help=N_("The port to listen on; 0 takes a free one."),
)
@click.option(
    "--watch",
    cls=HouseOption,
    is_flag=True,
    help=N_("Show a saved file at once, without a restart."),
)
@click.option(
    "--debug",
    cls=HouseOption,
    is_flag=True,
    help=N_("Flask's debugger, for work on casekit itself."),
)
@click.option(
    "--workers",
    cls=HouseOption,
    type=_COUNT,
    default=2,
    show_default=True,
    help=N_("How many processes serve."),
)
@click.option(
    "--threads",
    cls=HouseOption,
    type=_COUNT,
    default=4,
    show_default=True,
    help=N_("How many requests each of them serves at once."),
)
@click.option(
    "--proxies",
    cls=HouseOption,
    type=click.IntRange(0, 10),
    help=N_("How many proxies in front set the X-Forwarded headers."),
)
@click.option(
    "--base-url",
    cls=HouseOption,
    metavar="URL",
    help=N_("How the outside calls this server, e.g. https://cases.example.org"),
)
@click.option(
    "--guests/--no-guests",
    cls=HouseOption,
    default=None,
    help=N_("Whether visitors may practise without an account; else as CASEKIT_GUESTS says."),
)
@in_workspace
def serve(
    workspace: Path,
    host: str,
    port: int,
    watch: bool,
    debug: bool,
    workers: int,
    threads: int,
    proxies: int | None,
    base_url: str | None,
    guests: bool | None,
) -> None:
    settings = open_settings(workspace, watch=watch or debug)
    settings = _with_options(settings, proxies, base_url, guests)
    with opened_store(settings.database_url):
        pass  # before anything is said: here its faults are sentences
    if debug:
        _debug(settings, host, port)
        return
    listener = bind(host, port)
    report_content(workspace)
    _greet(settings, host, address_of(host, listener))
    run_server(settings, listener, Pool(workers, threads))


def _with_options(
    settings: "Settings", proxies: int | None, base_url: str | None, guests: bool | None
) -> "Settings":
    if guests is not None:
        settings = replace(settings, guests=guests)
    if proxies is not None:
        settings = replace(settings, proxies=proxies)
    if base_url is not None:
        settings = replace(settings, base_url=base_url)
    if settings.base_url is not None:
        settings = replace(settings, base_url=check_base_url(settings.base_url))
    return settings


def _debug(settings: "Settings", host: str, port: int) -> None:
    if not is_loopback(host):
        fail(gettext("--debug lets visitors run code here: only on 127.0.0.1."), code=2)
    if "WERKZEUG_RUN_MAIN" not in os.environ:  # not in the process that the reloader starts
        with bind(host, port) as listener:
            port = listener.getsockname()[1]
            _greet(settings, host, address_of(host, listener))
    run_debugger(settings, host, port)


def _greet(settings: "Settings", host: str, address: str) -> None:
    home = settings.base_url or address
    click.echo(gettext("For students: {address}", address=f"{home}/"))
    if not settings.guests:
        click.echo(
            gettext(
                "They join with the code of their section, which you make on the desk; with"
                " --guests anybody may practise."
            )
        )
    if is_loopback(host):
        link = make_instructor_address(settings, home)
        click.echo(gettext("For you (once, within the hour): {address}", address=link))
    click.echo(gettext("Ctrl-C ends it."))
