"""Numbers, shares, dates and sentences in French and English."""

import threading
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from casekit.text.formats import (
    format_datetime,
    format_minutes,
    format_number,
    format_partial_date,
    format_share,
)
from casekit.text.i18n import choose_language, current_language, gettext, ngettext, use_language


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (Fraction(20, 3), "6,67", "6.67"),
        (Fraction(7), "7", "7"),
        (Decimal("0.005"), "0,01", "0.01"),
        (61_000_000, "61\u202f000\u202f000", "61,000,000"),
    ],
)
def test_numbers_follow_the_language(value, french, english):
    with use_language("fr"):
        assert format_number(value) == french
    assert format_number(value) == english


@pytest.mark.parametrize(
    ("value", "percent"), [(Fraction(2, 3), "67"), (Fraction(1, 8), "13"), (Decimal("0.6"), "60")]
)
def test_shares_are_whole_percentages_rounded_half_up(value, percent):
    assert format_share(value) == f"{percent}%"


def test_dates_are_only_as_exact_as_is_known():
    with use_language("fr"):
        assert format_partial_date("2015") == "2015"
        assert format_partial_date("2015-03") == "mars 2015"
        assert format_partial_date("2015-03-16") == "16 mars 2015"


def test_a_moment_says_its_zone():
    moment = datetime(2026, 11, 22, 12, 4, tzinfo=UTC)
    assert format_datetime(moment) == "22 November 2026 12:04 UTC"


def test_a_duration_has_its_unit():
    assert format_minutes(20) == "20 min"


def test_french_counts_nothing_as_singular():
    with use_language("fr"):
        assert ngettext("{n} error", "{n} errors", 0) == "0 erreur"
        assert ngettext("{n} error", "{n} errors", 2) == "2 erreurs"


def test_points_that_are_not_whole_are_plural_in_english_alone():
    """English results said 1.5 point."""
    words = "{points} point out of {total}", "{points} points out of {total}"
    halves = {"points": "1.5", "total": 2}
    for points in (Fraction(3, 2), Decimal("1.5")):
        assert ngettext(*words, points, **halves) == "1.5 points out of 2"
        with use_language("fr"):
            assert ngettext(*words, points, **halves) == "1.5 point sur 2"
    assert ngettext(*words, Fraction(1), **halves | {"points": 1}) == "1 point out of 2"


def test_values_are_filled_in():
    with use_language("fr"):
        assert gettext("Question {n} of {total}", n=3, total=8) == "Question 3 sur 8"


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [(["de", "fr-CA"], "fr"), (["en_GB"], "en"), (["de"], "en"), ([], "en")],
)
def test_the_first_language_that_is_spoken_is_taken(wanted, chosen):
    assert choose_language(wanted) == chosen


def test_threads_do_not_share_a_language():
    seen = []
    with use_language("fr"):
        thread = threading.Thread(target=lambda: seen.append(current_language()))
        thread.start()
        thread.join()
    assert seen == ["en"]
