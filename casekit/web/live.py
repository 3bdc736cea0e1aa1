"""The content that is served: read once, or read again whenever its author saves a file.

Broken content never replaces good content. It is shown, with its problems, to instructors only;
students go on with the last good version, also over a restart.
"""

import hashlib
import logging
import os
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any, TypeVar

from casekit.content import Problem, read_workspace
from casekit.domain.bank import Bank
from casekit.web.last_good import CONTENT_DIRS, LastGood

LOOK_EVERY_S = 1.0
"""How often, at most, a request looks whether a file has changed."""

_WATCHED_DIRS = (*CONTENT_DIRS, "templates")
_T = TypeVar("_T")
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Content:
    """What is served at one moment. It never changes; a reload makes a new one.

    Attributes:
        bank: None when no good version was ever seen.
        problems: of the files as they are now, warnings included.
        is_stale: the files have errors, and an older good version is served.
        root: the folder with the files of `bank`, for its images.
    """

    bank: Bank | None
    problems: tuple[Problem, ...]
    root: Path
    is_stale: bool = False
    _remembered: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def errors(self) -> int:
        """How many of the problems are errors."""
        return sum(problem.severity == "error" for problem in self.problems)

    @cached_property
    def token(self) -> str:
        """Changes when the content served or its problems change."""
        text = repr((self.bank and self.bank.digest, [(p.place, p.params) for p in self.problems]))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def remember(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """What `make` made the first time; forgotten with this content."""
        if key not in self._remembered:
            self._remembered[key] = make()
        made: _T = self._remembered[key]
        return made


class LiveCourse:
    """The current content of one workspace; safe among threads, and processes share its copies."""

    def __init__(self, workspace: Path, *, watch: bool = False) -> None:
        self.workspace = workspace
        self._watch = watch
        self._last_good = LastGood(workspace)
        self._lock = Lock()
        self._seen = _look(workspace)
        self._next_look = monotonic() + LOOK_EVERY_S
        self._content = self._read(None)

    @property
    def content(self) -> Content:
        """The content to serve now; with `watch`, a changed file is read before this returns."""
        if self._watch and monotonic() >= self._next_look and self._lock.acquire(blocking=False):
            # Other threads go on with what there is while this one reads.
            try:
                self._look_again()
            finally:
                self._lock.release()
        return self._content

    def look_now(self) -> Content:
        """Reads what has changed without waiting for the next look."""
        with self._lock:
            self._look_again()
        return self._content

    def _look_again(self) -> None:
        seen = _look(self.workspace)
        if seen != self._seen:
            self._seen = seen
            try:
                self._content = self._read(self._content)
            except Exception:  # a bug of ours must not take a course down that was good before
                _log.exception("the changed content of %s could not be read", self.workspace)
        self._next_look = monotonic() + LOOK_EVERY_S

    def _read(self, before: Content | None) -> Content:
        reading = read_workspace(self.workspace)
        problems = tuple(reading.problems)
        if reading.bank is not None:
            return Content(reading.bank, problems, self._keep() or self.workspace)
        if before is not None and before.bank is not None:
            return replace(before, problems=problems, is_stale=True)
        kept = self._last_good.find()
        bank = read_workspace(kept, cache=False).bank if kept else None
        return Content(bank, problems, kept or self.workspace, is_stale=bank is not None)

    def _keep(self) -> Path | None:
        # What was changed while it was read is not known to be good: the next look reads it again.
        if _look(self.workspace) != self._seen:
            return None
        return self._last_good.keep()


class Courses:
    """The courses that one server serves, by course id."""

    def __init__(self, *courses: LiveCourse) -> None:
        self._courses = courses

    def __iter__(self) -> Iterator[LiveCourse]:
        return iter(self._courses)

    def find(self, course_id: str) -> LiveCourse | None:
        """The course of this id, as its content has it now; or None."""
        for course in self._courses:
            bank = course.content.bank
            if bank is not None and bank.course.id == course_id:
                return course
        return None


def _look(workspace: Path) -> frozenset[tuple[str, int, int]]:
    """Path, time and size of every file whose change matters."""
    found = set()
    for top in _WATCHED_DIRS:
        for folder, _, names in os.walk(workspace / top):
            for name in names:
                path = os.path.join(folder, name)
                try:
                    status = os.stat(path)
                except OSError:  # gone between the listing and now
                    continue
                found.add((path, status.st_mtime_ns, status.st_size))
    return frozenset(found)
