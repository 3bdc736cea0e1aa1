"""The door to the database: open it, then read or write in one transaction."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Self

from sqlalchemy import Engine

from casekit.store.cache import VersionCache
from casekit.store.engine import begin_transaction, find_file, make_engine
from casekit.store.errors import one_error
from casekit.store.migrate import check_revision, upgrade
from casekit.store.queue import WriterQueue
from casekit.store.session import Reader, Writer


class Store:
    """The database. Opened once in each process; safe among its threads.

    What was written is durable when the `with` block of `write` has been left without an error,
    and only then may it be acknowledged.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._queue: AbstractContextManager[None] = make_queue(engine) or nullcontext()
        self._cache = VersionCache()

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """One consistent view, of what was committed when its first question was asked.

        Raises:
            StoreUnavailableError: the database cannot be read.
        """
        with one_error(), self.engine.connect() as connection:
            begin_transaction(connection, writes=False)
            yield Reader(connection, self._cache)

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """One transaction: all of it is kept, or nothing when an exception leaves the block.

        Writers come one at a time on SQLite, so keep it short; never open one within another.

        Raises:
            StoreUnavailableError: nothing was written.
        """
        with one_error(), self._queue, self.engine.begin() as connection:
            begin_transaction(connection, writes=True)
            yield Writer(connection, self._cache)

    def close(self) -> None:
        """Closes the connections that are not in use."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def make_queue(engine: Engine) -> WriterQueue | None:
    """The queue of those who write to an SQLite file; PostgreSQL has its own."""
    if engine.dialect.name != "sqlite":
        return None
    file = find_file(engine.url)
    return WriterQueue(Path(f"{file}.lock"))


def open_store(url: str, *, migrate: bool | None = None) -> Store:
    """Opens the database, made when it is missing, with its tables as this program needs them.

    Args:
        url: `sqlite:///path` or `postgresql+psycopg://...`.
        migrate: whether to migrate an older database; by default only SQLite, where nobody else
            needs to be asked.

    Raises:
        ValueError: SQLite without a file.
        StoreTooNewError: a newer casekit has migrated it.
        StoreTooOldError: it is older and must not be migrated here.
        StoreUnavailableError: it cannot be opened.
    """
    engine = make_engine(url)
    wanted = engine.dialect.name == "sqlite" if migrate is None else migrate
    with one_error():
        if wanted:
            with make_queue(engine) or nullcontext():
                upgrade(engine)
        else:
            check_revision(engine)
    # No connection is left open, so that a server may fork from here.
    engine.dispose()
    return Store(engine)
