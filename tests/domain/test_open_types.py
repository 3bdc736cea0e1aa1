"""Positions and essays: what is complete, what is asked again, and what is refused."""

from decimal import Decimal
from fractions import Fraction

import pytest
from pydantic import ValidationError

from casekit.domain.item import Arrangement, Fault, ImpossibleResponseError, parse_item
from casekit.domain.item.essay import EssayResponse
from casekit.domain.item.position import PositionResponse

COMMON = {
    "id": "un",
    "stem": "Que faire ?",
    "objective": "LO1",
    "bloom": "evaluate",
    "explanation": "Les deux se défendent.",
}
REFS = ("journal#a", "journal#b", "journal#c")


def position(**more):
    written = {**COMMON, "type": "position", "options": ["Oui", "Non"], **more}
    return parse_item(written, "fr").with_surroundings(REFS, {})


def essay(*points, **more):
    rubric = [{"criterion": f"Critère {n}", "points": each} for n, each in enumerate(points)]
    written = {**COMMON, "type": "essay", "evidence": ["journal#a"], "rubric": rubric, **more}
    return parse_item(written, "fr")


def read(item, **fields):
    return item.read_response(fields, Arrangement(order=REFS))


FULL = {"option": ["2"], "for": ["", "3"], "against": ["", "1"], "why": [" Parce que.\r\n"]}


def test_a_position_with_all_its_parts_earns_everything_whatever_is_chosen():
    item = position()
    answer = read(item, **FULL)
    expected = PositionResponse(
        option="b", cited_for=("journal#c",), cited_against=("journal#a",), why="Parce que."
    )
    assert answer == expected
    for option in "12":
        assert item.score(read(item, **{**FULL, "option": [option]}), Arrangement()) == 1


@pytest.mark.parametrize(
    ("missing", "fault"),
    [
        ("option", Fault("choose-option", "option")),
        ("for", Fault("cite-for", "for", 1)),
        ("against", Fault("cite-against", "against", 1)),
        ("why", Fault("write-why", "why")),
    ],
)
def test_what_is_missing_is_asked_for_and_handed_in_so_earns_nothing(missing, fault):
    item = position()
    answer = read(item, **{name: values for name, values in FULL.items() if name != missing})
    assert item.find_fault(answer) == fault
    assert not item.is_complete(answer)
    assert item.score(answer, Arrangement()) == 0


def test_no_passages_may_be_due():
    item = position(**{"for": "0", "against": "0"})
    assert item.score(read(item, option=["1"], why=["Oui."]), Arrangement()) == 1
    assert item.find_fault(item.key(Arrangement())) is None


def test_more_passages_than_are_due_are_welcome_also_on_both_sides():
    item = position(**{"for": "2"})
    answer = read(item, **{**FULL, "for": ["1", "2", "3"], "against": ["1"]})
    assert item.score(answer, Arrangement()) == 1


def test_the_passages_to_choose_from_may_be_named_and_are_cited_where_they_stand():
    item = position(among=["journal#c", "journal#a"])
    assert item.passages() == ("journal#c", "journal#a")
    assert item.citations() == [(("among", 0), "journal#c"), (("among", 1), "journal#a")]
    assert position().passages() == ()


def test_hidden_blanks_alone_are_no_answer():
    assert read(position(), **{"for": [""], "against": [""], "why": ["  "]}) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"option": ["3"]},
        {"option": ["1", "2"]},
        {"option": ["a"]},
        {"for": ["4"]},
        {"for": ["1", "1"]},
        {"against": ["01"]},
        {"why": ["un", "deux"]},
        {"choice": ["1"]},
        {"for": ["²"]},
    ],
)
def test_a_position_that_no_form_can_send_is_impossible(fields):
    with pytest.raises(ImpossibleResponseError):
        read(position(), **fields)


def test_a_position_knows_what_was_chosen_and_a_reason_is_kept_to_its_length():
    item = position()
    answer = read(item, **{**FULL, "why": ["é" * 999]})
    assert len(answer.why) == 600
    assert item.shared_choices() == ("Oui", "Non")
    assert item.choice_made(answer) == "Non"
    assert item.choice_made(PositionResponse(why="Oui.")) is None


def test_the_card_of_a_position_has_no_right_option():
    card = position(card="true").make_card()
    assert [choice.correct for choice in card.choices] == [False, False]
    assert card.instruction == "choose-and-argue"
    assert not position().has_card()


def test_an_essay_keeps_its_line_breaks_and_loses_nothing_but_the_blanks_around_it():
    item = essay("2")
    answer = item.read_response({"text": ["\r\n Un\r\n\r\n  deux.\n"]}, Arrangement())
    assert answer == EssayResponse(text="Un\n\n  deux.")
    assert item.write_response(answer, Arrangement()) == {"text": ["Un\n\n  deux."]}
    assert item.read_response({"text": [" \r\n "]}, Arrangement()) is None
    long = item.read_response({"text": ["a" * 30_000]}, Arrangement())
    assert len(long.text) == 20_000


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Un deux", Fault("too-short", "text", 3)),
        ("Un, deux - trois !", None),
        ("L'usine a 1 200,5 m²", Fault("too-long", "text", 5)),
        ("un deux trois quatre cinq six", Fault("too-long", "text", 5)),
    ],
)
def test_an_essay_is_as_long_as_its_limits_say(text, fault):
    item = essay("1", words={"min": "3", "max": "5"})
    assert item.find_fault(EssayResponse(text=text)) == fault


def test_an_essay_is_worth_its_rubric_and_nothing_until_a_person_scores_it():
    item = essay("2,5", "0,5")
    assert item.points == Decimal(3)
    assert item.needs_marking
    assert item.score(EssayResponse(text="Tout."), Arrangement()) == Fraction(0)
    assert essay("2", "1", points="3").points == 3


@pytest.mark.parametrize(
    ("item", "error"),
    [
        (lambda: essay("2", points="3"), "points-and-rubric"),
        (lambda: essay("60", "60"), "rubric-too-large"),
        (lambda: essay(), "too_short"),
        (lambda: essay("1", words={"min": "5", "max": "4"}), "words-backward"),
        (lambda: position(options=["Oui"]), "too_short"),
        (lambda: position(options=["Oui", " oui "]), "duplicate-option"),
        (lambda: position(**{"for": "99"}), "less_than_equal"),
        (lambda: position(among=["journal#a", "journal#a"]), "passage-twice"),
    ],
)
def test_a_position_or_an_essay_that_cannot_be_is_refused(item, error):
    with pytest.raises(ValidationError) as raised:
        item()
    assert [e["type"] for e in raised.value.errors()] == [error]
