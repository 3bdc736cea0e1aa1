"""`casekit close-due`: ends the attempts whose time is over and that nobody came back to."""

from datetime import UTC, datetime
from pathlib import Path

import click

from casekit.cli.house import HouseCommand
from casekit.cli.opening import existing_store, open_settings
from casekit.cli.place import in_workspace
from casekit.text.i18n import N_, ngettext


@click.command(
    "close-due",
    cls=HouseCommand,
    help=N_(
        "Close the attempts whose time is over, with the answers that were saved.\n\nAn attempt"
        " closes by itself when its student comes back, and when you look at the results. Let cron"
        " run this every few minutes where nobody may look: it can run as often as you like."
    ),
)
@in_workspace
def close_due(workspace: Path) -> None:
    from casekit.delivery import close_overdue

    with existing_store(open_settings(workspace).database_url) as store:
        closed = close_overdue(store, datetime.now(UTC))
    click.echo(ngettext("{n} attempt closed", "{n} attempts closed", closed))
