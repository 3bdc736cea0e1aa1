"""What must not keep anybody from signing in, and how they are spoken to then."""

import pytest
from factories import make_workspace
from flask import Flask
from web.classroom import GRADED_QUIZZES, NOTE, assign, enter_as, make_section
from web.members import ADA, PASSWORD, join_as_ada, sign_in
from web.visitor import HOME, QUIZ, Visitor, words

from casekit.domain.section import show_code


def test_a_guest_may_sign_in_and_join(app: Flask) -> None:
    """Seen to fail: whoever had practised once on a browser could not sign in there any more."""
    section = make_section(app, "ines")
    join_as_ada(app, section)
    guest = Visitor(app)
    guest.start()
    assert guest.get("/sign-in").status_code == 200
    page = guest.get(f"/join/{section.code}")
    assert f"/sign-in?next=/join/{show_code(section.code)}" in page.text
    reply = guest.post("/join", code=section.code)
    assert reply.status_code == 200
    assert "Make your account" in words(reply)
    assert sign_in(guest).location == "/"
    assert "Ada Lovelace" in guest.get("/account").text


def test_the_language_can_be_left_to_the_browser_again(app: Flask) -> None:
    ada = join_as_ada(app, make_section(app, "ines"))
    for language, shown in (("fr", "fr"), ("", "en")):
        ada.post("/account", name="Ada", email="ada@example.org", language=language)
        ada.token = ""
        assert f'<html lang="{shown}">' in ada.get("/account").text


@pytest.mark.parametrize("address", ["http://[x", "/c/demo/attempts/", "//example.org/"])
def test_an_address_that_is_none_keeps_nobody_from_signing_in(app: Flask, address: str) -> None:
    ada = join_as_ada(app, make_section(app, "ines"))
    ada.post("/sign-out")
    ada.token = ""
    data = {"email": "ada@example.org", "password": PASSWORD, "kept-address": address}
    reply = ada.send("/sign-in", data)
    assert (reply.status_code, reply.location) == (303, "/")


def test_without_guests_the_link_of_a_graded_quiz_leads_to_the_sign_in(make_app, tmp_path) -> None:
    """A student followed the link of the quiz of the day, signed out, and found nothing there."""
    app = make_app(make_workspace(tmp_path / "graded", quizzes=GRADED_QUIZZES), guests=False)
    section = make_section(app, "ines", "ada")
    assign(app, section)
    visitor, nothing = Visitor(app), "/c/demo/quizzes/cas/nothing"
    assert visitor.get(QUIZ).status_code == 200  # practice can be read about
    for address in (NOTE, nothing):  # a visitor is not told which of them there is
        for reply in (visitor.get(address), visitor.post(address)):
            assert (reply.status_code, reply.location) == (303, f"/sign-in?next={address}")
    ada = enter_as(app, "ada")
    assert ada.get(NOTE).status_code == 200
    assert ada.get(nothing).status_code == 404


def test_a_visitor_who_may_be_a_guest_finds_no_graded_quiz(make_app, tmp_path) -> None:
    app = make_app(make_workspace(tmp_path / "graded", quizzes=GRADED_QUIZZES))
    for address in (NOTE, "/c/demo/quizzes/cas/nothing"):
        visitor = Visitor(app)
        assert visitor.get(address).status_code == 404
        assert visitor.post(address).status_code == 404


def test_a_guest_who_makes_an_account_keeps_what_was_practised(app: Flask) -> None:
    section, guest = make_section(app, "ines"), Visitor(app)
    address = guest.start()
    assert "becomes part of your account" in words(guest.get(f"/join/{section.code}"))
    assert guest.post("/join", code=section.code, **ADA).status_code == 303
    assert guest.get(address).status_code == 200
    assert "under way" in words(guest.get(HOME)) or "Resume" in words(guest.get(HOME))
    assert "part of your account" not in words(Visitor(app).get(f"/join/{section.code}"))


@pytest.mark.parametrize("adopts", [True, False])
def test_a_guest_who_signs_in_says_whether_what_was_practised_is_theirs(
    app: Flask, adopts: bool
) -> None:
    join_as_ada(app, make_section(app, "ines"))
    guest = Visitor(app)
    address = guest.start()
    page = guest.get("/sign-in").text
    assert "what was practised on this browser" in page
    assert sign_in(guest, **({"adopt": "yes"} if adopts else {})).status_code == 303
    assert guest.get(address).status_code == (200 if adopts else 404)
    assert "what was practised on this browser" not in Visitor(app).get("/sign-in").text
