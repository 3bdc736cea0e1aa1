"""The SQLAlchemy engine, and what SQLite needs to never say "database is locked"."""

import os
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from sqlite3 import Error as SqliteError
from typing import Any, cast

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from casekit.store.errors import StoreUnavailableError

BUSY_TIMEOUT_S = 30

_NO_ADDRESS = "it is no address like sqlite:///path/to/casekit.db"


def make_engine(url: str) -> Engine:
    """An engine for SQLite (in a file) or PostgreSQL; connects to nothing yet.

    On SQLite a transaction begins with `begin_transaction`: without it, each statement is its own.

    Raises:
        ValueError: the address is none of ours, its driver is not installed, or it is SQLite
            without a file: threads and processes could not share it.
        StoreUnavailableError: the database file cannot be made.
    """
    parsed = _parse_url(url)
    if parsed.get_backend_name() != "sqlite":
        return _create(parsed, pool_pre_ping=True)
    file = find_file(parsed)
    if "timeout" not in parsed.query:
        parsed = parsed.update_query_dict({"timeout": str(BUSY_TIMEOUT_S)})
    engine = _create(parsed)
    _make_file(file)
    event.listen(engine, "connect", _prepare_connection)
    return engine


def sqlite_url(path: Path) -> str:
    """The address of an SQLite file, also of one with `?`, `#` or `%` in its path."""
    return URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)


def find_sqlite_file(url: str) -> Path | None:
    """The file of an SQLite database, None for another database.

    Raises:
        ValueError: the address names no file, or is none.
    """
    parsed = _parse_url(url)
    return find_file(parsed) if parsed.get_backend_name() == "sqlite" else None


def _parse_url(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:  # a ValueError where the port is no number
        raise ValueError(_NO_ADDRESS) from error
    if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
        raise ValueError(_NO_ADDRESS)
    return parsed


def _create(url: URL, **options: Any) -> Engine:
    try:
        return create_engine(url, **options)
    except ArgumentError as error:  # `sqlite+driver` that nobody knows
        raise ValueError(_NO_ADDRESS) from error
    except ModuleNotFoundError as error:
        raise ValueError(f"{error.name} is not installed") from error


def find_file(url: URL) -> Path:
    """The file of an SQLite database.

    Raises:
        ValueError: the address names no file.
    """
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise ValueError("an SQLite database needs a file: sqlite:///path/to/casekit.db")
    return Path(url.database)


def _make_file(path: Path) -> None:
    """An empty file that only its owner reads, in a folder of the same kind when that is new."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreUnavailableError(str(error)) from error


def begin_transaction(connection: Connection, *, writes: bool) -> None:
    """Begins what PostgreSQL begins by itself; there it says that a reader wants one view.

    (An event of SQLAlchemy could do it, but an engine with events is slower at every statement.)

    Raises:
        StoreUnavailableError: SQLite cannot begin, or another program keeps it locked.
    """
    if connection.dialect.name != "sqlite":
        if not writes:
            connection.execution_options(isolation_level="REPEATABLE READ")
        return
    # A deferred transaction that turns into a writing one fails at once when another writes:
    # SQLite does not wait on an upgrade. So a writer says so from the start, and then waits.
    driver = cast(SqliteConnection, connection.connection.dbapi_connection)
    try:
        driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
    except SqliteError as error:
        raise StoreUnavailableError(str(error)) from error


def _prepare_connection(connection: SqliteConnection, _record: Any) -> None:
    # None takes the sqlite3 module's own BEGINs out of the way (it would defer them); COMMIT and
    # ROLLBACK work as ever.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")  # readers and the writer do not wait
    connection.execute("PRAGMA foreign_keys = ON")
    # WAL with NORMAL may lose the last commits at power loss, and a "saved" would have been a lie.
    connection.execute("PRAGMA synchronous = FULL")
