"""Sessions, the one-time link, and the language."""

import pytest
from flask import Flask
from web.visitor import DESK, HOME, Visitor, find_token, words

from casekit.web import make_instructor_address
from casekit.web.person import find_local_path


def test_the_link_signs_in_once(app: Flask) -> None:
    address = make_instructor_address(app, "")
    first, second = Visitor(app), Visitor(app)
    reply = first.send(address, {})
    assert (reply.status_code, reply.location) == (303, DESK)
    assert first.get(DESK).status_code == 200
    again = second.send(address, {})
    assert again.status_code == 410
    assert "no longer works" in again.text
    assert second.get(DESK).status_code == 404


def test_looking_at_the_link_does_not_use_it_up(app: Flask) -> None:
    address = make_instructor_address(app, "")
    for _ in range(3):
        assert Visitor(app).get(address).status_code == 200
    assert Visitor(app).send(address, {}).status_code == 303


def test_an_invented_link_signs_nobody_in(visitor: Visitor) -> None:
    assert visitor.post("/sign-in/invented").status_code == 410


def test_a_link_that_no_longer_works_says_so_before_anything_is_typed(app: Flask) -> None:
    address = make_instructor_address(app, "")
    assert Visitor(app).send(address, {}).status_code == 303
    for gone in (address, "/sign-in/invented"):
        reply = Visitor(app).get(gone)
        assert reply.status_code == 410
        assert "Ask for a new one where you got it" in words(reply)


def test_signing_in_begins_a_new_session(app: Flask) -> None:
    visitor = Visitor(app)
    address = visitor.start()
    token = visitor.token
    visitor.post("/language", language="fr")
    visitor.send(make_instructor_address(app, ""), {})
    assert visitor.get(address).status_code == 404  # the guest's
    data = {"csrf_token": token, "language": "en"}
    assert visitor.client.post("/language", data=data).status_code == 400  # the old token
    assert '<html lang="fr">' in visitor.get("/help/nothing").text


def test_signing_out_ends_it(instructor: Visitor) -> None:
    assert instructor.post("/sign-out").status_code == 303
    assert instructor.get(DESK).status_code == 404


@pytest.mark.parametrize(
    ("base", "secure"), [("http://localhost", False), ("https://localhost", True)]
)
def test_the_cookie_is_kept_from_scripts_and_other_sites(
    visitor: Visitor, base: str, secure: bool
) -> None:
    page = visitor.get("/c/demo/quizzes/cas/lecture", base_url=base)
    data = {"csrf_token": find_token(page)}
    reply = visitor.client.post("/c/demo/quizzes/cas/lecture", data=data, base_url=base)
    cookie = reply.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert ("Secure" in cookie) is secure
    assert "Expires" in cookie


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("en-GB,en;q=0.9", "en"), ("fr-CA", "fr"), ("de,fr;q=0.5", "fr"), ("de", "fr"), ("", "fr")],
)
def test_the_browser_chooses_the_language_then_the_course(
    app: Flask, accepted: str, language: str
) -> None:
    page = Visitor(app, language=accepted).get(HOME)
    assert f'<html lang="{language}">' in page.text


def test_the_language_chosen_here_wins(visitor: Visitor) -> None:
    reply = visitor.post("/language", language="fr", next="/c/demo/cases/cas")
    assert (reply.status_code, reply.location) == (303, "/c/demo/cases/cas")
    assert '<html lang="fr">' in visitor.get(HOME).text
    assert '<html lang="fr">' in visitor.get("/nothing").text


def test_content_keeps_its_own_language(visitor: Visitor) -> None:
    page = visitor.get("/c/demo/cases/cas").text
    assert '<html lang="en">' in page
    assert 'lang="fr"' in page.partition("<main")[2]


def test_a_language_that_we_do_not_speak_is_refused(visitor: Visitor) -> None:
    assert visitor.post("/language", language="de").status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/",
        "//example.org/",
        "/\\example.org",
        "\\\\example.org",
        "/\t/example.org",
        "javascript:alert(1)",
        "c/demo/",
        "",
        "/c/demo/\r\nSet-Cookie: a=b",
    ],
)
def test_going_back_never_leaves_the_server(app: Flask, address: str) -> None:
    with app.test_request_context():
        assert find_local_path(address) == "/"


def test_going_back_keeps_a_local_path(app: Flask) -> None:
    with app.test_request_context():
        assert find_local_path("/c/demo/cases/cas?a=1") == "/c/demo/cases/cas?a=1"


def test_a_session_older_than_the_database_gets_a_new_guest(visitor: Visitor) -> None:
    visitor.start()
    with visitor.app.extensions["casekit"].store.write() as session:
        for table in ("response", "score", "hint", "attempt", "person"):
            session.connection.exec_driver_sql(f"DELETE FROM {table}")
    assert visitor.get(visitor.start()).status_code == 200
