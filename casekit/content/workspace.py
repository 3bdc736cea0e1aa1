"""Where a workspace begins, and which of its files casekit reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casekit.content.nearness import find_near
from casekit.content.problem import Problem

COURSE_FILE = "content/course.yaml"
CASE_FILES = ("case.md", "items.yaml", "exhibits.yaml", "quizzes.yaml", "teaching-note.md")
CONTENT_FILES = ("course.yaml", "quizzes.yaml", "anki-ledger.tsv")
CASE_NAMES = ("items", "media", *CASE_FILES)


class NoWorkspaceError(Exception):
    """Neither the folder nor one above it is a workspace."""


def find_workspace(start: Path) -> Path:
    """The nearest folder, from `start` upwards, that has `content/course.yaml`.

    Raises:
        NoWorkspaceError: there is none.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / COURSE_FILE).is_file():
            return folder
    raise NoWorkspaceError(str(start))


@dataclass(frozen=True)
class Layout:
    """The files of a workspace by what they hold.

    Attributes:
        sources: `seeds/*.yaml`.
        texts: full texts, `seeds/*.md`.
        cases: folders under `content/`.
    """

    root: Path
    sources: tuple[Path, ...]
    texts: tuple[Path, ...]
    cases: tuple[Path, ...]

    def item_files(self, case: Path) -> tuple[Path, ...]:
        """`items.yaml` and `items/*.yaml` of a case."""
        single = case / "items.yaml"
        return (*((single,) if is_there(single) else ()), *_list(case / "items", ".yaml"))


def read_layout(root: Path) -> Layout:
    """Lists the files of a workspace."""
    seeds, content = root / "seeds", root / "content"
    cases = (p for p in _entries(content) if p.is_dir() and not p.name.startswith("."))
    return Layout(root, _list(seeds, ".yaml"), _list(seeds, ".md"), tuple(cases))


def is_there(path: Path) -> bool:
    """Whether there is a file, or a link, even one that leads nowhere."""
    return path.is_symlink() or path.exists()


def find_unread(layout: Layout) -> Iterator[Problem]:
    """A warning for each file that casekit does not read though its place says it should."""
    root = layout.root
    for path in _entries(root / "seeds"):
        yield from _check_suffix(root, path, (".yaml", ".md"))
    for path in _entries(root / "content"):
        if not path.is_dir():
            yield from _check_name(root, path, CONTENT_FILES)
    for case in layout.cases:
        for path in _entries(case):
            yield from _check_name(root, path, CASE_NAMES if path.is_dir() else CASE_FILES)
        for path in _entries(case / "items"):
            yield from _check_suffix(root, path, (".yaml",))


def _check_suffix(root: Path, path: Path, known: tuple[str, ...]) -> Iterator[Problem]:
    if path.suffix not in known:
        near = f"{path.stem}.yaml" if path.suffix == ".yml" else None
        yield _unread(root, path, near)


def _check_name(root: Path, path: Path, known: tuple[str, ...]) -> Iterator[Problem]:
    if path.name not in known:
        yield _unread(root, path, find_near(path.name, known, 0.4))


def _unread(root: Path, path: Path, near: str | None) -> Problem:
    file = path.relative_to(root).as_posix()
    return Problem("W301", file, params={"name": path.name}, suggestion=near)


def _list(folder: Path, suffix: str) -> tuple[Path, ...]:
    return tuple(p for p in _entries(folder) if p.suffix == suffix)


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(p for p in folder.iterdir() if not p.name.startswith("."))
    except OSError:
        return []
