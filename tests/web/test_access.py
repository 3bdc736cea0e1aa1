"""Who may reach what: every address of the app by every visitor; and the token of every post."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from factories import make_workspace
from flask import Flask
from web.classroom import GRADED_QUIZZES, NOTE, address_of, assign, enter_as, make_section
from web.conftest import MakeApp
from web.visitor import QUIZ, Visitor, store_of
from werkzeug.test import TestResponse

from casekit.domain.section import Section
from casekit.web import make_instructor_address

STUDENTS = frozenset({"ada", "bob", "carl"})
INSTRUCTORS = frozenset({"ines", "igor"})
EVERYBODY = STUDENTS | INSTRUCTORS | {"guest", "anybody"}
ACCOUNTS = STUDENTS | INSTRUCTORS


@dataclass
class School:
    """Ada and bob are students of ines, carl is one of igor; the graded quiz is open to ada.

    Attributes:
        attempt: address of ada's running attempt at the graded quiz.
        done: address of ada's practice attempt, handed in.
    """

    app: Flask
    people: dict[str, Visitor]
    section: Section
    attempt: str
    done: str

    def teach(self, rest: str = "") -> str:
        """An address within the section of ines."""
        return address_of(self.section, rest)


@pytest.fixture
def school(make_app: MakeApp, tmp_path: Path) -> School:
    app = make_app(make_workspace(tmp_path / "school", quizzes=GRADED_QUIZZES))
    section = make_section(app, "ines", "ada", "bob")
    make_section(app, "igor", "carl", name="Groupe 2")
    assign(app, section)
    people = {who: enter_as(app, who) for who in STUDENTS}
    people |= {who: enter_as(app, who, "instructor") for who in INSTRUCTORS}
    people |= {"guest": Visitor(app), "anybody": Visitor(app)}
    people["guest"].start()
    done = people["ada"].start(QUIZ)
    people["ada"].post(f"{done}/submit", action="anyway")
    return School(app, people, section, people["ada"].start(NOTE), done)


@dataclass(frozen=True)
class Route:
    """One way to reach an endpoint.

    Attributes:
        method: `GET` or `POST`.
        address: within a school.
        may: who is let in; for anybody else there is nothing there (404), or a form to sign in.
        data: what is posted.
    """

    method: str
    address: Callable[[School], str]
    may: frozenset[str]
    data: tuple[tuple[str, str], ...] = ()


def read(path: str, may: frozenset[str] = EVERYBODY) -> Route:
    return Route("GET", lambda _school: path, may)


def write(path: str, may: frozenset[str] = EVERYBODY, **data: str) -> Route:
    return Route("POST", lambda _school: path, may, tuple(data.items()))


CARD = "cas/annee-record"
"""A question that no graded quiz keeps back."""

OWNER, TEACHER = frozenset({"ada"}), frozenset({"ines"})
MATRIX: dict[str, Route | None] = {
    "static": read("/static/casekit.css"),
    "course.show_start": read("/"),
    "course.show_home": read("/c/demo/"),
    "course.show_case": read("/c/demo/cases/cas"),
    "course.show_media": None,  # the small course has no image
    "guide.show_first": read("/help/"),
    "guide.show": read("/help/codes"),
    "quiz.show": read(NOTE, frozenset({"ada", "bob"}) | INSTRUCTORS),
    "quiz.start": write(NOTE, frozenset({"ada", "bob"}) | INSTRUCTORS),
    "attempt.show": Route("GET", lambda s: s.attempt, OWNER),
    "attempt.review": Route("GET", lambda s: f"{s.attempt}/review", OWNER),
    "attempt.result": Route("GET", lambda s: f"{s.done}/result", OWNER),
    "attempt.answer": Route("POST", lambda s: s.attempt, OWNER, (("s2-number", "61"),)),
    "attempt.submit": Route("POST", lambda s: f"{s.attempt}/submit", OWNER),
    "report.ask": Route("GET", lambda s: f"{s.done}/report/0", OWNER),
    "report.send": Route(
        "POST", lambda s: f"{s.done}/report/0", OWNER, (("reason", "unclear"), ("text", "Quoi ?"))
    ),
    "cards.show": read("/c/demo/cards"),
    "cards.change": write("/c/demo/cards", new="5", action="save"),
    "cards.study": read("/c/demo/cards/cas"),
    "cards.act": write("/c/demo/cards/course", card=CARD, side="front", after="0", action="rate:3"),
    "cards.show_one": read(f"/c/demo/cards/{CARD}?answer=yes"),
    "person.ask_to_sign_in": read("/sign-in"),
    "person.sign_in": write("/sign-in", email="x", password="y"),
    "person.ask_link": read("/sign-in/some-token"),
    "person.use_link": write("/sign-in/some-token"),
    "person.ask_to_join": read("/join"),
    "person.join_by_code": write("/join", code="none"),
    "person.choose_language": write("/language", language="en"),
    "person.sign_out": write("/sign-out"),
    "account.show": read("/account", ACCOUNTS),
    "account.change": write("/account", ACCOUNTS, name="A", email="a@example.org", language=""),
    "account.set_password": write("/account/password", ACCOUNTS, password="short"),
    "account.sign_out_everywhere": write("/account/sign-out-everywhere", ACCOUNTS),
    "account.download": read("/account/data", ACCOUNTS),
    "account.leave": Route(
        "POST",
        lambda s: f"/account/sections/{s.section.section_id}/leave",
        frozenset({"ada", "bob", "ines"}),
    ),
    "account.ask_to_delete": read("/account/delete", ACCOUNTS),
    "account.delete": write("/account/delete", ACCOUNTS),
    "desk.show": read("/c/demo/teach/", INSTRUCTORS),
    "desk.show_item": read("/c/demo/teach/items/cas/canal-unique", INSTRUCTORS),
    "desk.state": read("/c/demo/teach/state", INSTRUCTORS),
    "coverage.show": read("/c/demo/teach/coverage/", INSTRUCTORS),
    "decks.show": read("/c/demo/teach/decks/", INSTRUCTORS),
    "handouts.show": read("/c/demo/teach/handouts/", INSTRUCTORS),
    "handouts.make": write("/c/demo/teach/handouts/", INSTRUCTORS, action="student:cas"),
    "desk.settle": None,  # below: it needs a report
    "decks.make": write("/c/demo/teach/decks/", INSTRUCTORS, case=""),
    "sections.create": write("/c/demo/teach/sections/", INSTRUCTORS, name="Groupe 3"),
    "sections.show": Route("GET", lambda s: s.teach(), TEACHER),
    "sections.change": Route("POST", lambda s: s.teach(), TEACHER, (("action", "close"),)),
    "sections.show_member": Route("GET", lambda s: s.teach("/members/ada"), TEACHER),
    "sections.change_member": Route(
        "POST", lambda s: s.teach("/members/ada"), TEACHER, (("action", "link"),)
    ),
    "sections.assign": Route(
        "POST", lambda s: s.teach("/quizzes/cas/note"), TEACHER, (("action", "close"),)
    ),
    "results.show": Route("GET", lambda s: s.teach("/quizzes/cas/note"), TEACHER),
    "results.download": Route("GET", lambda s: s.teach("/quizzes/cas/note/results.csv"), TEACHER),
    "marking.show": Route("GET", lambda s: s.teach("/quizzes/cas/note/marking"), TEACHER),
    "marking.show_one": None,  # in test_marking.py: they need a text that was handed in
    "marking.save": None,
    "results.show_attempt": Route(
        "GET", lambda s: s.teach(f"/attempts/{s.attempt.rpartition('/')[2]}"), TEACHER
    ),
}
"""Every endpoint with one way to reach it; None where another test does."""

ROUTES = {endpoint: route for endpoint, route in MATRIX.items() if route is not None}
POSTS = [endpoint for endpoint, route in ROUTES.items() if route.method == "POST"]


def ask(school: School, who: str, route: Route) -> TestResponse:
    visitor, address = school.people[who], route.address(school)
    if route.method == "GET":
        return visitor.get(address)
    return visitor.send(address, dict(route.data))


def test_every_address_of_the_app_stands_in_this_matrix(app: Flask) -> None:
    """Seen to fail when a route was added without a line here."""
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(MATRIX)


@pytest.mark.parametrize("endpoint", ROUTES)
def test_only_those_who_may_are_let_in(school: School, endpoint: str) -> None:
    """Seen to fail when `get_own_attempt` did not compare the person, and when `get_taught` did
    not look whether the instructor is one of the section."""
    route = ROUTES[endpoint]
    for who in sorted(EVERYBODY - route.may):
        reply = ask(school, who, route)
        is_sent_to_sign_in = who == "anybody" and (
            reply.status_code == 401 or (reply.location or "").startswith("/sign-in")
        )
        assert reply.status_code == 404 or is_sent_to_sign_in, (who, reply.status_code)
    for who in sorted(route.may):
        assert ask(school, who, route).status_code not in {401, 403, 404, 405}, who


@pytest.mark.parametrize("endpoint", POSTS)
@pytest.mark.parametrize("token", [None, "", "wrong"])
def test_no_post_without_its_token_is_obeyed(
    school: School, endpoint: str, token: str | None
) -> None:
    """Seen to fail when a blueprint was exempt from the protection."""
    route = ROUTES[endpoint]
    who = min(route.may & ACCOUNTS)
    data = dict(route.data) | ({} if token is None else {"csrf_token": token})
    before = rows_of(school.app)
    reply = school.people[who].client.post(route.address(school), data=data)
    assert reply.status_code == 400
    assert "Nothing was changed" in reply.text
    assert '<html lang="en">' in reply.text
    assert rows_of(school.app) == before


def rows_of(app: Flask) -> dict[str, list[object]]:
    """All that the database has."""
    with store_of(app).read() as session:
        names = session.connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).scalars()
        return {
            name: session.connection.exec_driver_sql(f"SELECT * FROM {name}").all()
            for name in list(names)
        }


def test_a_token_is_no_use_in_another_session(school: School) -> None:
    school.people["bob"].send("/language", {"language": "en"})
    data = {"csrf_token": school.people["bob"].token, "action": "save", "s2-number": "61"}
    assert school.people["ada"].client.post(school.attempt, data=data).status_code == 400


def test_a_former_instructor_loses_the_desk_at_once(school: School) -> None:
    with store_of(school.app).write() as session:
        session.change_person("ines", role="student")
    assert school.people["ines"].get("/c/demo/teach/").status_code == 404
    assert school.people["ines"].get(school.teach()).status_code == 404


def test_an_instructor_who_has_left_the_section_no_longer_sees_it(school: School) -> None:
    with store_of(school.app).write() as session:
        session.connection.exec_driver_sql("UPDATE member SET left_at = joined_at")
    assert school.people["ines"].get(school.teach()).status_code == 404


def test_a_report_is_settled_by_instructors_alone(school: School) -> None:
    route = ROUTES["report.send"]
    assert ask(school, "ada", route).status_code == 303
    settle = write("/c/demo/teach/reports/1")
    for who in sorted(EVERYBODY - INSTRUCTORS):
        assert ask(school, who, settle).status_code == 404
    assert ask(school, "ines", settle).status_code == 303


@pytest.mark.parametrize(
    "address",
    [
        "/c/nobody/",
        "/c/demo/cases/nothing",
        "/c/demo/quizzes/cas/nothing",
        "/c/demo/quizzes/nothing/lecture",
        "/c/demo/cases/cas/media/nothing.png",
        "/c/demo/cases/cas/media/../../../../seeds/journal.yaml",
        "/c/demo/cases/cas/media/%2e%2e%2fcase.md",
        "/c/demo/attempts/..%2f..%2fteach",
        "/static/../app.py",
        "/help/nothing",
        "/help/../../../etc/passwd",
        "/nothing",
    ],
)
def test_what_is_not_there_is_said_to_be_not_there(visitor: Visitor, address: str) -> None:
    """No path is made from what a visitor sends."""
    reply = visitor.get(address)
    assert reply.status_code == 404
    assert "Page not found" in reply.text


def test_only_images_are_served_from_a_media_folder(make_app: MakeApp, tmp_path: Path) -> None:
    """Seen to fail when `show_media` took any name: a draft beside the images could be read."""
    names = ("plan.svg", ".hidden.png", "notes.txt", "plan.png")
    files = {f"content/cas/media/{name}": b"..." for name in names}
    visitor = Visitor(make_app(make_workspace(tmp_path / "media", files)))
    codes = [visitor.get(f"/c/demo/cases/cas/media/{name}").status_code for name in names]
    assert codes == [404, 404, 404, 200]


def test_starting_a_quiz_that_is_not_there_makes_no_guest(visitor: Visitor) -> None:
    assert visitor.post("/c/demo/quizzes/cas/nothing").status_code == 404
    assert make_instructor_address(visitor.app, "")
    with store_of(visitor.app).read() as session:
        assert session.find_first_of("guest") is None
