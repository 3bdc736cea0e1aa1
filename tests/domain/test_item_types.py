"""What each type does beyond what all do: its scores, worked by hand, and what it refuses."""

from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from casekit.domain.item import RELATIONS, Arrangement, ImpossibleResponseError, parse_item
from casekit.domain.item.multiple import ChoicesResponse
from casekit.domain.item.pick import Pick, guess_pick, score_pick
from casekit.domain.item.short_text import TextResponse, fold_answer

COMMON = {
    "id": "un",
    "stem": "Lesquels ?",
    "evidence": ["journal#ventes"],
    "objective": "LO1",
    "bloom": "remember",
    "explanation": "Parce que.",
}
SCORINGS = ["net", "exact", "each", "false2"]


def multiple(keys, others, scoring="net", **more):
    choices = [{"correct": f"k{n}"} for n in range(keys)] + [f"w{n}" for n in range(others)]
    written = {"type": "multiple", "choices": choices, "scoring": scoring}
    return parse_item({**COMMON, **written, **more}, "fr")


def short(*answers, **more):
    return parse_item({**COMMON, "type": "short-text", "answers": list(answers), **more}, "fr")


def evidence(**lists):
    refs = {name: [f"journal#{each}" for each in ids] for name, ids in lists.items()}
    return parse_item({**COMMON, "evidence": [], "type": "evidence", **refs}, "fr")


@pytest.mark.parametrize(
    ("scoring", "pick", "score"),
    [
        # Five keys and one wrong choice, all ticked.
        ("net", Pick(6, 5, 5, 1), Fraction(4, 5)),
        ("exact", Pick(6, 5, 5, 1), 0),
        ("each", Pick(6, 5, 5, 1), Fraction(5, 6)),
        ("false2", Pick(6, 5, 5, 1), Fraction(1, 2)),  # 5/5 - 1/max(1, 2)
        # Three keys and three wrong choices: the keys and one wrong choice.
        ("net", Pick(6, 3, 3, 1), Fraction(2, 3)),
        ("exact", Pick(6, 3, 3, 1), 0),
        ("each", Pick(6, 3, 3, 1), Fraction(5, 6)),
        ("false2", Pick(6, 3, 3, 1), Fraction(2, 3)),
        # The same: two keys and nothing else.
        ("net", Pick(6, 3, 2, 0), Fraction(2, 3)),
        ("exact", Pick(6, 3, 2, 0), 0),
        ("each", Pick(6, 3, 2, 0), Fraction(5, 6)),
        ("false2", Pick(6, 3, 2, 0), Fraction(2, 3)),
        # One key of four, and three wrong choices with it: never below 0.
        ("net", Pick(4, 1, 1, 3), 0),
        ("false2", Pick(4, 1, 1, 3), 0),
        ("each", Pick(4, 1, 1, 3), Fraction(1, 4)),
        ("exact", Pick(4, 1, 1, 0), 1),
        # A blank sheet is no answer, though `each` would pay half of it.
        ("each", Pick(6, 3, 0, 0), 0),
    ],
)
def test_a_set_earns_what_its_rule_says(scoring, pick, score):
    assert score_pick(scoring, pick) == score


@pytest.mark.parametrize("scoring", SCORINGS)
@pytest.mark.parametrize(("keys", "others"), [(1, 1), (1, 3), (2, 2), (3, 3), (5, 1), (3, 0)])
def test_guessing_is_the_best_number_of_blind_ticks(scoring, keys, others):
    item = multiple(keys, others, scoring)
    arrangement = item.arrange(Random(1), shuffle=False)
    means = []
    for number in range(1, keys + others + 1):
        sets = list(combinations(arrangement.order, number))
        scores = [item.score(ChoicesResponse(letters=each), arrangement) for each in sets]
        means.append(sum(scores) / len(scores))
    assert item.guess_score() == max(means)


def test_ticking_at_random_is_never_better_than_the_best_number():
    """Each choice ticked by the toss of a coin: a mixture over the numbers of ticks."""
    for scoring in SCORINGS:
        item = multiple(2, 2, scoring)
        arrangement = item.arrange(Random(1), shuffle=False)
        order = arrangement.order
        sets = [c for k in range(1, 5) for c in combinations(order, k)]
        total = sum(item.score(ChoicesResponse(letters=each), arrangement) for each in sets)
        assert total / 16 <= item.guess_score()


def test_a_hidden_blank_beside_the_boxes_is_no_box():
    item = multiple(2, 2)
    arrangement = Arrangement(order=("c", "a", "d", "b"))
    assert item.read_response({"choice": ["", "2", "1"]}, arrangement) == ChoicesResponse(
        letters=("a", "c")
    )
    assert item.read_response({"choice": [""]}, arrangement) is None


@pytest.mark.parametrize("values", [["1", "1"], ["5"], ["0"], ["x"]])
def test_a_set_that_no_form_can_send_is_impossible(values):
    item = multiple(2, 2)
    with pytest.raises(ImpossibleResponseError):
        item.read_response({"choice": values}, item.arrange(Random(1), shuffle=False))


def test_choices_in_another_order_are_the_same_answer():
    item = multiple(2, 2)
    plain = item.arrange(Random(1), shuffle=False)
    turned = Arrangement(order=tuple(reversed(plain.order)))
    answer = item.read_response({"choice": ["4", "3"]}, turned)
    assert answer == item.key(plain)
    assert item.write_response(answer, plain) == {"choice": ["1", "2"]}


def test_true_stands_first_whatever_is_shuffled():
    item = parse_item({**COMMON, "type": "true-false", "answer": "faux"}, "fr")
    arrangement = item.arrange(Random(1), shuffle=True)
    said = {n: item.read_response({"choice": [n]}, arrangement).value for n in "12"}
    assert said == {"1": True, "2": False}
    assert item.score(item.read_response({"choice": ["2"]}, arrangement), arrangement) == 1
    assert item.guess_score() == Fraction(1, 2)
    with pytest.raises(ImpossibleResponseError):
        item.read_response({"choice": ["3"]}, arrangement)


@pytest.mark.parametrize(
    ("typed", "score"),
    [
        ("L’Œuvre d’Éluard", 1),
        ("  l'oeuvre   D'ELUARD. ", 1),
        ("l\u2032œuvre d'E\u0301luard !", 1),
        ("Xiao\u2011mi", 1),
        ("Xiao–mi", 1),
        ("Ｘｉａｏ-mi", 1),
        ("Éluard", Fraction(1, 2)),
        ("Eluard ?", Fraction(1, 2)),
        ("Paul", 0),
        ("?", 0),
        ("xiao mi", 0),
    ],
)
def test_a_short_text_is_compared_without_what_typing_varies(typed, score):
    item = short("L'œuvre d'Éluard", "Xiao-mi", {"text": "Éluard", "score": "50%"})
    assert item.score(TextResponse(text=typed), Arrangement()) == score


@pytest.mark.parametrize(("typed", "score"), [("ÉLUARD", 1), ("Eluard", 0), ("E\u0301luard", 1)])
def test_strict_accents_are_letters_of_their_own(typed, score):
    item = short("Éluard", accents="strict")
    assert item.score(TextResponse(text=typed), Arrangement()) == score


@given(text=st.text(max_size=30), keeps=st.booleans())
def test_folding_twice_changes_nothing(text, keeps):
    once = fold_answer(text, keeps_accents=keeps)
    assert fold_answer(once, keeps_accents=keeps) == once


def test_a_long_text_is_kept_to_its_first_two_hundred_characters():
    answer = short("a").read_response({"text": ["b" * 999]}, Arrangement())
    assert answer == TextResponse(text="b" * 200)


def test_a_card_has_the_first_right_text_and_no_other_spelling():
    item = short({"text": "Jieyun", "score": "50%"}, "Mme *Xu*", "Xu Jieyun")
    assert item.make_card().answer == "Mme \\*Xu\\*"


@pytest.mark.parametrize("typed", ["« aura »", '"aura"', "“Aura”.", "aura !", "« aura. »"])
def test_quotes_and_closing_punctuation_do_not_count(typed):
    assert short("aura").score(TextResponse(text=typed), Arrangement()) == 1


def test_without_contradictions_the_supporting_passages_are_picked():
    item = evidence(supports=["b", "a"], neither=["c", "d"])
    arrangement = item.arrange(Random(1), shuffle=False)
    assert arrangement.order == ("journal#a", "journal#b", "journal#c", "journal#d")
    answer = item.read_response({"choice": ["", "3", "1"]}, arrangement)
    supports = RELATIONS[0]
    assert answer.verdicts == (("journal#a", supports), ("journal#c", supports))
    assert item.score(answer, arrangement) == 0  # one right, one wrong, of two
    assert item.guess_score() == guess_pick("net", 4, 2)
    assert item.is_complete(answer)


def test_with_contradictions_each_passage_is_judged():
    item = evidence(supports=["a"], contradicts=["b", "d"], neither=["c"])
    arrangement = Arrangement(order=("journal#d", "journal#a", "journal#b", "journal#c"))
    fields = {"p1": ["contradicts"], "p2": ["supports"], "p4": ["supports"], "p3": [" "]}
    answer = item.read_response(fields, arrangement)
    assert item.score(answer, arrangement) == Fraction(2, 4)
    assert not item.is_complete(answer)
    assert item.guess_score() == Fraction(2, 4)  # `contradicts` for all four
    assert item.read_response({}, arrangement) is None


def test_verdicts_at_random_are_the_floor_of_guessing():
    item = evidence(supports=["a"], contradicts=["b"], neither=["c"])
    assert item.guess_score() == Fraction(1, 3)


@pytest.mark.parametrize(
    "fields",
    [
        {"p5": ["supports"]},
        {"p01": ["supports"]},
        {"p1": ["yes"]},
        {"p1": ["supports", "neither"]},
        {"choice": ["1"]},
    ],
)
def test_a_verdict_that_no_form_can_send_is_impossible(fields):
    item = evidence(supports=["a"], contradicts=["b", "d"], neither=["c"])
    with pytest.raises(ImpossibleResponseError):
        item.read_response(fields, item.arrange(Random(1), shuffle=False))


def test_passages_bear_on_the_claim_unless_other_evidence_is_written():
    item = evidence(supports=["a"], contradicts=["b"], neither=["c"])
    assert item.proof() == ("journal#a", "journal#b")
    assert item.passages() == ("journal#a", "journal#b", "journal#c")
    other = item.model_copy(update={"evidence": ("journal#z",)})
    assert other.proof() == ("journal#z",)


@pytest.mark.parametrize(
    ("written", "error"),
    [
        ({"type": "multiple", "choices": ["a", "b", "c"]}, "no-right-choice"),
        ({"type": "multiple", "choices": [{"correct": "a"}, "A"]}, "duplicate-choice"),
        ({"type": "short-text", "answers": [{"text": "a", "score": "50%"}]}, "no-full-answer"),
        ({"type": "short-text", "answers": ["Été", "ete."]}, "duplicate-answer"),
        ({"type": "evidence", "neither": ["j#a", "j#b"]}, "no-supports"),
        ({"type": "evidence", "supports": ["j#a"]}, "too-few-passages"),
        ({"type": "evidence", "supports": ["j#a"], "neither": ["j#b", "j#a"]}, "passage-twice"),
    ],
)
def test_an_item_that_cannot_be_is_refused(written, error):
    with pytest.raises(ValidationError) as raised:
        parse_item({**COMMON, **written}, "fr")
    assert [e["type"] for e in raised.value.errors()] == [error]


def test_two_answers_may_differ_in_their_accents_where_these_count():
    assert len(short("cote", "côté", accents="strict").answers) == 2
