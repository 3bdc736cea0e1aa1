"""What the cells of an exhibit say: the numbers of a bar or line chart, the dates of a timeline."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casekit.domain.course import Exhibit
from casekit.domain.number import NumberError, Unit, read_number

MAX_SERIES = 4
"""How many series a reader can tell apart in print, by hatch or dash alone."""

_MISSING = frozenset({"", "-", "–", "—", "…", "...", "?", "n.d.", "n. d.", "n/a", "nd", "na"})
_DATE = re.compile(r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$", re.ASCII)
_NUMBER = re.compile(r"[+\-−]?\d[\d\s.,\u00a0\u202f]*\s?[%€$£]?")


@dataclass(frozen=True)
class Series:
    """A column of a bar or line chart; `values` has None for a gap."""

    name: str
    values: tuple[Decimal | None, ...]

    @property
    def known(self) -> tuple[Decimal, ...]:
        """Its numbers, the gaps left out."""
        return tuple(value for value in self.values if value is not None)


@dataclass(frozen=True)
class Day:
    """A date as exact as it was written, as the days from its first to its last."""

    text: str
    first: date
    last: date

    @property
    def middle(self) -> float:
        """Where it stands on an axis, in days."""
        return (self.first.toordinal() + self.last.toordinal()) / 2


def is_missing(cell: str | None) -> bool:
    """Whether a cell says that there is no value: it is empty, a dash or `n.d.`."""
    return cell is None or cell.strip().lower() in _MISSING


def read_cell(cell: str | None, language: str, unit: str | None) -> Decimal | None:
    """The number in a cell, in the exhibit's unit; None where there is no value.

    Scale words are read (`7,7 milliards` under `millions` is 7700), but not under `%`.

    Raises:
        NumberError: the cell has a value that is no number in this unit.
    """
    if cell is None or is_missing(cell):
        return None
    return read_number(cell, language, Unit(unit or "", accept_scale=unit != "%"))


def read_series(exhibit: Exhibit, language: str) -> tuple[Series, ...]:
    """Every column but the first, as numbers; what cannot be read is a gap."""
    return tuple(
        Series(
            name, tuple(_find_number(row[column], language, exhibit.unit) for row in exhibit.rows)
        )
        for column, name in enumerate(exhibit.columns)
        if column > 0
    )


def find_day(text: str | None) -> Day | None:
    """The date in `2015`, `2015-03` or `2015-03-16`; None for any other text.

    Raises:
        ValueError: it is written like one, and there is no such day.
    """
    found = _DATE.match((text or "").strip())
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    if any(part is not None and len(part) != 2 for part in found.groups()[1:]):
        raise ValueError(text)
    first = date(year or 0, month or 1, day or 1)
    if day is not None:
        last = first
    elif month is not None:
        last = date(first.year, month, monthrange(first.year, month)[1])
    else:
        last = date(first.year, 12, 31)
    return Day(found[0], first, last)


def find_days(exhibit: Exhibit) -> tuple[Day, ...] | None:
    """The dates in the first column; None unless every row has one and none is out of order."""
    try:
        days = [find_day(row[0]) for row in exhibit.rows]
    except ValueError:
        return None
    known = tuple(day for day in days if day is not None)
    return known if len(known) == len(days) and find_disorder(known) is None else None


def find_disorder(days: Sequence[Day | None]) -> int | None:
    """The place, from 0, of the first date that is over before one above it begins."""
    latest: Day | None = None
    for number, day in enumerate(days):
        if day is None:
            continue
        if latest is not None and day.last < latest.first:
            return number
        latest = day if latest is None or day.first > latest.first else latest
    return None


def numeric_columns(exhibit: Exhibit) -> tuple[bool, ...]:
    """For each column whether its cells look like numbers, so that they line up at the right."""
    return tuple(_is_numeric(exhibit, column) for column in range(len(exhibit.columns)))


def _is_numeric(exhibit: Exhibit, column: int) -> bool:
    cells = [cell for row in exhibit.rows if not is_missing(cell := row[column])]
    return bool(cells) and all(_NUMBER.fullmatch(cell) for cell in cells if cell)


def _find_number(cell: str | None, language: str, unit: str | None) -> Decimal | None:
    try:
        return read_cell(cell, language, unit)
    except NumberError:
        return None
