"""Drawn values, decisions and texts on the page, and what instructors see of them."""

import csv
import re
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from every_type import OPEN_NAMES, make_typed_workspace
from flask import Flask
from sqlalchemy import event
from web.classroom import address_of, assign, enter_as, make_section
from web.questions import check, question
from web.visitor import DESK, Visitor, store_of, words

NUMBER, POSITION, ESSAY = range(3)
HOSTILE = "<script>alert(1)</script>"
QUIZZES = """\
quizzes:
  - id: lecture
    title: Lecture
    items: [par-mois, ouvrir, note]
  - id: noter
    title: Contrôle noté
    kind: graded
    items: [ouvrir, note]
    pass: 50%
"""
COMPLETE = {"s1-option": "2", "s1-for": ["", "3"], "s1-against": ["", "1"], "s1-why": HOSTILE}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = make_typed_workspace(tmp_path / "course")
    (root / "content/cas/quizzes.yaml").write_text(QUIZZES, encoding="utf-8")
    return root


@pytest.fixture
def address(visitor: Visitor) -> str:
    return visitor.start()


def drawn(page: str) -> int:
    found = re.search(r"La marque vend (\d+) millions", words(question(page, NUMBER)))
    assert found is not None
    return int(found[1])


def test_a_drawn_value_stands_in_the_question_and_in_its_explanation(
    visitor: Visitor, address: str
) -> None:
    number = drawn(visitor.get(address).text)
    assert 3 <= number <= 12
    text = words(check(visitor, address, NUMBER, {"s0-number": str(number * 12)}))
    assert f"Douze mois de {number} millions en font {number * 12}." in text
    assert "Right" in text
    assert "{n}" not in text


def test_the_report_of_a_question_shows_what_was_drawn(visitor: Visitor, address: str) -> None:
    number = drawn(visitor.get(address).text)
    check(visitor, address, NUMBER, {"s0-number": "1"})
    page = visitor.get(f"{address}/report/0")
    assert f"La marque vend {number} millions" in words(page.text)


@pytest.mark.parametrize("name", OPEN_NAMES)
def test_the_desk_shows_a_question_with_values_and_with_what_is_known_of_it(
    app: Flask, name: str
) -> None:
    instructor = Visitor(app)
    instructor.sign_in()
    page = words(instructor.get(f"{DESK}items/cas/{name}").text)
    assert "{n}" not in page.replace("{n} millions d'appareils", "")
    said = {"par-mois": "en font", "ouvrir": "se défendent", "note": "How it is marked"}
    assert said[name] in page


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [
        ("s1-option", "Choose one of the options."),
        ("s1-for", "Tick passages for your choice: 1 at least."),
        ("s1-against", "Tick passages against your choice: 1 at least."),
        ("s1-why", "Write in a sentence why."),
    ],
)
def test_what_a_decision_lacks_is_asked_again_and_the_rest_is_kept(
    visitor: Visitor, address: str, left_out: str, sentence: str
) -> None:
    data = {name: value for name, value in COMPLETE.items() if name != left_out}
    reply = visitor.send(address, {**data, "action": "check:1"})
    assert reply.status_code == 422
    part = question(reply.text, POSITION)
    assert sentence in words(part)
    assert f'href="#{left_out}"' in reply.text
    assert f'id="{left_out}"' in part
    assert " checked" in part


def test_a_decision_is_complete_and_shown_as_text(visitor: Visitor, address: str) -> None:
    part = check(visitor, address, POSITION, COMPLETE)
    assert HOSTILE not in part
    assert HOSTILE in unescape(part)
    text = words(part)
    assert "✓ Complete 1 point out of 1" in text
    assert "B Non ● your choice" in text
    assert "right answer" not in text
    assert "as soon as 5 people have answered" in text


def test_the_class_is_shown_in_numbers_and_words_once_five_have_answered(
    app: Flask, visitor: Visitor, address: str
) -> None:
    for _ in range(4):
        other = Visitor(app)
        check(other, other.start(), POSITION, {**COMPLETE, "s1-option": "1"})
    text = words(check(visitor, address, POSITION, COMPLETE))
    assert "What everybody chose" in text
    assert "Oui 4 of 5, 80%" in text
    assert "Non ● your choice 1 of 5, 20%" in text
    assert "Pas encore 0 of 5, 0%" in text


def test_nobody_sees_the_class_before_answering(app: Flask, visitor: Visitor, address: str) -> None:
    for _ in range(5):
        other = Visitor(app)
        check(other, other.start(), POSITION, COMPLETE)
    assert "of 5" not in words(question(visitor.get(address).text, POSITION))


def test_a_text_is_asked_again_when_it_is_too_short_and_stays_in_its_field(
    visitor: Visitor, address: str
) -> None:
    reply = visitor.send(address, {"s2-text": "<b> </textarea>", "action": "check:2"})
    part = question(reply.text, ESSAY)
    assert reply.status_code == 422
    assert "Your text is too short: 3 words at least." in words(part)
    assert "\n&lt;b&gt; &lt;/textarea&gt;</textarea>" in part
    assert "Les faits sont exacts" not in part


def test_a_checked_text_shows_its_rubric_and_sample_and_is_not_scored(
    visitor: Visitor, address: str
) -> None:
    assert "Les faits sont exacts" not in visitor.get(address).text
    data = {"s2-text": f"Un\r\n\r\n{HOSTILE} deux trois"}
    part = check(visitor, address, ESSAY, data)
    assert f"Un\n\n{HOSTILE} deux trois" in unescape(part)
    assert HOSTILE not in part
    text = words(part)
    assert "Les faits sont exacts" in text
    assert "presque tous" in text
    assert "La marque ne vend qu’en ligne." in text
    assert "Not scored" in text
    assert "out of" not in text


def test_the_result_leaves_what_is_not_scored_out(visitor: Visitor, address: str) -> None:
    data = {**COMPLETE, "s2-text": "Un deux trois quatre"}
    visitor.send(address, {**data, "action": "save"})
    page = visitor.get(visitor.post(f"{address}/submit", action="submit").location).text
    assert "1 point out of 2: 1 question to reread." in words(page)
    assert "1 question is not scored: compare your text with the rubric." in words(page)


def test_a_followed_attempt_asks_once_what_the_class_chose(app: Flask) -> None:
    """Its page made the feedback of every question twice, and threw the first away."""
    section = make_section(app, "prof", "ada")
    assign(app, section, "cas/noter")
    _, result = sit_graded(app, "ada")
    prof, asked = enter_as(app, "prof", "instructor"), []
    event.listen(store_of(app).engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    attempt_id = result.split("/")[-2]
    assert prof.get(address_of(section, f"/attempts/{attempt_id}")).status_code == 200
    assert sum(" LIKE '%'" in statement for statement in asked) == 1
    assert sum("SELECT assignment.section_id" in statement for statement in asked) == 1


def sit_graded(app: Flask, student: str) -> tuple[Visitor, str]:
    visitor = enter_as(app, student)
    address = visitor.start("/c/demo/quizzes/cas/noter")
    decision = {name.replace("s1-", "s0-"): value for name, value in COMPLETE.items()}
    visitor.send(address, {**decision, "s1-text": f"=1+1 {HOSTILE} mot " * 20, "action": "save"})
    return visitor, visitor.post(f"{address}/submit", action="submit").location


def test_a_graded_text_waits_to_be_marked_and_nobody_has_passed(app: Flask) -> None:
    section = make_section(app, "prof", "ada")
    assign(app, section, "cas/noter")
    student, result = sit_graded(app, "ada")
    page = words(student.get(result).text)
    assert "1 point out of 1." in page
    assert "1 question waits to be marked; its points are not in this score." in page
    assert "Waits to be marked worth 5 points" in page
    assert "Passed" not in page

    prof = enter_as(app, "prof", "instructor")
    progress = prof.get(address_of(section, "/quizzes/cas/noter")).text
    assert "1 to be marked" in words(progress)
    [followed] = set(re.findall(rf'href="({address_of(section)}/attempts/[^"]+)"', progress))
    trail = prof.get(followed).text
    assert "1 question waits to be marked." in words(trail)
    assert "Les faits sont exacts" in words(trail)
    assert "Waits to be marked" in words(trail)
    assert HOSTILE not in trail
    assert trail.count("alert(1)") < 30  # whole above, shortened where it happened
    assert "for: journal#canal" in words(trail)

    data = prof.get(address_of(section, "/quizzes/cas/noter/results.csv")).data
    titles, ada = csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))
    row = dict(zip(titles, ada, strict=True))
    assert row["cas/note"] == "pending"
    assert row["cas/ouvrir"] == "1"
    assert (row["Points"], row["Out of"], row["To be marked"], row["Passed"]) == ("1", "1", "1", "")
