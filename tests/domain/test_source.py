from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from casekit.domain.source import (
    Excerpt,
    PartialDate,
    count_words,
    find_paragraphs,
    is_verbatim,
)

PARAGRAPH = "En 2014, Xiaomi a vendu 61\u00a0millions d’appareils, « un record\u202f» selon elle."


@pytest.mark.parametrize(
    "excerpt",
    [
        PARAGRAPH,
        "Xiaomi a vendu 61 millions d'appareils",
        'd\'appareils, "un record" selon elle',
        "En 2014, [...] selon elle.",
        "[...] un record [...]",
        "Xiaomi\n   a vendu",
        "En 2014 [...] 61 millions [...] elle.",
    ],
)
def test_an_excerpt_that_stands_in_the_paragraph_is_verbatim(excerpt):
    assert is_verbatim(excerpt, PARAGRAPH)


@pytest.mark.parametrize(
    "excerpt",
    [
        "Xiaomi a vendu 62 millions",
        "xiaomi a vendu",  # case counts
        "selon elle [...] En 2014",  # out of order
        "un record [...] un record",  # each piece once
        "",
        "Xiaomi vendait",
    ],
)
def test_an_excerpt_that_does_not_is_not(excerpt):
    assert not is_verbatim(excerpt, PARAGRAPH)


def test_decomposed_accents_are_equal():
    assert is_verbatim("e\u0301te\u0301", "un été chaud")


@given(st.text(min_size=1, max_size=60).filter(lambda t: t.strip(' \t\n"') and "[...]" not in t))
def test_a_text_stands_in_itself(text):
    assert is_verbatim(text, text) or not text.split()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Près de 10 000 comptes", 5),
        ("7,7 milliards", 2),
        ("l'article", 2),
        ("un [...] deux", 2),
        ("", 0),
        ("« oui » !", 1),
    ],
)
def test_words_are_runs_of_letters_or_digits(text, count):
    assert count_words(text) == count


def test_paragraphs_are_the_non_empty_lines_within_the_ranges():
    text = "menu\nun\n\n  deux  \npub\ntrois\n"
    assert find_paragraphs(text, [(2, 4), (6, 6)]) == ["un", "deux", "trois"]


def test_only_a_fact_may_have_no_voice():
    Excerpt(id="a", paragraph=1, kind="fact", text="x")
    with pytest.raises(ValidationError):
        Excerpt(id="a", paragraph=1, kind="claim", text="x")


@pytest.mark.parametrize("text", ["2025", "2025-05", "2024-02-29"])
def test_a_date_is_as_exact_as_is_known(text):
    from pydantic import TypeAdapter

    assert TypeAdapter(PartialDate).validate_python(text) == text


@pytest.mark.parametrize("text", ["25", "2025-13", "2025-02-29", "mai 2025", "05/2025"])
def test_what_is_no_date_is_refused(text):
    from pydantic import TypeAdapter

    with pytest.raises(ValidationError):
        TypeAdapter(PartialDate).validate_python(text)


def test_a_share_is_kept_as_a_fraction():
    from pydantic import TypeAdapter

    from casekit.domain.value import Share

    assert TypeAdapter(Share).validate_python("12,5 %") == Decimal("0.125")
    with pytest.raises(ValidationError):
        TypeAdapter(Share).validate_python("101%")
