"""What holds for every item type, tried on each."""

from fractions import Fraction
from random import Random

import pytest
from domain.random_items import COMMON, ITEMS, numeric_items, posts, single_items
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from casekit.domain.item import (
    ITEM_TYPES,
    Arrangement,
    ImpossibleResponseError,
    parse_item,
)
from casekit.domain.item.numeric import NumberResponse
from casekit.domain.item.single import ChoiceResponse
from casekit.store.answer import read_answer, write_answer
from casekit.text.reckoning import say_reckoning


def test_every_item_type_is_tried_here():
    assert set(ITEMS) == set(ITEM_TYPES)


@pytest.mark.parametrize("name", ITEMS)
@given(data=st.data(), seed=st.integers(0, 1000), shuffle=st.booleans())
def test_the_key_scores_one_in_every_order(name, data, seed, shuffle):
    item = data.draw(ITEMS[name])
    arrangement = item.arrange(Random(seed), shuffle=shuffle)
    best = 0 if item.needs_marking else 1  # what a person must score earns nothing by itself
    assert item.score(item.key(arrangement), arrangement) == best


@pytest.mark.parametrize("name", ITEMS)
@given(data=st.data(), seed=st.integers(0, 1000))
def test_a_response_written_into_the_form_reads_back(name, data, seed):
    item = data.draw(ITEMS[name])
    arrangement = item.arrange(Random(seed), shuffle=True)
    key = item.key(arrangement)
    assert item.read_response(item.write_response(key, arrangement), arrangement) == key


@pytest.mark.parametrize("name", ITEMS)
@given(data=st.data(), seed=st.integers(0, 1000))
def test_whatever_is_posted_scores_between_none_and_all_and_reads_back(name, data, seed):
    item = data.draw(ITEMS[name])
    arrangement = item.arrange(Random(seed), shuffle=True)
    answer = item.read_response(data.draw(posts(item, arrangement)), arrangement)
    if answer is None:
        return
    assert 0 <= item.score(answer, arrangement) <= 1
    assert item.read_response(item.write_response(answer, arrangement), arrangement) == answer
    assert type(answer) is item.response_type
    assert read_answer(write_answer(answer)) == answer
    assert isinstance(item.is_complete(answer), bool)


@pytest.mark.parametrize("name", ITEMS)
@given(data=st.data(), seed=st.integers(0, 1000))
def test_what_earns_everything_needs_no_explanation(name, data, seed):
    item = data.draw(ITEMS[name])
    arrangement = item.arrange(Random(seed), shuffle=True)
    assert item.explain_score(item.key(arrangement), arrangement) is None
    answer = item.read_response(data.draw(posts(item, arrangement)), arrangement)
    reckoning = None if answer is None else item.explain_score(answer, arrangement)
    if reckoning is not None:
        assert item.score(answer, arrangement) < 1
        assert 0 <= reckoning.right + reckoning.partly <= reckoning.total
        assert say_reckoning(reckoning)


@pytest.mark.parametrize("name", ITEMS)
@given(data=st.data())
def test_the_key_is_complete_and_an_item_names_what_it_shows(name, data):
    item = data.draw(ITEMS[name])
    assert item.is_complete(item.key(item.arrange(Random(1), shuffle=True)))
    assert set(item.passages()) | set(item.proof()) == {ref for _, ref in item.citations()}


@pytest.mark.parametrize("name", ITEMS)
@given(data=st.data())
def test_a_blank_form_is_no_answer(name, data):
    item = data.draw(ITEMS[name])
    arrangement = item.arrange(Random(1), shuffle=True)
    assert item.read_response({}, arrangement) is None
    field = next(iter(item.write_response(item.key(arrangement), arrangement)))
    assert item.read_response({field: ["  "]}, arrangement) is None


@pytest.mark.parametrize("name", ITEMS)
@given(data=st.data())
def test_a_field_that_the_question_does_not_have_is_impossible(name, data):
    item = data.draw(ITEMS[name])
    with pytest.raises(ImpossibleResponseError):
        item.read_response({"other": ["1"]}, item.arrange(Random(1), shuffle=False))


@pytest.mark.parametrize("name", ITEMS)
@given(data=st.data())
def test_guessing_scores_between_none_and_all(name, data):
    item = data.draw(ITEMS[name])
    assert 0 <= item.guess_score() <= 1
    assert item.make_card().answer


@given(item=single_items(), seed=st.integers(0, 1000))
def test_the_order_of_the_choices_does_not_matter(item, seed):
    plain = item.arrange(Random(seed), shuffle=False)
    shuffled = item.arrange(Random(seed), shuffle=True)
    scores = []
    for letter in plain.order:
        answer = ChoiceResponse(letter=letter)
        posted = item.write_response(answer, shuffled)
        assert item.read_response(posted, shuffled) == answer
        assert item.score(answer, plain) == item.score(answer, shuffled)
        scores.append(item.score(answer, plain))
    assert sum(scores) == 1
    assert item.guess_score() == Fraction(1, len(plain.order))


@given(item=numeric_items(), text=st.text(max_size=20))
def test_any_text_scores_none_or_all_and_a_fault_scores_none(item, text):
    answer = NumberResponse(text=text, language="fr")
    score = item.score(answer, Arrangement())
    assert score in {0, 1}
    if item.find_fault(answer):
        assert score == 0


@pytest.mark.parametrize(
    ("text", "score"),
    [("60,5", 1), ("61,5", 1), ("60,4999", 0), ("61,51", 0), ("61 millions", 1), ("1.234", 0)],
)
def test_the_bounds_of_a_tolerance_are_included(text, score):
    written = {**COMMON, "type": "numeric", "answer": "61", "tolerance": "0,5"}
    item = parse_item({**written, "unit": "millions", "accept_scale": "oui"}, "fr")
    assert item.score(NumberResponse(text=text, language="fr"), Arrangement()) == score


def test_an_answer_is_read_in_the_language_it_was_typed_in():
    item = parse_item({**COMMON, "type": "numeric", "answer": "1234"}, "fr")
    assert item.score(NumberResponse(text="1,234", language="en"), Arrangement()) == 1
    assert item.find_fault(NumberResponse(text="1,234", language="fr")) is None
    assert item.score(NumberResponse(text="1,234", language="fr"), Arrangement()) == 0


@pytest.mark.parametrize("position", ["0", "4", "x", "1e0", "²", "-1", "1 "])
def test_a_position_that_was_not_shown_is_impossible(position):
    item = parse_item({**COMMON, "type": "single", "choices": ["a", {"correct": "b"}, "c"]}, "fr")
    arrangement = item.arrange(Random(1), shuffle=False)
    if position.strip() != position:
        assert item.read_response({"choice": [position]}, arrangement) is not None
    else:
        with pytest.raises(ImpossibleResponseError):
            item.read_response({"choice": [position]}, arrangement)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"choices": ["a", "b"]}, "not-one-key"),
        ({"choices": [{"correct": "a"}, {"correct": "b"}]}, "not-one-key"),
        ({"choices": [{"correct": "a"}, "A"]}, "duplicate-choice"),
        ({"choices": [{"correct": "a"}, "c", {"Oui": "b"}]}, "not-a-choice"),
        ({"choices": [{"correct": "a"}, *map(str, range(26))]}, "too-many-choices"),
        ({"evidence": []}, "no-evidence"),
    ],
)
def test_a_single_item_that_cannot_be_is_refused(change, error):
    written = {**COMMON, "type": "single", "choices": [{"correct": "a"}, "b"], **change}
    with pytest.raises(ValidationError) as raised:
        parse_item(written, "fr")
    assert [e["type"] for e in raised.value.errors()] == [error]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({}, "no-answer"),
        ({"answer": "3,5"}, "tolerance-missing"),
        ({"answer": "0", "tolerance": "2%"}, "relative-to-zero"),
        ({"range": ["2", "1"]}, "range-backward"),
        ({"answer": "5", "range": ["1", "2"]}, "range-backward"),
        ({"answer": "1", "tolerance": "1", "range": ["0", "2"]}, "tolerance-and-range"),
        ({"answer": "1", "tolerance": "-1"}, "not-a-tolerance"),
        ({"answer": "un"}, "not-a-number"),
    ],
)
def test_a_numeric_item_that_cannot_be_is_refused(change, error):
    with pytest.raises(ValidationError) as raised:
        parse_item({**COMMON, "type": "numeric", **change}, "fr")
    assert [e["type"] for e in raised.value.errors()] == [error]
