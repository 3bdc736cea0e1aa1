"""How a person stands with quizzes: on which terms, what is under way, and what has ended."""

from dataclasses import replace
from fractions import Fraction

import pytest
from delivery.sample import (
    NOW,
    QUIZ,
    attempts_of,
    begin,
    begin_graded,
    choose,
    make_bank,
    make_graded,
    minutes,
    open_class,
    start,
)
from sqlalchemy import event

from casekit.delivery import (
    find_person,
    list_standings,
    make_guest,
    save_answers,
    start_attempt,
    submit_attempt,
)
from casekit.delivery.assigning import assign_quiz
from casekit.delivery.sections import join_section


def stand(store, bank, person_id, now=NOW):
    return list_standings(store, bank, find_person(store, person_id), [QUIZ], now)[QUIZ]


def test_who_has_begun_nothing_has_all_attempts(store):
    bank = make_bank(attempts=3)
    standing = stand(store, bank, make_guest(store, NOW).person_id)
    assert (standing.attempts, standing.left) == (3, 3)
    assert (standing.running, standing.last_ended_id, standing.assigned) == (None, None, None)


def test_what_is_under_way_says_how_far_it_is(store):
    bank = make_bank()
    attempt, ref = begin(store, bank)
    save_answers(store, ref, choose(attempt, 0, "a") | choose(attempt, 1, "b"), minutes(1))
    save_answers(store, ref, {0: {}} | choose(attempt, 1, "a"), minutes(2))  # one is emptied
    begin(store, bank)  # another person's
    running = stand(store, bank, ref.person_id).running
    assert (running.attempt_id, running.answered) == (attempt.attempt_id, 1)
    assert len(running.plan.slots) == 3


def test_the_newest_of_those_that_have_ended_is_the_last(store):
    bank = make_bank()
    first, ref = begin(store, bank)
    submit_attempt(store, ref, {}, minutes(1))
    second = start_attempt(store, bank, QUIZ, ref.person_id, minutes(2), seed=2)
    standing = stand(store, bank, ref.person_id)
    assert standing.last_ended_id == first.attempt_id
    assert standing.running.attempt_id == second.attempt_id
    assert standing.left is None


def test_one_whose_time_is_over_is_closed_first(store):
    bank = make_graded(time_limit=20, attempts=2)
    ada = open_class(store, bank).add_student(store)
    attempt, _ = start(store, bank, ada)
    standing = stand(store, bank, ada, minutes(30))
    assert (standing.running, standing.last_ended_id) == (None, attempt.attempt_id)
    assert standing.left == 1
    assert attempts_of(store, ada)[0].end_reason == "due"


def test_the_terms_are_those_of_the_assignment_and_of_its_student(store):
    bank = make_graded(time_limit=15)
    room = open_class(store, bank, closes_at=minutes(60))
    ada = room.add_student(store, factor=Fraction(5, 4))
    standing = stand(store, bank, ada, minutes(1))
    assert standing.minutes == 19  # 18.75, said in whole minutes
    assert standing.ends_at == minutes(19.75)
    assert standing.assigned.assignment.closes_at == minutes(60)
    assert stand(store, bank, ada, minutes(55)).ends_at == minutes(60)


def test_attempts_under_another_assignment_do_not_count(store):
    bank = make_graded()
    attempt, ref = begin_graded(store)
    submit_attempt(store, ref, {}, minutes(1))
    assert stand(store, bank, ref.person_id).left == 0
    again = open_class(store, bank, opens_at=minutes(5))
    join_section(store, again.code, ref.person_id, minutes(5))
    standing = stand(store, bank, ref.person_id, minutes(6))
    assert standing.assigned.assignment.assignment_id == attempt.assignment_id  # still open
    over = open_class(store, bank, closes_at=minutes(1))
    bob = over.add_student(store, "Bob")
    join_section(store, again.code, bob, minutes(5))
    assert stand(store, bank, bob, minutes(6)).left == 1


def test_an_instructor_tries_without_limit_and_without_an_end(store):
    bank = make_graded(time_limit=20, attempts=1)
    room = open_class(store, bank, closes_at=minutes(60))
    _, ref = start(store, bank, room.ref.person_id)
    submit_attempt(store, ref, {}, minutes(1))
    standing = stand(store, bank, room.ref.person_id, minutes(2))
    assert (standing.attempts, standing.left, standing.minutes) == (0, None, None)
    assert standing.ends_at is None
    assert start(store, bank, room.ref.person_id, minutes(90))[0].is_open


def make_many(number):
    """The bank with so many graded quizzes."""
    bank = make_graded(time_limit=20)
    quizzes = {
        f"cas/q{n}": bank.quizzes[QUIZ].model_copy(update={"id": f"q{n}"}) for n in range(number)
    }
    return replace(bank, quizzes={**bank.quizzes, **quizzes})


@pytest.mark.parametrize("begun", [False, True])
def test_many_quizzes_take_no_more_questions_than_one(store, begun):
    bank = make_many(12)
    room = open_class(store, bank)
    ada = room.add_student(store)
    for quiz_id in bank.quizzes:
        if quiz_id != QUIZ:
            assign_quiz(store, room.ref, bank, quiz_id, (NOW, None), NOW)
        if begun:
            start_attempt(store, bank, quiz_id, ada, NOW)
    ada, asked = find_person(store, ada), []
    event.listen(store.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    list_standings(store, bank, ada, [QUIZ], minutes(1))
    for_one = len(asked)
    asked.clear()
    assert len(list_standings(store, bank, ada, bank.quizzes, minutes(1))) == 13
    assert len(asked) == for_one
