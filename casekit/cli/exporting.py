"""What the exporting commands share."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casekit.cli.house import HouseOption, fail
from casekit.cli.place import fail_on_file, make_folder
from casekit.cli.show import show_path, show_size
from casekit.text.i18n import N_, gettext

if TYPE_CHECKING:
    from casekit.domain.bank import Bank

OUT = click.option(
    "--out",
    cls=HouseOption,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=N_("The folder to write in, if not exports/ of the workspace."),
)


def check_case(bank: "Bank", case_id: str) -> None:
    """Ends the command when there is no such case."""
    if case_id not in bank.cases:
        known = ", ".join(bank.cases)
        fail(
            gettext('There is no case "{case}". There is: {known}', case=case_id, known=known),
            code=2,
        )


def find_folder(workspace: Path, out: Path | None) -> Path:
    """The folder to write in, made when it is missing."""
    return make_folder(out or workspace / "exports")


@contextmanager
def one_sentence(path: Path) -> Iterator[None]:
    """What keeps a file from being made is one sentence, not a traceback."""
    from casekit.export.errors import ExportError

    try:
        yield
    except ExportError as error:
        fail(str(error))
    except OSError as error:
        fail_on_file(Path(error.filename or path), error)


def say_written(path: Path, content: str, size: int, warnings: tuple[str, ...] = ()) -> None:
    """Says what was written, and what it lacks."""
    click.echo(f"{show_path(path)}, {content}, {show_size(size)}")
    for warning in warnings:
        click.echo(gettext("Note: {warning}", warning=warning), err=True)
