"""Who may reach what: every address of the app by every visitor; and the token of every post."""

import pytest
from flask import Flask
from web.visitor import QUIZ, Visitor, store_of

from casekit.web import make_instructor_address

OWNER, OTHER, INSTRUCTOR, ANYBODY = "owner", "other", "instructor", "anybody"
GUESTS = (OWNER, OTHER, ANYBODY)

EVERYBODY_READS = {
    "static": "/static/casekit.css",
    "course.show_start": "/",
    "course.show_home": "/c/demo/",
    "course.show_case": "/c/demo/cases/cas",
    "course.show_media": None,
    "quiz.show": QUIZ,
    "guide.show_first": None,
    "guide.show": None,
    "person.ask_to_sign_in": "/sign-in/some-token",
}
"""Addresses open to all; None where the small course has nothing there."""

OWNER_READS = {"attempt.show": "", "attempt.review": "/review", "attempt.result": "/result"}
OWNER_WRITES = {"attempt.answer": "", "attempt.submit": "/submit"}
INSTRUCTOR_READS = {
    "desk.show": "/c/demo/desk/",
    "desk.show_item": "/c/demo/desk/items/cas/canal-unique",
    "desk.state": "/c/demo/desk/state",
}
INSTRUCTOR_WRITES = {"downloads.export": "/c/demo/desk/exports"}
EVERYBODY_WRITES = {
    "quiz.start": QUIZ,
    "person.choose_language": "/language",
    "person.sign_in": "/sign-in/some-token",
    "person.sign_out": "/sign-out",
}


@pytest.fixture
def people(app: Flask) -> dict[str, Visitor]:
    people = {name: Visitor(app) for name in (*GUESTS, INSTRUCTOR)}
    people[INSTRUCTOR].sign_in()
    people[OTHER].start()
    return people


def test_every_address_of_the_app_stands_in_this_matrix(app: Flask) -> None:
    known = {
        *EVERYBODY_READS,
        *OWNER_READS,
        *OWNER_WRITES,
        *INSTRUCTOR_READS,
        *INSTRUCTOR_WRITES,
        *EVERYBODY_WRITES,
    }
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == known


@pytest.mark.parametrize("address", [a for a in EVERYBODY_READS.values() if a])
@pytest.mark.parametrize("who", [*GUESTS, INSTRUCTOR])
def test_what_is_open_is_open_to_all(people: dict[str, Visitor], who: str, address: str) -> None:
    assert people[who].get(address).status_code in {200, 302}


@pytest.mark.parametrize("path", OWNER_READS.values())
def test_an_attempt_is_its_owners_alone_to_read(people: dict[str, Visitor], path: str) -> None:
    address = people[OWNER].start() + path
    assert people[OWNER].get(address).status_code in {200, 302}
    for who in (OTHER, INSTRUCTOR, ANYBODY):
        assert people[who].get(address).status_code == 404


@pytest.mark.parametrize("path", OWNER_WRITES.values())
def test_an_attempt_is_its_owners_alone_to_change(people: dict[str, Visitor], path: str) -> None:
    address = people[OWNER].start()
    for who in (OTHER, INSTRUCTOR, ANYBODY):
        assert people[who].post(address + path, s3_number="61").status_code == 404
    assert 'value="61"' not in people[OWNER].get(address).text
    assert people[OWNER].post(address + path, s3_number="61").status_code == 303


@pytest.mark.parametrize("address", INSTRUCTOR_READS.values())
def test_the_desk_is_there_for_instructors_alone(people: dict[str, Visitor], address: str) -> None:
    people[OWNER].start()
    assert people[INSTRUCTOR].get(address).status_code == 200
    for who in GUESTS:
        assert people[who].get(address).status_code == 404


@pytest.mark.parametrize("address", INSTRUCTOR_WRITES.values())
def test_only_instructors_export(people: dict[str, Visitor], address: str) -> None:
    for who in GUESTS:
        assert people[who].post(address, action="deck").status_code == 404


@pytest.mark.parametrize(
    "address",
    [*EVERYBODY_WRITES.values(), *INSTRUCTOR_WRITES.values(), *OWNER_WRITES.values()],
)
@pytest.mark.parametrize("token", [None, "", "wrong"])
def test_no_post_without_its_token_is_obeyed(
    people: dict[str, Visitor], address: str, token: str | None
) -> None:
    owner = people[OWNER]
    attempt = owner.start()
    whole = attempt + address if address in OWNER_WRITES.values() else address
    data = {"s3-number": "61", "language": "fr", "action": "save"}
    client = people[INSTRUCTOR if "/desk/" in whole else OWNER].client
    reply = client.post(whole, data=data if token is None else {**data, "csrf_token": token})
    assert reply.status_code == 400
    assert "Nothing was changed" in reply.text
    page = owner.get(attempt)
    assert page.status_code == 200
    assert 'value="61"' not in page.text
    assert '<html lang="en">' in page.text


def test_a_token_is_no_use_in_another_session(people: dict[str, Visitor]) -> None:
    address = people[OWNER].start()
    people[OTHER].get("/")
    data = {"csrf_token": people[OTHER].token, "action": "save", "s3-number": "61"}
    assert people[OWNER].client.post(address, data=data).status_code == 400


def test_a_former_instructor_loses_the_desk_at_once(app: Flask, people: dict[str, Visitor]) -> None:
    with store_of(app).write() as session:
        session.connection.exec_driver_sql("UPDATE person SET role = 'student'")
    assert people[INSTRUCTOR].get("/c/demo/desk/").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/c/nobody/",
        "/c/demo/cases/nothing",
        "/c/demo/quizzes/cas/nothing",
        "/c/demo/quizzes/nothing/lecture",
        "/c/demo/attempts/nothing",
        "/c/demo/cases/cas/media/nothing.png",
        "/help/nothing",
        "/help/../../../etc/passwd",
        "/nothing",
    ],
)
def test_what_is_not_there_is_said_to_be_not_there(visitor: Visitor, address: str) -> None:
    reply = visitor.get(address)
    assert reply.status_code == 404
    assert "Page not found" in reply.text


def test_starting_a_quiz_that_is_not_there_makes_no_guest(visitor: Visitor) -> None:
    assert visitor.post("/c/demo/quizzes/cas/nothing").status_code == 404
    assert make_instructor_address(visitor.app, "")
    with store_of(visitor.app).read() as session:
        assert session.find_first_of("guest") is None
