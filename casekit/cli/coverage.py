"""`casekit coverage`: what the questions cover, and first of all what they do not."""

from pathlib import Path

import click

from casekit.cli.house import HouseCommand, HouseOption
from casekit.cli.place import in_workspace
from casekit.cli.reading import get_bank
from casekit.text.i18n import N_

FORMATS = ("text", "json")


@click.command(
    cls=HouseCommand,
    help=N_(
        "Say what the questions cover: excerpts, objectives by Bloom level, types, quizzes and"
        " cards, for the course and for each case.\n\nWhat is missing comes first, with the next"
        " step."
    ),
)
@click.option(
    "--format",
    "style",
    cls=HouseOption,
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help=N_("For people, or for programs."),
)
@in_workspace
def coverage(workspace: Path, style: str) -> None:
    from casekit.cli.coverage_text import coverage_json, coverage_lines
    from casekit.content.coverage import measure_coverage
    from casekit.content.gaps import find_gaps

    measured = measure_coverage(get_bank(workspace))
    gaps = find_gaps(measured)
    if style == "json":
        click.echo(coverage_json(measured, gaps))
        return
    for line in coverage_lines(measured, gaps):
        click.echo(line)
