"""What holds for every item type, tried on each."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from casekit.domain.item import (
    ITEM_TYPES,
    RELATIONS,
    Arrangement,
    ImpossibleResponseError,
    parse_item,
)
from casekit.domain.item.numeric import NumberResponse
from casekit.domain.item.short_text import fold_answer
from casekit.domain.item.single import ChoiceResponse
from casekit.store.answer import read_answer, write_answer

COMMON = {
    "id": "un",
    "stem": "Combien ?",
    "evidence": ["journal#ventes"],
    "objective": "LO1",
    "bloom": "remember",
    "explanation": "Parce que.",
}
NAMES = st.text(st.characters(categories=["Ll", "Nd"]), min_size=1, max_size=8)


@st.composite
def single_items(draw):
    texts = draw(st.lists(NAMES, min_size=2, max_size=6, unique_by=str.casefold))
    key = draw(st.integers(0, len(texts) - 1))
    choices = [{"correct": t} if n == key else t for n, t in enumerate(texts)]
    return parse_item({**COMMON, "type": "single", "choices": choices}, "fr")


@st.composite
def numeric_items(draw):
    answer = draw(st.integers(-1000, 1000))
    tolerance = draw(st.sampled_from(["0", "0,5", "12,25"]))
    written = {**COMMON, "type": "numeric", "answer": str(answer), "tolerance": tolerance}
    return parse_item(written, "fr")


@st.composite
def multiple_items(draw):
    right = draw(st.lists(st.booleans(), min_size=2, max_size=6).filter(any))
    choices = [{"correct" if is_key else "wrong": f"n{n}"} for n, is_key in enumerate(right)]
    scoring = draw(st.sampled_from(["net", "exact", "each", "false2"]))
    return parse_item({**COMMON, "type": "multiple", "choices": choices, "scoring": scoring}, "fr")


@st.composite
def true_false_items(draw):
    answer = draw(st.sampled_from(["true", "false", "vrai", "non"]))
    return parse_item({**COMMON, "type": "true-false", "answer": answer}, "fr")


@st.composite
def short_text_items(draw):
    texts = draw(st.lists(NAMES, min_size=1, max_size=4, unique_by=fold_loosely))
    shares = draw(st.lists(st.sampled_from(["100%", "50%", "12,5%"]), max_size=3))
    written = [texts[0]]
    pairs = zip(texts[1:], shares, strict=False)
    written += [{"text": text, "score": share} for text, share in pairs]
    return parse_item({**COMMON, "type": "short-text", "answers": written}, "fr")


def fold_loosely(text):
    return fold_answer(text, keeps_accents=False)


@st.composite
def evidence_items(draw):
    relations = draw(st.lists(st.sampled_from(RELATIONS), min_size=2, max_size=6))
    lists = {name: [] for name in RELATIONS}
    for number, relation in enumerate(relations):
        lists[relation].append(f"journal#p{number}")
    assume(lists["supports"] or lists["contradicts"])
    return parse_item({**COMMON, "evidence": [], "type": "evidence", **lists}, "fr")


ITEMS = {
    "single": single_items(),
    "multiple": multiple_items(),
    "true-false": true_false_items(),
    "numeric": numeric_items(),
    "short-text": short_text_items(),
    "evidence": evidence_items(),
}


def posts(item, arrangement):
    """Forms that a page of ours can send for an item, some of them with nothing in them."""
    if item.type == "numeric":
        return st.fixed_dictionaries({"number": st.lists(st.text(max_size=9), max_size=1)})
    if item.type == "short-text":
        known = st.sampled_from([answer.text for answer in item.answers])
        texts = st.one_of(known, known.map(str.upper), st.text(max_size=9))
        return st.fixed_dictionaries({"text": st.lists(texts, max_size=1)})
    if item.type == "evidence" and not item.is_set:
        words = st.lists(st.sampled_from(["", *RELATIONS]), max_size=1)
        names = [f"p{n}" for n in range(1, len(arrangement.order) + 1)]
        return st.fixed_dictionaries({}, optional=dict.fromkeys(names, words))
    count = len(arrangement.order) or 2
    positions = st.sampled_from([str(n) for n in range(1, count + 1)])
    most = 1 if item.type in {"single", "true-false"} else count
    return st.fixed_dictionaries({"choice": st.lists(positions, unique=True, max_size=most)})


def test_every_item_type_is_tried_here():
    assert set(ITEMS) == set(ITEM_TYPES)


@pytest.mark.parametrize("name", ITEMS)
@given(data=st.data(), seed=st.integers(0, 1000), shuffle=st.booleans())
def test_the_key_scores_one_in_every_order(name, data, seed, shuffle):
    item = data.draw(ITEMS[name])
    arrangement = item.arrange(Random(seed), shuffle=shuffle)
    assert item.score(item.key(arrangement), arrangement) == 1


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
