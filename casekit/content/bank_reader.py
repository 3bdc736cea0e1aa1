"""Reads a workspace: every file, every check, and the Bank when there is no error."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from casekit.content.bank_builder import build_bank
from casekit.content.cache import FileCache
from casekit.content.checks.across import check_material
from casekit.content.file_reader import FileReader, peek_language
from casekit.content.material import CaseFiles, Material, index_material
from casekit.content.problem import Problem
from casekit.content.source_file import Folders
from casekit.content.workspace import COURSE_FILE, CaseFolder, find_unread, read_layout
from casekit.domain.bank import Bank


@dataclass(frozen=True)
class Reading:
    """What a workspace gave.

    Attributes:
        bank: None when there is an error.
        problems: sorted by place, warnings included.
        files: how many were read.
    """

    bank: Bank | None
    problems: tuple[Problem, ...]
    files: int

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the Bank from existing."""
        return tuple(p for p in self.problems if p.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that are advice."""
        return tuple(p for p in self.problems if p.severity == "warning")


def read_workspace(
    root: Path, *, cache: bool = True, drafts: Mapping[Path, bytes] | None = None
) -> Reading:
    """Reads all authored files of a workspace and checks them.

    Args:
        root: the workspace's folder, as `find_workspace` gives it.
        cache: whether what was read may be kept and used again.
        drafts: bytes that stand for those of a file, by its path below the resolved root.
    """
    root = root.resolve()
    files = FileCache(root, enabled=cache)
    with _collector_paused():
        reader, material = read_material(root, files, drafts or {})
        index = index_material(material)
        check_material(material, index, root)
        problems = material.all_problems()
        for entries in material.entries():
            reader.keep(entries)
            entries.document.tree = None  # positions are no longer needed
        files.write()
        broken = any(problem.severity == "error" for problem in problems)
        bank = None if broken else build_bank(material, index, root)
    count = sum(entries.document.raw is not None for entries in material.entries())
    return Reading(bank, problems, count)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Reading makes many small values and no rubbish: the collector would only look at them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_material(
    root: Path, files: FileCache, drafts: Mapping[Path, bytes]
) -> tuple[FileReader, Material]:
    """Reads every file; nothing is compared across files yet. For the drafts see above."""
    layout = read_layout(root)
    course_path = root / COURSE_FILE
    reader = FileReader(root, files, peek_language(course_path), Folders(root), drafts)
    material = Material(reader.read_entries(course_path, "course"))
    for path in layout.seeds.files(".yaml"):
        material.sources[path.stem] = reader.read_entries(path, "source")
    for path in layout.seeds.files(".md"):
        text = _read_text(reader, path, material)
        if text is not None:
            material.texts[path.stem] = text
    for case in layout.cases:
        material.cases[case.id] = _read_case(reader, case, material)
    quizzes = layout.content.find("quizzes.yaml")
    material.quizzes = reader.read_entries(quizzes, "quizzes") if quizzes else None
    material.problems += find_unread(layout)
    return reader, material


def _read_case(reader: FileReader, folder: CaseFolder, material: Material) -> CaseFiles:
    case = CaseFiles(folder.id, reader.read_entries(folder.top.path / "case.md", "case"))
    case.items = [reader.read_entries(path, "items") for path in folder.item_files()]
    for kind in ("cards", "exhibits", "quizzes"):
        path = folder.top.find(f"{kind}.yaml")
        if path:
            setattr(case, kind, reader.read_entries(path, kind))
    note = folder.top.find("teaching-note.md")
    case.teaching_note = _read_text(reader, note, material) if note else None
    return case


def _read_text(reader: FileReader, path: Path, material: Material) -> str | None:
    text = reader.read_text(path)
    if isinstance(text, Problem):
        material.problems.append(text)
        return None
    return text
