"""Texts as they are written in YAML."""

import json
import re
import textwrap
from collections.abc import Iterable

WIDTH = 110
"""Columns of a line within a block."""

_STRUCTURE = re.compile(r"\s|[-+*]\s|\d{1,9}[.)]\s|[#>|]")
"""How a line begins that Markdown reads by itself: a list's, a title, a quotation, a table's."""

_SIGN = re.compile(r" (?=[-+*#>|=]|\d{1,9}[.)](?:\s|$))")
"""The space before what would be such a beginning: no line is broken there."""

_GLUE = "\ue000"


def quote(text: str | None) -> str:
    """One line in double quotes, in which every sign may stand; `null` for None."""
    return "null" if text is None else json.dumps(" ".join(text.split()), ensure_ascii=False)


def write_list(texts: Iterable[str]) -> str:
    """A list in brackets of quoted texts."""
    return "[" + ", ".join(quote(text) for text in texts) + "]"


def write_block(text: str, indent: int) -> str:
    """The lines below `key: |`: those of the text, long prose wrapped at ordinary spaces."""
    lines = [line.rstrip().expandtabs(4) for line in text.strip().splitlines()]
    has_code = any(line.lstrip().startswith(("```", "~~~")) for line in lines)
    rows = lines if has_code else [row for line in lines for row in _wrap(line, WIDTH - indent)]
    return "\n".join(" " * indent + row if row else "" for row in rows)


def _wrap(line: str, width: int) -> list[str]:
    if not line or _STRUCTURE.match(line):
        return [line]
    rows = textwrap.wrap(
        _SIGN.sub(_GLUE, line), width, break_long_words=False, break_on_hyphens=False
    )
    return [row.replace(_GLUE, " ") for row in rows]
