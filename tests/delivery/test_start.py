from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction

import pytest
from delivery.sample import (
    ANNEE,
    CANAL,
    NOW,
    QUIZ,
    VENTES,
    begin,
    begin_graded,
    choose,
    make_bank,
    minutes,
)
from sqlalchemy import func, select

from casekit.delivery import (
    AttemptRef,
    EmptyQuizError,
    NoAttemptsLeftError,
    NoSuchAttemptError,
    NoSuchPersonError,
    NoSuchQuizError,
    get_attempt,
    get_item_versions,
    get_sitting,
    make_guest,
    start_attempt,
    submit_attempt,
)
from casekit.store import open_store
from casekit.store.tables import attempt as attempt_table


def count_attempts(store):
    with store.read() as session:
        return session.connection.scalar(select(func.count()).select_from(attempt_table))


def test_an_attempt_is_found_again_as_it_was_started(store, database):
    attempt, ref = begin(store)
    assert get_attempt(store, ref, NOW) == attempt
    with open_store(database) as another:
        assert get_attempt(another, ref, NOW) == attempt


def test_starting_again_resumes_the_open_attempt(store):
    attempt, ref = begin(store)
    again = start_attempt(store, make_bank(), QUIZ, ref.person_id, minutes(5), seed=2)
    assert again == attempt
    assert count_attempts(store) == 1


def test_a_double_click_starts_one_attempt(store):
    bank, person = make_bank(), make_guest(store, NOW)
    with ThreadPoolExecutor(8) as threads:
        started = list(
            threads.map(lambda _: start_attempt(store, bank, QUIZ, person.person_id, NOW), range(8))
        )
    assert len({attempt.attempt_id for attempt in started}) == 1
    assert count_attempts(store) == 1


def test_a_submitted_attempt_is_followed_by_a_new_one(store):
    attempt, ref = begin(store)
    submit_attempt(store, ref, {}, minutes(1))
    second = start_attempt(store, make_bank(), QUIZ, ref.person_id, minutes(2))
    assert second.attempt_id != attempt.attempt_id
    assert second.is_open


def test_another_persons_attempt_is_not_resumed(store):
    first, _ = begin(store)
    second, _ = begin(store)
    assert first.attempt_id != second.attempt_id


def test_the_same_quiz_of_another_course_is_another_attempt(store):
    attempt, ref = begin(store)
    bank = make_bank(course_id="other")
    other = start_attempt(store, bank, QUIZ, ref.person_id, NOW)
    assert other.attempt_id != attempt.attempt_id
    elsewhere = AttemptRef("other", other.attempt_id, ref.person_id)
    assert get_attempt(store, elsewhere, NOW) == other


def test_all_attempts_used_up_start_no_other(store):
    bank = make_bank(attempts=1)
    _, ref = begin(store, bank)
    submit_attempt(store, ref, {}, minutes(1))
    with pytest.raises(NoAttemptsLeftError) as caught:
        start_attempt(store, bank, QUIZ, ref.person_id, minutes(2))
    assert caught.value.allowed == 1
    assert count_attempts(store) == 1


def test_the_last_attempt_allowed_can_still_be_resumed(store):
    bank = make_bank(attempts=1)
    attempt, ref = begin(store, bank)
    assert start_attempt(store, bank, QUIZ, ref.person_id, minutes(1)) == attempt


def test_a_quiz_that_does_not_exist_starts_nothing(store):
    person = make_guest(store, NOW)
    with pytest.raises(NoSuchQuizError):
        start_attempt(store, make_bank(), "cas/nothing", person.person_id, NOW)


def test_a_quiz_whose_items_are_all_withdrawn_starts_nothing(store):
    person = make_guest(store, NOW)
    bank = make_bank([{**CANAL, "status": "withdrawn"}])
    with pytest.raises(EmptyQuizError):
        start_attempt(store, bank, QUIZ, person.person_id, NOW)
    assert count_attempts(store) == 0


def test_nobody_starts_nothing(store):
    with pytest.raises(NoSuchPersonError):
        start_attempt(store, make_bank(), QUIZ, "nobody", NOW)


@pytest.mark.parametrize(
    "change", [{"person_id": "another"}, {"course_id": "other"}, {"attempt_id": "none"}]
)
def test_what_is_not_ones_own_does_not_exist(store, change):
    _, ref = begin(store)
    with pytest.raises(NoSuchAttemptError):
        get_attempt(store, replace(ref, **change), NOW)


def test_a_later_change_of_the_bank_leaves_the_attempt_as_it_began(store, database):
    attempt, ref = begin(store)
    changed = make_bank(
        [{**CANAL, "stem": "Autrement ?", "choices": ["Non", {"correct": "Oui"}]}, VENTES],
        feedback="on-submit",
    )
    with open_store(database) as another:
        resumed = start_attempt(another, changed, QUIZ, ref.person_id, minutes(1))
        found, versions = get_sitting(another, ref, NOW)
        assert get_item_versions(another, resumed) == versions
    assert resumed == found == attempt
    assert [version.item.stem for version in versions] == [
        written["stem"] for written in (CANAL, ANNEE, VENTES)
    ]
    assert found.plan.quiz.feedback == "at-once"
    result = submit_attempt(store, ref, choose(attempt, 0, "a"), minutes(2))
    assert result.state(0).score.points == 1


def test_an_open_attempt_is_resumed_when_its_quiz_is_gone(store):
    attempt, ref = begin(store)
    bank = replace(make_bank(), quizzes={})
    assert start_attempt(store, bank, QUIZ, ref.person_id, minutes(1)) == attempt


def test_the_settings_of_the_quiz_are_pinned(store):
    settings = {"attempts": 3, "time_limit": 20, "pass": "62.5%"}
    attempt, ref = begin_graded(store, **settings)
    quiz = get_attempt(store, ref, NOW).plan.quiz
    assert quiz == attempt.plan.quiz
    assert (quiz.kind, quiz.attempts, quiz.feedback) == ("graded", 3, "on-submit")
    assert quiz.pass_mark == Fraction(5, 8)
