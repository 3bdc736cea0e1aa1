from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction

import pytest
from delivery.sample import NOW, begin, choose, minutes, type_number
from sqlalchemy import select

from casekit.delivery import (
    NoSuchAttemptError,
    check_slot,
    get_attempt,
    save_answers,
    submit_attempt,
)
from casekit.store import open_store
from casekit.store.tables import response, score


def scores_of(store):
    """Slot, points, reason and judged answer of every score, oldest first."""
    rows = (
        select(score.c.slot, score.c.points, score.c.reason, response.c.answer)
        .outerjoin(response, response.c.id == score.c.response_id)
        .order_by(score.c.id)
    )
    with store.read() as session:
        return [tuple(row) for row in session.connection.execute(rows)]


def test_submitting_scores_every_slot_and_closes_the_attempt(store):
    attempt, ref = begin(store)
    posted = choose(attempt, 0, "a") | choose(attempt, 1, "a") | type_number(2, "61,5")
    result = submit_attempt(store, ref, posted, minutes(1))
    assert get_attempt(store, ref, NOW) == result
    assert result.submitted_at == minutes(1)
    assert [result.state(n).score.points for n in range(3)] == [1, 0, 1]
    assert (result.score().points, result.score().max_points) == (2, Fraction(5, 2))
    assert all(result.may_see_feedback(n, NOW) for n in range(3))


def test_each_score_names_the_response_that_it_judged(store):
    attempt, ref = begin(store)
    save_answers(store, ref, choose(attempt, 0, "b"), minutes(1))
    save_answers(store, ref, choose(attempt, 0, "c") | type_number(2, "6.100"), minutes(2))
    submit_attempt(store, ref, choose(attempt, 0, "a"), minutes(3))
    assert scores_of(store) == [
        (0, 1, "submitted", '{"single": {"letter": "a"}}'),
        (1, 0, "unanswered", None),
        (2, 0, "ambiguous", '{"numeric": {"text": "6.100", "language": "fr"}}'),
    ]


def test_saved_answers_count_when_nothing_is_posted(store):
    attempt, ref = begin(store)
    save_answers(store, ref, choose(attempt, 0, "a"), minutes(1))
    assert submit_attempt(store, ref, {}, minutes(2)).score().points == 1


def test_what_cannot_be_read_is_asked_again_first_when_wanted(store):
    attempt, ref = begin(store)
    posted = choose(attempt, 0, "a") | type_number(2, "6.100")
    asked = submit_attempt(store, ref, posted, minutes(1), asks_again=True)
    assert asked.is_open
    assert asked == get_attempt(store, ref, NOW)
    assert [asked.state(n).saved_at for n in range(3)] == [minutes(1), None, minutes(1)]
    assert scores_of(store) == []
    mended = submit_attempt(store, ref, type_number(2, "61,5"), minutes(2), asks_again=True)
    assert (mended.submitted_at, mended.score().points) == (minutes(2), 2)


def test_what_was_checked_is_never_asked_again(store):
    _, ref = begin(store)
    check_slot(store, ref, 2, type_number(2, "61,5"), minutes(1))
    result = submit_attempt(store, ref, type_number(2, "6.100"), minutes(2), asks_again=True)
    assert result.submitted_at == minutes(2)


def test_checked_slots_keep_their_answer_and_their_score(store):
    attempt, ref = begin(store)
    check_slot(store, ref, 0, choose(attempt, 0, "b"), minutes(1))
    result = submit_attempt(store, ref, choose(attempt, 0, "a"), minutes(2))
    assert result.state(0).score.points == 0
    assert result.state(0).checked_at == minutes(1)
    assert [slot for slot, *_ in scores_of(store)] == [0, 1, 2]


def test_submitting_twice_keeps_the_first_score(store):
    attempt, ref = begin(store)
    first = submit_attempt(store, ref, choose(attempt, 0, "b"), minutes(1))
    again = submit_attempt(store, ref, choose(attempt, 0, "a"), minutes(2))
    assert again == first == get_attempt(store, ref, NOW)
    assert submit_attempt(store, ref, {7: {"nonsense": ["1"]}}, minutes(3)) == first
    assert len(scores_of(store)) == 3


def test_submitting_from_two_tabs_at_once_gives_one_result(store):
    attempt, ref = begin(store)
    with ThreadPoolExecutor(6) as threads:
        results = list(
            threads.map(
                lambda letter: submit_attempt(store, ref, choose(attempt, 0, letter), minutes(1)),
                "abcabc",
            )
        )
    assert results == [results[0]] * 6
    assert len(scores_of(store)) == 3


def test_submitting_and_saving_at_once_never_change_a_result(store):
    attempt, ref = begin(store)

    def act(number: int) -> None:
        if number == 4:
            submit_attempt(store, ref, {}, minutes(1))
        else:
            save_answers(store, ref, choose(attempt, 0, "abc"[number % 3]), minutes(1))

    with ThreadPoolExecutor(8) as threads:
        jobs = [threads.submit(act, number) for number in range(8)]
    refused = [job for job in jobs if job.exception()]
    result = get_attempt(store, ref, NOW)
    assert all(type(job.exception()).__name__ == "AttemptClosedError" for job in refused)
    [(_, points, _, judged), *_] = scores_of(store)
    answer = result.state(0).answer
    assert judged == (f'{{"single": {{"letter": "{answer.letter}"}}}}' if answer else None)
    assert points == (answer is not None and answer.letter == "a")


def test_a_result_survives_the_process(store, database):
    attempt, ref = begin(store)
    result = submit_attempt(store, ref, choose(attempt, 0, "a"), minutes(1))
    store.close()
    with open_store(database) as another:
        assert get_attempt(another, ref, NOW) == result


def test_another_person_submits_nothing(store):
    _, ref = begin(store)
    with pytest.raises(NoSuchAttemptError):
        submit_attempt(store, replace(ref, person_id="stranger"), {}, minutes(1))
    assert get_attempt(store, ref, NOW).is_open
