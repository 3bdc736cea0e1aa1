"""Reading on after a mistake of syntax, so that one run shows as much as can be known.

A line that one of the traps explains is read as if it were mended. Otherwise the list entry around
the mistake is left out and reading goes on at the next `- id:`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from casekit.content.mending import find_mending
from casekit.content.problem import Problem
from casekit.content.traps import BULLETS, NO_BREAK
from casekit.content.tree import Tree, TreeError, build_tree

MAX_EFFORT = 8_000_000
"""Characters parsed again, in all, before reading stops at the next mistake."""

_BULLET = re.compile(rf"^(?P<indent>[ ]*)[{BULLETS}][ \t{NO_BREAK}]+")
_ENTRY = re.compile(r"^(?P<indent> *)- +id *:")


@dataclass
class Parsed:
    """What a text gave.

    Attributes:
        complete: False when an entry, or everything, had to be left out.
    """

    tree: Tree
    problems: list[Problem] = field(default_factory=list)
    complete: bool = True


def parse_text(text: str, file: str) -> Parsed:
    """The tree of a text, whatever can be read of it, and every problem met on the way."""
    problems: list[Problem] = []
    mended: set[int] = set()
    complete = True
    lines: list[str] = []
    effort = 0
    while True:
        going = effort < MAX_EFFORT
        try:
            tree = build_tree(text, file)
            if not going or not any(p.mended for p in tree.problems):
                return _parsed(tree, problems, complete)
            lines = lines or text.splitlines(keepends=True)
            found = _mend_traps(lines, tree.problems, mended)
            if not found:
                return _parsed(tree, problems, complete)
            problems += found
        except TreeError as error:
            lines = lines or text.splitlines(keepends=True)
            problem, helped = _mend(lines, error, file)
            problems.append(problem)
            complete = complete and problem.mended is not None
            if not (helped and going):
                return Parsed(Tree(), problems, complete=False)
        text = "".join(lines)
        effort += len(text) + 5_000


def _parsed(tree: Tree, problems: list[Problem], complete: bool) -> Parsed:
    """Keys given twice mean that something was swallowed."""
    doubled = any(problem.code == "E109" for problem in tree.problems)
    return Parsed(tree, [*problems, *tree.problems], complete and not doubled)


def _mend_traps(lines: list[str], found: list[Problem], mended: set[int]) -> list[Problem]:
    """Mends legal YAML that says something else than was typed; gives the problems mended."""
    done = []
    for problem in found:
        number = problem.line - 1
        if problem.mended is None or number >= len(lines):
            continue
        if number not in mended:
            mended.add(number)
            for index, line in mended_lines(lines, problem):
                lines[index] = line
            done.append(problem)
    return done


def mended_lines(lines: list[str], problem: Problem) -> Iterator[tuple[int, str]]:
    """The lines, by index, that mend a problem; several for a list with typed bullets."""
    number = problem.line - 1
    if problem.code != "E108":
        yield number, (problem.mended or "") + line_end(lines[number])
        return
    while number < len(lines) and (found := _BULLET.match(lines[number])):
        yield number, f"{found['indent']}- {lines[number][found.end() :]}"
        number += 1


def line_end(line: str) -> str:
    """The line break that ends a line."""
    return line[len(line.rstrip("\r\n\x85\u2028\u2029")) :]


def _mend(lines: list[str], error: TreeError, file: str) -> tuple[Problem, bool]:
    """Mends the lines in place, or blanks the entry; False when there is no way on."""
    if not error.is_syntax:
        return error.problem, False
    first, last = find_entry(lines, min(error.context_line, error.problem.line), error.problem.line)
    whole = (first, last) if first >= 0 else (0, len(lines))
    found = find_mending(lines, whole, error, file)
    if found is not None:
        problem, mended_line = found
        lines[problem.line - 1] = mended_line
        return problem, True
    if first < 0:
        return error.problem, False
    for number in range(first, last):
        lines[number] = line_end(lines[number])
    return error.problem, True


def find_entry(lines: list[str], first_line: int, last_line: int) -> tuple[int, int]:
    """The list entries around two lines (from 1), as a range of indexes; (-1, -1) without any."""
    start = next(
        (i for i in range(min(first_line, len(lines)) - 1, -1, -1) if _ENTRY.match(lines[i])), -1
    )
    if start < 0:
        return -1, -1
    found = _ENTRY.match(lines[start])
    indent = len(found["indent"]) if found else 0
    end = min(max(last_line, start + 1), len(lines))  # a mistake may be seen past the last line
    while end < len(lines) and not _ends_entry(lines[end], indent):
        end += 1
    if _only_follows(lines, start, last_line, indent):
        return -1, -1
    return start, end


def _ends_entry(line: str, indent: int) -> bool:
    bare = line.lstrip(" ")
    if not bare.strip() or bare.startswith("#"):
        return False
    depth = len(line) - len(bare)
    return depth < indent or (depth == indent and _ENTRY.match(line) is not None)


def _only_follows(lines: list[str], start: int, last_line: int, indent: int) -> bool:
    """Whether the mistake stands below the list, in a key of the file itself."""
    rows = lines[start + 1 : last_line]
    return any(row.strip() and not row.startswith((" ", "\t", "#", "-")) for row in rows[:-1])
