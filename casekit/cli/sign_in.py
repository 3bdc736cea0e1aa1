"""`casekit sign-in`: the instructor's way in, at a server that runs already."""

from pathlib import Path

import click

from casekit.cli.address import find_home, with_base_url
from casekit.cli.house import HouseCommand
from casekit.cli.opening import make_instructor_address, open_settings
from casekit.cli.place import in_workspace
from casekit.text.i18n import N_, gettext


@click.command(
    "sign-in",
    cls=HouseCommand,
    help=N_(
        "Print an address that signs you in as the instructor of a running server.\n\n"
        "It works once, within the hour."
    ),
)
@with_base_url
@in_workspace
def sign_in(workspace: Path, base_url: str | None) -> None:
    settings = open_settings(workspace)
    link = make_instructor_address(settings, find_home(settings, base_url))
    click.echo(gettext("For you (once, within the hour): {address}", address=link))
