"""A quiz from memory: while it runs, nothing of its course's cases opens to its student."""

from dataclasses import replace

import pytest
from delivery.sample import NOW, QUIZ, choose, make_bank, minutes, open_class, start

from casekit.delivery import (
    ReadingClosedError,
    check_reading,
    check_slot,
    get_attempt,
    get_sitting,
    make_guest,
    open_hint,
    save_answers,
    submit_attempt,
)
from casekit.delivery.assigning import assign_quiz, close_assignment
from casekit.delivery.sections import set_time_factor
from casekit.domain.quiz import Quiz

EXAM = {"kind": "graded", "reading": "closed", "time_limit": 20}
PRACTICE, SECOND = "cas/entrainement", "cas/second"


def make_course(course_id="demo", **settings):
    """An exam from memory, a practice quiz and a second exam, of the same items."""
    bank = make_bank(course_id=course_id, **EXAM, **settings)
    same = {"title": "Un autre", "items": list(bank.items)}
    others = {
        PRACTICE: Quiz.model_validate({"id": "entrainement", **same}),
        SECOND: Quiz.model_validate({"id": "second", **same, **EXAM}),
    }
    return replace(bank, quizzes={**bank.quizzes, **others})


@pytest.fixture
def bank():
    return make_course()


@pytest.fixture
def room(store, bank):
    return open_class(store, bank)


@pytest.fixture
def ada(store, room):
    return room.add_student(store)


@pytest.fixture
def practice(store, bank, ada):
    """Practice that Ada began a minute before the exam."""
    begun = start(store, bank, ada, quiz_id=PRACTICE)
    start(store, bank, ada, at=minutes(1))
    return begun


READING = {
    "case": lambda store, ref, at: check_reading(store, "demo", ref.person_id, at),
    "check": lambda store, ref, at: check_slot(store, ref, 0, {}, at),
    "passages": lambda store, ref, at: open_hint(store, ref, 0, "passages", at),
    "hint": lambda store, ref, at: open_hint(store, ref, 0, "hint", at),
    "sitting": lambda store, ref, at: get_sitting(store, ref, at),
}


@pytest.mark.parametrize("step", READING)
def test_while_a_quiz_from_memory_runs_nothing_else_is_read(store, bank, ada, practice, step):
    exam, _ = start(store, bank, ada, at=minutes(2))
    with pytest.raises(ReadingClosedError) as caught:
        READING[step](store, practice[1], minutes(2))
    assert caught.value.attempt_id == exam.attempt_id


@pytest.mark.parametrize("step", READING)
def test_after_its_end_everything_is_read_again(store, bank, ada, practice, step):
    _, ref = start(store, bank, ada, at=minutes(2))
    submit_attempt(store, ref, {}, minutes(3))
    READING[step](store, practice[1], minutes(3))


@pytest.mark.parametrize("step", READING)
def test_an_overdue_quiz_bars_nothing_although_nobody_has_closed_it(store, practice, step):
    late = minutes(22) + (minutes(1) - NOW) / 60
    with pytest.raises(ReadingClosedError):
        READING[step](store, practice[1], minutes(22))
    READING[step](store, practice[1], late)


@pytest.mark.parametrize("quiz_id", [PRACTICE, SECOND])
def test_no_other_attempt_begins_while_a_quiz_from_memory_runs(store, bank, room, ada, quiz_id):
    assign_quiz(store, room.ref, bank, SECOND, (NOW, None), NOW)
    _, exam = start(store, bank, ada)
    with pytest.raises(ReadingClosedError):
        start(store, bank, ada, minutes(1), quiz_id=quiz_id)
    submit_attempt(store, exam, {}, minutes(2))
    assert start(store, bank, ada, minutes(2), quiz_id=quiz_id)[0].is_open


def test_the_quiz_itself_is_seen_and_resumed(store, bank, ada):
    exam, ref = start(store, bank, ada)
    assert get_sitting(store, ref, minutes(1))[0] == exam
    assert start(store, bank, ada, at=minutes(1))[0] == exam
    check_reading(store, "demo", ada, minutes(1), exam.attempt_id)


def test_answers_given_before_are_still_saved(store, practice):
    attempt, ref = practice
    saved = save_answers(store, ref, choose(attempt, 0, "a"), minutes(2))
    assert get_attempt(store, ref, minutes(2)) == saved


def test_what_is_barred_writes_nothing(store, practice):
    attempt, ref = practice
    with pytest.raises(ReadingClosedError):
        check_slot(store, ref, 0, choose(attempt, 0, "a"), minutes(2))
    assert get_attempt(store, ref, minutes(2)) == attempt


def test_other_people_and_other_courses_are_not_concerned(store, bank, room, ada, practice):
    for person_id in (room.add_student(store, "Bob"), make_guest(store, NOW).person_id):
        check_reading(store, "demo", person_id, minutes(2))
        assert start(store, bank, person_id, minutes(2), quiz_id=PRACTICE)[0].is_open
    check_reading(store, "other", ada, minutes(2))
    assert start(store, make_course("other"), ada, minutes(2), quiz_id=PRACTICE)[0].is_open


def test_an_instructor_who_tries_it_still_reads(store, bank, room):
    _, trial = start(store, bank, room.ref.person_id)
    check_reading(store, "demo", room.ref.person_id, minutes(1))
    _, practice = start(store, bank, room.ref.person_id, minutes(1), quiz_id=PRACTICE)
    assert get_sitting(store, practice, minutes(1))[0].is_open
    assert get_sitting(store, trial, minutes(1))[0].is_open


def test_a_graded_quiz_with_open_reading_bars_nothing(store):
    bank = make_bank(kind="graded")
    ada = open_class(store, bank).add_student(store)
    start(store, bank, ada)
    check_reading(store, "demo", ada, minutes(1))


def test_closing_the_assignment_opens_the_reading_after_the_grace(store, bank, room, ada):
    start(store, bank, ada)
    close_assignment(store, room.ref, QUIZ, minutes(5))
    with pytest.raises(ReadingClosedError):
        check_reading(store, "demo", ada, minutes(6))
    check_reading(store, "demo", ada, minutes(7))


def test_more_time_for_one_that_is_over_does_not_bar_the_next_one(store, bank, room, ada):
    assign_quiz(store, room.ref, bank, SECOND, (NOW, None), NOW)
    _, first = start(store, bank, ada)
    _, second = start(store, bank, ada, minutes(22), quiz_id=SECOND)
    set_time_factor(store, room.ref, ada, 2, minutes(23))
    assert get_sitting(store, second, minutes(23))[0].is_open
    submit_attempt(store, second, {}, minutes(24))
    assert not get_sitting(store, first, minutes(24))[0].is_open
