"""Questions that a student wants to come back to."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from delivery.sample import NOW, begin, begin_graded, choose, minutes

from casekit.delivery import (
    AttemptClosedError,
    NoSuchAttemptError,
    check_slot,
    flag_slot,
    get_attempt,
    save_answers,
    submit_attempt,
)
from casekit.domain.item import ImpossibleResponseError


def flag(store, ref, *numbers, at=NOW, flagged=True):
    for number in numbers:
        flag_slot(store, ref, number, at, flagged=flagged)


def test_a_question_is_flagged_and_found_again(store):
    attempt, ref = begin(store)
    flag(store, ref, 2, 0)
    assert get_attempt(store, ref, NOW) == replace(attempt, flags=frozenset({0, 2}))


def test_flagging_twice_is_flagging_once_and_so_is_taking_the_flag_away(store):
    _, ref = begin(store)
    flag(store, ref, 1, 1)
    assert get_attempt(store, ref, NOW).flags == {1}
    flag(store, ref, 1, 1, flagged=False)
    assert get_attempt(store, ref, NOW).flags == frozenset()


def test_two_pages_that_flag_at_once_make_one_flag(store):
    _, ref = begin(store)
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda _: flag(store, ref, 1), range(6)))
    assert get_attempt(store, ref, NOW).flags == {1}


def test_flags_say_nothing_of_answers_and_stay_when_the_attempt_ends(store):
    attempt, ref = begin(store)
    flag(store, ref, 0, 1)
    assert save_answers(store, ref, choose(attempt, 0, "a"), minutes(1)).flags == {0, 1}
    checked = check_slot(store, ref, 0, {}, minutes(2)).attempt
    assert (checked.flags, checked.unanswered()) == ({0, 1}, (1, 2))
    flag(store, ref, 0, at=minutes(3), flagged=False)  # a checked question can be unflagged
    assert submit_attempt(store, ref, {}, minutes(4)).flags == {1}
    assert get_attempt(store, ref, minutes(5)).flags == {1}


@pytest.mark.parametrize("number", [-1, 3])
@pytest.mark.parametrize("flagged", [True, False])
def test_a_question_that_does_not_exist_is_not_flagged(store, number, flagged):
    _, ref = begin(store)
    with pytest.raises(ImpossibleResponseError):
        flag(store, ref, number, flagged=flagged)


def test_an_attempt_that_has_ended_or_is_over_takes_no_flag(store):
    _, ref = begin(store)
    submit_attempt(store, ref, {}, minutes(1))
    with pytest.raises(AttemptClosedError):
        flag(store, ref, 0, at=minutes(2))
    _, ref = begin_graded(store, time_limit=20)
    with pytest.raises(AttemptClosedError):
        flag(store, ref, 0, at=minutes(30))
    assert get_attempt(store, ref, minutes(30)).flags == frozenset()


def test_another_person_flags_nothing(store):
    attempt, ref = begin(store)
    with pytest.raises(NoSuchAttemptError):
        flag(store, replace(ref, person_id="stranger"), 0)
    assert get_attempt(store, ref, NOW) == attempt
