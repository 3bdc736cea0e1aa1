"""The group of all commands."""

from pathlib import Path

import click

from casekit import __version__
from casekit.cli.check import check
from casekit.cli.close_due import close_due
from casekit.cli.coverage import coverage
from casekit.cli.database import db
from casekit.cli.demo import demo
from casekit.cli.doctor import doctor
from casekit.cli.excerpt import excerpt
from casekit.cli.export import export
from casekit.cli.house import HouseGroup, HouseOption
from casekit.cli.impact import impact
from casekit.cli.init import init
from casekit.cli.new import new
from casekit.cli.person import person
from casekit.cli.preview import preview
from casekit.cli.schema import schema
from casekit.cli.serve import serve
from casekit.cli.sign_in import sign_in
from casekit.cli.sources import sources
from casekit.text.i18n import LANGUAGES, N_, set_language


def _speak(_context: click.Context, _parameter: click.Parameter, language: str | None) -> None:
    if language is not None:
        set_language(language)


@click.group(
    "casekit",
    cls=HouseGroup,
    help=N_(
        "Teach with cases: one item bank in text files, from which students get quizzes and"
        " flashcards, and you get Anki decks and printed handouts."
    ),
    epilog=N_("New here? Type: casekit demo"),
)
@click.option(
    "--language",
    cls=HouseOption,
    type=click.Choice(LANGUAGES),
    is_eager=True,
    expose_value=False,
    callback=_speak,
    help=N_("The language of these messages, if not your system's."),
)
@click.option(
    "--workspace",
    cls=HouseOption,
    type=click.Path(path_type=Path),
    metavar="DIR",
    envvar="CASEKIT_WORKSPACE",
    help=N_("The workspace's folder, if not the nearest one upwards."),
)
@click.version_option(
    __version__,
    prog_name="casekit",
    message="%(prog)s %(version)s",
    cls=HouseOption,
    help=N_("Show the version and exit."),
)
@click.pass_context
def main(context: click.Context, workspace: Path | None) -> None:
    context.obj = workspace


COMMANDS = (
    init,
    new,
    excerpt,
    check,
    preview,
    coverage,
    impact,
    serve,
    sign_in,
    person,
    close_due,
    demo,
    export,
    sources,
    schema,
    db,
    doctor,
)
for command in COMMANDS:
    main.add_command(command)
