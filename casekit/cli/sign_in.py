"""`casekit sign-in`: the instructor's way in, at a server that runs already."""

from pathlib import Path

import click

from casekit.cli.house import HouseCommand, HouseOption
from casekit.cli.opening import check_base_url, make_instructor_address, open_settings
from casekit.cli.place import in_workspace
from casekit.text.i18n import N_, gettext

DEFAULT_URL = "http://127.0.0.1:8000"


@click.command(
    "sign-in",
    cls=HouseCommand,
    help=N_(
        "Print an address that signs you in as the instructor of a running server.\n\n"
        "It works once, within the hour."
    ),
)
@click.option(
    "--base-url",
    cls=HouseOption,
    metavar="URL",
    help=N_("The server's address, if not CASEKIT_BASE_URL or else http://127.0.0.1:8000."),
)
@in_workspace
def sign_in(workspace: Path, base_url: str | None) -> None:
    settings = open_settings(workspace)
    home = check_base_url(base_url or settings.base_url or DEFAULT_URL)
    link = make_instructor_address(settings, home)
    click.echo(gettext("For you (once, within the hour): {address}", address=link))
