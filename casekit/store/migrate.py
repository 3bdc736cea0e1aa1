"""Bringing a database to the tables of this program, by Alembic.

Alembic takes long to import, and almost every start finds a database that is up to date: so the
newest revision is named here too, and Alembic is asked only when the database has another one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from casekit.store.engine import begin_transaction
from casekit.store.errors import StoreTooNewError, StoreTooOldError

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0004"
"""The newest revision in `migrations/versions`."""

_PG_LOCK = "SELECT pg_advisory_xact_lock(7236514)"


def upgrade(engine: Engine) -> None:
    """Migrates the database to `HEAD`, in one transaction: all of it or nothing.

    Several processes may do so at once: the first one migrates, the others find it done.

    Raises:
        StoreTooNewError: a newer program has migrated it.
    """
    if current_revision(engine) == HEAD:
        return
    with _migration(engine) as connection:
        if _read_revision(connection) == HEAD:
            return
        config = make_config(connection)
        _check_known(config, _read_revision(connection))
        from alembic import command

        command.upgrade(config, "head")


def current_revision(engine: Engine) -> str | None:
    """The revision of the database; None when it was never migrated."""
    with engine.connect() as connection:
        return _read_revision(connection)


def check_revision(engine: Engine) -> None:
    """Makes sure that the database has the tables of this program.

    Raises:
        StoreTooNewError: a newer program has migrated it.
        StoreTooOldError: it waits to be migrated.
    """
    with engine.connect() as connection:
        revision = _read_revision(connection)
        if revision == HEAD:
            return
        _check_known(make_config(connection), revision)
    raise StoreTooOldError(f"the database has revision {revision}, this casekit needs {HEAD}")


def make_config(connection: Connection) -> "Config":
    """Alembic's settings, without a file; the migrations run on `connection`."""
    from alembic.config import Config

    config = Config()
    # Alembic reads its settings as an ini file, where a percent sign begins a substitution.
    folder = str(Path(__file__).with_name("migrations")).replace("%", "%%")
    config.set_main_option("script_location", folder)
    config.attributes["connection"] = connection
    return config


def _check_known(config: "Config", revision: str | None) -> None:
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise StoreTooNewError(
            f"the database has revision {revision}, which this casekit does not know: "
            "it was migrated by a newer one"
        )


def _read_revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


@contextmanager
def _migration(engine: Engine) -> Iterator[Connection]:
    """A transaction that holds the lock for writing before it looks at anything."""
    if engine.dialect.name != "sqlite":
        with engine.begin() as connection:
            connection.execute(text(_PG_LOCK))
            yield connection
        return
    with engine.connect() as connection:
        # Foreign keys would get in the way of a migration that builds a table anew; they can only
        # be set outside a transaction, so not through SQLAlchemy.
        connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
        connection.detach()  # from the pool: closed with its setting, never used again
        with connection.begin():
            begin_transaction(connection, writes=True)
            yield connection
            _check_foreign_keys(connection)


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise RuntimeError(f"a migration broke a reference: {tuple(broken)}")
