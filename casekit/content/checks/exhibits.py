"""Whether a bar chart, a line chart or a timeline can be drawn, and drawn truly."""

from collections.abc import Iterator
from typing import Any

from casekit.content.checks.context import Check
from casekit.content.document import Path
from casekit.content.material import Placed
from casekit.domain.course import Exhibit
from casekit.domain.exhibit_data import (
    MAX_SERIES,
    Day,
    find_day,
    find_disorder,
    is_missing,
    read_cell,
    read_series,
)
from casekit.domain.number import NumberError
from casekit.text.i18n import N_

Finding = tuple[str, Path, dict[str, Any]]
"""Code, path within the exhibit, and what the message says."""

EASY_TO_READ = {"bar": 24, "line": 60, "timeline": 24}
"""Rows up to which nothing is said, by kind of chart."""

_WHY = {
    "unreadable": N_("write the number alone"),
    "ambiguous": N_("it can be read in two ways"),
    "unit": N_("its unit is not the one that unit: states"),
}
_UNIT_UNSAID = N_("what it counts must stand under unit:")


def check_exhibits(check: Check) -> None:
    """Checks every exhibit that is more than a table."""
    for placed in check.index.exhibits.values():
        exhibit = placed.value
        if exhibit.kind == "table":
            continue
        findings = list(_find_errors(exhibit, check.language))
        for code, path, params in findings:
            check.error(placed, code, path, params)
        if not findings:
            _check_length(check, placed)


def _find_errors(exhibit: Exhibit, language: str) -> Iterator[Finding]:
    """What keeps it from being drawn; what only follows from another mistake is left out."""
    if len(exhibit.columns) < 2:
        yield "E314", ("columns",), {"name": exhibit.id}
        return
    if exhibit.kind == "timeline":
        yield from _find_bad_dates(exhibit)
        count = len(exhibit.rows)
    else:
        bad_cells = list(_find_bad_cells(exhibit, language))
        yield from bad_cells
        yield from _find_too_many(exhibit)
        known = max(len(one.known) for one in read_series(exhibit, language))
        count = 2 if bad_cells else known
    if exhibit.kind != "bar":
        yield from _find_disorder(exhibit)
    if count < 2:
        yield "E311", ("rows",), {"name": exhibit.id, "count": count}


def _find_bad_cells(exhibit: Exhibit, language: str) -> Iterator[Finding]:
    for number, row in enumerate(exhibit.rows):
        for column in range(1, len(row)):
            try:
                read_cell(row[column], language, exhibit.unit)
            except NumberError as error:
                is_unsaid = error.reason == "unit" and exhibit.unit is None
                params = {
                    "row": number + 1,
                    "column": exhibit.columns[column],
                    "value": row[column],
                    "why_word": _UNIT_UNSAID if is_unsaid else _WHY[error.reason],
                }
                yield "E310", ("rows", number, column), params


def _find_too_many(exhibit: Exhibit) -> Iterator[Finding]:
    count = len(exhibit.columns) - 1
    if count > MAX_SERIES:
        yield "E315", ("columns",), {"name": exhibit.id, "count": count, "most": MAX_SERIES}


def _find_bad_dates(exhibit: Exhibit) -> Iterator[Finding]:
    for number, row in enumerate(exhibit.rows):
        if is_missing(row[0]) or not _is_possible(row[0]):
            yield "E312", ("rows", number, 0), {"row": number + 1, "value": row[0] or ""}


def _find_disorder(exhibit: Exhibit) -> Iterator[Finding]:
    """The first date that is too early; in a line chart only where every row is a date."""
    heads = [row[0] for row in exhibit.rows]
    days: list[Day | None] = [find_day(head) if _is_possible(head) else None for head in heads]
    if exhibit.kind == "line" and None in days:
        return
    number = find_disorder(days)
    if number is None:
        return
    above = max((day for day in days[:number] if day), key=lambda day: day.first)
    params = {"row": number + 1, "value": heads[number], "above": above.text}
    yield "E313", ("rows", number, 0), params


def _is_possible(head: str | None) -> bool:
    """False for what is written like a date and names no day."""
    try:
        find_day(head)
    except ValueError:
        return False
    return True


def _check_length(check: Check, placed: Placed[Exhibit]) -> None:
    exhibit = placed.value
    count, most = len(exhibit.rows), EASY_TO_READ[exhibit.kind]
    if count > most:
        params = {"name": exhibit.id, "count": count, "most": most}
        check.warn(placed, (), "W340", ("kind",), params)
