"""Reading the workspace for a command that needs a course without errors."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from casekit.cli.house import fail
from casekit.text.i18n import gettext

if TYPE_CHECKING:
    from casekit.domain.bank import Bank


def get_bank(workspace: Path) -> "Bank":
    """The course; its errors, when it has any, are shown and end the command."""
    from casekit.content import read_workspace
    from casekit.content.report import render_text

    reading = read_workspace(workspace)
    if reading.bank is None:
        click.echo(render_text(reading.errors, reading.files), err=True)
        fail(gettext("The files must be mended first."))
    return reading.bank
