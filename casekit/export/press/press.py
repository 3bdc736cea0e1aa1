"""The press: workers that are started when they are needed and end with it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from queue import LifoQueue
from tempfile import TemporaryDirectory
from threading import Lock, Timer
from types import TracebackType
from typing import Any, Self

from casekit.export.errors import (
    ExportError,
    LimitError,
    MissingLibraryError,
    RefusedAddressError,
    RefusedImageError,
    StoppedPressError,
)
from casekit.export.press.fonts import unpack_fonts
from casekit.export.press.glyphs import name_missing
from casekit.export.press.job import Job, Limits, Printed, write_job

_ROOT = Path(__file__).parents[3]
"""The folder that our package lies in."""

SIGXCPU = 24
"""What ends a worker that has computed for too long."""


class Press:
    """So many workers at most; each thread that prints has one to itself meanwhile.

    A worker is kept for the next document, so that WeasyPrint is loaded once for each.
    """

    def __init__(self, workers: int = 1, limits: Limits | None = None) -> None:
        self.workers = workers
        self._limits = limits or Limits()
        self._folder = TemporaryDirectory(prefix="casekit-fonts-")
        self._fonts: dict[tuple[Path, ...], tuple[Path, ...]] = {}
        self._unpacking = Lock()
        self._free: LifoQueue[_Worker | None] = LifoQueue()
        for _ in range(workers):
            self._free.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        while not self._free.empty():
            if worker := self._free.get():
                worker.end()
        self._folder.cleanup()

    def warm_up(self, wanted: int, fonts: tuple[Path, ...]) -> None:
        """Starts workers before they are needed, so many and no more than there may be.

        Not while it prints.

        Args:
            wanted: how many documents there will be at least.
            fonts: folders of their fonts.
        """
        ready = [self._free.get() for _ in range(self.workers)]
        for number, worker in enumerate(ready, 1):
            self._free.put(worker or (_Worker(self._limits) if number <= wanted else None))
        self._unpack(fonts)

    def print(self, job: Job) -> Printed:
        """The document as a PDF.

        Raises:
            MissingLibraryError: the system has no Pango.
            RefusedAddressError: it asks for a file that is neither ours nor the job's.
            RefusedImageError: one of its images cannot be printed.
            BrokenFontError: one of its fonts cannot be read.
            LimitError: it takes more time or memory than it may.
            StoppedPressError: the worker broke off.
        """
        with self._worker() as worker, TemporaryDirectory(prefix="casekit-press-") as folder:
            html, missing = name_missing(job.html, job.fonts)
            job = replace(job, html=html, fonts=self._unpack(job.fonts))
            target = Path(folder, "document.pdf")
            said = worker.ask(write_job(job, target))
            if "fault" in said:
                raise _error_of(said["fault"], said["detail"], self._limits)
            return Printed(target.read_bytes(), said["pages"], missing)

    def _unpack(self, fonts: tuple[Path, ...]) -> tuple[Path, ...]:
        with self._unpacking:
            if fonts not in self._fonts:
                target = Path(self._folder.name, str(len(self._fonts)))
                target.mkdir()
                self._fonts[fonts] = unpack_fonts(fonts, target)
            return self._fonts[fonts]

    @contextmanager
    def _worker(self) -> "Iterator[_Worker]":
        worker = self._free.get()
        if worker is None or not worker.is_alive():
            worker = _Worker(self._limits)
        try:
            yield worker
        finally:
            self._free.put(worker)


class _Worker:
    """One process of the press."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        # -P: a module in the folder where the command runs must not stand in for one of ours.
        path = os.pathsep.join(filter(None, [os.environ.get("PYTHONPATH"), str(_ROOT)]))
        self._process = subprocess.Popen(  # noqa: S603 - our own module, numbers for arguments
            [
                *(sys.executable, "-P", "-m", "casekit.export.press.worker"),
                *(str(limits.memory), str(limits.cpu_s)),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )

    def is_alive(self) -> bool:
        """Whether it can take another document."""
        return self._process.poll() is None

    def ask(self, line: bytes) -> dict[str, Any]:
        """The answer to a job; a worker that gives none in time is ended."""
        pipe_in, pipe_out = self._process.stdin, self._process.stdout
        assert pipe_in is not None and pipe_out is not None  # noqa: S101,PT018 - for mypy
        timer = Timer(self._limits.wall_s, self._process.kill)
        timer.daemon = True
        timer.start()
        try:
            pipe_in.write(line)
            pipe_in.flush()
            answer = pipe_out.readline()
        except OSError:
            answer = b""
        finally:
            in_time = timer.is_alive()
            timer.cancel()
        if answer:
            said: dict[str, Any] = json.loads(answer)
            return said
        self.end()
        too_long = not in_time or self._process.returncode == -SIGXCPU
        return {"fault": "time" if too_long else "stopped", "detail": ""}

    def end(self) -> None:
        """Ends the process, whatever it does."""
        if self._process.stdin:
            with suppress(OSError):  # what it has not read any more
                self._process.stdin.close()
        self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()


def _error_of(fault: str, detail: str, limits: Limits) -> ExportError:
    if fault == "library":
        return MissingLibraryError()
    if fault == "address":
        return RefusedAddressError(detail)
    if fault in {"bytes", "pixels", "unreadable"}:
        return RefusedImageError(detail, fault)
    if fault in {"time", "memory"}:
        return LimitError(fault, limits.memory, limits.cpu_s)
    return StoppedPressError()
