"""`casekit check`: every problem of all files, each with its place and what to write instead."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from casekit.cli.house import HouseCommand, HouseOption, fail
from casekit.cli.place import fail_on_file, in_workspace
from casekit.text.i18n import N_, gettext

if TYPE_CHECKING:
    from casekit.domain.bank import Bank

FORMATS = ("text", "json", "github")


def _fix(workspace: Path) -> None:
    """Mends the files; says what was done on standard error, out of the way of `--format`."""
    from casekit.content.fix import fix_workspace

    try:
        mendings = fix_workspace(workspace)
    except OSError as error:
        fail_on_file(Path(error.filename or workspace), error)
    for mending in mendings:
        click.echo(
            gettext(
                "{place}: mended {code} {name}",
                place=f"{mending.problem.file}:{mending.problem.line}",
                code=mending.problem.code,
                name=mending.problem.slug,
            ),
            err=True,
        )
        click.echo(f"    - {mending.before.strip()}\n    + {mending.after.strip()}", err=True)


def _show_impact(workspace: Path, bank: "Bank") -> None:
    """What changed since the last commit, or why that cannot be said."""
    from casekit.cli.impact import show_changes

    click.echo()
    try:
        show_changes(bank, workspace)
    except click.ClickException as nothing_to_compare:
        click.echo(nothing_to_compare.message)


def _explain(context: click.Context, _parameter: click.Parameter, code: str | None) -> None:
    """Ends the command with the explanation, before any course is looked for."""
    if code is None:
        return
    from casekit.content.report import explain

    try:
        click.echo(explain(code.upper()))
    except KeyError:
        fail(gettext("There is no code {code}.", code=code), code=2)
    context.exit()


@click.command(
    cls=HouseCommand,
    help=N_(
        "Check every file of the course.\n\nExit code 0 without errors, 1 with errors, 2 for wrong"
        " usage."
    ),
)
@click.option("--strict", cls=HouseOption, is_flag=True, help=N_("Warnings count as errors."))
@click.option(
    "--format",
    "style",
    cls=HouseOption,
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help=N_("For people, for programs, or for GitHub's annotations."),
)
@click.option(
    "--fix",
    cls=HouseOption,
    is_flag=True,
    help=N_("First mend what has one safe mending, and say what was mended."),
)
@click.option(
    "--explain",
    cls=HouseOption,
    metavar="CODE",
    is_eager=True,
    expose_value=False,
    callback=_explain,
    help=N_("Explain a code, e.g. E203, with an example; check nothing."),
)
@click.option(
    "--no-cache", cls=HouseOption, is_flag=True, help=N_("Read every file, also unchanged ones.")
)
@click.option(
    "--impact",
    "with_impact",
    cls=HouseOption,
    is_flag=True,
    help=N_("Then say what changed since the last commit, and what that touches."),
)
@in_workspace
def check(
    workspace: Path, *, strict: bool, style: str, fix: bool, no_cache: bool, with_impact: bool
) -> None:
    from casekit.content import read_workspace
    from casekit.content.report import RENDERERS

    if with_impact and style != "text":
        fail(gettext("--impact goes with --format text alone."), code=2)
    if fix:
        _fix(workspace)
    reading = read_workspace(workspace, cache=not no_cache)
    click.echo(RENDERERS[style](reading.problems, reading.files))
    if with_impact and reading.bank is not None:
        _show_impact(workspace, reading.bank)
    failed = reading.problems if strict else reading.errors
    click.get_current_context().exit(1 if failed else 0)
