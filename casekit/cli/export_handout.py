"""`casekit export handout`: PDFs to hand out."""

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casekit.cli.exporting import OUT, check_case, find_folder, say_written
from casekit.cli.house import HouseCommand, HouseOption, fail
from casekit.cli.place import fail_on_file, in_workspace
from casekit.cli.reading import get_bank
from casekit.cli.show import show_path
from casekit.text.i18n import N_, gettext, ngettext

if TYPE_CHECKING:
    from casekit.domain.bank import Bank
    from casekit.export.handout import Handout, Outcome

EDITIONS = ("student", "instructor", "quiz", "key", "cards")
PAPERS = ("a4", "letter")
FORMS = 3
"""How many forms of a quiz are printed: neighbours need two, and a third for who comes late."""


@click.command(
    cls=HouseCommand,
    help=N_(
        "Write PDF handouts of one CASE or several.\n\n"
        "student: the case, without any answer. instructor: the case, its teaching note and all"
        " the answers. quiz: a quiz to be answered on paper, a file for each form. key: the"
        " answers of all its forms. cards: flashcards to cut out."
    ),
)
@click.argument("case_ids", metavar="[CASE]...", nargs=-1)
@click.option(
    "--all",
    "all_cases",
    cls=HouseOption,
    is_flag=True,
    help=N_("Every case, and every quiz of the course."),
)
@click.option(
    "--edition",
    cls=HouseOption,
    type=click.Choice(EDITIONS),
    default="student",
    show_default=True,
    help=N_("For whom it is."),
)
@click.option("--quiz", cls=HouseOption, metavar="ID", help=N_("One quiz only; for quiz and key."))
@click.option(
    "--forms",
    cls=HouseOption,
    type=click.IntRange(1, 8),
    default=FORMS,
    show_default=True,
    help=N_("How many forms of a quiz, each with its own order: A, B, C ..."),
)
@click.option(
    "--paper",
    cls=HouseOption,
    type=click.Choice(PAPERS),
    default="a4",
    show_default=True,
    help=N_("Its size."),
)
@click.option(
    "--large-print", cls=HouseOption, is_flag=True, help=N_("16 pt, no serifs, widely spaced.")
)
@click.option(
    "--lines",
    cls=HouseOption,
    type=click.IntRange(0, 25),
    help=N_("Lines to write on below each open question."),
)
@OUT
@in_workspace
def handout(
    workspace: Path,
    case_ids: tuple[str, ...],
    all_cases: bool,
    quiz: str | None,
    out: Path | None,
    **options: Any,
) -> None:
    bank = get_bank(workspace)
    edition = options["edition"]
    if quiz is not None and edition not in {"quiz", "key"}:
        fail(gettext("--quiz goes with --edition quiz or --edition key."), code=2)
    quiz_id = _find_quiz(bank, case_ids, quiz) if quiz else None
    scopes = _find_scopes(bank, case_ids, all_cases) if quiz_id is None else []
    wanted = _list_wanted(bank, scopes, quiz_id, options)
    if not wanted:
        fail(gettext("No quiz belongs to these cases, so there is nothing to print."))
    folder = find_folder(workspace, out)
    placed = [(each, folder / f"{each.name(bank.course.id)}.pdf") for each in wanted]
    outcomes = _write(bank, placed, workspace)
    _say(outcomes)


def _list_wanted(
    bank: "Bank", scopes: Sequence[str], quiz_id: str | None, options: dict[str, Any]
) -> "list[Handout]":
    from casekit.export.handout import OF_A_QUIZ, Layout, list_handouts

    layout = Layout(options["paper"], options["large_print"], options["lines"])
    edition, forms = options["edition"], options["forms"]
    if edition not in OF_A_QUIZ:
        scopes = [scope for scope in scopes if scope in bank.cases]
    return list(list_handouts(bank, scopes, edition, quiz_id=quiz_id, forms=forms, layout=layout))


def _find_scopes(bank: "Bank", case_ids: Sequence[str], all_cases: bool) -> list[str]:
    """The cases named, or all and what is over several; the only one need not be named."""
    from casekit.domain.bank import COURSE_SCOPE

    for case_id in case_ids:
        check_case(bank, case_id)
    if all_cases:
        return [*bank.cases, COURSE_SCOPE]
    if not case_ids and len(bank.cases) == 1:
        return list(bank.cases)
    if not case_ids:
        known = ", ".join(bank.cases)
        fail(gettext("Name a case, or say --all. There is: {known}", known=known), code=2)
    return list(dict.fromkeys(case_ids))


def _find_quiz(bank: "Bank", case_ids: Sequence[str], quiz: str) -> str:
    """The full id of a quiz, by that or by its own within the cases named."""
    scopes = case_ids or tuple(bank.cases)
    found = [full for full in (quiz, *(f"{s}/{quiz}" for s in scopes)) if full in bank.quizzes]
    if not found:
        known = ", ".join(bank.quizzes)
        fail(
            gettext('There is no quiz "{quiz}". There is: {known}', quiz=quiz, known=known), code=2
        )
    if len(found) > 1:
        known = ", ".join(found)
        sentence = gettext('Several cases have a quiz "{quiz}": {known}', quiz=quiz, known=known)
        fail(sentence, code=2)
    return found[0]


def _write(
    bank: "Bank", wanted: "Sequence[tuple[Handout, Path]]", workspace: Path
) -> "list[Outcome]":
    """Writes all of them, a bar on the terminal meanwhile where they are several."""
    from casekit.export.handout import write_handouts

    written = write_handouts(
        bank,
        wanted,
        exported_at=datetime.now(UTC),
        workspace=workspace,
        shelf=workspace,
        base_url=os.environ.get("CASEKIT_BASE_URL") or None,
    )
    is_watched = len(wanted) > 1 and sys.stderr.isatty()
    try:
        with click.progressbar(
            written, length=len(wanted), file=sys.stderr, hidden=not is_watched
        ) as bar:
            outcomes = list(bar)
    except OSError as error:
        fail_on_file(Path(error.filename or wanted[0][1]), error)
    places = [path for _, path in wanted]
    return sorted(outcomes, key=lambda outcome: places.index(outcome.path))


def _say(outcomes: "Sequence[Outcome]") -> None:
    """A line for each file; one that could not be made ends the command with exit code 1."""
    failed = [outcome for outcome in outcomes if outcome.report is None]
    for outcome in outcomes:
        if report := outcome.report:
            pages = ngettext("{n} page", "{n} pages", report.pages)
            say_written(outcome.path, pages, report.size, report.warnings)
    if not failed:
        return
    reasons = {str(outcome.error) for outcome in failed}
    if len(reasons) == 1 and len(failed) == len(outcomes):
        fail(reasons.pop())  # what all lack, such as Pango, is said once
    fail("\n".join(f"{show_path(outcome.path)}: {outcome.error}" for outcome in failed))
