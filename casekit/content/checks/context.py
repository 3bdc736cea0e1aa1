"""What every check across files works on."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from casekit.content.document import Path as Steps
from casekit.content.material import Index, Material
from casekit.content.problem import Problem


class Owner(Protocol):
    """Something that an author wrote and that may silence a warning."""

    @property
    def full_id(self) -> str:
        """Its name."""

    def problem(self, code: str, path: Steps = (), params: Any = None, **more: Any) -> Problem:
        """A problem at a path within it."""


@dataclass
class Check:
    """One run of the checks.

    Attributes:
        root: the workspace's folder.
        used: owner kind, full id and code of each warning that was silenced.
    """

    material: Material
    index: Index
    root: Path
    used: set[tuple[str, str, str]] = field(default_factory=set)

    @property
    def language(self) -> str:
        """The course's language; French when it is unclear, as in `peek_language`."""
        return self.index.course.language if self.index.course else "fr"

    @property
    def has_errors(self) -> bool:
        """Whether an error was found so far: then what is missing may only follow from it."""
        return self.material.has_errors

    def report(self, problem: Problem) -> None:
        """Adds a problem."""
        self.material.problems.append(problem)

    def error(self, owner: Owner, code: str, path: Steps, params: Any, **more: Any) -> None:
        """Adds an error at a path within an owner."""
        self.report(owner.problem(code, path, params, **more))

    def warn(
        self,
        owner: Owner,
        accept: Collection[str],
        code: str,
        path: Steps,
        params: dict[str, Any],
        **more: Any,
    ) -> None:
        """Adds a warning at a path within an owner, unless its author accepts it."""
        if code in accept:
            self.used.add((type(owner).__name__, owner.full_id, code))
        else:
            self.report(owner.problem(code, path, params, **more))
