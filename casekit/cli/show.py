"""How paths, sizes and databases are shown on a terminal."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from casekit.text.i18n import gettext


def show_path(path: Path) -> str:
    """The path as one would type it here: relative when it lies below the current folder."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def show_size(size: int) -> str:
    """A size in bytes, in kB or MB with at most one decimal."""
    from casekit.text.formats import format_number

    if size < 1_000_000:
        return gettext("{n} kB", n=format_number(max(1, round(size / 1000)), 0))
    return gettext("{n} MB", n=format_number(Fraction(size, 1_000_000), 1))


def align(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines whose cells stand below each other."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
