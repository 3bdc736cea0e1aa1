"""A file as read: its data, and where in it things stand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from casekit.content.front_matter import split_front_matter
from casekit.content.problem import Problem
from casekit.content.recovery import parse_text
from casekit.content.source_file import decode
from casekit.content.tree import Tree

Path = tuple[str | int, ...]


@dataclass
class Document:
    """The plain data of a file, with positions that are read again only where one is asked for.

    Attributes:
        file: path within the workspace.
        raw: the bytes of the file, None when they could not be read.
        known_data: what `data` gives, once it is known.
        load_data: reads the data of a file that did not change, when it is asked for.
        body: the Markdown below the front matter of `case.md`.
        body_line: the line, from 1, on which the body begins.
        has_body: whether the file is a `case.md`.
        syntax_problems: what reading alone showed.
        problems: what this file shows, the former included.
        complete: False when something had to be left out, so that what seems missing elsewhere
            may only follow from that.
        parsed_whole: the same, as the parser alone saw it.
        places: positions asked for so far; they are kept with the cache.
        findings: what comparing with other files gave before, by name, each with a digest of the
            other side.
        is_fresh: whether something is not in the cache yet.
        tree: positions, None for a document from the cache until one is asked for.
    """

    file: str
    raw: bytes | None = None
    known_data: Any = None
    load_data: Callable[[], Any] | None = None
    body: str = ""
    body_line: int = 1
    has_body: bool = False
    syntax_problems: tuple[Problem, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    complete: bool = True
    parsed_whole: bool = True
    places: dict[str, list[int]] = field(default_factory=dict)
    findings: dict[str, list[Any]] = field(default_factory=dict)
    is_fresh: bool = True
    tree: Tree | None = None

    @property
    def has_errors(self) -> bool:
        """Whether an error was found so far."""
        return any(problem.severity == "error" for problem in self.problems)

    @property
    def data(self) -> Any:
        """What the YAML says; None when nothing could be read."""
        if self.load_data is not None:
            self.known_data, self.load_data = self.load_data(), None
        return self.known_data

    def locate_now(self, path: Path) -> tuple[int, int]:
        """Line and column of the value at a path, not remembered for the next run."""
        return self._read_tree().locate(path)

    def locate(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, of the value at a path, or of its key."""
        name = f"{'k' if key else 'v'}{path!r}"
        known = self.places.get(name)
        if known is None:
            known = self.places[name] = list(self._read_tree().locate(path, key=key))
            self.is_fresh = True
        return known[0], known[1]

    def locate_text(self, path: Path, fragment: str) -> tuple[int, int]:
        """Line and column of the first appearance of a fragment within the value at a path."""
        line, column = self.locate(path)
        text = decode(self.raw or b"", self.file)
        rows = text.splitlines() if isinstance(text, str) else []
        for number, row in enumerate(rows[line - 1 :], line):
            found = row.find(fragment, column - 1 if number == line else 0)
            if found >= 0:
                return number, found + 1
        return line, column

    def recall(self, name: str, digest: str) -> Any:
        """What comparing with this other side gave before, None when it is not known."""
        known = self.findings.get(name)
        return known[1] if known and known[0] == digest else None

    def remember(self, name: str, digest: str, found: Any) -> None:
        """Keeps what comparing gave, plain data, for the next run."""
        self.findings[name] = [digest, found]
        self.is_fresh = True

    def line_text(self, line: int) -> str:
        """A line of the file, from 1, without its end."""
        text = decode(self.raw or b"", self.file)
        rows = text.splitlines() if isinstance(text, str) else []
        return rows[line - 1] if line <= len(rows) else ""

    def problem(
        self,
        code: str,
        path: Path,
        params: Mapping[str, Any] | None = None,
        *,
        suggestion: str | None = None,
        key: bool = False,
        fragment: str | None = None,
    ) -> Problem:
        """A problem at a path of this file."""
        place = self.locate_text(path, fragment) if fragment else self.locate(path, key=key)
        return Problem(code, self.file, *place, params or {}, suggestion)

    def body_problem(
        self, code: str, index: int, params: Mapping[str, Any], suggestion: str | None = None
    ) -> Problem:
        """A problem at a character of the Markdown body."""
        start = self.body.rfind("\n", 0, index) + 1
        line = self.body_line + self.body.count("\n", 0, index)
        return Problem(code, self.file, line, index - start + 1, params, suggestion)

    def _read_tree(self) -> Tree:
        if self.tree is None:
            text = decode(self.raw or b"", self.file)
            parts = split_front_matter(text) if self.has_body and isinstance(text, str) else None
            front = parts.front if parts else text
            self.tree = parse_text(front, self.file).tree if isinstance(front, str) else Tree()
        return self.tree


def parse_document(file: str, data: bytes, *, has_body: bool) -> Document:
    """The document of a file's bytes; its problems lie in it.

    Args:
        file: the path to show.
        data: the bytes.
        has_body: whether the YAML is the front matter of Markdown.
    """
    document = Document(file, raw=data, has_body=has_body)
    text = decode(data, file)
    parts = split_front_matter(text) if has_body and isinstance(text, str) else None
    if isinstance(text, Problem) or (has_body and parts is None):
        problem = text if isinstance(text, Problem) else Problem("E120", file)
        document.problems, document.syntax_problems = [problem], (problem,)
        document.complete = document.parsed_whole = False
        return document
    if parts is not None:
        text, document.body, document.body_line = parts.front, parts.body, parts.body_line
    parsed = parse_text(text, file)
    document.known_data, document.tree = parsed.tree.data, parsed.tree
    document.complete = document.parsed_whole = parsed.complete
    document.problems, document.syntax_problems = parsed.problems, tuple(parsed.problems)
    return document
