"""A section's results as a spreadsheet: CSV for any program, XLSX with typed cells.

A name that begins like a formula (`=1+1`, `-Jean`) must stay a name: in CSV it is given an
apostrophe, in XLSX its cell is a text. Numbers and times stay numbers and times.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from fractions import Fraction
from io import BytesIO, StringIO
from typing import Any, Literal

import xlsxwriter

from casekit.text.i18n import N_, current_language, gettext

State = Literal["not-started", "working", "done"]
Cell = str | int | bool | Fraction | datetime | None

STATE_WORDS: dict[State, str] = {
    "not-started": N_("not started"),
    "working": N_("working"),
    "done": N_("done"),
}
PENDING = N_("pending")
"""Stands for the points of a question that waits for a person to mark it."""

_COLUMNS = (
    N_("Name"),
    N_("E-mail"),
    N_("State"),
    N_("Attempts"),
    N_("Points"),
    N_("Out of"),
    N_("Percent"),
    N_("Passed"),
    N_("To be marked"),
    N_("Started"),
    N_("Finished"),
    N_("Minutes"),
)
_PERCENT = _COLUMNS.index("Percent")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True)
class ResultRow:
    """One student's result in one assignment.

    Attributes:
        attempts: how many were begun.
        points: of the attempt that counts, as all that follows; None without one. Points that wait
            to be given are neither in it nor in `out_of`.
        passed: None without a pass mark, and while a question waits.
        by_question: points of each question of the table's, in its order; or `PENDING`.
        pending: how many questions wait.
    """

    name: str
    email: str | None
    state: State
    attempts: int
    points: Fraction | None = None
    out_of: Fraction | None = None
    passed: bool | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    by_question: tuple[Fraction | str | None, ...] = ()
    pending: int | None = None


@dataclass(frozen=True)
class ResultTable:
    """The results of a section in one assignment.

    Attributes:
        questions: ids of the questions that have a column of their own.
        zone: in which times are written.
    """

    questions: tuple[str, ...]
    rows: tuple[ResultRow, ...]
    zone: tzinfo


def write_csv(table: ResultTable) -> bytes:
    """The table as a spreadsheet program opens it on a double click, in the current language.

    In French with semicolons and decimal commas, as such programs expect there.
    """
    is_french = current_language() == "fr"
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if is_french else ",")
    writer.writerow([_as_safe_text(title) for title in _titles(table)])
    for row in table.rows:
        cells = _cells(row)
        cells[_PERCENT] = _times_100(cells[_PERCENT])
        writer.writerow([_as_text(cell, table.zone, "," if is_french else ".") for cell in cells])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def write_xlsx(table: ResultTable) -> bytes:
    """The table as a workbook with one sheet, its words in the current language."""
    data = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(data, options)
    sheet = book.add_worksheet(gettext("Results"))
    sheet.freeze_panes(1, 1)
    bold = book.add_format({"bold": True, "bottom": 1})
    for column, title in enumerate(_titles(table)):
        sheet.write_string(0, column, title, bold)
    sheet.set_column(0, 1, 28)
    sheet.set_column(2, len(_titles(table)) - 1, 14)
    write = _cell_writer(book, sheet, table.zone)
    for line, row in enumerate(table.rows, 1):
        for column, cell in enumerate(_cells(row)):
            write(line, column, cell)
    book.close()
    return data.getvalue()


def _cell_writer(book: Any, sheet: Any, zone: tzinfo) -> Callable[[int, int, Cell], None]:
    percent = book.add_format({"num_format": "0.0%"})
    points = book.add_format({"num_format": "0.##"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})

    def write(line: int, column: int, cell: Cell) -> None:
        if cell is None:
            return
        if isinstance(cell, str | bool):
            sheet.write_string(line, column, _as_word(cell))
        elif isinstance(cell, datetime):
            sheet.write_datetime(line, column, cell.astimezone(zone).replace(tzinfo=None), moment)
        elif column == _PERCENT:
            sheet.write_number(line, column, float(cell), percent)
        elif isinstance(cell, int):
            sheet.write_number(line, column, cell)
        else:
            sheet.write_number(line, column, float(cell), points)

    return write


def _titles(table: ResultTable) -> list[str]:
    return [*map(gettext, _COLUMNS), *table.questions]


def _cells(row: ResultRow) -> list[Cell]:
    return [
        row.name,
        row.email,
        gettext(STATE_WORDS[row.state]),
        row.attempts,
        row.points,
        row.out_of,
        None if row.points is None or not row.out_of else row.points / row.out_of,
        row.passed,
        row.pending,
        row.started_at,
        row.finished_at,
        _minutes(row),
        *(gettext(PENDING) if cell == PENDING else cell for cell in row.by_question),
    ]


def _minutes(row: ResultRow) -> int | None:
    if row.started_at is None or row.finished_at is None:
        return None
    return round((row.finished_at - row.started_at).total_seconds() / 60)


def _times_100(cell: Cell) -> Cell:
    return cell * 100 if isinstance(cell, Fraction) else cell


def _as_text(cell: Cell, zone: tzinfo, comma: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell.astimezone(zone):%Y-%m-%d %H:%M}"
    if isinstance(cell, str | bool):
        return _as_safe_text(_as_word(cell))
    return _as_number(Fraction(cell)).replace(".", comma)


def _as_number(value: Fraction) -> str:
    """With at most four decimals; whole numbers without any."""
    text = f"{float(value):.4f}"
    return text.rstrip("0").rstrip(".")


def _as_word(cell: str | bool) -> str:
    if isinstance(cell, str):
        return cell
    return gettext("yes") if cell else gettext("no")


def _as_safe_text(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
