"""Questions of each type on the page: asked, answered in part, checked, shown on the desk."""

import re
from pathlib import Path

import pytest
from every_type import NAMES, make_typed_workspace
from flask import Flask
from web.questions import check_in_words, question
from web.visitor import DESK, Visitor, words

MULTIPLE, TRUE_FALSE, SHORT, SET, VERDICTS = range(5)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return make_typed_workspace(tmp_path / "course")


@pytest.fixture
def address(visitor: Visitor) -> str:
    return visitor.start()


def test_a_set_is_asked_with_boxes_and_says_that_several_may_be_right(
    visitor: Visitor, address: str
) -> None:
    part = question(visitor.get(address).text, MULTIPLE)
    assert part.count('type="checkbox"') == 4
    assert "Several answers may be right." in words(part)
    assert '<input type="hidden" name="s0-choice" value="">' in part


def test_boxes_stay_ticked_and_can_all_be_emptied(visitor: Visitor, address: str) -> None:
    visitor.send(address, {"s0-choice": ["", "1", "3"], "action": "save"})
    part = question(visitor.get(address).text, MULTIPLE)
    assert re.findall(r'value="(\d)"[^>]*? checked', part) == ["1", "3"]
    visitor.send(address, {"s0-choice": "", "action": "save"})
    assert " checked" not in question(visitor.get(address).text, MULTIPLE)


def test_each_option_of_a_set_says_whether_ticking_it_was_right(
    visitor: Visitor, address: str
) -> None:
    text = check_in_words(visitor, address, MULTIPLE, choice=["1", "2"])
    assert "Une boutique en ligne ✓ right, and you ticked it" in text
    assert "Des magasins ✗ not right, but you ticked it" in text
    assert "L’article n’en parle pas." in text
    assert "Son propre site ○ right, but you left it out" in text
    assert text.count("you ticked it") == 2


def test_true_and_false_stand_in_the_readers_words(visitor: Visitor, address: str) -> None:
    part = question(visitor.get(address).text, TRUE_FALSE)
    assert re.findall(r'<span lang="en">(\w+)</span>', part) == ["True", "False"]
    text = check_in_words(visitor, address, TRUE_FALSE, choice="1")
    assert "A True ✗ your answer" in text
    assert "Relisez le passage sur la boutique." in text
    assert "B False ✓ the right answer" in text


def test_feedback_of_a_statement_is_for_those_who_were_wrong(
    visitor: Visitor, address: str
) -> None:
    assert "Relisez" not in check_in_words(visitor, address, TRUE_FALSE, choice="2")


def test_a_short_text_that_earns_a_part_is_told_why(visitor: Visitor, address: str) -> None:
    text = check_in_words(visitor, address, SHORT, text="INTERNET !")
    assert "INTERNET !" in text
    assert "C’est vague." in text
    assert "Boutique en ligne" in text
    assert "Partly right" in text


def test_passages_to_pick_stand_whole_with_kind_and_voice(visitor: Visitor, address: str) -> None:
    part = question(visitor.get(address).text, SET)
    assert part.count('<figure class="passage">') == 3
    assert "Claim: le service juridique de la marque" in words(part)
    assert "Which passages support this claim?" in words(part)
    text = check_in_words(visitor, address, SET, choice=["1", "2"])
    assert "right, and you ticked it" in text
    assert "not right, but you ticked it" in text
    assert text.count("Elle n’utilise qu’un seul canal") == 1


def test_passages_are_judged_one_by_one(visitor: Visitor, address: str) -> None:
    part = question(visitor.get(address).text, VERDICTS)
    assert part.count('type="radio"') == 9
    text = check_in_words(visitor, address, VERDICTS, p1="contradicts", p3="supports")
    assert "✓ your answer: contradicts it" in text
    assert "○ the right answer: supports it" in text
    assert "✗ your answer: supports it; the right one: does neither" in text
    assert "0.33 points out of 1" in text


def test_ids_are_not_given_twice(visitor: Visitor, address: str) -> None:
    ids = re.findall(r' id="([^"]+)"', visitor.get(address).text)
    assert len(ids) == len(set(ids))


def test_a_question_without_an_answer_is_asked_again(visitor: Visitor, address: str) -> None:
    for number in range(5):
        reply = visitor.post(address, action=f"check:{number}")
        assert reply.status_code == 422
        assert "Choose or write an answer first" in words(question(reply.text, number))
        [target] = set(re.findall(rf'href="#(s{number}-\w+)"', reply.text))
        assert f' id="{target}"' in question(reply.text, number)


@pytest.mark.parametrize("name", NAMES)
def test_the_desk_shows_each_type_asked_and_with_its_key(app: Flask, name: str) -> None:
    instructor = Visitor(app)
    instructor.sign_in()
    page = instructor.get(f"{DESK}items/cas/{name}")
    assert page.status_code == 200
    ids = re.findall(r' id="([^"]+)"', page.text)
    assert len(ids) == len(set(ids))
    if name not in {"ouvrir", "note"}:  # which have no key
        assert re.search(r"✓ |○ the right answer|The right (answer|order)", page.text)
