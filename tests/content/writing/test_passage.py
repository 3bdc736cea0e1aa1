import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.content.writing.fault import CannotWriteError
from casekit.content.writing.passage import find_nearest, find_passages
from casekit.domain.source import is_verbatim

PARAGRAPHS = [
    "Près de 10\u202f000 comptes ont diffusé ces rumeurs. Rien ne le confirme.",
    "« L’idée est simple », dit Ada\u00a0: vendre en ligne, et vendre peu.",
    "Elle n'utilise qu'un seul canal, sa boutique en ligne.",
]


def texts(words):
    return [(each.paragraph, each.text) for each in find_passages(PARAGRAPHS, words)]


@pytest.mark.parametrize(
    "words",
    [
        "près de 10 000 comptes ... ces rumeurs",
        "Pres de 10 000 COMPTES … rumeurs",
        "Près de 10 000 comptes ont diffusé ces rumeurs",
        '"Près de 10 000 comptes ont diffusé ces rumeurs"',
    ],
)
def test_case_accents_spaces_and_quotes_make_no_difference(words):
    assert texts(words) == [(1, "Près de 10\u202f000 comptes ont diffusé ces rumeurs")]


def test_the_passage_has_the_article_s_own_signs():
    assert texts("l'idee ... dit Ada : vendre") == [
        (2, "L’idée est simple », dit Ada\u00a0: vendre")
    ]


def test_what_is_left_out_is_marked():
    assert texts("L'idée est simple [...] vendre peu") == [
        (2, "L’idée est simple [...] vendre peu")
    ]


def test_a_piece_may_be_given_by_its_ends():
    assert texts("près ... comptes [...] rien ... confirme") == [
        (1, "Près de 10\u202f000 comptes [...] Rien ne le confirme")
    ]


def test_a_full_stop_that_is_typed_is_quoted():
    assert texts("elle n'utilise ... en ligne.") == [(3, PARAGRAPHS[2])]


def test_every_place_that_fits_is_given():
    assert texts("en ligne") == [(2, "en ligne"), (3, "en ligne")]


def test_words_are_found_whole():
    assert texts("compte") == []


def test_the_nearest_end_closes_a_range():
    assert texts("dit Ada ... vendre") == [(2, "dit Ada\u00a0: vendre")]


def test_a_passage_over_two_paragraphs_is_refused_by_their_numbers():
    with pytest.raises(CannotWriteError) as caught:
        find_passages(PARAGRAPHS, "près de 10 000 ... un seul canal")
    assert caught.value.params == {"first": 1, "last": 3}


@pytest.mark.parametrize("words", ["", " ", "[...]", "...", '" "', "« … »"])
def test_no_words_find_nothing(words):
    with pytest.raises(CannotWriteError):
        find_passages(PARAGRAPHS, words)


def test_the_nearest_passage_is_suggested_in_whole_words():
    near = find_nearest(PARAGRAPHS, "elle nutilise que un canal")
    assert near is not None
    assert near.paragraph == 3
    assert set(near.text.split()) <= set(PARAGRAPHS[2].split())


def test_nothing_near_is_nothing():
    assert find_nearest(PARAGRAPHS, "zzzz qqqq") is None


@given(st.text(max_size=80), st.text(max_size=40))
def test_whatever_is_found_stands_there_word_for_word(paragraph, words):
    try:
        found = find_passages([paragraph], words)
    except CannotWriteError:
        return
    assert all(is_verbatim(each.text, paragraph) for each in found)


@given(
    st.lists(st.sampled_from(["Il", "vend", "«", "l’eau", "»", ",", "été"]), min_size=1), st.data()
)
def test_what_stands_there_is_found_by_its_ends(signs, data):
    paragraph = " ".join(signs)
    if not any(sign[0].isalpha() for sign in signs):
        return
    assert find_passages([paragraph], paragraph)[0].paragraph == 1
