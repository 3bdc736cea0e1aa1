"""What a person can take away: everything of theirs, and nothing of anybody else."""

import json
from fractions import Fraction

import pytest
from delivery.sample import (
    QUIZ,
    begin,
    choose,
    make_bank,
    make_graded,
    minutes,
    open_class,
    start,
)

from casekit.delivery import (
    NoSuchPersonError,
    check_slot,
    erase_person,
    flag_slot,
    open_hint,
    save_answers,
    submit_attempt,
)
from casekit.delivery.personal_data import gather_data
from casekit.delivery.report import Told, report_question


def sit(store, **settings):
    """A class in which Ada and Bob have handed in; Ada's id."""
    bank = make_graded(**settings)
    room = open_class(store, bank, closes_at=minutes(60))
    ada, bob = room.add_student(store, "Ada", Fraction(3, 2)), room.add_student(store, "Bob")
    for student, letter in ((ada, "a"), (bob, "b")):
        attempt, ref = start(store, bank, student)
        save_answers(store, ref, choose(attempt, 0, "c"), minutes(1))
        open_hint(store, ref, 1, "passages", minutes(2))
        flag_slot(store, ref, 2, minutes(2), flagged=True)
        submit_attempt(store, ref, choose(attempt, 0, letter), minutes(3))
    return ada


def test_it_is_everything_of_the_person(store):
    data = gather_data(store, sit(store), minutes(4))
    assert data["person"] == {
        "name": "Ada",
        "email": "ada@example.org",
        "role": "student",
        "language": None,
    }
    assert data["sections"] == [
        {
            "course": "demo",
            "name": "Groupe 1",
            "role": "student",
            "joined_at": "2026-01-15T09:00:00+00:00",
            "time_factor": "3/2",
        }
    ]
    [attempt] = data["attempts"]
    assert (attempt["course"], attempt["quiz"]) == ("demo", QUIZ)
    assert attempt["questions"] == ["cas/canal", "cas/annee", "cas/ventes"]
    assert attempt["due_at"] == "2026-01-15T10:00:00+00:00"
    assert attempt["submitted_at"] == "2026-01-15T09:03:00+00:00"
    assert [(r["question"], r["kind"], r["answer"]) for r in attempt["responses"]] == [
        (0, "saved", {"letter": "c"}),
        (0, "submitted", {"letter": "a"}),
    ]
    assert [(h["question"], h["kind"]) for h in attempt["hints"]] == [(1, "passages")]
    assert attempt["flags"] == [2]
    assert attempt["scores"][0] == {"question": 0, "points": "1", "of": "1"}


def test_it_is_nothing_of_anybody_else(store):
    text = json.dumps(gather_data(store, sit(store), minutes(4)))
    assert "Bob" not in text
    assert "bob@example.org" not in text
    assert '"letter": "b"' not in text


def test_nothing_that_proves_who_somebody_is_is_in_it(store):
    ada = sit(store)
    text = json.dumps(gather_data(store, ada, minutes(4)))
    assert "hash" not in text
    assert "token" not in text


def test_attempts_of_every_course_are_in_it(store):
    ada = sit(store)
    start(store, make_bank(course_id="other"), ada, minutes(5))
    data = gather_data(store, ada, minutes(6))
    assert [attempt["course"] for attempt in data["attempts"]] == ["demo", "other"]
    assert data["attempts"][1]["submitted_at"] is None


def scores(store, ada, at):
    [attempt] = gather_data(store, ada, at)["attempts"]
    return attempt["scores"]


def test_scores_that_are_held_back_until_the_end_are_not_in_it_before(store):
    ada = sit(store, feedback="on-close")
    assert scores(store, ada, minutes(60)) == []
    assert scores(store, ada, None) == []
    assert len(scores(store, ada, minutes(63))) == 3


def test_scores_of_checked_questions_are_in_it_before_the_end(store):
    attempt, ref = begin(store)
    check_slot(store, ref, 0, choose(attempt, 0, "b"), minutes(1))
    found = scores(store, ref.person_id, minutes(2))
    assert found == [{"question": 0, "points": "0", "of": "1"}]


def test_reports_of_the_person_are_in_it(store):
    attempt, ref = begin(store)
    check_slot(store, ref, 0, choose(attempt, 0, "b"), minutes(1))
    told = Told("key-wrong", "La clé est fausse.")
    report_question(store, make_bank(), ref, 0, told, minutes(2))
    [report] = gather_data(store, ref.person_id, minutes(3))["reports"]
    assert (report["item"], report["text"]) == ("cas/canal", "La clé est fausse.")


def test_nobody_has_no_data_and_who_is_erased_neither(store):
    ada = sit(store)
    erase_person(store, ada, minutes(5))
    for person_id in (ada, "nobody"):
        with pytest.raises(NoSuchPersonError):
            gather_data(store, person_id, minutes(6))
