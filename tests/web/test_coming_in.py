"""What must not keep anybody from signing in, and how they are spoken to then."""

import pytest
from flask import Flask
from web.classroom import make_section
from web.members import PASSWORD, join_as_ada, sign_in
from web.visitor import Visitor, words

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
