"""What the page's script is told when it saves: what is kept, what is newer, what has ended."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from factories import make_workspace
from flask import Flask
from web.classroom import GRADED_QUIZZES, NOTE, assign, enter_as, make_section
from web.conftest import MakeApp
from web.visitor import FETCH, QUIZ, Visitor, store_of, words

from casekit.delivery.assigning import change_assignment
from casekit.delivery.sections import SectionRef
from casekit.delivery.sitting import to_ms


@pytest.fixture
def graded(make_app: MakeApp, tmp_path: Path) -> Flask:
    """A course with a graded quiz, assigned to the section of ada and bob."""
    app = make_app(make_workspace(tmp_path / "graded", quizzes=GRADED_QUIZZES))
    assign(app, make_section(app, "ines", "ada", "bob"))
    return app


def save(visitor: Visitor, address: str, number: str, seq: int, slot: int = 2) -> dict:
    fields = {f"s{slot}-number": number, f"n{slot}": str(seq), "action": "save"}
    reply = visitor.send(address, fields, script=True)
    assert reply.status_code == 200, reply.text
    return reply.json


def move_due(app: Flask, ago: timedelta) -> None:
    """As if time had passed: the end of every attempt was so long ago."""
    with store_of(app).write() as session:
        due = (datetime.now(UTC) - ago).replace(tzinfo=None)
        session.connection.exec_driver_sql(
            "UPDATE attempt SET due_at = ?", (due.isoformat(" ", "microseconds"),)
        )


def test_an_answer_is_acknowledged_with_its_number_and_the_servers_time(graded: Flask) -> None:
    ada = enter_as(graded, "ada")
    address = ada.start(NOTE)
    before = to_ms(datetime.now(UTC))
    reply = save(ada, address, "61", before)
    assert reply["slots"] == {"2": {"seq": before, "state": "saved"}}
    assert before <= reply["now"] <= to_ms(datetime.now(UTC))
    assert 19 * 60_000 < reply["due"] - reply["now"] <= 20 * 60_000


def test_a_late_answer_does_not_replace_a_newer_one(graded: Flask) -> None:
    """Seen to fail when responses were written without comparing their numbers."""
    ada = enter_as(graded, "ada")
    address = ada.start(NOTE)
    now = to_ms(datetime.now(UTC))
    save(ada, address, "62", now)
    reply = save(ada, address, "61", now - 5000)
    assert reply["slots"] == {"2": {"seq": now, "state": "newer"}}
    assert 'value="62"' in ada.get(address).text


def test_the_same_post_again_writes_nothing(graded: Flask) -> None:
    ada = enter_as(graded, "ada")
    address = ada.start(NOTE)
    now = to_ms(datetime.now(UTC))
    assert save(ada, address, "61", now)["slots"] == save(ada, address, "61", now)["slots"]
    with store_of(graded).read() as session:
        count = session.connection.exec_driver_sql("SELECT count(*) FROM response").scalar()
    assert count == 1


def test_a_beacon_is_taken_without_an_answer(graded: Flask) -> None:
    ada = enter_as(graded, "ada")
    address = ada.start(NOTE)
    fields = {"action": "save", "via": "beacon", "s2-number": "61", "n2": "5"}
    assert ada.send(address, fields).status_code == 204
    assert 'value="61"' in ada.get(address).text


def test_a_flag_stays_and_goes(graded: Flask) -> None:
    ada = enter_as(graded, "ada")
    address = ada.start(NOTE)
    assert ada.post(address, script=True, action="flag:1").status_code == 204
    assert 'value="unflag:1" aria-pressed="true"' in ada.get(address).text
    assert ada.post(address, action="unflag:1", s2_number="61").status_code == 303
    page = ada.get(address).text
    assert 'value="flag:1" aria-pressed="false"' in page
    assert 'value="61"' in page


def test_a_script_without_a_session_is_told_where_to_sign_in(graded: Flask) -> None:
    ada = enter_as(graded, "ada")
    address = ada.start(NOTE)
    ada.client.delete_cookie("casekit")
    data = {"action": "save", "s2-number": "61", "csrf_token": ada.token}
    reply = ada.client.post(address, data=data, headers=FETCH)
    assert (reply.status_code, reply.json) == (401, {"sign_in": f"/sign-in?next={address}"})


def test_a_script_with_an_old_token_is_given_a_new_one(graded: Flask) -> None:
    ada = enter_as(graded, "ada")
    address = ada.start(NOTE)
    data = {"action": "save", "s2-number": "61", "n2": "5", "csrf_token": "old"}
    reply = ada.client.post(address, data=data, headers=FETCH)
    assert reply.status_code == 403
    again = {**data, "csrf_token": reply.json["token"]}
    assert ada.client.post(address, data=again, headers=FETCH).status_code == 200


def test_another_students_attempt_does_not_exist(graded: Flask) -> None:
    address = enter_as(graded, "ada").start(NOTE)
    reply = enter_as(graded, "bob").post(address, script=True, action="save", s2_number="61")
    assert reply.status_code == 404


def test_in_the_grace_an_answer_is_still_taken(graded: Flask) -> None:
    ada = enter_as(graded, "ada")
    address = ada.start(NOTE)
    move_due(graded, timedelta(seconds=50))
    save(ada, address, "61", 5)
    assert ada.post(f"{address}/submit", action="due").status_code == 303
    assert "1 point out of 3" in words(ada.get(f"{address}/result"))


def test_after_the_grace_nothing_is_taken_and_what_was_saved_counts(graded: Flask) -> None:
    """Seen to fail when `open_attempt` did not ask whether the time is over."""
    ada = enter_as(graded, "ada")
    address = ada.start(NOTE)
    save(ada, address, "61", 5)
    move_due(graded, timedelta(seconds=70))
    fields = {"s2-number": "99", "n2": "6", "action": "save"}
    reply = ada.send(address, fields, script=True)
    assert (reply.status_code, reply.json) == (409, {"closed": f"{address}/result"})
    result = words(ada.get(f"{address}/result"))
    assert "1 point out of 3" in result
    late = ada.post(f"{address}/submit", s2_number="99")
    assert late.status_code == 303
    assert words(ada.get(f"{address}/result")) == result


def test_saving_after_handing_in_says_that_it_is_over(graded: Flask) -> None:
    """Seen to fail when `open_attempt` did not look at the attempt in its transaction."""
    ada = enter_as(graded, "ada")
    address = ada.start(NOTE)
    ada.post(f"{address}/submit", action="anyway")
    fields = {"s2-number": "61", "n2": "6", "action": "save"}
    assert ada.send(address, fields, script=True).status_code == 409


def test_what_no_form_of_ours_sends_is_refused(graded: Flask) -> None:
    ada = enter_as(graded, "ada")
    address = ada.start(NOTE)
    for fields in ({"n2": "-1"}, {"n2": "9" * 17}, {"n2": "1.5"}, {"s9-number": "1"}, {"x": "1"}):
        reply = ada.send(address, {"action": "save", **fields}, script=True)
        assert (reply.status_code, reply.json) == (400, {"refused": True}), fields


def test_an_absurd_number_of_an_answer_locks_nobody_out(graded: Flask) -> None:
    ada = enter_as(graded, "ada")
    address = ada.start(NOTE)
    save(ada, address, "60", 10**15)
    later = to_ms(datetime.now(UTC)) + 6000
    assert save(ada, address, "61", later)["slots"]["2"]["state"] in {"saved", "newer"}
    ada.post(address, action="save", s2_number="61")  # without a number it is always new
    assert 'value="61"' in ada.get(address).text


def test_the_start_page_says_what_counts(graded: Flask) -> None:
    page = words(enter_as(graded, "ada").get(NOTE))
    for part in ("20 min", "60%"):
        assert part in page


def test_a_quiz_that_is_not_open_yet_or_no_more_is_not_begun(make_app, tmp_path: Path) -> None:
    app = make_app(make_workspace(tmp_path / "late", quizzes=GRADED_QUIZZES))
    section = make_section(app, "ines", "ada")
    assign(app, section, closes_at=datetime.now(UTC) + timedelta(hours=1))
    ada = enter_as(app, "ada")
    for column, shift in (("closes_at", timedelta(minutes=-1)), ("opens_at", timedelta(days=1))):
        moment = (datetime.now(UTC) + shift).replace(tzinfo=None)
        with store_of(app).write() as session:
            session.connection.exec_driver_sql(
                f"UPDATE assignment SET {column} = ?", (moment.isoformat(" ", "microseconds"),)
            )
        reply = ada.post(NOTE)
        assert reply.status_code == 409
        assert "Start" not in words(ada.get(NOTE)).split()
        with store_of(app).write() as session:
            session.connection.exec_driver_sql("UPDATE assignment SET closes_at = NULL")


def test_a_running_attempt_is_called_cut_only_where_the_closing_cuts_it(
    make_app, tmp_path: Path
) -> None:
    app = make_app(make_workspace(tmp_path / "cut", quizzes=GRADED_QUIZZES))
    section, now = make_section(app, "ines", "ada", "bob"), datetime.now(UTC)
    assign(app, section, closes_at=now + timedelta(hours=1))
    ada, bob = enter_as(app, "ada"), enter_as(app, "bob")
    ada.start(NOTE)
    ref = SectionRef("demo", section.section_id, "ines")
    begun = (now - timedelta(minutes=15)).replace(tzinfo=None)  # of the quiz's twenty
    with store_of(app).write() as session:
        session.connection.exec_driver_sql(
            "UPDATE attempt SET started_at = ?", (begun.isoformat(" ", "microseconds"),)
        )
    change_assignment(store_of(app), ref, "cas/note", (now, now + timedelta(minutes=10)), now)
    bob.start(NOTE)
    assert "Less than the full time" not in words(ada.get(NOTE))
    assert "Less than the full time" in words(bob.get(NOTE))


def test_a_quiz_from_memory_closes_the_case_until_it_is_handed_in(make_app, tmp_path) -> None:
    """Seen to fail when an attempt's page did not ask: its feedback showed the passages."""
    quizzes = GRADED_QUIZZES.replace("    time_limit: 20\n", "    reading: closed\n")
    app = make_app(make_workspace(tmp_path / "memory", quizzes=quizzes))
    assign(app, make_section(app, "ines", "ada"))
    ada = enter_as(app, "ada")
    practice = ada.start(QUIZ)
    address = ada.start(NOTE)
    closed = (
        ada.get("/c/demo/cases/cas"),
        ada.get(practice),
        ada.post(practice, action="check:0", s0_choice="1"),
        ada.post(practice, action="passages:0"),
    )
    for reply in closed:
        assert reply.status_code == 409
        assert "stay closed" in words(reply)
        assert address in reply.text
    assert ada.get(address).status_code == 200
    assert ada.get("/c/demo/").status_code == 200
    ada.post(f"{address}/submit", action="anyway")
    assert ada.get("/c/demo/cases/cas").status_code == 200
