"""Which lines of the authors' files an item has to itself, also where a file has errors.

The files are looked through as text, so that the lines of an item are known while neither it nor
its file can be read.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from casekit.content.problem import Problem
from casekit.content.source_file import Folders, read_bytes
from casekit.content.workspace import CaseFolder, read_layout

_ENTRY = re.compile(r"^( *)-(?: |$)")
_ID = re.compile(r"""id:\s*["']?(?P<id>[a-z0-9-]+)["']?\s*(?:#.*)?$""")


@dataclass(frozen=True)
class Lines:
    """Where an item stands.

    Attributes:
        file: path within the workspace.
        first: from 1; `last` too, which is included.
    """

    file: str
    first: int
    last: int

    def own(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Those of the problems that lie within these lines."""
        return tuple(
            problem
            for problem in problems
            if problem.file == self.file and self.first <= problem.line <= self.last
        )


def find_all_lines(root: Path) -> dict[str, Lines]:
    """The lines of every item by its full id, `case/item`, in the order of the files."""
    found: dict[str, Lines] = {}
    for case in read_layout(root).cases:
        for item_id, lines in _read_case(root, case):
            found.setdefault(item_id, lines)
    return found


def find_lines(root: Path, item_id: str) -> Lines | None:
    """The lines of one item; None when no file has it."""
    case_id = item_id.partition("/")[0]
    for case in read_layout(root).cases:
        if case.id == case_id:
            return dict(_read_case(root, case)).get(item_id)
    return None


def _read_case(root: Path, case: CaseFolder) -> Iterator[tuple[str, Lines]]:
    folders = Folders(root.resolve())
    for path in case.item_files():
        file = path.relative_to(root).as_posix()
        data = read_bytes(path, folders, file)
        if isinstance(data, Problem):
            continue
        rows = data.decode("utf-8-sig", errors="replace").splitlines()
        for local_id, first, last in _read_entries(rows):
            yield f"{case.id}/{local_id}", Lines(file, first, last)


def _read_entries(rows: list[str]) -> Iterator[tuple[str, int, int]]:
    """Id, first and last line of each entry of the file's list, those without an id left out."""
    for start, end in pairwise([*_find_starts(rows), len(rows)]):
        local_id = _find_id(rows[start:end])
        if local_id is not None:
            yield local_id, start + 1, end


def _find_starts(rows: list[str]) -> Iterator[int]:
    """Number, from 0, of each row that begins an entry of the outermost list."""
    outer: str | None = None
    for number, row in enumerate(rows):
        found = _ENTRY.match(row)
        if found is None:
            continue
        outer = found[1] if outer is None else outer
        if found[1] == outer:
            yield number


def _find_id(entry: list[str]) -> str | None:
    """The id among the keys of an entry, which stand one below the other."""
    rows = [entry[0].replace("-", " ", 1), *entry[1:]]
    column: int | None = None
    for row in filter(str.strip, rows):
        depth = len(row) - len(row.lstrip(" "))
        column = depth if column is None else column
        found = _ID.match(row, depth) if depth == column else None
        if found:
            return found["id"]
    return None
