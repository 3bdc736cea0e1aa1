"""Scaffolds: commented texts in which an author fills in what is missing.

They are data, one file per language: `casekit/content/scaffold/<name>.<language>.<suffix>`, an item
type under its own name in `item/`. `${name}` stands for what is known when one is filled.
"""

from functools import cache
from pathlib import Path
from string import Template

FOLDER = Path(__file__).parent.parent / "scaffold"


@cache
def read_scaffold(name: str, language: str) -> str:
    """The text of a scaffold.

    Raises:
        KeyError: there is none of this name in this language.
    """
    parent, _, stem = name.rpartition("/")
    for path in (FOLDER / parent).glob(f"{stem}.{language}.*"):
        return path.read_text(encoding="utf-8")
    raise KeyError(f"{name}.{language}")


def fill(scaffold: str, **values: str) -> str:
    """A scaffold with its values; each one must be given."""
    return Template(scaffold).substitute(values)
