"""Reporting a question: the student's form, and the report on the instructor's desk."""

import re

import pytest
from factories import ITEMS
from flask import Flask
from web.conftest import MakeApp
from web.visitor import DESK, Visitor, live, position_of, words

ITEM = f"{DESK}items/cas/comptes-nombre"


def check_first(visitor: Visitor) -> str:
    """Starts the practice quiz and checks its first question; returns the attempt's address."""
    address = visitor.start()
    choice = position_of(visitor.get(address).text, 0, "Environ 1 000")
    assert visitor.post(address, action="check:0", s0_choice=choice).status_code == 303
    return address


def test_the_link_stands_in_the_feedback_and_leads_to_the_form(visitor: Visitor) -> None:
    address = visitor.start()
    assert "/report/" not in visitor.get(address).text
    address = check_first(visitor)
    assert f'href="{address}/report/0"' in visitor.get(address).text
    assert f"{address}/report/1" not in visitor.get(address).text
    page = visitor.get(f"{address}/report/0")
    assert page.status_code == 200
    assert "combien de comptes ont diffusé les rumeurs" in words(page)
    assert 'value="journal#ventes"' in page.text


def test_after_sending_one_is_back_at_the_question_and_thanked(visitor: Visitor) -> None:
    address = check_first(visitor)
    sent = visitor.post(f"{address}/report/0", reason="unclear", text="Quel service ?")
    assert (sent.status_code, sent.location) == (303, f"{address}?reported=0#q0")
    page = visitor.get(sent.location)
    assert "Your instructor will read your report." in words(page)
    assert "Your instructor will read your report." not in words(visitor.get(address))


def test_a_second_report_is_politely_refused(visitor: Visitor) -> None:
    address = check_first(visitor)
    visitor.post(f"{address}/report/0", reason="typo")
    assert "already reported" in words(visitor.get(f"{address}/report/0"))
    again = visitor.post(f"{address}/report/0", reason="typo")
    assert again.status_code == 409
    assert "already reported" in words(again)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Choose what is wrong."),
        ({"reason": "nonsense"}, "Choose what is wrong."),
        ({"reason": "other", "text": "  "}, "Say in a few words what is wrong."),
        ({"reason": "typo", "text": "x" * 1001}, "Write at most 1000 characters."),
    ],
)
def test_what_is_missing_is_asked_again_and_nothing_is_lost(
    visitor: Visitor, fields: dict[str, str], sentence: str
) -> None:
    address = check_first(visitor)
    reply = visitor.post(f"{address}/report/0", **fields)
    assert reply.status_code == 422
    assert sentence in words(reply)
    assert "<title>Error:" in reply.text
    assert fields.get("text", "").strip() in reply.text
    assert "already" not in words(visitor.get(f"{address}/report/0"))


def test_a_passage_that_the_form_does_not_have_is_refused(visitor: Visitor) -> None:
    address = check_first(visitor)
    reply = visitor.post(f"{address}/report/0", reason="passage", excerpt="journal#nothing")
    assert reply.status_code == 400


@pytest.mark.parametrize("slot", ["1", "4", "99", "-1", "x"])
def test_a_question_without_feedback_has_no_form(visitor: Visitor, slot: str) -> None:
    address = check_first(visitor)
    assert visitor.get(f"{address}/report/{slot}").status_code == 404
    assert visitor.post(f"{address}/report/{slot}", reason="typo").status_code in {404, 405}


def test_the_attempt_of_somebody_else_has_no_form(visitor: Visitor, other: Visitor) -> None:
    address = check_first(visitor)
    other.start()
    assert other.get(f"{address}/report/0").status_code == 404
    assert other.post(f"{address}/report/0", reason="typo").status_code == 404


def test_the_desk_shows_what_waits_and_settling_ends_it(
    visitor: Visitor, instructor: Visitor
) -> None:
    assert "Nobody has reported this question." in words(instructor.get(ITEM))
    address = check_first(visitor)
    told = {"reason": "key-wrong", "text": "<b>Non</b>", "excerpt": "journal#ventes"}
    visitor.post(f"{address}/report/0", **told)
    assert "cas/comptes-nombre 1 report" in words(instructor.get(DESK))
    page = instructor.get(ITEM)
    text = words(page)
    assert "The right answer is not right" in text
    assert "<b>Non</b>" in text  # as a text, not as a tag
    assert "content/cas/items.yaml:2" in text
    assert "En 2014, la marque a vendu 61 millions d’appareils." in text
    assert "earlier version" not in text
    [settle] = re.findall(rf'action="({DESK}reports/\d+)"', page.text)
    settled = instructor.post(settle)
    assert (settled.status_code, settled.location) == (303, ITEM)
    assert "✓ settled" in words(instructor.get(ITEM))
    assert "1 report" not in words(instructor.get(DESK))


def test_a_report_of_an_earlier_version_says_so(make_app: MakeApp, workspace) -> None:
    app = make_app(workspace, watch=True)
    student, instructor = Visitor(app), Visitor(app)
    instructor.sign_in()
    student.post(f"{check_first(student)}/report/0", reason="typo")
    changed = ITEMS.replace("combien de comptes ont diffusé", "combien de comptes diffusaient")
    (workspace / "content/cas/items.yaml").write_text(changed, encoding="utf-8")
    live(app).look_now()
    assert "written about an earlier version" in words(instructor.get(ITEM))


def test_only_instructors_settle(app: Flask, visitor: Visitor, instructor: Visitor) -> None:
    visitor.post(f"{check_first(visitor)}/report/0", reason="typo")
    for stranger in (visitor, Visitor(app)):
        assert stranger.post(f"{DESK}reports/1").status_code == 404
    assert instructor.post(f"{DESK}reports/999").status_code == 404
    assert instructor.post(f"{DESK}reports/1").status_code == 303


def test_a_report_keeps_no_sign_that_a_database_cannot(
    visitor: Visitor, instructor: Visitor
) -> None:
    address = check_first(visitor)
    visitor.post(f"{address}/report/0", reason="other", text="\0")  # nothing is left of it
    assert "Nobody has reported this question." in words(instructor.get(ITEM))
    visitor.post(f"{address}/report/0", reason="other", text="N\0on")
    assert "Non" in words(instructor.get(ITEM))
