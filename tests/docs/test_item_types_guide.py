"""The guide to the item types is held to what casekit does."""

from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from guide_reader import (
    NOTHING,
    Answer,
    Example,
    fields_of,
    make_guide_workspace,
    read_guide,
    response_of,
)

from casekit.content import read_workspace
from casekit.domain.item import ITEM_TYPES
from casekit.domain.item.pick import Scoring

LANGUAGES = ("en", "fr")
EXAMPLES = [example for language in LANGUAGES for example in read_guide(language)]
ANSWERS = [(example, answer) for example in EXAMPLES for answer in example.answers]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_checks_clean_in_a_new_course(tmp_path: Path, language: str) -> None:
    root = make_guide_workspace(tmp_path / "course", language)
    reading = read_workspace(root, cache=False)
    found = [f"{p.file}:{p.line} {p.code} {p.message()}" for p in reading.problems]
    assert found == []
    assert reading.bank is not None
    examples = [example for example in EXAMPLES if example.language == language]
    known = {item_id.split("/")[1] for item_id in reading.bank.items}
    assert {example.item_id for example in examples} <= known


@pytest.mark.parametrize(
    ("example", "answer"), ANSWERS, ids=[f"{e.item_id}-{a.words[:30]}" for e, a in ANSWERS]
)
def test_each_answer_earns_what_the_guide_says(example: Example, answer: Answer) -> None:
    item = example.item
    shuffled = item.arrange(Random(7), shuffle=True)
    response = response_of(example, answer, shuffled)
    score = Fraction(0) if response is None else item.score(response, shuffled)
    if answer.score is None:
        assert item.needs_marking
        assert item.find_fault(response) is None
    else:
        assert round(float(score), 2) == float(answer.score)
    assert item.read_response(fields_of(example, answer, shuffled), shuffled) == response


def test_every_type_and_every_rule_of_scoring_is_worked_in_both_languages() -> None:
    by_language = [[e for e in EXAMPLES if e.language == language] for language in LANGUAGES]
    for examples in by_language:
        assert {example.type for example in examples} == set(ITEM_TYPES)
        rules = {getattr(example.item, "scoring", None) for example in examples}
        assert rules >= set(Scoring.__args__)
    scores = [[a.score for e in examples for a in e.answers] for examples in by_language]
    assert scores[0] == scores[1]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.item_id for example in EXAMPLES])
def test_every_example_has_an_answer_that_is_right_and_one_that_is_not(example: Example) -> None:
    scores = {answer.score for answer in example.answers}
    assert (None if example.item.needs_marking else 1) in scores
    assert min(score for score in scores if score is not None) < 1
    assert 2 <= len(example.answers) <= 5


def test_unanswered_is_said_in_the_words_of_each_language() -> None:
    assert {answer.words for _, answer in ANSWERS} >= NOTHING
