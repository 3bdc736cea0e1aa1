"""Mistakes of syntax that one of the traps of French typing explains, and the mended line.

A mending is taken only if the text can then be read past the mistake; nothing is guessed.
"""

import re
from collections.abc import Iterator
from itertools import islice

from casekit.content.keys import KNOWN_KEYS
from casekit.content.problem import Problem
from casekit.content.traps import NO_BREAK, split_line
from casekit.content.tree import TreeError, build_tree

SPECIAL = "\"'*[%@`&!{|>?#}],"
"""Signs with which unquoted text cannot begin."""

MAX_TRIES = 30
LINES_ABOVE = 4
"""How far above the parser's complaint the slip may be."""

_INDENT = re.compile(rf"^[ \t{NO_BREAK}]+")
_TIGHT_KEY = re.compile(rf"^(?P<lead> *(?:- +)*)(?P<key>[a-z][a-z0-9_]*):[{NO_BREAK}]*(?=\S)")
_COLON = re.compile(r"[ \t]*:(?=\s|$)")


def find_mending(
    lines: list[str], entry: tuple[int, int], error: TreeError, file: str
) -> tuple[Problem, str] | None:
    """The problem that explains a mistake of syntax, with the line as it should be.

    Args:
        lines: the text, line by line, ends included.
        entry: the range of lines to try it in, as indexes.
        error: what the parser said.
        file: the path to show.
    """
    first = entry[0]
    line = min(error.problem.line, len(lines))
    top = max(first, min(error.context_line, line) - LINES_ABOVE)
    proposals = (
        (number, problem, mended)
        for number in _likely(lines, top, line - 1)
        for problem, mended in _propose(lines, number, file)
    )
    for number, problem, mended in islice(proposals, MAX_TRIES):
        if _helps(lines, entry, number, mended, error):
            return problem, mended
    return None


def _likely(lines: list[str], top: int, bottom: int) -> Iterator[int]:
    """Lines to look at, from the mistake upwards."""
    for number in range(bottom, top - 1, -1):
        if lines[number].strip():
            yield number


def _propose(lines: list[str], number: int, file: str) -> Iterator[tuple[Problem, str]]:
    line = lines[number]
    yield from _mend_indent(lines, number, file)
    yield from _mend_colon(line, number, file)
    parts = split_line(line)
    bare = parts.value
    if bare[:1] and bare[0] in SPECIAL:
        params = {"sign": bare[0]}
        for value in _closed(bare):
            mended = parts.quoted(value)
            yield _problem("E105", file, number, parts.value_column, mended, params), mended
    colon = _COLON.search(bare)
    if colon and bare[:1] not in "\"'[{|>":
        column = parts.value_column + bare.index(":", colon.start())
        mended = parts.quoted()
        params = {"text": bare[: colon.start()][:60]}
        yield _problem("E102", file, number, column, mended, params), mended


def _mend_colon(line: str, number: int, file: str) -> Iterator[tuple[Problem, str]]:
    """A key whose colon has no ordinary space after it."""
    found = _TIGHT_KEY.match(line)
    if found and found["key"] in KNOWN_KEYS:
        mended = f"{found['lead']}{found['key']}: {line[found.end() :]}"
        column = found.end("key") + 1
        yield _problem("E122", file, number, column, mended, {"text": found["key"]}), mended


def _closed(value: str) -> Iterator[str]:
    """What an author may have meant to quote: all of it, or, a quote forgotten, what follows."""
    sign = value[0]
    if sign in "\"'" and value.count(sign) == 1:
        yield value[1:]
    yield value


def _mend_indent(lines: list[str], number: int, file: str) -> Iterator[tuple[Problem, str]]:
    line = lines[number]
    found = _INDENT.match(line)
    if found is None or not line.strip():
        return
    rest = line[found.end() :]
    if "\t" in found[0]:
        for width in _widths(lines, number, found[0]):
            mended = " " * width + rest
            column = found[0].index("\t") + 1
            yield _problem("E106", file, number, column, mended), mended
    elif set(found[0]) & set(NO_BREAK):
        column = next(i for i, sign in enumerate(found[0], 1) if sign in NO_BREAK)
        mended = " " * len(found[0]) + rest
        yield _problem("E107", file, number, column, mended), mended


def _widths(lines: list[str], number: int, indent: str) -> list[int]:
    """Depths that a line indented with tabs may have, the likeliest first."""
    above = next((row for row in reversed(lines[:number]) if row.strip()), "")
    depth = len(above) - len(above.lstrip(" "))
    deeper = above.rstrip().endswith((":", "|", ">"))
    by_size = [len(indent.expandtabs(size)) for size in (2, 4, 8)]
    first = [depth + 2, depth + 4] if deeper else [depth, depth + 2]
    return list(dict.fromkeys([*first, *by_size]))


def _problem(
    code: str,
    file: str,
    number: int,
    column: int,
    mended: str,
    params: dict[str, str] | None = None,
) -> Problem:
    line = mended.rstrip("\r\n\x85\u2028\u2029")
    return Problem(code, file, number + 1, column, params or {}, mended=line)


def _helps(
    lines: list[str], entry: tuple[int, int], number: int, mended: str, error: TreeError
) -> bool:
    """Whether the entry can be read, or at least read further, with the line mended."""
    first, last = entry
    trial = [*lines[first:number], mended, *lines[number + 1 : last]]
    try:
        build_tree("".join(trial), "")
    except TreeError as left:
        return left.is_syntax and left.problem.line + first > error.problem.line
    return True
