"""`casekit init`: a new workspace."""

import shlex
from collections.abc import Iterator
from pathlib import Path

import click

from casekit.cli.house import HouseCommand, HouseOption, fail
from casekit.cli.place import fail_on_file
from casekit.cli.show import show_path
from casekit.text.i18n import LANGUAGES, N_, current_language, gettext, use_language

GITIGNORE = """\
# what casekit keeps for itself: database, secret key, caches, schemas for the editor
.casekit/

# what casekit writes from this folder
exports/

# full texts of articles that may only be quoted stay outside
seeds/originals/
"""


@click.command(
    cls=HouseCommand,
    help=N_(
        "Begin a course in the folder DIR, with a small example to write over.\n\nFiles that are"
        " there already stay as they are."
    ),
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--language",
    cls=HouseOption,
    type=click.Choice(LANGUAGES),
    help=N_("The course's language, if not that of these messages."),
)
def init(folder: Path, language: str | None) -> None:
    if (folder / "content").exists():
        fail(gettext("{folder} has a course already: it has content/.", folder=show_path(folder)))
    try:
        kept = write_workspace(folder, language or current_language())
    except OSError as error:
        fail_on_file(Path(error.filename or folder), error)
    for path in kept:
        click.echo(gettext("Kept as it was: {path}", path=show_path(path)))
    click.echo(gettext("A course lies in {folder}. Go on with:", folder=show_path(folder)))
    click.echo("")
    for command in (f"cd {shlex.quote(str(folder))}", "casekit check", "casekit serve --watch"):
        click.echo(f"    {command}")


def write_workspace(folder: Path, language: str) -> list[Path]:
    """Writes the starter in this language, the editor's settings and the schemas.

    Returns:
        Files that were there already and that were not touched.

    Raises:
        OSError: the folder or a file in it cannot be written.
    """
    from casekit.content.schema import SCHEMA_FOLDER, write_schemas

    kept = []
    for name, data in _files(language):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with target.open("xb") as file:
                file.write(data)
        except FileExistsError:
            kept.append(target)
    with use_language(language):
        write_schemas(folder / SCHEMA_FOLDER)
    return kept


def _files(language: str) -> Iterator[tuple[Path, bytes]]:
    """Each file to write, by its path within the workspace."""
    from casekit.content.schema import vscode_recommendations, vscode_settings
    from casekit.resources import starter_dir

    yield Path(".gitignore"), GITIGNORE.encode()
    yield Path(".vscode/settings.json"), vscode_settings().encode()
    yield Path(".vscode/extensions.json"), vscode_recommendations().encode()
    starter = starter_dir(language)
    for source in sorted(starter.rglob("*")):
        if source.is_file():
            yield source.relative_to(starter), source.read_bytes()
