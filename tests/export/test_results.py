"""Results as spreadsheets, read back as spreadsheet programs read them."""

import csv
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from io import BytesIO, StringIO
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from casekit.export.results import ResultRow, ResultTable, write_csv, write_xlsx
from casekit.text.i18n import set_language

ADA = ResultRow(
    name="Ada Lovelace",
    email="ada@example.org",
    state="done",
    attempts=2,
    points=Fraction(3, 2),
    out_of=Fraction(5, 2),
    passed=True,
    started_at=datetime(2026, 1, 15, 9, 0, tzinfo=UTC),
    finished_at=datetime(2026, 1, 15, 9, 12, 30, tzinfo=UTC),
    by_question=(Fraction(1), Fraction(1, 3)),
)
BOB = ResultRow(name="Bob", email=None, state="not-started", attempts=0)
TABLE = ResultTable(("cas/un", "cas/deux"), (ADA, BOB), ZoneInfo("Europe/Paris"))
FORMULAS = ["=1+1", '=cmd|"/c calc"!A1', "+33", "-Jean", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]


def named(name: str) -> ResultTable:
    return replace(TABLE, rows=(replace(ADA, name=name),))


def read_csv(data: bytes, delimiter: str = ",") -> list[list[str]]:
    text = data.decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))


def read_sheet(data: bytes):
    return load_workbook(BytesIO(data)).active


def test_csv_has_a_mark_of_its_encoding_and_a_line_for_each_student() -> None:
    data = write_csv(TABLE)
    assert data.startswith(b"\xef\xbb\xbf")
    titles, ada, bob = read_csv(data)
    assert titles[:3] == ["Name", "E-mail", "State"]
    assert titles[-2:] == ["cas/un", "cas/deux"]
    assert ada[:8] == ["Ada Lovelace", "ada@example.org", "done", "2", "1.5", "2.5", "60", "yes"]
    assert ada[8:12] == ["", "2026-01-15 10:00", "2026-01-15 10:12", "12"]
    assert ada[12:] == ["1", "0.3333"]
    assert bob[:4] == ["Bob", "", "not started", "0"]
    assert set(bob[4:]) == {""}


def test_csv_in_french_has_semicolons_and_decimal_commas() -> None:
    set_language("fr")
    titles, ada, _ = read_csv(write_csv(TABLE), ";")
    assert titles[0] == "Nom"
    assert ada[4:7] == ["1,5", "2,5", "60"]
    assert ada[13] == "0,3333"


@pytest.mark.parametrize("name", FORMULAS)
def test_no_name_becomes_a_formula_in_csv(name: str) -> None:
    """Planted fault: `_as_safe_text` returning its text as it is; seen to fail for each name."""
    _, row = read_csv(write_csv(named(name)))
    assert row[0] == f"'{name}"


@pytest.mark.parametrize("name", FORMULAS)
def test_no_name_becomes_a_formula_in_a_workbook(name: str) -> None:
    """Planted fault: `sheet.write` with `strings_to_formulas` on; seen to fail for `=1+1`."""
    cell = read_sheet(write_xlsx(named(name))).cell(2, 1)
    assert cell.data_type == "s"
    assert cell.value.replace("_x000D_", "\r") == name


def test_no_address_becomes_a_link_in_a_workbook() -> None:
    cell = read_sheet(write_xlsx(named("https://example.org"))).cell(2, 1)
    assert cell.hyperlink is None


def test_a_workbook_has_real_numbers_and_times() -> None:
    sheet = read_sheet(write_xlsx(TABLE))
    titles = [cell.value for cell in sheet[1]]
    ada = dict(zip(titles, sheet[2], strict=True))
    assert (ada["Attempts"].value, ada["Points"].value, ada["Out of"].value) == (2, 1.5, 2.5)
    assert ada["Percent"].value == pytest.approx(0.6)
    assert "%" in ada["Percent"].number_format
    assert ada["Started"].value == datetime(2026, 1, 15, 10, 0)  # noqa: DTZ001 - as cells have it
    assert ada["Minutes"].value == 12
    assert ada["cas/deux"].value == pytest.approx(1 / 3)
    assert ada["Passed"].value == "yes"


def test_the_head_of_a_workbook_stays_in_sight() -> None:
    assert read_sheet(write_xlsx(TABLE)).freeze_panes == "B2"


def test_an_empty_class_has_its_titles() -> None:
    empty = replace(TABLE, rows=())
    assert len(read_csv(write_csv(empty))) == 1
    assert read_sheet(write_xlsx(empty)).max_row == 1
