"""`casekit export`: files for the world outside."""

from datetime import UTC, datetime
from pathlib import Path

import click

from casekit.cli.export_anki import anki
from casekit.cli.exporting import OUT, check_case, find_folder, one_sentence, say_written
from casekit.cli.house import HouseGroup, HouseOption
from casekit.cli.place import in_workspace
from casekit.cli.reading import get_bank
from casekit.text.i18n import N_, ngettext


@click.group(cls=HouseGroup, help=N_("Write Anki decks and printed handouts."))
def export() -> None:
    pass


export.add_command(anki)


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
@OUT
@in_workspace
def handout(workspace: Path, case_id: str, edition: str, out: Path | None) -> None:
    bank = get_bank(workspace)
    check_case(bank, case_id)
    from casekit.export.handout import write_handout

    path = find_folder(workspace, out) / f"{bank.course.id}-{case_id}-{edition}.pdf"
    with one_sentence(path):
        report = write_handout(
            bank,
            case_id,
            path,
            edition=edition,
            exported_at=datetime.now(UTC),
            workspace=workspace,
        )
    pages = ngettext("{n} page", "{n} pages", report.pages)
    say_written(path, pages, report.size)
