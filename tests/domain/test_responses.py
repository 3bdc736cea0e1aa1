"""What the responses of an item's sample earn."""

from fractions import Fraction
from random import Random

import pytest

from casekit.domain.item import parse_item
from casekit.domain.item.responses import score_sample

COMMON = {
    "id": "un",
    "stem": "Lesquels ?",
    "evidence": ["journal#ventes"],
    "objective": "LO1",
    "bloom": "remember",
    "explanation": "Parce que.",
}


def make(item_type, **written):
    return parse_item({**COMMON, "type": item_type, **written}, "fr")


def choices(keys, others):
    return [{"correct": f"k{n}"} for n in range(keys)] + [f"w{n}" for n in range(others)]


def passages(**lists):
    return {name: [f"journal#{name}-{n}" for n in range(many)] for name, many in lists.items()}


def counted(item):
    """How many responses earn each score, highest score first."""
    arrangement = item.arrange(Random(0), shuffle=False)
    return [(score, len(found)) for score, found in score_sample(item, arrangement)]


def test_of_one_choice_among_four_one_is_right():
    assert counted(make("single", choices=choices(1, 3))) == [(1, 1), (0, 3)]


def test_a_statement_has_two_answers():
    assert counted(make("true-false", answer=True)) == [(1, 1), (0, 1)]


def test_two_keys_among_four_have_fifteen_sets():
    # Net: both keys alone; one key alone, or both with one wrong one; the other ten sets.
    assert counted(make("multiple", choices=choices(2, 2))) == [
        (1, 1),
        (Fraction(1, 2), 4),
        (0, 10),
    ]


def test_six_options_are_listed_and_seven_are_too_many():
    assert sum(many for _, many in counted(make("multiple", choices=choices(3, 3)))) == 63
    assert make("multiple", choices=choices(3, 4)).sample_responses() is None


def test_verdicts_on_three_passages_are_twenty_seven():
    item = make("evidence", **passages(supports=1, contradicts=1, neither=1))
    # k right of three: C(3, k) * 2^(3 - k) ways.
    assert counted(item) == [(1, 1), (Fraction(2, 3), 6), (Fraction(1, 3), 12), (0, 8)]


def test_verdicts_on_four_passages_are_listed_and_on_five_are_too_many():
    four = make("evidence", **passages(supports=2, contradicts=1, neither=1))
    assert sum(many for _, many in counted(four)) == 81
    five = make("evidence", **passages(supports=2, contradicts=2, neither=1))
    assert five.sample_responses() is None
    assert counted(five) == []


def test_sets_of_passages_are_scored_as_sets():
    assert counted(make("evidence", **passages(supports=1, neither=2))) == [(1, 1), (0, 6)]


def test_texts_are_those_that_earn_something():
    answers = ["Xiaomi", {"text": "Mi", "score": "50%"}]
    assert counted(make("short-text", answers=answers)) == [(1, 1), (Fraction(1, 2), 1)]


@pytest.mark.parametrize(
    ("written", "texts"),
    [
        ({"answer": "61", "tolerance": "0,5"}, ["60,5", "61,5"]),
        ({"answer": "3,145", "tolerance": "1%"}, ["3,11355", "3,17645"]),
        ({"range": ["-2", "1250,5"]}, ["-2", "1250,5"]),
        ({"answer": "61"}, ["61", "61"]),
    ],
)
def test_the_bounds_of_a_number_earn_the_points(written, texts):
    item = make("numeric", **written)
    arrangement = item.arrange(Random(0), shuffle=False)
    [(score, found)] = score_sample(item, arrangement)
    assert (score, [response.text for response in found]) == (1, texts)
