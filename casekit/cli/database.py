"""`casekit db`: the database of what happened."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import click

from casekit.cli.house import HouseGroup, fail
from casekit.cli.opening import find_file, open_settings, opened_store
from casekit.cli.place import fail_on_file, in_workspace
from casekit.cli.show import show_path, show_size
from casekit.text.i18n import N_, gettext


@click.group(cls=HouseGroup, help=N_("Look after the database of attempts and results."))
def db() -> None:
    pass


@db.command(
    help=N_(
        "Bring the database to this version of casekit.\n\nSQLite needs no asking: `casekit serve`"
        " does it by itself."
    ),
)
@in_workspace
def upgrade(workspace: Path) -> None:
    _say_up_to_date(open_settings(workspace).database_url, migrate=True)


@db.command(help=N_("Say where the database is, and whether it fits this version of casekit."))
@in_workspace
def status(workspace: Path) -> None:
    url = open_settings(workspace).database_url
    file = find_file(url)
    if file is not None and not file.exists():
        click.echo(gettext("No database yet: {path} is made at the first start.", path=file))
        return
    _say_up_to_date(url, migrate=False)


@db.command(
    help=N_(
        "Copy the SQLite database to FILE, also while students are at work.\n\n"
        "A FILE that exists is not replaced."
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@in_workspace
def backup(workspace: Path, file: Path) -> None:
    source = find_file(open_settings(workspace).database_url)
    if source is None:
        fail(gettext("This copies SQLite databases. For PostgreSQL there is pg_dump."), code=2)
    if not source.exists():
        fail(gettext("No database yet: {path} is made at the first start.", path=source))
    try:
        back_up(source, file)
    except FileExistsError:
        fail(gettext("{path} exists already, and is not replaced.", path=show_path(file)))
    except OSError as error:
        fail_on_file(file, error)
    except sqlite3.Error as error:
        fail(gettext("The database cannot be used: {reason}.", reason=error))
    click.echo(f"{show_path(file)}, {show_size(file.stat().st_size)}")


def back_up(source: Path, target: Path) -> None:
    """Copies an SQLite database that may be in use, as it is at one moment.

    Raises:
        FileExistsError: there is a file at `target`.
        OSError: it cannot be written.
        sqlite3.Error: the database cannot be read.
    """
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
            one.backup(other)
    except BaseException:
        target.unlink()
        raise


def _say_up_to_date(url: str, *, migrate: bool) -> None:
    with opened_store(url, migrate=migrate) as store:
        file = find_file(url)
        where = store.engine.url.render_as_string() if file is None else file
        click.echo(gettext("{database} is up to date.", database=where))
