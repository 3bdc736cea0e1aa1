"""The strict YAML builder: plain data and positions from the C parser's events.

A scalar stays the text that was typed; only a plain empty one, `~` and `null` are None. Never
`yaml.compose`: it crashes the process on deeply nested input. The traps of French typing that are
legal YAML are found here, where the parser's events still show what was typed.
"""

import re
from dataclasses import dataclass, field
from typing import Any, NoReturn

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError

from casekit.content import traps
from casekit.content.keys import KNOWN_KEYS
from casekit.content.problem import Problem

MAX_DEPTH = 20
_COLUMN = 1 << 24
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_AT_CONTEXT = frozenset({"while scanning a simple key", "while scanning a quoted scalar"})
"""What the parser was doing when its complaint belongs where it began, not where it gave up."""

_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Spots:
    """Positions of one mapping or sequence and of what it holds, packed as line * 2**24 + column.

    Attributes:
        at: where the container begins.
        keys: of a mapping, where each key is.
        values: for each key or index, the packed position of a scalar or the `Spots` inside.
    """

    __slots__ = ("at", "keys", "values")

    def __init__(self, at: int, keys: dict[str, int] | None, values: Any) -> None:
        self.at = at
        self.keys = keys
        self.values = values


@dataclass
class Tree:
    """A document as plain data.

    Attributes:
        data: dict, list, str or None, nested.
        spots: positions alongside, None for an empty document.
        problems: what was refused without stopping.
    """

    data: Any = None
    spots: Spots | int = 0
    problems: list[Problem] = field(default_factory=list)

    def locate(self, path: tuple[str | int, ...], *, key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, of the value at a path, or of its key.

        Steps of the path that the document does not have are passed over, so that the `loc` of a
        validation error, which also names union members, can be used as it is.
        """
        spots, at = self.spots, _start(self.spots)
        for step in path:
            if not isinstance(spots, Spots) or not _has(spots, step):
                continue
            at = spots.keys[str(step)] if key and spots.keys is not None else -1
            spots = spots.values[step]
            at = _start(spots) if at < 0 else at
        return at // _COLUMN + 1, at % _COLUMN + 1


class TreeError(Exception):
    """The text cannot be read on from here.

    Attributes:
        problem: what stopped the reading.
        is_syntax: whether it is a mistake of syntax, so that reading may go on after it.
        context_line: where the construct that failed began, from 1.
    """

    def __init__(self, problem: Problem, *, is_syntax: bool, context_line: int) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.is_syntax = is_syntax
        self.context_line = context_line


def build_tree(text: str, file: str) -> Tree:
    """The data and positions of a YAML text without a byte order mark.

    Raises:
        TreeError: a mistake of syntax, or something that is refused whole.
    """
    try:
        return _Builder(text, file).build()
    except ReaderError:
        control = _CONTROL.search(text)
        place = _place_of(text, control.start()) if control else (1, 1)
        sign = f"U+{ord(control[0]):04X}" if control else ""
        _refuse("E114", file, *place, sign=sign)
    except YAMLError as error:
        raise _syntax_error(error, file) from None


def _syntax_error(error: YAMLError, file: str) -> TreeError:
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None) or mark
    if getattr(error, "context", None) in _AT_CONTEXT:
        mark = context
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    start = context.line + 1 if context else 1
    return TreeError(Problem("E101", file, line, column), is_syntax=True, context_line=start)


class _Builder:
    """One pass over the events; a stack of open containers instead of recursion."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.tree = Tree()
        self.suspects = traps.find_suspects(text)
        self.stack: list[tuple[Any, Spots | None]] = []
        self.container: Any = None
        self.spots: Spots | None = None
        self.key: str | None = None
        self.documents = 0
        self.doubled: Spots | None = None

    def build(self) -> Tree:
        """The tree; scalars, two thirds of all events, are told apart first."""
        get_event = CParser(self.text).get_event
        scalar = self._scalar
        step = {
            SequenceStartEvent: self._open,
            MappingStartEvent: self._open,
            SequenceEndEvent: self._close,
            MappingEndEvent: self._close,
            AliasEvent: self._alias,
            DocumentStartEvent: self._start_document,
        }
        while True:
            event = get_event()
            kind = type(event)
            if kind is ScalarEvent:
                scalar(event)
            elif (take := step.get(kind)) is not None:
                take(event)
            elif kind is StreamEndEvent:
                return self.tree

    def _start_document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._refuse("E118", event)

    def _scalar(self, event: Any) -> None:
        mark = event.start_mark
        at = mark.line * _COLUMN + mark.column
        plain = event.implicit[0]
        value = event.value
        if event.anchor is not None or event.tag is not None:
            self._report_mark(event)
        spots = self.spots
        if spots is None:
            self.tree.data = self._read_plain(event, value) if plain else value
            self.tree.spots = at
        elif spots.keys is None:
            self.container.append(self._read_plain(event, value) if plain else value)
            spots.values.append(at)
        elif self.key is None:
            if plain and (value not in KNOWN_KEYS or self.text[event.end_mark.index] != ":"):
                value = self._check_key(event)
            if value in spots.keys:
                self._report_duplicate(value, at)
            self.key = value
            spots.keys[value] = at
        else:
            self.container[self.key] = self._read_plain(event, value) if plain else value
            spots.values[self.key] = at
            self.key = None

    def _read_plain(self, event: Any, value: str) -> str | None:
        if self.suspects:
            in_list = isinstance(self.container, list)
            found = traps.check_scalar(self.text, self.file, event, self.suspects, in_list)
            if found:
                self.tree.problems.append(found)
        return None if value in _NULLS else value

    def _check_key(self, event: Any) -> str:
        problem = traps.check_key(self.text, self.file, event)
        if problem:
            self.tree.problems.append(problem)
        return str(event.value).strip(" " + traps.NO_BREAK)

    def _report_duplicate(self, key: str, at: int) -> None:
        if self.doubled is self.spots:
            return  # once per mapping: a hyphen forgotten above doubles every key below
        self.doubled = self.spots
        line, column = divmod(at, _COLUMN)
        keys = self.spots.keys if self.spots else None
        first = keys[key] // _COLUMN + 1 if keys else 1
        params = {"key": key[:60], "first": first}
        self.tree.problems.append(Problem("E109", self.file, line + 1, column + 1, params))

    def _put(self, value: Any, spot: Any) -> None:
        if self.spots is None:
            self.tree.data, self.tree.spots = value, spot
        elif self.spots.keys is None:
            self.container.append(value)
            self.spots.values.append(spot)
        else:
            self.container[self.key] = value
            self.spots.values[self.key] = spot
            self.key = None

    def _open(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._report_mark(event)
        if len(self.stack) >= MAX_DEPTH:
            self._refuse("E112", event, limit=MAX_DEPTH)
        self._refuse_as_key(event)
        mark = event.start_mark
        at = mark.line * _COLUMN + mark.column
        if type(event) is MappingStartEvent:
            container: Any = {}
            spots = Spots(at, {}, {})
        else:
            container = []
            spots = Spots(at, None, [])
        self._put(container, spots)
        self.stack.append((self.container, self.spots))
        self.container, self.spots, self.key = container, spots, None

    def _close(self, event: Any) -> None:
        self.container, self.spots = self.stack.pop()

    def _alias(self, event: Any) -> None:
        self._refuse_as_key(event)
        self._report_mark(event)
        self._put(None, event.start_mark.line * _COLUMN + event.start_mark.column)

    def _refuse_as_key(self, event: Any) -> None:
        if self.spots is not None and self.spots.keys is not None and self.key is None:
            self._refuse("E119", event)

    def _report_mark(self, event: Any) -> None:
        self.tree.problems.append(traps.name_mark(self.text, self.file, event))

    def _refuse(self, code: str, event: Any, **params: Any) -> NoReturn:
        mark = event.start_mark
        _refuse(code, self.file, mark.line + 1, mark.column + 1, **params)


def _refuse(code: str, file: str, line: int, column: int, **params: Any) -> NoReturn:
    raise TreeError(Problem(code, file, line, column, params), is_syntax=False, context_line=line)


def _place_of(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of a character."""
    start = text.rfind("\n", 0, index) + 1
    return text.count("\n", 0, index) + 1, index - start + 1


def _start(spot: Spots | int) -> int:
    return spot.at if isinstance(spot, Spots) else spot


def _has(spots: Spots, step: str | int) -> bool:
    if spots.keys is not None:
        return isinstance(step, str) and step in spots.values
    return isinstance(step, int) and 0 <= step < len(spots.values)
