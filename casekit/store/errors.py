"""What can go wrong between the program and its database; a bug stays a bug."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError


class StoreError(Exception):
    """The database cannot be used as it is."""


class StoreUnavailableError(StoreError):
    """Nothing was written: the disk is full, the file read-only, locked or broken, no server.

    The exception of the driver is its `__cause__`.
    """


class TakenError(StoreError):
    """Nothing was written: somebody else has this already (an e-mail address)."""


class StoreTooNewError(StoreError):
    """A newer casekit has migrated the database; this one must not touch it."""


class StoreTooOldError(StoreError):
    """The database waits for a migration that nobody has allowed to run."""


@contextmanager
def one_error() -> Iterator[None]:
    """Turns what the surroundings did wrong into `StoreUnavailableError`, and nothing else.

    A statement that the database does not understand, or a broken constraint, is our bug and
    passes through.
    """
    try:
        yield
    except PoolTimeoutError as error:
        raise StoreUnavailableError("every connection stayed busy") from error
    except DBAPIError as error:
        if not _is_unavailable(error):
            raise
        raise StoreUnavailableError(str(error.orig)) from error


def _is_unavailable(error: DBAPIError) -> bool:
    word = getattr(error.orig, "sqlite_errorname", None)
    if word is None:  # not SQLite: the drivers' class is all there is
        return isinstance(error, OperationalError)
    return word != "SQLITE_ERROR" and not isinstance(error, IntegrityError)
