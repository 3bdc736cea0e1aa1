"""Readings worked by hand; a text with two readings, or none, is refused with its reason."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.domain.number import NumberError, Unit, read_number, read_written_number

NBSP, THIN, MINUS = "\u00a0", "\u202f", "\u2212"

FRENCH = [
    ("61", "61"),
    ("  61 ", "61"),
    ("12,5", "12.5"),
    ("12.5", "12.5"),
    ("0,05", "0.05"),
    ("10 000", "10000"),
    (f"10{NBSP}000", "10000"),
    (f"10{THIN}000,5", "10000.5"),
    ("10000", "10000"),
    ("1 234 567", "1234567"),
    ("-3", "-3"),
    (f"{MINUS}3,5", "-3.5"),
    ("+ 20", "20"),
    ("0.125", "0.125"),
    ("1234.5", "1234.5"),
]
ENGLISH = [
    ("61", "61"),
    ("12.5", "12.5"),
    ("1,234", "1234"),
    ("1,234,567.5", "1234567.5"),
    ("1 234 567", "1234567"),
    (f"{MINUS}3.5", "-3.5"),
    ("+20", "20"),
]


@pytest.mark.parametrize(("text", "value"), FRENCH)
def test_a_french_number_is_read(text, value):
    assert read_number(text, "fr") == Decimal(value)


@pytest.mark.parametrize(("text", "value"), ENGLISH)
def test_an_english_number_is_read(text, value):
    assert read_number(text, "en") == Decimal(value)


@pytest.mark.parametrize(
    ("text", "language", "reason"),
    [
        ("1.234", "fr", "ambiguous"),  # 1,234 or 1234?
        ("1,234,567", "fr", "ambiguous"),
        ("12,5", "en", "ambiguous"),
        ("1,23,4", "en", "unreadable"),
        ("10 00", "fr", "unreadable"),
        ("12,5,3", "fr", "unreadable"),
        ("1e999999999", "fr", "unreadable"),
        ("0x10", "fr", "unreadable"),
        ("", "fr", "unreadable"),
        ("beaucoup", "fr", "unreadable"),
        ("9" * 61, "fr", "unreadable"),
        ("61 kg", "fr", "unit"),
        ("61 millions", "fr", "unit"),
        ("61 €", "fr", "unit"),
    ],
)
def test_what_is_not_one_number_is_refused_with_its_reason(text, language, reason):
    with pytest.raises(NumberError) as raised:
        read_number(text, language)
    assert raised.value.reason == reason


@pytest.mark.parametrize(
    ("text", "language", "unit", "scale", "value"),
    [
        ("61", "fr", "millions d'appareils", False, "61"),
        ("61 millions", "fr", "millions d'appareils", False, "61"),
        ("61 millions d'appareils", "fr", "millions d'appareils", False, "61"),
        ("61 000 000 appareils", "fr", "appareils", True, "61000000"),
        ("7,7 milliards", "fr", "millions", True, "7700"),
        ("7,7 milliards", "fr", "", True, "7700000000"),
        ("7,7 Md€", "fr", "€", True, "7700000000"),
        ("61 millions", "fr", "M€", True, "61"),
        ("61 M€", "fr", "M€", False, "61"),
        ("7,7 milliards", "fr", "Md€", True, "7.7"),
        ("5 m", "fr", "m", True, "5"),
        ("5 m", "fr", "m", False, "5"),
        ("2 billions", "fr", "", True, "2000000000000"),
        ("2 billion", "en", "", True, "2000000000"),
        ("$5", "en", "dollars", False, "5"),
        ("5 $", "fr", "dollars", False, "5"),
        ("- $5", "en", "USD", False, "-5"),
        ("20 %", "fr", "%", False, "20"),
        ("20 pour cent", "fr", "%", False, "20"),
        ("3 k", "fr", "exemplaires", True, "3000"),
        ("20 000 exemplaires", "fr", "exemplaires", False, "20000"),
        ("1 exemplaire", "fr", "exemplaires", False, "1"),
    ],
)
def test_units_and_scale_words(text, language, unit, scale, value):
    wanted = Unit(unit, scale)
    if value is None:
        with pytest.raises(NumberError):
            read_number(text, language, wanted)
    else:
        assert read_number(text, language, wanted) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("12.5", "fr", "12.5"),
        ("12,5", "fr", "12.5"),
        ("20 000", "fr", "20000"),
        ("12.5", "en", "12.5"),
        ("20 000", "en", "20000"),
        ("-3", "fr", "-3"),
    ],
)
def test_an_authors_number_has_one_reading(text, language, value):
    assert read_written_number(text, language) == Decimal(value)


@pytest.mark.parametrize("text", ["1,234", "12,5"])
def test_an_author_of_an_english_course_writes_no_comma(text):
    with pytest.raises(NumberError) as raised:
        read_written_number(text, "en")
    assert raised.value.reason == "ambiguous"


@given(st.text(max_size=30), st.sampled_from(["fr", "en", "de"]))
def test_any_text_is_a_number_or_a_number_error(text, language):
    with suppress(NumberError):
        assert isinstance(read_number(text, language, Unit("euros", True)), Decimal)


@given(st.decimals(-(10**9), 10**9, places=3, allow_nan=False))
def test_a_number_as_a_french_person_writes_it_reads_back(value):
    assert read_number(format(value, "f").replace(".", ","), "fr") == value
