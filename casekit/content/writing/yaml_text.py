"""Texts as they are written in YAML."""

import json
import textwrap
from collections.abc import Iterable

WIDTH = 110
"""Columns of a line within a block."""


def quote(text: str | None) -> str:
    """One line in double quotes, in which every sign may stand; `null` for None."""
    return "null" if text is None else json.dumps(" ".join(text.split()), ensure_ascii=False)


def write_list(texts: Iterable[str]) -> str:
    """A list in brackets of quoted texts."""
    return "[" + ", ".join(quote(text) for text in texts) + "]"


def write_block(text: str, indent: int) -> str:
    """The lines below `key: |`, wrapped at ordinary spaces; blank lines part paragraphs."""
    margin = " " * indent
    paragraphs = [
        textwrap.fill(
            part.strip(),
            WIDTH,
            initial_indent=margin,
            subsequent_indent=margin,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for part in text.strip().split("\n\n")
    ]
    return "\n\n".join(paragraphs)
