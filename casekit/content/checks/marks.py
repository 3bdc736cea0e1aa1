"""Citations `[@source#excerpt]` and directives `{{ excerpt source#excerpt }}`, as written."""

import re
from collections.abc import Iterator

CITATION = re.compile(r"\[@(?P<ref>[^\]\n]*)\]")
GOOD_CITATION = re.compile(
    r"^(?P<source>[a-z0-9-]+)(?:#(?P<excerpt>[a-z0-9-]+)|:p(?P<paragraph>\d{1,4}))$"
)
DIRECTIVE = re.compile(r"^[ \t]*\{\{(?P<inside>[^}\n]*)\}\}[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)


def blank_fences(text: str) -> str:
    """The text with code blocks blanked, every character at its place."""
    return _FENCE.sub(lambda found: re.sub(r"\S", " ", found[0]), text)


def find_marks(text: str) -> Iterator[str]:
    """Each citation and directive of a text, as written."""
    for _, mark in find_placed_marks(text):
        yield mark


def find_placed_marks(text: str) -> Iterator[tuple[int, str]]:
    """As `find_marks`, each with the place of its first character: citations, then directives."""
    prose = blank_fences(text)
    for pattern in (CITATION, DIRECTIVE):
        for found in pattern.finditer(prose):
            mark = found[0].strip()
            yield found.start() + found[0].index(mark), mark


def find_cited(mark: str) -> str | None:
    """The excerpt, `source#excerpt`, that a citation or a directive names; or None."""
    citation = CITATION.fullmatch(mark)
    if citation is not None:
        good = GOOD_CITATION.match(citation["ref"])
        return citation["ref"] if good and good["excerpt"] else None
    directive = DIRECTIVE.fullmatch(mark)
    kind, _, ref = directive["inside"].strip().partition(" ") if directive else ("", "", "")
    return ref.strip() if kind == "excerpt" else None
