"""The two parts of `case.md`: the front matter between `---` lines, the body below."""

import re
from dataclasses import dataclass

_FENCE = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)


@dataclass(frozen=True)
class Parts:
    """Front matter as YAML that keeps its line numbers, and the body.

    Attributes:
        front: begins with an empty line in place of the `---`.
        body_line: the line, from 1, on which the body begins.
    """

    front: str
    body: str
    body_line: int


def split_front_matter(text: str) -> Parts | None:
    """The parts of the text; None when it does not begin with `---` or never closes it."""
    opening = _FENCE.match(text)
    closing = _FENCE.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return None
    body = text[closing.end() :].removeprefix("\n")
    line = text.count("\n", 0, closing.end()) + 2
    return Parts(text[opening.end() : closing.start()], body, line)
