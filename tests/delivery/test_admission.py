"""Who may begin an attempt, and when."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from delivery.sample import (
    GRACE,
    NOW,
    QUIZ,
    SECOND,
    attempts_of,
    choose,
    make_graded,
    minutes,
    open_class,
    start,
)

from casekit.delivery import (
    NoAttemptsLeftError,
    NoSuchPersonError,
    NotAssignedError,
    NotOpenError,
    change_role,
    list_standings,
    make_guest,
    save_answers,
    start_attempt,
    submit_attempt,
)
from casekit.delivery.assigning import assign_quiz
from casekit.delivery.errors import OtherAttemptError
from casekit.delivery.people import new_person
from casekit.delivery.sections import join_section


def test_an_attempt_begins_from_the_opening_until_just_before_the_end(store):
    bank = make_graded()
    room = open_class(store, bank, opens_at=minutes(10), closes_at=minutes(20))
    ada, bob = room.add_student(store, "Ada"), room.add_student(store, "Bob")
    with pytest.raises(NotOpenError) as caught:
        start(store, bank, ada, minutes(10) - SECOND)
    assert caught.value.opens_at == minutes(10)
    assert start(store, bank, ada, minutes(10))[0].is_open
    assert start(store, bank, bob, minutes(20) - SECOND)[0].due_at == minutes(20)


def test_nothing_begins_once_the_assignment_has_closed(store):
    bank = make_graded()
    ada = open_class(store, bank, closes_at=minutes(20)).add_student(store)
    with pytest.raises(NotOpenError) as caught:
        start(store, bank, ada, minutes(20))
    assert caught.value.opens_at is None


def test_a_graded_quiz_is_for_those_to_whom_it_is_assigned(store):
    bank = make_graded()
    open_class(store, bank)
    stranger = new_person("student", "Bob", "bob@example.org")
    with store.write() as session:
        session.add_person(stranger, NOW)
    for person in (stranger, make_guest(store, NOW)):
        assert list_standings(store, bank, person, [QUIZ], NOW) == {}
        with pytest.raises(NotAssignedError):
            start(store, bank, person.person_id)
    with pytest.raises(NoSuchPersonError):
        start(store, bank, "nobody")


def test_a_graded_quiz_is_begun_once_unless_it_allows_more(store):
    bank = make_graded()
    ada = open_class(store, bank).add_student(store)
    attempt, ref = start(store, bank, ada)
    assert start(store, bank, ada, minutes(1))[0] == attempt
    submit_attempt(store, ref, {}, minutes(2))
    with pytest.raises(NoAttemptsLeftError):
        start(store, bank, ada, minutes(3))


def test_an_instructor_tries_without_assignment_and_limits(store):
    bank = make_graded(time_limit=20, attempts=1)
    room = open_class(store, bank, opens_at=minutes(60))
    for at in (NOW, minutes(5)):
        attempt, ref = start(store, bank, room.ref.person_id, at)
        assert (attempt.assignment_id, attempt.due_at) == (None, None)
        assert submit_attempt(store, ref, {}, at).end_reason == "submitted"


def test_who_is_no_instructor_any_more_needs_an_assignment(store):
    bank = make_graded()
    room = open_class(store, bank)
    change_role(store, room.ref.person_id, "student", NOW)
    with pytest.raises(NotAssignedError):
        start(store, bank, room.ref.person_id)


def test_coming_back_after_the_end_begins_the_next_attempt_if_one_is_left(store):
    bank = make_graded(time_limit=20, attempts=2)
    ada = open_class(store, bank).add_student(store)
    first, ref = start(store, bank, ada)
    save_answers(store, ref, choose(first, 0, "a"), minutes(1))
    assert start(store, bank, ada, minutes(20) + GRACE)[0].attempt_id == first.attempt_id
    second, _ = start(store, bank, ada, minutes(30))
    assert second.attempt_id != first.attempt_id
    assert second.due_at == minutes(50)
    closed, running = attempts_of(store, ada)
    assert (closed.submitted_at, closed.score().points) == (minutes(20), 1)
    assert running.is_open
    with pytest.raises(NoAttemptsLeftError):
        start(store, bank, ada, minutes(60))


def test_several_tabs_that_come_back_after_the_end_begin_one_attempt(store):
    bank = make_graded(time_limit=20, attempts=0)
    ada = open_class(store, bank).add_student(store)
    start(store, bank, ada)
    with ThreadPoolExecutor(4) as threads:
        again = list(threads.map(lambda _: start(store, bank, ada, minutes(30))[0], range(4)))
    assert len({attempt.attempt_id for attempt in again}) == 1
    assert len(attempts_of(store, ada)) == 2


def test_who_repeats_the_course_in_another_section_has_all_attempts_again(store):
    """Attempts are counted under the assignment, not for ever."""
    bank = make_graded(attempts=1)
    first = open_class(store, bank, closes_at=minutes(60))
    ada = first.add_student(store, "Ada")
    attempt, ref = start(store, bank, ada)
    submit_attempt(store, ref, {}, minutes(5))
    with pytest.raises(NoAttemptsLeftError):
        start(store, bank, ada, minutes(6))
    second = open_class(store, bank, opens_at=minutes(600))
    join_section(store, second.code, ada, minutes(600))
    again, _ = start(store, bank, ada, minutes(601))
    assert again.assignment_id != attempt.assignment_id


def test_a_quiz_from_memory_does_not_begin_beside_another_graded_one(store):
    """Its rule would close the page of the quiz that is under way, while its clock runs."""
    bank = make_graded(attempts=1)
    ada = open_class(store, bank).add_student(store, "Ada")
    running, ref = start(store, bank, ada)
    memory = replace(
        bank,
        quizzes={
            **bank.quizzes,
            "cas/memory": bank.quizzes[QUIZ].model_copy(
                update={"id": "memory", "reading": "closed"}
            ),
        },
    )
    room = open_class(store, bank)
    assign_quiz(store, room.ref, memory, "cas/memory", (NOW, None), NOW)
    join_section(store, room.code, ada, NOW)
    with pytest.raises(OtherAttemptError) as caught:
        start_attempt(store, memory, "cas/memory", ada, minutes(1))
    assert caught.value.attempt_id == running.attempt_id
    submit_attempt(store, ref, {}, minutes(2))
    assert start_attempt(store, memory, "cas/memory", ada, minutes(3)).is_open
