"""The key is in no page, header or script before its time: marked words are looked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import make_workspace
from flask import Flask
from web.classroom import assign, enter_as, make_section
from web.conftest import MakeApp
from web.visitor import CASE, HOME, QUIZ, Visitor, position_of

import casekit.web

CANARY = "zzkanari"
"""Stands in everything that a student may not see before answering."""

ITEMS = f"""\
items:
  - id: choix
    type: single
    stem: |
      Laquelle ?
    choices:
      - wrong: La premiere
        feedback: |
          {CANARY}-feedback-faux
      - correct: La deuxieme
        feedback: |
          {CANARY}-feedback-juste
    evidence: [journal#comptes]
    objective: LO1
    bloom: remember
    hint: |
      {CANARY}-indice
    warrant: |
      {CANARY}-garantie
    explanation: |
      {CANARY}-explication

  - id: nombre
    type: numeric
    stem: |
      Combien ?
    answer: 424242
    evidence: [journal#ventes]
    objective: LO1
    bloom: remember
    explanation: |
      {CANARY}-explication-nombre
"""
QUIZZES = """\
quizzes:
  - id: lecture
    title: Controle
    kind: {kind}
    items: [choix, nombre]
    feedback: {feedback}
"""
NOTE = f"{CANARY}-note-pedagogique"


@pytest.fixture
def serve(make_app: MakeApp, tmp_path: Path) -> Iterator[object]:
    def make(kind: str, feedback: str) -> Flask:
        files = {"content/cas/teaching-note.md": f"# Note\n\n{NOTE}\n"}
        root = make_workspace(
            tmp_path / "secret",
            files,
            items=ITEMS,
            quizzes=QUIZZES.format(kind=kind, feedback=feedback),
        )
        return make_app(root)

    return make


def seat(app: Flask, kind: str = "graded") -> Visitor:
    """A student to whom the quiz is assigned when it is graded."""
    section = make_section(app, "ines", "ada")
    if kind == "graded":
        assign(app, section, "cas/lecture")
    return enter_as(app, "ada")


def everything_before(visitor: Visitor, address: str) -> Iterator[str]:
    """All that a student is sent before a question is locked, headers included."""
    replies = [
        visitor.get("/"),
        visitor.get(HOME),
        visitor.get(CASE),
        visitor.get(QUIZ),
        visitor.get("/c/demo/cards"),
        visitor.get("/c/demo/cards/cas"),
        visitor.get("/c/demo/cards/cas/choix"),
        visitor.get(address),
        visitor.post(address, action="save", s0_choice="1", s1_number="1"),
        visitor.post(address, script=True, action="save", s0_choice="2"),
        visitor.post(address, action="check:1", s1_number="pas un nombre"),
        visitor.post(address, script=True, action="check:1", s1_number="pas un nombre"),
        visitor.post(address, action="passages:0"),
        visitor.post(address, script=True, action="passages:1"),
        visitor.get(address),
        visitor.get(f"{address}/review"),
        visitor.get(f"{address}/result"),
        visitor.post(address, action="review"),
        visitor.get("/c/demo/teach/items/cas/choix"),
    ]
    yield from (f"{reply.headers}\n{reply.text}" for reply in replies)
    static = Path(casekit.web.__file__).parent / "static"
    yield from (visitor.get(f"/static/{path.name}").text for path in static.glob("*.*s*"))


@pytest.mark.parametrize(
    ("kind", "feedback"),
    [("practice", "at-once"), ("practice", "on-submit"), ("graded", "on-submit")],
)
def test_nothing_tells_the_key_before_its_time(serve, kind: str, feedback: str) -> None:
    """Seen to fail when feedback was made, and shown, of questions that still take answers."""
    visitor = seat(serve(kind, feedback), kind)
    address = visitor.start()
    for text in everything_before(visitor, address):
        assert CANARY not in text
        assert "424242" not in text


def test_the_marks_are_found_once_the_question_is_checked(serve) -> None:
    visitor = Visitor(serve("practice", "at-once"))
    address = visitor.start()
    wrong = position_of(visitor.get(address).text, 0, "La premiere")
    visitor.post(address, action="check:0", s0_choice=wrong)
    page = visitor.get(address).text
    for part in ("explication", "garantie", "feedback-faux"):
        assert f"{CANARY}-{part}" in page
    assert f"{CANARY}-feedback-juste" not in page
    assert f"{CANARY}-indice" not in page
    assert f"{CANARY}-explication-nombre" not in page
    assert "424242" not in page


def test_a_hint_is_shown_only_when_it_was_asked_for(serve) -> None:
    visitor = Visitor(serve("practice", "at-once"))
    address = visitor.start()
    visitor.post(address, action="hint:0")
    page = visitor.get(address).text
    assert f"{CANARY}-indice" in page
    assert f"{CANARY}-explication" not in page


def test_feedback_that_waits_for_the_closing_is_not_on_the_result(serve) -> None:
    visitor = seat(serve("graded", "on-close"))
    address = visitor.start()
    visitor.post(f"{address}/submit", s0_choice="1", s1_number="1")
    page = visitor.get(f"{address}/result")
    assert page.status_code == 200
    assert CANARY not in page.text
    assert "424242" not in page.text


def test_the_teaching_note_reaches_no_student(serve) -> None:
    visitor = Visitor(serve("practice", "at-once"))
    address = visitor.start()
    visitor.post(f"{address}/submit")
    for page in ("/", HOME, CASE, QUIZ, address, f"{address}/result"):
        assert NOTE not in visitor.get(page, follow_redirects=True).text


def test_a_graded_quiz_gives_no_hint_and_checks_nothing(serve) -> None:
    visitor = seat(serve("graded", "on-submit"))
    address = visitor.start()
    for action in ("hint:0", "check:0"):
        assert visitor.post(address, action=action, s0_choice="1").status_code == 400


def test_a_guest_finds_no_graded_quiz(serve) -> None:
    visitor = Visitor(serve("graded", "on-submit"))
    assert visitor.get(QUIZ).status_code == 404
    assert visitor.post(QUIZ).status_code == 404
    for page in (HOME, CASE):
        assert QUIZ not in visitor.get(page).text


def test_what_a_graded_quiz_asks_is_on_no_card(serve) -> None:
    visitor = seat(serve("graded", "on-submit"))
    for query in ("", "?answer=yes"):
        assert visitor.get(f"/c/demo/cards/cas/choix{query}").status_code == 404
    query = "card=cas/choix&side=front&answer=yes"
    assert CANARY not in visitor.get(f"/c/demo/cards/cas?{query}").text


def test_nobody_can_take_a_graded_quiz_twice(serve) -> None:
    visitor = seat(serve("graded", "on-submit"))
    address = visitor.start()
    visitor.post(f"{address}/submit")
    reply = visitor.post(QUIZ)
    assert reply.status_code == 409
    assert "used all your attempts" in reply.text


def test_the_same_question_is_never_shown_with_another_students_answer(serve) -> None:
    app = serve("practice", "on-submit")
    first, second = Visitor(app), Visitor(app)
    address = first.start()
    first.post(address, action="save", s1_number="31415")
    first.get(address)
    assert "31415" not in second.get(second.start()).text
