from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from delivery.sample import CANAL, NOW, begin, choose, make_bank, minutes, type_number
from sqlalchemy import select

from casekit.delivery import (
    AttemptClosedError,
    NoSuchAttemptError,
    NotOfferedError,
    check_slot,
    find_fault,
    get_attempt,
    get_item_versions,
    save_answers,
    submit_attempt,
)
from casekit.domain.item import ImpossibleResponseError
from casekit.store.tables import response


def trail(store):
    """Kind, slot and answer of every response, oldest first."""
    rows = select(response.c.kind, response.c.slot, response.c.answer).order_by(response.c.id)
    with store.read() as session:
        return [tuple(row) for row in session.connection.execute(rows)]


def test_answers_are_saved_and_found_again(store):
    attempt, ref = begin(store)
    posted = choose(attempt, 0, "b") | type_number(2, "61,5")
    saved = save_answers(store, ref, posted, minutes(1))
    assert get_attempt(store, ref, NOW) == saved
    assert saved.state(0).answer.letter == "b"
    assert saved.state(0).saved_at == minutes(1)
    assert saved.unanswered() == (1,)


def test_posted_positions_are_read_through_the_order_that_was_shown(store):
    bank = make_bank([{**CANAL, "id": f"canal-{n}"} for n in range(6)])
    attempt, ref = begin(store, bank)
    orders = [slot.arrangement.order for slot in attempt.plan.slots]
    assert len(set(orders)) > 1
    saved = save_answers(store, ref, {n: {"choice": ["1"]} for n in range(6)}, minutes(1))
    assert [saved.state(n).answer.letter for n in range(6)] == [order[0] for order in orders]


def test_the_trail_is_kept_and_the_newest_answer_counts(store):
    attempt, ref = begin(store)
    for number, letter in enumerate("abc"):
        save_answers(store, ref, choose(attempt, 0, letter), minutes(number))
    assert [answer for _, _, answer in trail(store)] == [
        '{"single": {"letter": "a"}}',
        '{"single": {"letter": "b"}}',
        '{"single": {"letter": "c"}}',
    ]
    assert get_attempt(store, ref, NOW).state(0).answer.letter == "c"


def test_an_unchanged_answer_writes_nothing(store):
    attempt, ref = begin(store)
    first = save_answers(store, ref, choose(attempt, 0, "a"), minutes(1))
    again = save_answers(store, ref, choose(attempt, 0, "a") | type_number(2, " "), minutes(2))
    assert len(trail(store)) == 1
    assert again == first


def test_an_emptied_field_is_recorded_as_unanswered(store):
    _, ref = begin(store)
    save_answers(store, ref, type_number(2, "61"), minutes(1))
    emptied = save_answers(store, ref, type_number(2, ""), minutes(2))
    assert trail(store)[-1] == ("saved", 2, None)
    assert get_attempt(store, ref, NOW) == emptied
    assert 2 in emptied.unanswered()


def test_an_unreadable_number_is_saved_as_it_was_typed(store):
    _, ref = begin(store)
    saved = save_answers(store, ref, type_number(2, "une soixantaine"), minutes(1))
    assert get_attempt(store, ref, NOW).state(2).answer.text == "une soixantaine"
    version = get_item_versions(store, saved)[2]
    assert find_fault(version, saved.state(2).answer).reason == "unreadable"


@pytest.mark.parametrize(
    "impossible",
    [
        {0: {"choice": ["9"]}},
        {0: {"choice": ["1", "2"]}},
        {0: {"number": ["1"]}},
        {9: {"choice": ["1"]}},
        {-1: {"choice": ["1"]}},
    ],
)
@pytest.mark.parametrize("step", ["save", "check", "submit"])
def test_an_impossible_response_changes_nothing_of_the_post(store, impossible, step):
    before, ref = begin(store)
    posted = type_number(2, "61") | impossible
    with pytest.raises(ImpossibleResponseError):
        {
            "save": lambda: save_answers(store, ref, posted, minutes(1)),
            "check": lambda: check_slot(store, ref, 2, posted, minutes(1)),
            "submit": lambda: submit_attempt(store, ref, posted, minutes(1)),
        }[step]()
    assert get_attempt(store, ref, NOW) == before
    assert trail(store) == []


def test_saving_after_the_submission_is_refused_and_changes_nothing(store):
    attempt, ref = begin(store)
    result = submit_attempt(store, ref, choose(attempt, 0, "a"), minutes(1))
    with pytest.raises(AttemptClosedError):
        save_answers(store, ref, choose(attempt, 0, "b"), minutes(2))
    assert get_attempt(store, ref, NOW) == result


def test_another_person_saves_and_checks_nothing(store):
    attempt, ref = begin(store)
    stranger = replace(ref, person_id="stranger")
    with pytest.raises(NoSuchAttemptError):
        save_answers(store, stranger, choose(attempt, 0, "a"), minutes(1))
    with pytest.raises(NoSuchAttemptError):
        check_slot(store, stranger, 0, choose(attempt, 0, "a"), minutes(1))
    assert trail(store) == []


def test_checking_scores_and_locks_the_slot_and_saves_the_others(store):
    attempt, ref = begin(store)
    posted = choose(attempt, 0, "a") | choose(attempt, 1, "a")
    outcome = check_slot(store, ref, 0, posted, minutes(1))
    checked = get_attempt(store, ref, NOW)
    assert outcome.attempt == checked
    assert outcome.fault is None
    assert checked.state(0).checked_at == minutes(1)
    assert checked.state(0).score.points == 1
    assert checked.may_see_feedback(0, NOW)
    assert (checked.state(1).answer.letter, checked.is_locked(1)) == ("a", False)
    assert [row[:2] for row in trail(store)] == [("saved", 1), ("checked", 0)]


def test_what_was_saved_before_is_checked_when_nothing_is_posted(store):
    attempt, ref = begin(store)
    save_answers(store, ref, choose(attempt, 0, "b"), minutes(1))
    outcome = check_slot(store, ref, 0, {}, minutes(2))
    assert outcome.attempt.state(0).score.points == 0
    assert get_attempt(store, ref, NOW) == outcome.attempt


def test_checking_an_unanswered_question_asks_for_an_answer(store):
    attempt, ref = begin(store)
    outcome = check_slot(store, ref, 0, choose(attempt, 1, "a"), minutes(1))
    assert outcome.fault.reason == "unanswered"
    assert not outcome.attempt.is_locked(0)
    assert get_attempt(store, ref, NOW).state(1).answer.letter == "a"


def test_checking_an_ambiguous_number_asks_again_and_costs_nothing(store):
    _, ref = begin(store)
    outcome = check_slot(store, ref, 2, type_number(2, "6.100"), minutes(1))
    assert (outcome.fault.reason, outcome.fault.field) == ("ambiguous", "number")
    assert get_attempt(store, ref, NOW) == outcome.attempt
    assert outcome.attempt.state(2).answer.text == "6.100"
    assert not outcome.attempt.is_locked(2)
    second = check_slot(store, ref, 2, type_number(2, "61"), minutes(2))
    assert second.attempt.state(2).score.points == 1


def test_a_second_check_with_another_answer_keeps_the_first(store):
    attempt, ref = begin(store)
    first = check_slot(store, ref, 0, choose(attempt, 0, "b"), minutes(1))
    second = check_slot(store, ref, 0, choose(attempt, 0, "a"), minutes(2))
    assert second == first
    assert len(trail(store)) == 1


def test_a_locked_slot_takes_no_more_answers_while_the_others_do(store):
    attempt, ref = begin(store)
    check_slot(store, ref, 0, choose(attempt, 0, "b"), minutes(1))
    posted = choose(attempt, 0, "a") | choose(attempt, 1, "b")
    saved = save_answers(store, ref, posted, minutes(2))
    assert [saved.state(n).answer.letter for n in (0, 1)] == ["b", "b"]


def test_two_tabs_that_check_at_once_give_one_result(store):
    attempt, ref = begin(store)
    with ThreadPoolExecutor(6) as threads:
        outcomes = list(
            threads.map(
                lambda letter: check_slot(
                    store, ref, 0, choose(attempt, 0, letter), NOW
                ).attempt.state(0),
                "abcabc",
            )
        )
    assert outcomes == [outcomes[0]] * 6
    assert len(trail(store)) == 1


def test_checking_is_not_offered_where_feedback_waits_for_the_submission(store):
    attempt, ref = begin(store, feedback="on-submit")
    with pytest.raises(NotOfferedError):
        check_slot(store, ref, 0, choose(attempt, 0, "a"), minutes(1))
    assert trail(store) == []


def test_checking_after_the_submission_is_refused(store):
    attempt, ref = begin(store)
    result = submit_attempt(store, ref, {}, minutes(1))
    with pytest.raises(AttemptClosedError):
        check_slot(store, ref, 0, choose(attempt, 0, "a"), minutes(2))
    assert get_attempt(store, ref, NOW) == result
