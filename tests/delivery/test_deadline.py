"""Time: when an attempt ends, what still counts then, and what is shown when."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction

import pytest
from delivery.sample import (
    GRACE,
    NOW,
    QUIZ,
    SECOND,
    begin,
    begin_graded,
    choose,
    make_graded,
    minutes,
    open_class,
    start,
)
from sqlalchemy import func, select

from casekit.delivery import (
    AttemptClosedError,
    check_slot,
    close_overdue,
    flag_slot,
    get_attempt,
    get_sitting,
    open_hint,
    save_answers,
    start_attempt,
    submit_attempt,
)
from casekit.delivery.assigning import change_assignment, close_assignment
from casekit.delivery.sections import set_time_factor
from casekit.store.tables import score


def count_scores(store):
    with store.read() as session:
        return session.connection.scalar(select(func.count()).select_from(score))


# When it is due


@pytest.mark.parametrize(
    ("settings", "due_at", "grace_s"),
    [
        ({}, None, 0),
        ({"time_limit": 20}, minutes(20), 60),
        ({"time_limit": 20, "factor": Fraction(3, 2)}, minutes(30), 90),
        ({"time_limit": 20, "closes_at": minutes(15)}, minutes(15), 60),
        ({"time_limit": 20, "factor": 2, "closes_at": minutes(30)}, minutes(30), 120),
        ({"closes_at": minutes(30)}, minutes(30), 60),
    ],
)
def test_an_attempt_is_due_as_its_limit_its_student_and_its_assignment_say(
    store, settings, due_at, grace_s
):
    attempt, ref = begin_graded(store, **settings)
    assert (attempt.due_at, attempt.grace_s) == (due_at, grace_s)
    assert attempt.closes_at == settings.get("closes_at")
    assert get_attempt(store, ref, NOW) == attempt


def test_practice_is_never_due(store):
    attempt, ref = begin(store)
    assert (attempt.due_at, attempt.assignment_id) == (None, None)
    assert get_attempt(store, ref, minutes(10**6)).is_open


def test_more_time_moves_the_end_of_a_running_attempt(store):
    bank = make_graded(time_limit=20)
    room = open_class(store, bank)
    ada = room.add_student(store)
    attempt, ref = start(store, bank, ada)
    set_time_factor(store, room.ref, ada, Fraction(3, 2), minutes(10))
    moved = get_attempt(store, ref, minutes(25))
    assert moved == replace(attempt, due_at=minutes(30), grace_s=90)
    assert save_answers(store, ref, choose(attempt, 0, "a"), minutes(29)).is_open


def test_a_later_end_of_the_assignment_moves_that_of_a_running_attempt(store):
    bank = make_graded(time_limit=20)
    room = open_class(store, bank, closes_at=minutes(10))
    _, ref = start(store, bank, room.add_student(store))
    change_assignment(store, room.ref, QUIZ, (NOW, minutes(15)), minutes(5))
    moved = get_attempt(store, ref, minutes(12))
    assert (moved.due_at, moved.closes_at) == (minutes(15), minutes(15))


def test_closing_the_assignment_now_leaves_only_the_grace(store):
    bank = make_graded()
    room = open_class(store, bank)
    attempt, ref = start(store, bank, room.add_student(store))
    close_assignment(store, room.ref, QUIZ, minutes(5))
    saved = save_answers(store, ref, choose(attempt, 0, "a"), minutes(5) + GRACE)
    assert saved.due_at == minutes(5)
    with pytest.raises(AttemptClosedError):
        save_answers(store, ref, choose(attempt, 0, "b"), minutes(5) + GRACE + SECOND)


def test_an_attempt_that_has_ended_is_not_moved(store):
    bank = make_graded(time_limit=20)
    room = open_class(store, bank)
    ada = room.add_student(store)
    _, ref = start(store, bank, ada)
    ended = submit_attempt(store, ref, {}, minutes(25))
    set_time_factor(store, room.ref, ada, Fraction(2), minutes(26))
    assert get_attempt(store, ref, minutes(26)) == ended


@pytest.mark.parametrize("more_time", [False, True])
def test_an_attempt_that_is_over_does_not_run_again_although_nobody_has_closed_it(store, more_time):
    """Its student had seen the end, or the key; and answers came in again."""
    bank = make_graded(time_limit=20)
    room = open_class(store, bank, closes_at=minutes(15))
    ada = room.add_student(store)
    attempt, ref = start(store, bank, ada)
    save_answers(store, ref, choose(attempt, 0, "a"), minutes(1))
    change_assignment(store, room.ref, QUIZ, (NOW, minutes(90)), minutes(30))
    if more_time:
        set_time_factor(store, room.ref, ada, Fraction(2), minutes(30))
    ended = get_attempt(store, ref, minutes(30))
    assert (ended.submitted_at, ended.end_reason) == (minutes(15), "due")
    assert ended.score().points == 1


def test_less_time_takes_none_that_is_over(store):
    bank = make_graded(time_limit=20)
    room = open_class(store, bank)
    ada = room.add_student(store, factor=2)
    _, ref = start(store, bank, ada)
    set_time_factor(store, room.ref, ada, Fraction(1), minutes(30))
    assert get_attempt(store, ref, minutes(30)).due_at == minutes(30)
    other = room.add_student(store, "Bob")
    set_time_factor(store, room.ref, other, Fraction(2), minutes(30) + SECOND)
    assert get_attempt(store, ref, minutes(30)).due_at == minutes(30)  # and not a second later


# What still counts


def test_what_arrives_within_the_grace_is_kept(store):
    attempt, ref = begin_graded(store, time_limit=20)
    late = minutes(20) + GRACE
    assert save_answers(store, ref, choose(attempt, 0, "a"), late).state(0).answer.letter == "a"
    assert get_attempt(store, ref, late).is_open


def test_what_arrives_after_the_grace_closes_the_attempt_with_what_was_saved(store):
    attempt, ref = begin_graded(store, time_limit=20)
    save_answers(store, ref, choose(attempt, 0, "a"), minutes(19))
    late = minutes(20) + GRACE + SECOND
    with pytest.raises(AttemptClosedError):
        save_answers(store, ref, choose(attempt, 0, "b") | choose(attempt, 1, "b"), late)
    closed = get_attempt(store, ref, late)
    assert (closed.submitted_at, closed.end_reason) == (minutes(20), "due")
    assert closed.state(0).answer.letter == "a"
    assert closed.state(1).answer is None
    assert closed.score().points == 1


LATE = {
    "flag": lambda store, ref: flag_slot(store, ref, 0, minutes(30), flagged=True),
    "hint": lambda store, ref: open_hint(store, ref, 0, "passages", minutes(30)),
    "check": lambda store, ref: check_slot(store, ref, 0, {}, minutes(30)),
}


@pytest.mark.parametrize("step", LATE)
def test_any_step_after_the_grace_closes_the_attempt(store, step):
    _, ref = begin_graded(store, time_limit=20)
    with pytest.raises(AttemptClosedError):
        LATE[step](store, ref)
    closed = get_attempt(store, ref, minutes(30))
    assert (closed.end_reason, closed.flags) == ("due", frozenset())
    assert close_overdue(store, minutes(30)) == 0


def test_handing_in_before_the_end_is_handing_in(store):
    _, ref = begin_graded(store, time_limit=20)
    result = submit_attempt(store, ref, {}, minutes(20))
    assert (result.submitted_at, result.end_reason) == (minutes(20), "submitted")


def test_handing_in_within_the_grace_counts_and_ends_when_it_was_due(store):
    attempt, ref = begin_graded(store, time_limit=20)
    result = submit_attempt(store, ref, choose(attempt, 0, "a"), minutes(20) + GRACE)
    assert (result.submitted_at, result.end_reason) == (minutes(20), "due")
    assert result.score().points == 1
    assert get_attempt(store, ref, minutes(30)) == result


def test_handing_in_after_the_grace_drops_what_is_posted(store):
    attempt, ref = begin_graded(store, time_limit=20)
    save_answers(store, ref, choose(attempt, 0, "b"), minutes(19))
    late = minutes(20) + GRACE + SECOND
    result = submit_attempt(store, ref, choose(attempt, 0, "a"), late)
    assert (result.submitted_at, result.end_reason) == (minutes(20), "due")
    assert result.score().points == 0
    assert submit_attempt(store, ref, choose(attempt, 0, "a"), late) == result
    assert get_attempt(store, ref, late) == result


# Closing what nobody finished


def test_only_what_is_overdue_is_closed_and_counted_once(store):
    bank = make_graded(time_limit=20)
    room = open_class(store, bank)
    ada, bob, eve = (room.add_student(store, name) for name in ("Ada", "Bob", "Eve"))
    _, first = start(store, bank, ada)
    _, second = start(store, bank, bob, minutes(1))
    _, third = start(store, bank, eve, minutes(2))
    begin(store)  # practice, never due
    submit_attempt(store, third, {}, minutes(3))
    assert close_overdue(store, minutes(20) + GRACE) == 0
    assert close_overdue(store, minutes(21) + GRACE) == 1
    assert close_overdue(store, minutes(21) + GRACE) == 0
    assert get_attempt(store, first, minutes(21)).end_reason == "due"
    assert get_attempt(store, second, minutes(21)).is_open
    assert get_attempt(store, third, minutes(21)).end_reason == "submitted"


def test_one_course_is_closed_without_the_others_when_asked(store):
    for course_id in ("demo", "other"):
        bank = make_graded(course_id=course_id, time_limit=20)
        room = open_class(store, bank)
        start_attempt(store, bank, QUIZ, room.add_student(store, f"Ada-{course_id}"), NOW)
    assert close_overdue(store, minutes(30), "other") == 1
    assert close_overdue(store, minutes(30)) == 1


@pytest.mark.parametrize("look", [get_attempt, lambda *asked: get_sitting(*asked)[0]])
def test_looking_at_an_overdue_attempt_closes_it(store, look):
    attempt, ref = begin_graded(store, time_limit=20)
    save_answers(store, ref, choose(attempt, 0, "a"), minutes(1))
    assert look(store, ref, minutes(20) + GRACE).is_open
    closed = look(store, ref, minutes(30))
    assert (closed.submitted_at, closed.end_reason) == (minutes(20), "due")
    assert closed.score().points == 1
    assert close_overdue(store, minutes(30)) == 0


def test_two_who_close_at_once_score_once(store):
    _, ref = begin_graded(store, time_limit=20)
    with ThreadPoolExecutor(6) as threads:
        closing = [threads.submit(close_overdue, store, minutes(30)) for _ in range(3)]
        looking = [threads.submit(get_attempt, store, ref, minutes(30)) for _ in range(3)]
    assert sum(job.result() for job in closing) <= 1
    assert len({job.result().submitted_at for job in looking}) == 1
    assert count_scores(store) == 3


# What is shown when


def test_feedback_that_waits_for_the_end_of_the_assignment_waits(store):
    _, ref = begin_graded(store, feedback="on-close", closes_at=minutes(60))
    assert not get_attempt(store, ref, minutes(1)).may_see_score(minutes(61))
    submit_attempt(store, ref, {}, minutes(2))
    ended = get_attempt(store, ref, minutes(3))
    for at, shown in ((minutes(62), False), (minutes(62) + SECOND, True)):
        assert ended.may_see_score(at) is shown
        assert ended.may_see_feedback(0, at) is shown


def test_no_key_is_shown_while_the_last_student_is_within_the_grace(store):
    bank = make_graded(feedback="on-close", attempts=2)
    room = open_class(store, bank, closes_at=minutes(60))
    ada, bob = room.add_student(store), room.add_student(store, "Bob", factor=2)
    _, early = start(store, bank, ada)
    submit_attempt(store, early, {}, minutes(2))
    _, late = start(store, bank, bob, minutes(50))
    at = minutes(61.9)
    running = get_attempt(store, late, at)
    assert running.is_open
    assert not running.is_overdue(at)
    assert not get_attempt(store, early, at).may_see_feedback(0, at)


def test_feedback_waits_for_an_end_that_has_been_moved(store):
    bank = make_graded(feedback="on-close")
    room = open_class(store, bank, closes_at=minutes(60))
    _, ref = start(store, bank, room.add_student(store))
    submit_attempt(store, ref, {}, minutes(2))
    change_assignment(store, room.ref, QUIZ, (NOW, minutes(90)), minutes(3))
    assert not get_attempt(store, ref, minutes(60)).may_see_score(minutes(60))
    change_assignment(store, room.ref, QUIZ, (NOW, None), minutes(4))
    assert not get_attempt(store, ref, minutes(90)).may_see_score(minutes(10**6))


def test_feedback_at_the_submission_does_not_wait_for_the_assignment(store):
    _, ref = begin_graded(store, closes_at=minutes(60))
    result = submit_attempt(store, ref, {}, minutes(2))
    assert result.may_see_score(minutes(2))
    assert result.may_see_feedback(0, minutes(2))


def test_an_instructor_who_tries_waits_for_no_class(store):
    bank = make_graded(feedback="on-close")
    room = open_class(store, bank, closes_at=minutes(60))
    _, ref = start(store, bank, room.ref.person_id)
    assert submit_attempt(store, ref, {}, minutes(2)).may_see_score(minutes(2))
