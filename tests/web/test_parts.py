"""Questions in parts on the page: asked, answered in part, checked, and told in one line."""

import re
from pathlib import Path
from random import Random

import pytest
from every_type import NAMES, make_typed_workspace
from flask import Flask
from web.questions import check_in_words, question
from web.visitor import Visitor, words

from casekit.content import read_workspace
from casekit.domain.item import ItemBase
from casekit.web.answer_words import say_answer

GAPS, PAIRS, STEPS, THINGS = (NAMES.index(name) for name in ("resume", "natures", "etapes", "tri"))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return make_typed_workspace(tmp_path / "course")


@pytest.fixture
def address(visitor: Visitor) -> str:
    return visitor.start()


def asked(visitor: Visitor, address: str, number: int) -> str:
    return question(visitor.get(address).text, number)


def test_every_part_has_a_label_of_its_own(visitor: Visitor, address: str) -> None:
    page = visitor.get(address).text
    for number in (GAPS, PAIRS, STEPS, THINGS):
        part = question(page, number)
        controls = re.findall(r'<(?:select|input type="text")[^>]* id="([^"]+)"[^>]*>', part)
        labels = re.findall(r'<label for="([^"]+)"', part)
        named = re.findall(r'id="([^"]+)"[^>]* aria-label="[^"]+"', part)
        assert len(controls) >= 3
        assert sorted([*labels, *named]) == sorted(controls)


def test_nothing_that_is_asked_tells_what_is_right(visitor: Visitor, address: str) -> None:
    page = visitor.get(address).text
    for number in (GAPS, PAIRS, STEPS, THINGS):
        part = question(page, number)
        assert " selected" not in part
        assert "✓" not in part
        assert "sa boutique en ligne" not in part
        assert "61" not in part


def test_a_menu_has_each_text_once_and_keeps_what_was_chosen(
    visitor: Visitor, address: str
) -> None:
    part = asked(visitor, address, PAIRS)
    assert part.count(">Un fait</option>") == 3
    assert part.count("Une prévision</option>") == 3
    visitor.send(address, {f"s{PAIRS}-m2": "1", "action": "save"})
    part = asked(visitor, address, PAIRS)
    assert re.findall(r'value="(\d)" selected', part) == ["1"]
    visitor.send(address, {f"s{PAIRS}-m2": "", "action": "save"})
    assert " selected" not in asked(visitor, address, PAIRS)


def test_pairs_are_told_right_and_wrong_one_by_one(visitor: Visitor, address: str) -> None:
    # By their texts: 1 "Un fait", 2 "Une déclaration", 3 "Une prévision".
    text = check_in_words(visitor, address, PAIRS, m1="1", m2="3")
    assert "Les ventes ✓ your answer: Un fait" in text
    assert "Le canal ✗ your answer: Une prévision; the right one: Un fait" in text
    assert "Les comptes ○ the right answer: Une déclaration" in text
    assert "0.33 points out of 1: 1 of 3 pairs" in text


def test_steps_stand_in_the_order_that_was_given_them(visitor: Visitor, address: str) -> None:
    places = {f"s{STEPS}-o{n}": place for n, place in enumerate("4213", 1)}
    visitor.send(address, {**places, "action": "save"})
    part = asked(visitor, address, STEPS)
    assert re.findall(r'name="s\d+-o(\d)"', part) == ["3", "2", "4", "1"]
    assert re.findall(r'value="(\d)" selected', part) == ["1", "2", "3", "4"]


def test_an_order_shows_what_is_in_order_and_the_right_one(visitor: Visitor, address: str) -> None:
    # By their texts: arrive, lit, ouvre, vend. Given: arrive, ouvre, lit, vend.
    text = check_in_words(visitor, address, STEPS, o1="1", o2="3", o3="2", o4="4")
    assert "1 Elle arrive en Europe ✗ out of order" in text
    assert text.count("✓ in order") == 3
    assert "Elle vend ses appareils / Elle lit les rumeurs in any order" in text
    assert "0.5 points out of 1: 3 of 4 steps in order" in text


def test_two_steps_in_one_place_are_asked_again(visitor: Visitor, address: str) -> None:
    fields = {f"s{STEPS}-o1": "1", f"s{STEPS}-o2": "1", "action": f"check:{STEPS}"}
    reply = visitor.post(address, **fields)
    assert reply.status_code == 422
    assert "Two steps have the same place." in words(question(reply.text, STEPS))


def test_things_left_out_are_right_where_they_belong_nowhere(
    visitor: Visitor, address: str
) -> None:
    # By their texts: canal, prix, comptes, ventes.
    text = check_in_words(visitor, address, THINGS, c1="1", c4="2")
    assert "Le canal ✓ your answer: Établi" in text
    assert "Les ventes ✗ your answer: Rapporté; the right one: Établi" in text
    assert "Le prix ○ the right answer: none of them" in text
    assert "0.5 points out of 1: 2 of 4 in the right category" in text


def test_each_gap_is_told_in_its_place_with_what_the_author_says(
    visitor: Visitor, address: str
) -> None:
    text = check_in_words(
        visitor, address, GAPS, gap_ventes="61,2", gap_canal="Internet", gap_nature="1"
    )
    assert "a vendu ✓ Your answer 61,2 millions appareils" in text
    assert "◐ Your answer Internet The right answer sa boutique en ligne" in text
    assert "✗ Your answer un fait The right answer une déclaration" in text
    assert "C’est vague." in text
    assert "Qui le dit ?" in text
    assert "0.5 points out of 1: 1 of 3 gaps, 1 more in part" in text


def test_an_answer_in_part_is_said_to_be_one_before_the_end(visitor: Visitor, address: str) -> None:
    visitor.send(address, {f"s{GAPS}-gap-canal": "internet", "action": "save"})
    assert "answered in part" in words(visitor.get(f"{address}/review").text)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("resume", "canal: sa boutique en ligne; nature: une déclaration"),
        ("natures", "Le canal: Un fait; Les <em>comptes</em>: Une déclaration"),
        ("etapes", "1: Elle ouvre sa boutique; 2: Elle vend ses appareils"),
        ("tri", "Le canal: Établi; Le prix: none of them"),
    ],
)
def test_an_answer_stands_in_one_line_of_the_trail(
    app: Flask, workspace: Path, name: str, said: str
) -> None:
    bank = read_workspace(workspace, cache=False).bank
    assert bank is not None
    version = bank.items[f"cas/{name}"]
    item: ItemBase = version.item
    with app.test_request_context(headers={"Accept-Language": "en"}):
        key = item.key(item.arrange(Random(1), shuffle=False))
        assert said in say_answer(version, key).replace("\u202f", " ").replace("\u00a0:", ":")


def test_what_was_typed_is_never_markup(app: Flask, workspace: Path) -> None:
    bank = read_workspace(workspace, cache=False).bank
    assert bank is not None
    version = bank.items["cas/resume"]
    layout = version.item.arrange(Random(1), shuffle=False)
    answer = version.item.read_response({"gap-canal": ["<b>*gras*</b>"]}, layout)
    assert answer is not None
    with app.test_request_context():
        assert "&lt;b&gt;*gras*&lt;/b&gt;" in say_answer(version, answer)
