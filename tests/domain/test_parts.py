"""Pairs and categories, scored by hand and by search; and why partial credit is what it is."""

from fractions import Fraction
from itertools import permutations, product
from random import Random

import pytest
from domain.making import earned, errors_of, make, mean

from casekit.domain.item import Reckoning
from casekit.domain.item.categorize import PlacedResponse
from casekit.domain.item.matching import PairsResponse

THIRD, HALF = Fraction(1, 3), Fraction(1, 2)


# -- pairs -----------------------------------------------------------------------------------------

PAIRS = [("Pékin", "Chine"), ("Shenzhen", "Chine"), ("Paris", "France")]


def matching(pairs=PAIRS, distractors=()):
    written = [{"left": left, "right": right} for left, right in pairs]
    return make("matching", pairs=written, distractors=list(distractors))


def test_equal_rights_are_offered_once_and_right_for_both():
    item = matching(distractors=["Inde"])
    assert list(item.options.values()) == ["Chine", "France", "Inde"]
    assert earned(item, m1="1", m2="1", m3="2") == 1
    assert earned(item, m1="1", m2="3", m3="2") == Fraction(2, 3)
    assert earned(item, m3="1") == 0


def test_unshuffled_options_stand_by_their_texts():
    item = matching([("a", "Zinc"), ("b", "Or")])
    layout = item.arrange(Random(1), shuffle=False)
    assert [item.options[letter] for letter in layout.order] == ["Or", "Zinc"]


@pytest.mark.parametrize("options", [2, 3, 4])
def test_no_blind_way_of_matching_earns_more_than_the_guess_score(options):
    """Each option for each left is tried, over every way in which the pairs might fall."""
    rights = [*["A", "A", "B", "C"][:options], "A"]
    item = matching([(f"g{n}", right) for n, right in enumerate(rights)], ["D"])
    blind = max(
        mean(sum(a == b for a, b in zip(way, fall, strict=True)) for fall in permutations(rights))
        for way in product("ABCD", repeat=len(rights))
    )
    assert item.guess_score() == blind / len(rights)


def test_search_finds_one_best_answer_in_matching():
    item = matching(distractors=["Inde"])
    layout = item.arrange(Random(1), shuffle=False)
    answers = [
        PairsResponse(pairs=tuple(zip(item.lefts, way, strict=True)))
        for way in product(item.options, repeat=3)
    ]
    best = [answer for answer in answers if item.score(answer, layout) == 1]
    assert best == [item.key(layout)]
    assert max(item.score(answer, layout) for answer in answers) == 1


@pytest.mark.parametrize(
    ("pairs", "distractors", "error"),
    [
        (PAIRS[:1], [], "too_short"),
        ([("a", "x"), ("A", "y")], [], "text-twice"),
        (PAIRS, ["chine"], "text-twice"),
        (PAIRS, ["Inde", "Inde"], "text-twice"),
        ([(f"g{n}", "x") for n in range(27)], [], "too-many-choices"),
    ],
)
def test_pairs_that_cannot_be_told_apart_are_refused(pairs, distractors, error):
    written = [{"left": left, "right": right} for left, right in pairs]
    assert errors_of("matching", pairs=written, distractors=distractors) == [error]


# -- categories ------------------------------------------------------------------------------------

SORTED = {"M": ["a", "b"], "O": ["c"]}


def categorize(categories=SORTED, distractors=("d",)):
    return make("categorize", categories=categories, distractors=list(distractors))


@pytest.mark.parametrize(
    ("places", "score"),
    [
        (("1", "1", "2", "0"), 1),
        (("1", "1", "2", ""), 1),
        (("1", "1", "1", "0"), Fraction(3, 4)),
        (("1", "", "", ""), HALF),
        (("2", "", "", ""), Fraction(1, 4)),
        (("0", "0", "0", "0"), 0),
        (("", "", "", "0"), 0),
        (("", "", "", "1"), 0),
        (("1", "1", "1", "1"), HALF),
    ],
)
def test_what_belongs_nowhere_counts_once_something_is_placed(places, score):
    fields = {f"c{n}": place for n, place in enumerate(places, 1)}
    assert earned(categorize(), **fields) == score


@pytest.mark.parametrize("distractors", [0, 1, 3])
@pytest.mark.parametrize("categories", [{"M": ["a"], "O": ["b"]}, {"M": ["a", "b"], "O": ["c"]}])
def test_no_blind_way_of_sorting_earns_more_than_the_guess_score(categories, distractors):
    """Each answer is held against every way in which the things might be spread."""
    item = categorize(categories, [f"x{n}" for n in range(distractors)])
    spread = set(permutations(item.solution.values()))
    blind = max(
        mean(score_spread(answer, fall) for fall in spread)
        for answer in product(("", *categories), repeat=len(item.things))
    )
    assert item.guess_score() == blind / len(item.things)


def score_spread(answer, fall):
    return sum(a == b for a, b in zip(answer, fall, strict=True)) if any(answer) else 0


def test_search_finds_one_best_answer_in_sorting():
    item = categorize()
    layout = item.arrange(Random(1), shuffle=False)
    answers = [
        PlacedResponse(placed=tuple(zip(item.things, way, strict=True)))
        for way in product(("", "M", "O"), repeat=4)
    ]
    assert [answer for answer in answers if item.score(answer, layout) == 1] == [item.key(layout)]


def test_the_order_of_the_categories_in_the_file_changes_no_letter():
    other = categorize({"O": ["c"], "M": ["b", "a"]})
    assert other.things == categorize().things
    assert other.solution == categorize().solution


@pytest.mark.parametrize(
    ("categories", "distractors", "error"),
    [
        ({"M": ["a"]}, [], "too_short"),
        ({"M": ["a"], "O": []}, [], "too_short"),
        ({"M": ["a"], "O": ["A"]}, [], "text-twice"),
        ({"M": ["a"], "O": ["b"]}, ["a"], "text-twice"),
        ({"M": ["a"], " ": ["b"]}, [], "string_too_short"),
        (["M", "O"], [], "dict_type"),
    ],
)
def test_categories_that_cannot_be_sorted_into_are_refused(categories, distractors, error):
    written = {"categories": categories, "distractors": distractors}
    assert errors_of("categorize", **written) == [error]


# -- why partial credit is what it is --------------------------------------------------------------


@pytest.mark.parametrize(
    ("scoring", "picked", "reckoning"),
    [
        ("net", "ab", None),
        ("net", "ac", Reckoning("net", 1, 2, wrong=1)),
        ("exact", "a", Reckoning("exact", 1, 2)),
        ("each", "ac", Reckoning("each", 3, 5)),
        ("false2", "abc", Reckoning("false2", 2, 2, wrong=1, share=THIRD)),
    ],
)
def test_ticks_are_counted_as_their_rule_counts_them(scoring, picked, reckoning):
    choices = [{"correct": "a"}, {"correct": "b"}, "c", "d", "e"]
    item = make("multiple", choices=choices, scoring=scoring)
    layout = item.arrange(Random(1), shuffle=False)
    answer = item.response_type(letters=tuple(picked))
    assert item.explain_score(answer, layout) == reckoning


def test_a_text_that_earns_a_part_says_which():
    item = make("short-text", answers=["Xiaomi", {"text": "Mi", "score": "50%"}])
    layout = item.arrange(Random(1), shuffle=False)
    explained = [
        item.explain_score(item.response_type(text=t), layout) for t in ("xiaomi", "mi", "x")
    ]
    assert explained == [None, Reckoning("share", share=HALF), None]


def test_verdicts_are_counted():
    item = make("evidence", evidence=[], supports=["j#a"], contradicts=["j#b"], neither=["j#c"])
    layout = item.arrange(Random(1), shuffle=False)
    answer = item.response_type(verdicts=(("j#a", "supports"), ("j#b", "neither")))
    assert item.explain_score(answer, layout) == Reckoning("judged", 1, 3)


@pytest.mark.parametrize(
    ("item_type", "fields", "problem"),
    [
        ("single", {"choices": [{"correct": "Un mot"}, "un  mot"]}, "duplicate-choice"),
        ("ordering", {"sequence": ["Un mot", "un  mot", "trois"]}, "text-twice"),
        ("position", {"options": ["Un mot", "un  mot"]}, "duplicate-option"),
    ],
)
def test_texts_that_differ_in_spaces_and_capitals_are_the_same(item_type, fields, problem):
    assert errors_of(item_type, **fields) == [problem]
