"""Where a workspace begins, and which of its files casekit reads."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from casekit.content.nearness import find_near
from casekit.content.problem import Problem

COURSE_FILE = "content/course.yaml"
CASE_FILES = (
    "case.md",
    "items.yaml",
    "cards.yaml",
    "exhibits.yaml",
    "quizzes.yaml",
    "teaching-note.md",
)
CONTENT_FILES = ("course.yaml", "quizzes.yaml", "anki-ledger.tsv")
ORIGINALS = "originals"
"""The folder of seeds/ where articles lie that stay outside."""

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
class Folder:
    """A folder with the names in it, looked at once; those that begin with a dot are left out.

    Attributes:
        names: sorted; whether each is a folder.
    """

    path: Path
    names: Mapping[str, bool]

    def files(self, suffix: str) -> tuple[Path, ...]:
        """What has a suffix, in order."""
        return tuple(self.path / name for name in self.names if name.endswith(suffix))

    def find(self, name: str) -> Path | None:
        """The path of a name, None when it is not there."""
        return self.path / name if name in self.names else None


@dataclass(frozen=True)
class CaseFolder:
    """A folder under `content/`.

    Attributes:
        items: the folder `items/` within it, without names when there is none.
    """

    top: Folder
    items: Folder

    @property
    def id(self) -> str:
        """The case's id."""
        return self.top.path.name

    def item_files(self) -> tuple[Path, ...]:
        """`items.yaml` and `items/*.yaml`."""
        single = self.top.find("items.yaml")
        return (*((single,) if single else ()), *self.items.files(".yaml"))


@dataclass(frozen=True)
class Layout:
    """The files of a workspace by what they hold."""

    root: Path
    seeds: Folder
    content: Folder
    cases: tuple[CaseFolder, ...]


def read_layout(root: Path) -> Layout:
    """Looks at the folders of a workspace."""
    content = _read_folder(root / "content")
    paths = (content.path / name for name, is_folder in content.names.items() if is_folder)
    cases = tuple(CaseFolder(_read_folder(p), _read_folder(p / "items")) for p in paths)
    return Layout(root, _read_folder(root / "seeds"), content, cases)


def _read_folder(path: Path) -> Folder:
    try:
        with os.scandir(path) as entries:
            names = {e.name: _is_folder(e) for e in entries if not e.name.startswith(".")}
    except OSError:
        return Folder(path, {})
    return Folder(path, dict(sorted(names.items())))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself; reading it as a file says so
        return False


def find_unread(layout: Layout) -> Iterator[Problem]:
    """A warning for each file that casekit does not read though its place says it should."""
    root = layout.root
    seeds = {name: kind for name, kind in layout.seeds.names.items() if name != ORIGINALS}
    yield from _check_suffixes(root, Folder(layout.seeds.path, seeds), (".yaml", ".md"))
    for name, is_folder in layout.content.names.items():
        if not is_folder:
            yield from _check_name(root, layout.content.path / name, CONTENT_FILES)
    for case in layout.cases:
        for name, is_folder in case.top.names.items():
            known = CASE_NAMES if is_folder else CASE_FILES
            yield from _check_name(root, case.top.path / name, known)
        yield from _check_suffixes(root, case.items, (".yaml",))


def _check_suffixes(root: Path, folder: Folder, known: tuple[str, ...]) -> Iterator[Problem]:
    for name in folder.names:
        if not name.endswith(known):
            near = f"{name.removesuffix('.yml')}.yaml" if name.endswith(".yml") else None
            yield _unread(root, folder.path / name, near)


def _check_name(root: Path, path: Path, known: tuple[str, ...]) -> Iterator[Problem]:
    if path.name not in known:
        yield _unread(root, path, find_near(path.name, known, 0.4))


def _unread(root: Path, path: Path, near: str | None) -> Problem:
    file = path.relative_to(root).as_posix()
    return Problem("W301", file, params={"name": path.name}, suggestion=near)
