"""What is known of a workspace while something is written for it, mistakes and all."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from casekit.content.bank_reader import read_material, read_workspace
from casekit.content.cache import FileCache
from casekit.content.checks.context import Check
from casekit.content.material import Index, Material, index_material
from casekit.content.problem import Problem
from casekit.content.writing.fault import CannotWriteError
from casekit.content.writing.files import replace_file
from casekit.domain.course import Course
from casekit.domain.source import Source


@dataclass(frozen=True)
class Desk:
    """A workspace whose files may have mistakes.

    Attributes:
        root: its folder, resolved.
        course: `content/course.yaml`, which must be sound.
    """

    root: Path
    course: Course
    material: Material
    index: Index

    @property
    def language(self) -> str:
        """The course's language, as far as scaffolds speak it: French, else English."""
        return "fr" if self.course.language == "fr" else "en"

    @property
    def check(self) -> Check:
        """What the checks across files work on."""
        return Check(self.material, self.index, self.root)

    @property
    def cases(self) -> tuple[str, ...]:
        """Cases of the course that have a folder."""
        return tuple(case for case in self.course.cases if case in self.material.cases)

    def excerpts_of(self, case_id: str) -> tuple[str, ...]:
        """`source#excerpt` of what a case's sources quote; of all where its head has mistakes."""
        if case_id not in self.index.heads:
            return tuple(self.index.excerpts)
        return self.index.excerpts_of(case_id)

    def item_ids(self, case_id: str) -> set[str]:
        """Local ids of a case's items, those with mistakes included."""
        every = (item.partition("/") for item in self.index.known_items)
        return {local_id for scope, _, local_id in every if scope == case_id}

    def get_source(self, source_id: str) -> Source:
        """A source without mistakes.

        Raises:
            CannotWriteError: `no-source` or `unsound`.
        """
        if source_id not in self.material.sources:
            known = tuple(self.material.sources)
            raise CannotWriteError("no-source", id=source_id, known=known)
        placed = self.index.sources.get(source_id)
        if placed is None:
            problems = self.material.sources[source_id].document.problems
            raise CannotWriteError("unsound", problems, file=f"seeds/{source_id}.yaml")
        return placed.value


def read_desk(root: Path) -> Desk:
    """Reads a workspace as far as it can be read.

    Raises:
        CannotWriteError: `unsound`: its `course.yaml` has mistakes.
    """
    root = root.resolve()
    _, material = read_material(root, FileCache(root), {})
    index = index_material(material)
    if index.course is None:
        document = material.course.document
        raise CannotWriteError("unsound", document.problems, file=document.file)
    return Desk(root, index.course, material, index)


def read_errors(root: Path) -> Collection[str]:
    """The errors that a workspace has, by what they say; their lines may move."""
    return {_name(problem) for problem in read_workspace(root).errors}


def change_file(
    root: Path, path: Path, data: bytes, seen: bytes, known: Collection[str] | None = None
) -> None:
    """Changes a file, if the workspace has no error afterwards that it did not have before.

    Args:
        root: the workspace.
        path: the file.
        data: what it shall hold.
        seen: what it held when the change was made up.
        known: the errors that there were before; by default those that there are now.

    Raises:
        CannotWriteError: `broken` with the new errors; `changed` when somebody else changed the
            file meanwhile; `outside`, `read-only`.
        OSError: it cannot be written.
    """
    before = read_errors(root) if known is None else known
    after = read_workspace(root, drafts={path: data}).errors
    new = [problem for problem in after if _name(problem) not in before]
    if new:
        raise CannotWriteError("broken", new)
    if path.read_bytes() != seen:
        raise CannotWriteError("changed", path=path)
    replace_file(root, path, data)


def _name(problem: Problem) -> str:
    params: Mapping[str, object] = problem.params
    return f"{problem.file} {problem.code} {sorted(params.items(), key=str)}"
