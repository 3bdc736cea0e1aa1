"""Markdown that an item writes itself, from texts that its author wrote as single lines."""

import re
from collections.abc import Iterable, Mapping

BLANK = r"\_\_\_\_\_\_"
"""A gap to fill in, in Markdown."""

GAP = re.compile(r"\[\[\s*(?P<name>[^\[\]\n]*?)\s*\]\]")
"""A gap as it stands in the text: `[[name]]`."""

_MARKUP = re.compile(r"([\\`*_\[\]<>&~^$=!])")
_LIST_MARK = re.compile(r"^(?:(?P<digits>\d{1,9})(?P<dot>[.)])|(?P<sign>[-+#]))(?=\s|$)")


def escape_markup(text: str) -> str:
    """A plain text as inline Markdown that shows it as it is."""
    return _MARKUP.sub(r"\\\1", text)


def list_lines(texts: Iterable[str], *, numbered: bool = False) -> str:
    """Lines of inline Markdown as a list; `2015.` or `+ 20 %` at their beginning begins no other.

    It stands apart from what comes before it.
    """
    lines = (
        (f"{number}. " if numbered else "- ") + _guard(text) for number, text in enumerate(texts, 1)
    )
    return "\n\n" + "\n".join(lines)


def _guard(text: str) -> str:
    return _LIST_MARK.sub(
        lambda found: f"{found['digits']}\\{found['dot']}" if found["digits"] else f"\\{found[0]}",
        " ".join(text.split()),
    )


def fill_gaps(text: str, values: Mapping[str, str]) -> str:
    """The text with each gap filled; one that `values` does not name stays as it is."""
    return GAP.sub(lambda found: values.get(found["name"], found[0]), text)
