"""An instructor's sections and results, from the desk to a single attempt."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from factories import make_workspace
from flask import Flask
from openpyxl import load_workbook
from web.classroom import GRADED_QUIZZES, NOTE, TEACH, address_of, enter_as, make_section
from web.visitor import DESK, Visitor, store_of, words

from casekit.domain.section import Section, show_code

OPEN = {"opens": "2020-01-01T08:00", "closes": "", "action": "save"}
ON_NOTE = "/quizzes/cas/note"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "course", quizzes=GRADED_QUIZZES)


@pytest.fixture
def section(app: Flask) -> Section:
    return make_section(app, "prof", "ada", "bob")


@pytest.fixture
def prof(app: Flask, section: Section) -> Visitor:
    return enter_as(app, "prof", "instructor")


@pytest.fixture
def ada(app: Flask, section: Section) -> Visitor:
    return enter_as(app, "ada")


def open_quiz(prof: Visitor, section: Section, **times: str) -> None:
    assert prof.post(address_of(section, ON_NOTE), **{**OPEN, **times}).status_code == 303


def hand_in(student: Visitor) -> str:
    """Two points of three; returns the attempt's id."""
    address = student.start(NOTE)
    answers = {"s0-choice": "2", "s2-number": "61", "action": "anyway"}
    assert student.send(f"{address}/submit", answers).status_code == 303
    return address.rsplit("/", 1)[1]


def test_an_instructor_without_sections_is_told_the_next_step(instructor: Visitor) -> None:
    assert "give them its code, then open graded quizzes to it" in words(instructor.get(DESK))


def test_a_section_is_made_on_the_desk_and_listed_there(instructor: Visitor) -> None:
    made = instructor.post(f"{TEACH}/", name="  Groupe   A ")
    assert made.status_code == 303
    page = words(instructor.get(made.location))
    assert "Groupe A" in page
    assert "Give the code to your students" in page
    [code] = re.findall(r"Code to join ([A-Z2-9]{4}-[A-Z2-9]{4})", page)
    assert f"http://localhost/join/{code}" in page
    assert f"Groupe A {code} · 0 students" in words(instructor.get(DESK))


@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "a\u202eb"])
def test_a_name_that_is_none_is_asked_again(prof: Visitor, section: Section, name: str) -> None:
    for address, field in ((f"{TEACH}/", "new-section"), (address_of(section), "name")):
        reply = prof.post(address, name=name, action="rename")
        assert reply.status_code == 422
        assert "Write a name of at most 100 characters." in reply.text
        assert f'<a href="#{field}">Write a name' in reply.text  # the summary leads to the field
        assert f'id="{field}"' in reply.text
    assert "Groupe 1" in words(prof.get(address_of(section)))


def test_a_section_is_renamed_closed_opened_and_given_a_new_code(
    prof: Visitor, section: Section
) -> None:
    address = address_of(section)
    assert prof.post(address, action="rename", name="Groupe 2").status_code == 303
    assert prof.post(address, action="close").status_code == 303
    page = words(prof.get(address))
    assert "Groupe 2" in page
    assert "Nobody can join this section any more." in page
    assert show_code(section.code) not in page
    prof.post(address, action="open")
    assert show_code(section.code) in words(prof.get(address))
    prof.post(address, action="renew")
    assert show_code(section.code) not in words(prof.get(address))
    assert prof.post(address, action="explode").status_code == 400


def test_a_hostile_name_stays_a_text(prof: Visitor, section: Section) -> None:
    prof.post(address_of(section), action="rename", name="<script>alert(1)</script>")
    for address in (address_of(section), DESK):
        assert "<script>alert" not in prof.get(address).text


def test_members_stand_with_their_extra_time(prof: Visitor, section: Section) -> None:
    member = address_of(section, "/members/ada")
    assert "Ada" in words(prof.get(member))
    assert prof.post(member, action="time", factor="3/2").status_code == 303
    assert "+50%" in words(prof.get(address_of(section)))
    for factor in ("", "3", "1.5", "0"):
        assert prof.post(member, action="time", factor=factor).status_code == 400


def test_a_password_address_is_shown_once(prof: Visitor, section: Section) -> None:
    member = address_of(section, "/members/ada")
    reply = prof.post(member, action="link")
    assert reply.status_code == 200
    assert re.search(r"http://localhost/sign-in/[\w-]{40,}", reply.text)
    assert "/sign-in/" not in prof.get(member).text
    assert reply.headers["Cache-Control"] == "no-store"


def test_removing_a_member_takes_two_steps(prof: Visitor, section: Section) -> None:
    member = address_of(section, "/members/bob")
    page = prof.get(member)
    assert page.text.index("<details>") < page.text.index('value="remove"')
    assert prof.post(member, action="remove").status_code == 303
    assert "Bob" not in words(prof.get(address_of(section)))
    assert prof.get(member).status_code == 404


def test_the_last_instructor_cannot_be_removed(prof: Visitor, section: Section) -> None:
    reply = prof.post(address_of(section, "/members/prof"), action="remove")
    assert reply.status_code == 409
    assert "at least one instructor" in words(reply)


def test_a_quiz_is_opened_moved_and_closed(prof: Visitor, section: Section) -> None:
    assert "Not opened to this section yet." in words(prof.get(address_of(section)))
    open_quiz(prof, section, closes="2099-12-31T18:30")
    page = prof.get(address_of(section))
    assert "Open until 31 December 2099 18:30" in words(page)
    assert 'value="2099-12-31T18:30"' in page.text
    assert "2 not started · 0 working · 0 done" in words(page)
    open_quiz(prof, section, opens="2098-01-01T08:00")
    assert "Opens on 1 January 2098 08:00" in words(prof.get(address_of(section)))
    prof.post(address_of(section, ON_NOTE), action="close")
    assert "Closed since" in words(prof.get(address_of(section)))


@pytest.mark.parametrize(
    ("opens", "closes", "sentence"),
    [
        ("soon", "", "Write both times as day and time"),
        ("2026-01-01", "", "Write both times as day and time"),
        ("2026-01-02T00:00", "2026-01-01T00:00", "must close after it opens"),
        ("2025-01-01T00:00", "2025-01-02T00:00", "This end has passed already"),
    ],
)
def test_times_that_make_no_sense_are_asked_again_as_they_were(
    prof: Visitor, section: Section, opens: str, closes: str, sentence: str
) -> None:
    reply = prof.post(address_of(section, ON_NOTE), opens=opens, closes=closes)
    assert reply.status_code == 422
    assert sentence in words(reply)
    assert f'value="{opens}"' in reply.text
    assert "Not opened to this section yet." in words(prof.get(address_of(section)))


def test_times_are_those_of_the_sites_zone(tmp_path: Path, make_app, workspace: Path) -> None:
    app = make_app(workspace, timezone="Europe/Paris")
    section = make_section(app, "prof")
    prof = enter_as(app, "prof", "instructor")
    open_quiz(prof, section, opens="2026-07-01T10:00")
    with store_of(app).read() as session:
        [assignment] = session.list_assignments(section.section_id)
    assert assignment.opens_at.isoformat() == "2026-07-01T08:00:00+00:00"
    assert 'value="2026-07-01T10:00"' in prof.get(address_of(section)).text


def test_practice_and_what_is_not_there_cannot_be_opened(prof: Visitor, section: Section) -> None:
    for quiz in ("cas/lecture", "cas/nothing"):
        assert prof.post(address_of(section, f"/quizzes/{quiz}"), **OPEN).status_code == 409


def test_progress_says_who_has_not_started_who_works_and_what_the_others_have(
    prof: Visitor, ada: Visitor, section: Section, app: Flask
) -> None:
    open_quiz(prof, section)
    progress = address_of(section, ON_NOTE)
    page = words(prof.get(progress))
    assert "2 students have not started, 0 are working, 0 are done." in page
    assert "Nobody has finished yet." in page
    hand_in(ada)
    enter_as(app, "bob").start(NOTE)
    page = words(prof.get(progress))
    assert "0 students have not started, 1 is working, 1 is done. Mean of the class: 67%." in page
    assert re.search(r"Bob (19|20) minutes left", page)
    assert re.search(r"Ada 2 / 3 67% ✓ passed", page)


def test_results_are_taken_away_as_a_spreadsheet(
    prof: Visitor, ada: Visitor, section: Section
) -> None:
    open_quiz(prof, section)
    hand_in(ada)
    table = prof.get(address_of(section, f"{ON_NOTE}/results.csv"))
    assert table.mimetype == "text/csv"
    assert "cas-note.csv" in table.headers["Content-Disposition"]
    line = table.data.decode("utf-8-sig").splitlines()[1].split(",")
    assert line[:8] == ["Ada", "ada@example.org", "done", "1", "2", "3", "66.6667", "yes"]
    book = prof.get(address_of(section, f"{ON_NOTE}/results.xlsx"))
    sheet = load_workbook(BytesIO(book.data)).active
    assert [cell.value for cell in sheet["A"]] == ["Name", "Ada", "Bob"]
    assert prof.get(address_of(section, f"{ON_NOTE}/results.pdf")).status_code == 404
    for reply in (table, book):
        assert reply.headers["Cache-Control"] == "no-store"


def test_an_attempt_stands_with_the_key_and_its_trail(
    prof: Visitor, ada: Visitor, section: Section
) -> None:
    open_quiz(prof, section)
    attempt_id = hand_in(ada)
    page = prof.get(address_of(section, f"/attempts/{attempt_id}"))
    text = words(page)
    assert "2 points out of 3, passed." in text
    assert "L’article ne cite qu’un canal." in text
    assert "1 handed in the answer Près de 10 000" in text
    assert "2 scored: 0 of 1, not answered" in text
    assert "/report/" not in page.text


def test_a_running_attempt_is_followed_without_a_score(
    prof: Visitor, ada: Visitor, section: Section
) -> None:
    open_quiz(prof, section)
    attempt_id = ada.start(NOTE).rsplit("/", 1)[1]
    text = words(prof.get(address_of(section, f"/attempts/{attempt_id}")))
    assert "The student is still working." in text


READS = ["", "/members/ada", ON_NOTE, f"{ON_NOTE}/results.csv", "/attempts/{attempt}"]
WRITES = ["", "/members/ada", ON_NOTE]


@pytest.mark.parametrize("who", ["ada", "colleague", "nobody"])
def test_a_section_is_there_for_its_instructors_alone(
    app: Flask, prof: Visitor, ada: Visitor, section: Section, who: str
) -> None:
    open_quiz(prof, section)
    attempt_id = hand_in(ada)
    other = make_section(app, "colleague", name="Groupe 2")
    visitor = {
        "ada": ada,
        "colleague": enter_as(app, "colleague", "instructor"),
        "nobody": Visitor(app),
    }[who]
    for path in READS:
        address = address_of(section, path.format(attempt=attempt_id))
        assert visitor.get(address).status_code == 404, address
    for path in WRITES:
        assert visitor.post(address_of(section, path), action="close").status_code == 404, path
    if who == "colleague":  # nor through their own section
        for path in (f"/attempts/{attempt_id}", "/members/ada", ON_NOTE):
            assert visitor.get(address_of(other, path)).status_code == 404, path
    assert "Open, without an end." in words(prof.get(address_of(section)))


def test_pages_speak_french(app: Flask, ada: Visitor, section: Section, prof: Visitor) -> None:
    open_quiz(prof, section)
    hand_in(ada)
    french = enter_as(app, "prof", "instructor", language="fr")
    assert "Code pour rejoindre le groupe" in words(french.get(address_of(section)))
    assert "1 étudiant n’a pas commencé" in words(french.get(address_of(section, ON_NOTE)))
    table = french.get(address_of(section, f"{ON_NOTE}/results.csv")).data.decode("utf-8-sig")
    assert table.splitlines()[1].split(";")[4:8] == ["2", "3", "66,6667", "oui"]


def test_a_colleague_becomes_an_instructor_of_the_section(app: Flask, section, prof) -> None:
    make_section(app, "igor", name="Groupe 2")
    igor = enter_as(app, "igor", "instructor")
    assert igor.get(address_of(section)).status_code == 404
    add = {"action": "instructor", "email": " Igor@example.org"}
    assert prof.send(address_of(section), add).status_code == 303
    assert igor.get(address_of(section)).status_code == 200


@pytest.mark.parametrize("email", ["nobody@example.org", "ada@example.org", ""])
def test_only_an_instructor_can_be_added_as_one(prof, section, email: str) -> None:
    reply = prof.send(address_of(section), {"action": "instructor", "email": email})
    assert reply.status_code == 422
    assert "No instructor has this address" in words(reply)


def test_an_instructor_tries_a_graded_quiz_as_often_as_they_like(app, prof: Visitor) -> None:
    """The button went after the attempts that a student has, and came with a student's minutes."""
    for _ in range(3):
        page = prof.get(NOTE)
        assert "min" not in words(page).split("Graded quiz")[1].split("You")[0]
        assert "try this quiz as an instructor" in words(page)
        assert f'action="{NOTE}"' in page.text
        hand_in(prof)
