"""Texts with gaps: what each gap earns, and what cannot be asked."""

from fractions import Fraction
from random import Random

import pytest
from domain.making import earned, errors_of, make

from casekit.domain.item import Reckoning

THIRD, HALF = Fraction(1, 3), Fraction(1, 2)

GAPS = {
    "text": "La marque vend [[nombre]] appareils par [[canal]], en [[ordre]].",
    "gaps": {
        "nombre": {"answer": "61", "tolerance": "0,5", "unit": "millions"},
        "canal": ["sa boutique", {"text": "internet", "score": "50%"}],
        "ordre": {"choices": ["un temps", {"correct": "deux temps"}, "trois temps"]},
    },
}


@pytest.mark.parametrize(
    ("gaps", "score"),
    [
        (("61", "sa boutique", "2"), 1),
        (("61,5 millions", "SA BOUTIQUE.", "2"), 1),
        (("61", "internet", "1"), HALF),
        (("62", "internet", "2"), HALF),
        (("", "", "2"), THIRD),
        (("", "internet", ""), Fraction(1, 6)),
        (("vingt", "sa boutique", "2"), 2 * THIRD),
    ],
)
def test_a_text_earns_the_mean_of_its_gaps(gaps, score):
    item = make("cloze", **GAPS)
    fields = dict(zip(("gap-nombre", "gap-canal", "gap-ordre"), gaps, strict=True))
    assert earned(item, **fields) == score


def test_a_number_that_cannot_be_read_is_asked_again_at_its_gap():
    item = make("cloze", **GAPS)
    layout = item.arrange(Random(1), shuffle=False)
    for typed, reason in (("vingt", "unreadable"), ("1.234", "ambiguous"), ("3 euros", "unit")):
        answer = item.read_response({"gap-nombre": [typed], "gap-canal": ["x"]}, layout)
        fault = item.find_fault(answer)
        assert (fault.reason, fault.field) == (reason, "gap-nombre")


LONG = "9" * 31


def test_a_very_long_number_in_a_gap_is_read_like_any_other():
    text = "Il y en a [[nombre]]."
    item = make("cloze", text=text, gaps={"nombre": {"answer": LONG, "tolerance": "0"}})
    assert earned(item, **{"gap-nombre": LONG}) == 1
    gaps = {"nombre": {"answer": f"{LONG},5"}}
    assert errors_of("cloze", text=text, gaps=gaps) == ["tolerance-missing"]


def test_a_very_long_key_lies_within_its_own_tolerance():
    item = make("numeric", answer=LONG, tolerance="0,5")
    assert earned(item, number=LONG) == 1


def test_choices_of_gaps_are_shuffled_each_for_itself():
    item = make("cloze", **GAPS)
    layouts = {item.arrange(Random(seed), shuffle=True).order for seed in range(40)}
    assert len(layouts) == 6
    for seed in range(9):
        layout = item.arrange(Random(seed), shuffle=True)
        key = item.key(layout)
        assert item.score(item.read_response(item.write_response(key, layout), layout), layout) == 1


def test_only_gaps_with_choices_can_be_guessed():
    assert make("cloze", **GAPS).guess_score() == Fraction(1, 9)


def test_search_finds_one_best_way_to_fill_gaps():
    gaps = {"a": {"choices": ["x", {"correct": "y"}]}, "b": {"choices": [{"correct": "x"}, "y"]}}
    item = make("cloze", text="[[a]] [[b]]", gaps=gaps)
    layout = item.arrange(Random(1), shuffle=True)
    answers = item.sample_responses().responses
    assert len(answers) == 4
    assert [one for one in answers if item.score(one, layout) == 1] == [item.key(layout)]
    assert sum(item.score(one, layout) for one in answers) / 4 == item.guess_score()


def test_what_is_right_in_part_is_counted_apart():
    item = make("cloze", **GAPS)
    layout = item.arrange(Random(1), shuffle=False)
    answer = item.read_response({"gap-nombre": ["61"], "gap-canal": ["internet"]}, layout)
    assert item.explain_score(answer, layout) == Reckoning("gaps", 1, 3, partly=1)


def test_the_card_of_a_text_has_blanks_before_and_answers_behind():
    card = make("cloze", **GAPS).make_card()
    assert r"vend \_\_\_\_\_\_ millions appareils" in card.front
    assert "(un temps / deux temps / trois temps)" in card.front
    assert (
        card.back
        == "La marque vend **61 millions** appareils par **sa boutique**, en **deux temps**."
    )


@pytest.mark.parametrize(
    ("text", "gaps", "error"),
    [
        ("Rien.", {}, "no-gap"),
        ("[[a]]", {}, "gap-undefined"),
        ("[[a]]", {"a": ["x"], "b": ["y"]}, "gap-unused"),
        ("[[a]] [[a]]", {"a": ["x"]}, "gap-twice"),
        ("[[a b]]", {"a b": ["x"]}, "not-a-gap-name"),
        (f"[[{'a' * 61}]]", {"a" * 61: ["x"]}, "not-a-gap-name"),
        ("[vers [[a]]](x)", {"a": ["x"]}, "gap-in-link"),
        ("[vers](x/[[a]])", {"a": ["x"]}, "gap-in-link"),
        ("![vue [[a]]](x.png)", {"a": ["x"]}, "gap-in-link"),
        ("[[a]]", {"a": None}, "not-a-gap"),
        ("[[a]]", {"a": []}, "not-a-gap"),
        ("[[a]]", {"a": {"unit": "m"}}, "not-a-gap"),
        ("[[a]]", {"a": {"answer": "1", "choices": ["x", {"correct": "y"}]}}, "not-a-gap"),
        ("[[a]]", {"a": {"choices": ["x", {"correct": "y"}], "unit": "m"}}, "not-a-gap"),
        ("[[a]]", {"a": {"choices": ["x", "y"]}}, "not-one-key"),
        ("[[a]]", {"a": {"answer": "0", "tolerance": "2%"}}, "relative-to-zero"),
        ("[[a]]", {"a": {"answer": "3,5"}}, "tolerance-missing"),
        ("[[a]]", {"a": ["x", "X"]}, "duplicate-answer"),
    ],
)
def test_a_text_whose_gaps_do_not_fit_is_refused(text, gaps, error):
    assert errors_of("cloze", text=text, gaps=gaps) == [error]
