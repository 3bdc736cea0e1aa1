"""`casekit schema`: what editors complete and check by."""

from pathlib import Path

import click

from casekit.cli.house import HouseCommand, HouseOption
from casekit.cli.place import fail_on_file, in_workspace
from casekit.cli.show import show_path
from casekit.text.i18n import N_


@click.command(
    cls=HouseCommand,
    help=N_("Write the JSON Schemas by which an editor completes and checks the course's files."),
)
@click.option(
    "--out",
    cls=HouseOption,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=N_("The folder to write in, if not .casekit/schema of the workspace."),
)
@in_workspace
def schema(workspace: Path, out: Path | None) -> None:
    from casekit.content.schema import write_schemas

    folder = out or workspace / ".casekit" / "schema"
    try:
        for path in write_schemas(folder):
            click.echo(show_path(path))
    except OSError as error:
        fail_on_file(Path(error.filename or folder), error)
