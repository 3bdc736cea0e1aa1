"""What cells say: numbers in the exhibit's unit, dates as exact as they are written."""

from datetime import date
from decimal import Decimal

import pytest

from casekit.domain.course import Exhibit
from casekit.domain.exhibit_data import (
    find_day,
    find_days,
    find_disorder,
    numeric_columns,
    read_cell,
    read_series,
)
from casekit.domain.number import NumberError


def exhibit(*rows: tuple[str | None, ...], kind: str = "bar", unit: str | None = None) -> Exhibit:
    columns = [f"C{number}" for number in range(len(rows[0]))]
    return Exhibit(id="e", title="T", kind=kind, unit=unit, columns=columns, rows=rows)


@pytest.mark.parametrize(
    ("cell", "unit", "number"),
    [
        ("61 millions d'appareils", "millions d'appareils", "61"),
        ("1,2 milliard", "millions d'appareils", "1200"),
        ("12,50 %", "%", "12.50"),
        ("−3,5", None, "-3.5"),
        ("10 000", None, "10000"),
    ],
)
def test_a_cell_is_a_number_in_the_unit_of_its_exhibit(cell: str, unit: str, number: str) -> None:
    assert read_cell(cell, "fr", unit) == Decimal(number)


@pytest.mark.parametrize("cell", [None, "–", " - ", "n.d.", "N.D.", "…"])
def test_a_dash_or_nothing_is_no_value(cell: str | None) -> None:
    assert read_cell(cell, "fr", None) is None


@pytest.mark.parametrize(
    ("cell", "unit", "reason"),
    [
        ("environ 61", None, "unit"),
        ("61 ou 62", None, "unreadable"),
        ("1.234", None, "ambiguous"),
        ("61 millions", "%", "unit"),
    ],
)
def test_what_is_no_number_is_refused_with_a_reason(cell: str, unit: str, reason: str) -> None:
    with pytest.raises(NumberError) as refused:
        read_cell(cell, "fr", unit)
    assert refused.value.reason == reason


def test_every_column_but_the_first_is_a_series_with_gaps() -> None:
    one, two = read_series(exhibit(("2013", "1,5", "–"), ("2014", None, "3")), "fr")
    assert one.values == (Decimal("1.5"), None)
    assert two.values == (None, Decimal(3))
    assert two.known == (Decimal(3),)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016-12", date(2016, 12, 1), date(2016, 12, 31)),
        ("2016-02-29", date(2016, 2, 29), date(2016, 2, 29)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_date_is_as_long_as_it_is_inexact(text: str, first: date, last: date) -> None:
    day = find_day(text)
    assert day is not None
    assert (day.first, day.last) == (first, last)


@pytest.mark.parametrize("text", ["16 mars 2015", "", None, "61", "20155"])
def test_other_texts_are_no_dates(text: str | None) -> None:
    assert find_day(text) is None


@pytest.mark.parametrize("text", ["2015-13", "2015-02-30", "2015-3", "0000"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        find_day(text)


def test_dates_are_only_known_where_every_row_has_one_in_order() -> None:
    assert find_days(exhibit(("2014", "1"), ("2015-03", "2"))) is not None
    assert find_days(exhibit(("2014", "1"), ("mars", "2"))) is None
    assert find_days(exhibit(("2015", "1"), ("2014", "2"))) is None


def test_dates_are_known_wherever_check_finds_them_in_order() -> None:
    heads = ("2015", "2015-03", "2016")
    assert find_disorder([find_day(text) for text in heads]) is None
    days = find_days(exhibit(*((head, "1") for head in heads)))
    assert days is not None
    assert [day.text for day in days] == list(heads)


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        (["2013", "2014", "2012"], 2),
        (["2015-03-16", "2015"], None),  # the year may have gone on
        (["2015-03-16", "", "2015-02"], 2),
        (["2014", "2014"], None),
    ],
)
def test_disorder_is_found_only_where_it_is_certain(texts: list[str], place: int | None) -> None:
    assert find_disorder([find_day(text) for text in texts]) == place


def test_a_column_of_numbers_may_have_gaps() -> None:
    rows = [("Inde", "12 %", "l'article"), ("Chine", "–", "5"), ("Europe", None, "")]
    assert numeric_columns(exhibit(*rows[:2], ("Europe", None, None))) == (False, True, False)
