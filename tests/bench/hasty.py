"""A store that is wrong on purpose: it lets a write be acknowledged before it is kept."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Lock, Timer

from sqlalchemy import Engine

from casekit.store import Store, Writer

_LATE_S = 0.1


class HastyStore(Store):
    """Lets the writers of a process share one commit, and does not make them wait for it.

    The control of the kill test: a test that loses nothing with this store proves nothing.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._turn = Lock()
        self._transaction: AbstractContextManager[Writer] | None = None
        self._writer: Writer | None = None

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """As in `Store`, but what was written is not durable yet when this is left."""
        with self._turn:
            if self._writer is None:
                self._transaction = super().write()
                self._writer = self._transaction.__enter__()
                Timer(_LATE_S, self._commit).start()
            yield self._writer

    def _commit(self) -> None:
        with self._turn:
            if self._transaction is not None:
                self._transaction.__exit__(None, None, None)
            self._transaction = self._writer = None
