"""`check --fix`: mends in place what has exactly one safe mending, and nothing else.

Quotes around text that YAML would tear apart, tabs and no-break spaces in indentation, a space
before the colon of a key. Every other byte stays as it is.
"""

import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from casekit.content.front_matter import split_front_matter
from casekit.content.problem import Problem
from casekit.content.recovery import line_end, parse_text
from casekit.content.source_file import BOM, Folders, decode, read_bytes
from casekit.content.workspace import CONTENT_FILES, read_layout

FIXABLE = frozenset({"E102", "E103", "E105", "E106", "E107", "E121", "E122"})
MAX_ROUNDS = 50


@dataclass(frozen=True)
class Mending:
    """One line that was mended.

    Attributes:
        problem: what was wrong, with the place it had.
        before: the line as it was, without its end.
        after: as it is now.
    """

    problem: Problem
    before: str
    after: str


def fix_workspace(root: Path) -> tuple[Mending, ...]:
    """Mends every file of a workspace; returns what was mended, in the order of the files.

    A file that cannot be read or written is left alone; `read_workspace` says why.
    """
    root = root.resolve()
    done: list[Mending] = []
    folders = Folders(root)
    for path in _authored_files(root):
        file = path.relative_to(root).as_posix()
        data = read_bytes(path, folders, file)
        if isinstance(data, Problem):
            continue
        text = decode(data, file)
        if isinstance(text, Problem):
            continue
        mended, found = fix_text(text, file)
        if found:
            mark = BOM if data.startswith(BOM.encode()) else ""
            write_atomically(path, (mark + mended).encode())
            done += found
    return tuple(done)


def fix_text(text: str, file: str) -> tuple[str, list[Mending]]:
    """The text with its safe mendings; repeats until there is nothing more to mend."""
    done: list[Mending] = []
    for _ in range(MAX_ROUNDS):
        found = _fix_once(text, file)
        if found is None:
            break
        text, mendings = found
        done += mendings
    return text, done


def _fix_once(text: str, file: str) -> tuple[str, list[Mending]] | None:
    parts = split_front_matter(text) if file.endswith(".md") else None
    if parts is None and file.endswith(".md"):
        return None
    problems = parse_text(parts.front if parts else text, file).problems
    lines = text.splitlines(keepends=True)
    done: dict[int, Mending] = {}
    for problem in problems:
        number = problem.line - 1
        if problem.code in FIXABLE and problem.mended is not None and number not in done:
            end = line_end(lines[number])
            before = lines[number].removesuffix(end) if end else lines[number]
            if problem.mended != before:
                lines[number] = problem.mended + end
                done[number] = Mending(replace(problem, file=file), before, problem.mended)
    return ("".join(lines), list(done.values())) if done else None


def _authored_files(root: Path) -> list[Path]:
    layout = read_layout(root)
    content = [layout.content.find(name) for name in CONTENT_FILES]
    files = [*content, *layout.seeds.files(".yaml")]
    for case in layout.cases:
        names = ("case.md", "cards.yaml", "exhibits.yaml", "quizzes.yaml")
        files += [*(case.top.find(name) for name in names), *case.item_files()]
    return [path for path in files if path is not None]


def write_atomically(path: Path, data: bytes) -> None:
    """Replaces a file's content in one step; the file keeps its permissions, a link its target.

    Raises:
        OSError: the folder cannot be written.
    """
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(target.stat().st_mode & 0o7777)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
