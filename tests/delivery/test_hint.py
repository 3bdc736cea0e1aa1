import pytest
from delivery.sample import NOW, begin, begin_graded, choose, minutes
from sqlalchemy import select

from casekit.delivery import (
    AttemptClosedError,
    NotOfferedError,
    check_slot,
    get_attempt,
    open_hint,
    submit_attempt,
)
from casekit.domain.item import ImpossibleResponseError
from casekit.store.tables import hint


def hints_of(store):
    with store.read() as session:
        return [tuple(row) for row in session.connection.execute(select(hint.c.slot, hint.c.kind))]


def test_a_hint_is_noted_once(store):
    _, ref = begin(store)
    opened = open_hint(store, ref, 0, "passages", minutes(1))
    assert open_hint(store, ref, 0, "passages", minutes(2)) == opened
    opened = open_hint(store, ref, 0, "hint", minutes(3))
    assert get_attempt(store, ref, NOW) == opened
    assert opened.state(0).hints == {"passages", "hint"}
    assert sorted(hints_of(store)) == [(0, "hint"), (0, "passages")]


def test_answers_that_come_with_a_hint_are_saved_with_it_or_not_at_all(store):
    attempt, ref = begin(store)
    opened = open_hint(store, ref, 0, "passages", minutes(1), choose(attempt, 0, "a"))
    assert opened.state(0).answer is not None
    with pytest.raises(NotOfferedError):
        open_hint(store, ref, 1, "hint", minutes(2), choose(attempt, 0, "b"))
    assert get_attempt(store, ref, NOW).state(0).answer == opened.state(0).answer


def test_what_is_opened_after_the_check_is_no_hint(store):
    attempt, ref = begin(store)
    checked = check_slot(store, ref, 0, choose(attempt, 0, "a"), minutes(1)).attempt
    assert open_hint(store, ref, 0, "passages", minutes(2)) == checked
    submit_attempt(store, ref, {}, minutes(3))
    with pytest.raises(AttemptClosedError):
        open_hint(store, ref, 1, "passages", minutes(4))
    assert hints_of(store) == []


@pytest.mark.parametrize(
    ("settings", "number", "kind"),
    [
        ({"reading": "closed"}, 0, "passages"),
        ({}, 1, "hint"),  # the item has none
    ],
)
def test_a_hint_that_is_not_offered_is_refused(store, settings, number, kind):
    _, ref = begin(store, **settings)
    with pytest.raises(NotOfferedError):
        open_hint(store, ref, number, kind, minutes(1))
    assert hints_of(store) == []


def test_a_hint_of_a_slot_that_does_not_exist_is_impossible(store):
    _, ref = begin(store)
    with pytest.raises(ImpossibleResponseError):
        open_hint(store, ref, 3, "passages", minutes(1))


def test_a_graded_quiz_offers_no_hint(store):
    _, ref = begin_graded(store)
    with pytest.raises(NotOfferedError):
        open_hint(store, ref, 0, "hint", minutes(1))


def test_a_graded_quiz_offers_the_passages_when_its_reading_is_open(store):
    _, ref = begin_graded(store)
    assert open_hint(store, ref, 0, "passages", minutes(1)).state(0).hints == {"passages"}


def test_a_graded_quiz_from_memory_offers_no_passages(store):
    _, ref = begin_graded(store, reading="closed")
    with pytest.raises(NotOfferedError):
        open_hint(store, ref, 0, "passages", minutes(1))
