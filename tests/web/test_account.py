"""Joining by a code, signing in, the account page, and leaving."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from web.classroom import address_of, assign, enter_as, make_section
from web.members import ADA, PASSWORD, join_as_ada, sign_in
from web.visitor import DESK, HOME, QUIZ, Visitor, store_of, words

from casekit.delivery import make_sign_in_link
from casekit.domain.section import Section, show_code


@pytest.fixture
def section(app: Flask) -> Section:
    return make_section(app, "ines")


@pytest.fixture
def ada(app: Flask, section: Section) -> Visitor:
    """A student who has just joined."""
    return join_as_ada(app, section)


def test_the_address_of_a_section_leads_to_an_account(app: Flask, section: Section) -> None:
    page = words(Visitor(app).get(f"/join/{section.code}"))
    assert "Join “Groupe 1”" in page
    assert "will see your name" in page


def test_a_code_is_read_however_it_is_typed(app: Flask, section: Section) -> None:
    typed = show_code(section.code).lower().replace("-", " ")
    assert "Make your account" in words(Visitor(app).post("/join", code=typed))


def test_a_wrong_code_is_asked_again(app: Flask) -> None:
    reply = Visitor(app).post("/join", code="ABCD-2345")
    assert reply.status_code == 422
    assert words(reply).count("No section has this code") == 2


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": " "}, "Write your name"),
        ({"email": "ada"}, "Write the whole e-mail address"),
        ({"password": "court"}, "Choose a password of 8 characters or more"),
        ({"password": "motdepasse"}, "among the first guesses"),
    ],
)
def test_what_cannot_be_taken_is_asked_again_and_nothing_is_made(
    app: Flask, section: Section, change: dict[str, str], sentence: str
) -> None:
    visitor = Visitor(app)
    reply = visitor.post("/join", code=section.code, **{**ADA, **change})
    assert reply.status_code == 422
    assert words(reply).count(sentence) == 2  # at the top, and beside the field
    assert "Error:" in reply.text
    assert visitor.get("/account").status_code == 404


def test_an_address_has_one_account(app: Flask, section: Section, ada: Visitor) -> None:
    reply = Visitor(app).post("/join", code=section.code, **{**ADA, "email": "Ada@Example.org"})
    assert reply.status_code == 422
    assert "has an account already" in words(reply)


def test_who_has_an_account_joins_with_one_click(app: Flask, ada: Visitor) -> None:
    second = make_section(app, "ines", name="Groupe 2")
    page = ada.get(f"/join/{second.code}")
    assert "You are signed in as Ada Lovelace" in words(page)
    assert ada.post("/join", code=second.code).location == HOME
    assert "Groupe 2" in words(ada.get("/account"))


def test_signing_in_leads_back_to_where_one_wanted_to_go(ada: Visitor) -> None:
    ada.post("/sign-out")
    reply = sign_in(ada, next="/c/demo/cases/cas")
    assert (reply.status_code, reply.location) == (303, "/c/demo/cases/cas")
    assert "Ada Lovelace" in ada.get("/account").text


def test_signing_in_never_leads_off_the_server(ada: Visitor) -> None:
    ada.post("/sign-out")
    assert sign_in(ada, next="https://example.org/").location == "/"


def test_what_changes_an_account_leaves_the_session_as_long_as_it_was(ada: Visitor) -> None:
    """Seen to fail: on a computer that others use, a new name kept its student signed in."""
    for stay, lasts in (("", False), ("yes", True)):
        ada.post("/sign-out")
        sign_in(ada, stay=stay)
        for address in ("/account", "/account/sign-out-everywhere", "/account/password"):
            new = {"current": PASSWORD, "password": PASSWORD}
            changed = ada.post(address, name="Ada", email="ada@example.org", **new)
            ada.token = ""
            assert changed.status_code == 303
            assert ("Expires" in changed.headers["Set-Cookie"]) is lasts


@pytest.mark.parametrize("rest", ["", "/data", "/delete"])
def test_no_browser_keeps_what_an_account_says(ada: Visitor, rest: str) -> None:
    assert ada.get(f"/account{rest}").headers["Cache-Control"] == "no-store"


def test_a_session_ends_with_the_browser_unless_it_is_to_stay(ada: Visitor) -> None:
    assert "Expires" not in session_cookie(sign_in(ada))
    assert "Expires" in session_cookie(sign_in(ada, stay="yes"))


def session_cookie(reply) -> str:
    [cookie] = [c for c in reply.headers.getlist("Set-Cookie") if c.startswith("casekit=")]
    return cookie


def test_a_wrong_password_says_no_more_than_that(app: Flask, ada: Visitor) -> None:
    """Seen to fail when an unknown address was answered with a sentence of its own."""
    known = sign_in(Visitor(app), "wrong")
    unknown = Visitor(app).post("/sign-in", email="bob@example.org", password="wrong")
    assert known.status_code == unknown.status_code == 422
    for reply in (known, unknown):
        assert "do not belong together" in words(reply)


def test_guessing_a_password_is_slowed_down(app: Flask, ada: Visitor) -> None:
    """Seen to fail when nothing was counted; the last try comes from another browser."""
    visitor = Visitor(app)
    for _ in range(5):
        sign_in(visitor, "wrong")
    reply = sign_in(Visitor(app))  # with the right password
    assert reply.status_code == 422
    assert re.search(r"Too many attempts\. Try again in \d+ seconds\.", words(reply))


def test_guessing_elsewhere_does_not_keep_somebody_out_of_their_own_device(app, ada) -> None:
    """Seen to fail when a device that had signed in before was throttled with all others."""
    stranger = Visitor(app)
    for _ in range(5):
        sign_in(stranger, "wrong")
    ada.post("/sign-out")
    assert sign_in(ada).status_code == 303
    assert "Too many attempts" in words(sign_in(stranger))


def test_a_forged_device_cookie_is_no_way_around(app: Flask, ada: Visitor) -> None:
    stranger = Visitor(app)
    stranger.client.set_cookie("casekit-device", "WyJhIl0.invented")
    for _ in range(5):
        sign_in(stranger, "wrong")
    assert "Too many attempts" in words(sign_in(stranger))


def test_a_known_device_is_throttled_too(ada: Visitor) -> None:
    ada.post("/sign-out")
    for _ in range(5):
        sign_in(ada, "wrong")
    assert "Too many attempts" in words(sign_in(ada))


def test_the_session_is_new_after_signing_in(app: Flask, ada: Visitor) -> None:
    """Seen to fail when `begin_session` did not clear the session: the old token still worked."""
    ada.post("/sign-out")
    ada.token = ""
    ada.get("/help/nothing")
    ada.post("/language", language="en")
    old = ada.token
    sign_in(ada)
    data = {"csrf_token": old, "language": "fr"}
    assert ada.client.post("/language", data=data).status_code == 400


def test_signing_out_everywhere_ends_the_other_sessions_at_once(app: Flask, ada: Visitor) -> None:
    """Seen to fail when the epoch was not compared: the other browser went on saving."""
    other = Visitor(app)
    sign_in(other)
    address = other.start()
    assert ada.post("/account/sign-out-everywhere").status_code == 303
    assert "signed out everywhere else" in words(ada.get("/account?done=sessions"))
    assert other.get("/account").status_code == 404
    saved = other.post(address, script=True, action="save", s3_number="61")
    assert saved.status_code == 401
    assert saved.json["sign_in"].startswith("/sign-in?next=/c/demo/attempts/")


def test_details_are_changed(ada: Visitor) -> None:
    king = {"name": "Ada King", "email": "king@example.org", "language": "fr"}
    wrong = ada.post("/account", **king, proof="a wrong one")
    assert wrong.status_code == 422
    assert '<a href="#proof">This is not your current password.' in wrong.text
    reply = ada.post("/account", **king, proof=PASSWORD)
    assert reply.status_code == 303
    page = ada.get(reply.location)
    assert '<html lang="fr">' in page.text
    assert "Ada King" in page.text


def test_an_address_of_somebody_else_is_not_taken_over(app: Flask, ada: Visitor) -> None:
    make_section(app, "ines", "bob")
    reply = ada.post("/account", name="Ada", email="bob@example.org", language="", proof=PASSWORD)
    assert reply.status_code == 422
    assert "has an account already" in words(reply)


def test_a_new_password_needs_the_old_one(ada: Visitor) -> None:
    wrong = ada.post("/account/password", current="faux", password="une autre phrase")
    assert wrong.status_code == 422
    assert "not your current password" in words(wrong)
    assert ada.post("/account/password", current=PASSWORD, password="une autre phrase").location
    assert sign_in(ada).status_code == 422
    assert sign_in(ada, "une autre phrase").status_code == 303


def test_a_forgotten_password_is_renewed_by_a_link_that_works_once(app: Flask, ada) -> None:
    store, now = store_of(app), datetime.now(UTC)
    with store.read() as session:
        account = session.find_account("ada@example.org")
    day = timedelta(hours=24)
    token = make_sign_in_link(store, account.person.person_id, now, day, "password")
    visitor = Visitor(app)
    assert "Choose a new password" in words(visitor.get(f"/sign-in/{token}"))
    weak = visitor.post(f"/sign-in/{token}", password="12345678")
    assert (weak.status_code, "first guesses" in words(weak)) == (422, True)
    assert visitor.post(f"/sign-in/{token}", password="une autre phrase").status_code == 303
    assert ada.get("/account").status_code == 404  # every older session has ended
    again = Visitor(app).post(f"/sign-in/{token}", password="encore une autre")
    assert again.status_code == 410
    assert sign_in(Visitor(app), "une autre phrase").status_code == 303


def test_ones_data_can_be_taken_away(ada: Visitor) -> None:
    address = ada.start()
    ada.post(address, action="save", s3_number="61")
    reply = ada.get("/account/data")
    assert reply.headers["Content-Disposition"].startswith("attachment")
    data = json.loads(reply.text)
    assert data["person"]["email"] == "ada@example.org"
    assert [attempt["quiz"] for attempt in data["attempts"]] == ["cas/lecture"]
    assert data["attempts"][0]["responses"][0]["answer"] == {"text": "61", "language": "fr"}


def test_leaving_takes_the_person_out_and_keeps_the_answers(app: Flask, ada: Visitor) -> None:
    address = ada.start()
    ada.post(f"{address}/submit")
    assert ada.post("/account/delete", current="faux").status_code == 422
    assert ada.post("/account/delete", current=PASSWORD).status_code == 303
    assert sign_in(Visitor(app)).status_code == 422
    with store_of(app).read() as session:
        people = session.connection.exec_driver_sql("SELECT name, email FROM person").all()
        attempts = session.connection.exec_driver_sql("SELECT count(*) FROM attempt").scalar()
    assert not [row for row in people if "Ada" in row[0] or (row[1] or "").startswith("ada")]
    assert attempts == 1


def test_leaving_a_section_ends_its_quizzes(app: Flask, section: Section, ada: Visitor) -> None:
    assert ada.post(f"/account/sections/{section.section_id}/leave").status_code == 303
    assert "You belong to no section yet" in words(ada.get("/account"))


def test_a_guest_has_no_account(visitor: Visitor) -> None:
    visitor.start()
    for address in ("/account", "/account/data", "/account/delete"):
        assert visitor.get(address).status_code == 404


def test_without_guests_a_visitor_signs_in_first(make_app, workspace) -> None:
    visitor = Visitor(make_app(workspace, guests=False))
    reply = visitor.post(QUIZ)
    assert (reply.status_code, reply.location) == (303, f"/sign-in?next={QUIZ}")


def test_an_instructor_lands_on_the_desk(app: Flask, section: Section) -> None:
    store, now = store_of(app), datetime.now(UTC)
    token = make_sign_in_link(store, "ines", now, timedelta(hours=1), "password")
    visitor = Visitor(app)
    reply = visitor.post(f"/sign-in/{token}", password=PASSWORD)
    assert reply.location == DESK
    assert visitor.get(address_of(section)).status_code == 200


def test_answers_posted_without_a_session_are_saved_after_signing_in(app: Flask, ada) -> None:
    """Seen to fail when the sign-in form did not carry the posted fields."""
    address = ada.start()
    attempt_page = ada.get(address).text
    ada.client.delete_cookie("casekit")
    lost = ada.client.post(address, data={"csrf_token": "old", "s3-number": "61", "action": "save"})
    assert lost.status_code == 401
    assert "is saved when you sign in" in words(lost)
    assert 'name="kept-s3-number" value="61"' in lost.text
    kept = {"kept-address": address, "kept-s3-number": "61"}
    ada.token = ""
    data = {"email": "ada@example.org", "password": PASSWORD, **kept}
    reply = ada.send("/sign-in", data)
    assert (reply.status_code, reply.location) == (303, address)
    assert 'value="61"' in ada.get(address).text
    assert 'value="61"' not in attempt_page


def test_kept_answers_never_reach_another_students_attempt(app: Flask, ada: Visitor) -> None:
    make_section(app, "ines", "bob")
    bob = enter_as(app, "bob")
    address = bob.start()
    kept = {"kept-address": address, "kept-s3-number": "61"}
    ada.post("/sign-out")
    ada.token = ""
    data = {"email": "ada@example.org", "password": PASSWORD, **kept}
    assert ada.send("/sign-in", data).status_code == 303
    assert 'value="61"' not in bob.get(address).text


def test_a_student_sees_the_graded_quiz_of_the_section_alone(make_app, tmp_path) -> None:
    from factories import make_workspace
    from web.classroom import GRADED_QUIZZES, NOTE

    app = make_app(make_workspace(tmp_path / "graded", quizzes=GRADED_QUIZZES))
    section = make_section(app, "ines", "ada")
    make_section(app, "ines", "bob", name="Groupe 2")
    assign(app, section)
    assert enter_as(app, "ada").get(NOTE).status_code == 200
    assert enter_as(app, "bob").get(NOTE).status_code == 404
    assert NOTE not in enter_as(app, "bob").get(HOME).text


def test_the_only_instructor_of_a_section_cannot_vanish(app: Flask, section: Section) -> None:
    ines = enter_as(app, "ines", "instructor")
    reply = ines.post("/account/delete", current="")
    assert (reply.status_code, reply.location) == (303, "/account?done=last")
    assert ines.get(address_of(section)).status_code == 200


def test_an_id_with_a_zero_byte_is_nobodys(ada: Visitor) -> None:
    """PostgreSQL refuses to look for it, and a refusal there would be a page of ours that broke."""
    assert ada.post("/account/sections/%00/leave").status_code == 404
