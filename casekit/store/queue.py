"""One writer at a time, first come first served, across threads and processes.

SQLite's own busy handler polls and is unfair: under a lecture hall some writers wait for seconds.
A lock in the process and `flock` on a side file, taken before BEGIN IMMEDIATE, keep the worst wait
ten times shorter (see notes/performance.md). A killed process releases both. Local disks only.
"""

import os
from pathlib import Path
from threading import Lock
from types import TracebackType

from casekit.store.errors import StoreUnavailableError

try:
    import fcntl
except ImportError:  # Windows: SQLite's busy timeout alone serves
    fcntl = None  # type: ignore[assignment]

WAIT_S = 30.0
"""How long a writer waits for its turn within this process."""


class WriterQueue:
    """A context manager that holds the turn to write; a turn must not be taken within a turn."""

    def __init__(self, lock_file: Path) -> None:
        self._lock_file = lock_file
        self._lock = Lock()
        self._descriptor = -1

    def __enter__(self) -> None:
        """Waits for the turn.

        Raises:
            StoreUnavailableError: the turn did not come within `WAIT_S`, or the side file cannot
                be opened.
        """
        if not self._lock.acquire(timeout=WAIT_S):
            raise StoreUnavailableError("the turn to write did not come")
        try:
            self._descriptor = self._lock_across_processes()
        except OSError as error:
            self._lock.release()
            raise StoreUnavailableError(str(error)) from error

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Passes the turn on."""
        descriptor, self._descriptor = self._descriptor, -1
        if fcntl is not None:
            fcntl.flock(descriptor, fcntl.LOCK_UN)
            os.close(descriptor)
        self._lock.release()

    def _lock_across_processes(self) -> int:
        if fcntl is None:
            return -1
        # Opened anew each time: a descriptor kept open would be shared, with its lock, by the
        # processes that a server forks.
        descriptor = os.open(self._lock_file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor
