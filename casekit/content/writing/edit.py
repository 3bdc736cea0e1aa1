"""Changes to a file's text that leave every other byte, comments among them, as it is."""

import re
from typing import Any

from casekit.content.recovery import parse_text
from casekit.content.source_file import BOM, decode
from casekit.content.writing.fault import CannotWriteError

_NEW: Any = object()
"""Stands for an entry that is only to be there."""


def append_entry(
    data: bytes, key: str, entry: str, *, spaced: bool = False, new: Any = _NEW
) -> tuple[bytes, int]:
    """Adds an entry at the end of the list under a key at the top of a YAML file.

    Args:
        data: the file.
        key: `items`, `excerpts` ...
        entry: its lines without indentation, the first one after the `- ` of the list.
        spaced: whether a blank line goes before it, unless it is the first one.
        new: what the entry says, when it is more than a mapping to be checked elsewhere.

    Returns:
        The file with the entry, and the line, from 1, on which the entry begins.

    Raises:
        CannotWriteError: `unreadable` (the file has mistakes), `no-list` (it lacks the list, or
            has it in brackets), `broken` (the result would not say what was meant).
    """
    text, before = _read(data)
    rows = text.split("\n")
    at = _find_key(rows, key, before)
    end = _find_end(rows, at)
    indent = _find_indent(rows[at + 1 : end])
    is_first = not before[key]
    if before[key] == []:
        rows[at] = re.sub(r"[ ]*\[\s*\]", "", rows[at], count=1)
    starts = ["- ", *["  "] * entry.count("\n")]
    lines = [
        f"{indent}{start}{line}" for start, line in zip(starts, entry.split("\n"), strict=True)
    ]
    blank = [] if is_first or not spaced else [""]
    result = _insert(rows, end, [*blank, *(line.rstrip() for line in lines)])
    _verify(result, before, {**before, key: [*(before[key] or []), new]})
    return _mark(data) + result.encode(), end + 1 + len(blank)


def _insert(rows: list[str], at: int, added: list[str]) -> str:
    """The rows with others put in, which end like the first one does; the last one ends too."""
    turn = "\r" if rows[0].endswith("\r") else ""
    above, below = rows[:at], rows[at:] or [""]
    if not rows[at:]:
        above[-1] = above[-1].rstrip("\r") + turn
    return "\n".join([*above, *(row + turn for row in added), *below])


def _mark(data: bytes) -> bytes:
    mark = BOM.encode()
    return mark if data.startswith(mark) else b""


def add_to_flow(data: bytes, key: str, word: str) -> tuple[bytes, int]:
    """Adds a word to the list of words under a key at the top, in brackets or one to a line.

    Returns:
        The file, and the line, from 1, of the list.

    Raises:
        CannotWriteError: as `append_entry`.
    """
    text, before = _read(data)
    rows = text.splitlines(keepends=True)
    at = _find_key(rows, key, before, in_brackets=True)
    opened = rows[at].partition("#")[0]
    if "[" not in opened:
        return append_entry(data, key, word, new=word)
    start = sum(map(len, rows[:at])) + rows[at].index("[")
    end = text.find("]", start)
    inside = text[start + 1 : end]
    if end < 0 or "#" in inside:
        raise CannotWriteError("no-list", key=key)
    joint = ", " if inside.strip() and not inside.rstrip().endswith(",") else ""
    kept = inside.rstrip()
    result = text[: start + 1] + kept + joint + word + text[end:]
    _verify(result, before, {**before, key: [*(before[key] or []), word]})
    return _mark(data) + result.encode(), at + 1


def _read(data: bytes) -> tuple[str, dict[str, Any]]:
    """The text and what it says."""
    text = decode(data, "")
    parsed = parse_text(text, "") if isinstance(text, str) else None
    if not isinstance(text, str) or parsed is None or parsed.problems:
        raise CannotWriteError("unreadable")
    if not isinstance(parsed.tree.data, dict):
        raise CannotWriteError("unreadable")
    return text, parsed.tree.data


def _find_key(rows: list[str], key: str, data: dict[str, Any], *, in_brackets: bool = False) -> int:
    """The index of the key's line."""
    wanted = re.compile(rf"{key}\s*:(?P<rest>.*)")
    for index, row in enumerate(rows):
        found = wanted.match(row)
        if found and isinstance(data.get(key), list | None):
            rest = found["rest"].partition("#")[0].strip()
            if in_brackets or not rest or data[key] == []:
                return index
    raise CannotWriteError("no-list", key=key)


def _find_end(rows: list[str], at: int) -> int:
    """The index after the last line of the list; comments within it belong to it."""
    end = at + 1
    for index in range(at + 1, len(rows)):
        row = rows[index]
        if not row.strip() or row.startswith("#"):
            continue
        if not row.startswith((" ", "-")):
            break
        end = index + 1
    return end


def _find_indent(rows: list[str]) -> str:
    first = next((row for row in rows if row.lstrip().startswith("- ")), None)
    return "  " if first is None else first[: len(first) - len(first.lstrip())]


def _verify(text: str, before: dict[str, Any], wanted: dict[str, Any]) -> None:
    """Refuses a text that says anything else than before and the entry."""
    parsed = parse_text(text, "")
    data = parsed.tree.data
    if parsed.problems or not isinstance(data, dict) or list(data) != list(before):
        raise CannotWriteError("broken", parsed.problems)
    for key, value in wanted.items():
        found = data[key]
        if isinstance(value, list) and value and value[-1] is _NEW:
            value, found = [*value[:-1], dict], [*found[:-1], type(found[-1])]
        if found != value:
            raise CannotWriteError("broken")
