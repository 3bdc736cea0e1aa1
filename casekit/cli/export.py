"""`casekit export`: files for the world outside."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casekit.cli.house import HouseGroup, HouseOption, fail
from casekit.cli.place import fail_on_file, in_workspace, make_folder
from casekit.cli.reading import get_bank
from casekit.cli.show import show_path, show_size
from casekit.text.i18n import N_, gettext, ngettext

if TYPE_CHECKING:
    from casekit.domain.bank import Bank

_OUT = click.option(
    "--out",
    cls=HouseOption,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=N_("The folder to write in, if not exports/ of the workspace."),
)


@click.group(cls=HouseGroup, help=N_("Write Anki decks and printed handouts."))
def export() -> None:
    pass


@export.command(
    help=N_(
        "Write an Anki deck of the course, or of one case.\n\nImported again after a change, it"
        " updates the cards and keeps each student's progress."
    )
)
@click.option("--case", "case_id", cls=HouseOption, metavar="ID", help=N_("One case only."))
@_OUT
@in_workspace
def anki(workspace: Path, case_id: str | None, out: Path | None) -> None:
    bank = get_bank(workspace)
    if case_id is not None:
        _check_case(bank, case_id)
    from casekit.export.anki import write_deck

    path = _folder(workspace, out) / f"{'-'.join(filter(None, [bank.course.id, case_id]))}.apkg"
    with _one_sentence(path):
        report = write_deck(
            bank,
            path,
            case_id=case_id,
            exported_at=datetime.now(UTC),
            base_url=os.environ.get("CASEKIT_BASE_URL") or None,
            workspace=workspace,
        )
    notes = ngettext("{n} note", "{n} notes", report.notes)
    _say_written(path, notes, report.size, report.warnings)


@export.command(
    help=N_(
        "Write the PDF handout of CASE for class.\n\nThe student edition has the case and its"
        " questions, without the answers."
    )
)
@click.argument("case_id", metavar="CASE")
@click.option(
    "--edition", cls=HouseOption, default="student", show_default=True, help=N_("For whom it is.")
)
@_OUT
@in_workspace
def handout(workspace: Path, case_id: str, edition: str, out: Path | None) -> None:
    bank = get_bank(workspace)
    _check_case(bank, case_id)
    from casekit.export.handout import write_handout

    path = _folder(workspace, out) / f"{bank.course.id}-{case_id}-{edition}.pdf"
    with _one_sentence(path):
        report = write_handout(
            bank,
            case_id,
            path,
            edition=edition,
            exported_at=datetime.now(UTC),
            workspace=workspace,
        )
    pages = ngettext("{n} page", "{n} pages", report.pages)
    _say_written(path, pages, report.size)


def _check_case(bank: "Bank", case_id: str) -> None:
    if case_id not in bank.cases:
        known = ", ".join(bank.cases)
        fail(
            gettext('There is no case "{case}". There is: {known}', case=case_id, known=known),
            code=2,
        )


def _folder(workspace: Path, out: Path | None) -> Path:
    return make_folder(out or workspace / "exports")


@contextmanager
def _one_sentence(path: Path) -> Iterator[None]:
    from casekit.export.errors import ExportError

    try:
        yield
    except ExportError as error:
        fail(str(error))
    except OSError as error:
        fail_on_file(Path(error.filename or path), error)


def _say_written(path: Path, content: str, size: int, warnings: tuple[str, ...] = ()) -> None:
    click.echo(f"{show_path(path)}, {content}, {show_size(size)}")
    for warning in warnings:
        click.echo(gettext("Note: {warning}", warning=warning), err=True)
