"""Answers that only a person can score: kept, locked, counted apart."""

from fractions import Fraction

from delivery.class_sample import make_class
from delivery.sample import CANAL, NOW, QUIZ, begin, make_bank, minutes

from casekit.delivery import (
    AttemptRef,
    check_slot,
    close_overdue,
    get_attempt,
    save_answers,
    start_attempt,
    submit_attempt,
)
from casekit.delivery.progress import get_progress
from casekit.domain.attempt import Score

ESSAY = {
    "id": "note",
    "type": "essay",
    "stem": "Rédigez.",
    "rubric": [{"criterion": "Le fond", "points": "4"}, {"criterion": "La forme", "points": "1"}],
    "words": {"min": "2"},
}
ITEMS = (CANAL, ESSAY)
SETTINGS = {"items": ITEMS, "shuffle": {"choices": False}}
TEXT = {1: {"text": ["Un texte\r\nde deux lignes."]}}


def ref_of(attempt):
    return AttemptRef(attempt.course_id, attempt.attempt_id, attempt.person_id)


def test_a_text_is_locked_by_checking_and_is_not_scored(store):
    attempt, _ = begin(store, **SETTINGS)
    outcome = check_slot(store, ref_of(attempt), 1, TEXT, minutes(1))
    assert outcome.fault is None
    assert outcome.attempt.is_locked(1)
    assert outcome.attempt.state(1).score is None
    assert outcome.attempt.pending == (1,)
    again = get_attempt(store, ref_of(attempt), minutes(2))
    assert again.state(1).answer.text == "Un texte\nde deux lignes."
    assert again.pending == (1,)


def test_a_text_that_is_too_short_is_asked_again_and_kept(store):
    attempt, _ = begin(store, **SETTINGS)
    outcome = check_slot(store, ref_of(attempt), 1, {1: {"text": ["Un"]}}, minutes(1))
    assert outcome.fault.reason == "too-short"
    assert outcome.attempt.state(1).answer.text == "Un"
    assert outcome.attempt.pending == ()


def test_handing_in_scores_the_rest_and_leaves_pending_points_out(store):
    attempt, _ = begin(store, **SETTINGS)
    posted = {0: {"choice": ["1"]}, **TEXT}
    done = submit_attempt(store, ref_of(attempt), posted, minutes(5), asks_again=True)
    assert not done.is_open
    assert done.pending == (1,)
    assert done.score() == Score(Fraction(1), Fraction(1))
    assert get_attempt(store, ref_of(attempt), minutes(9)).score() == done.score()


def test_no_text_is_nothing_to_mark(store):
    attempt, _ = begin(store, **SETTINGS)
    done = submit_attempt(store, ref_of(attempt), {0: {"choice": ["1"]}}, minutes(5))
    assert done.pending == ()
    assert done.score() == Score(Fraction(1), Fraction(6))


def test_a_short_text_handed_in_all_the_same_waits_too(store):
    attempt, _ = begin(store, **SETTINGS)
    posted = {1: {"text": ["Un"]}}
    asked = submit_attempt(store, ref_of(attempt), posted, minutes(4), asks_again=True)
    assert asked.is_open
    done = submit_attempt(store, ref_of(attempt), posted, minutes(5))
    assert done.pending == (1,)


def test_while_an_attempt_runs_nothing_is_pending_but_what_was_checked(store):
    attempt, _ = begin(store, **SETTINGS)
    saved = save_answers(store, ref_of(attempt), TEXT, minutes(1))
    assert saved.pending == ()
    assert saved.score() == Score(Fraction(0), Fraction(6))


def test_an_instructor_sees_what_waits_and_nobody_has_passed_yet(store):
    school = make_class(store, "ada", "bob", items=ITEMS, **{"pass": "50%"})
    school.assign(store, closes_at=minutes(60))
    for student, posted in (("ada", {0: {"choice": ["1"]}, **TEXT}), ("bob", {})):
        attempt = start_attempt(store, school.bank, QUIZ, student, NOW, seed=1)
        submit_attempt(store, ref_of(attempt), posted, minutes(5))
    progress = get_progress(store, school.ref, QUIZ, school.bank.quizzes[QUIZ], minutes(100))
    ada, bob = sorted(progress.students, key=lambda student: student.member.name)
    assert ada.counts.pending == (1,)
    assert ada.passed is None
    assert ada.counts.summary.score == Score(Fraction(1), Fraction(1))
    assert bob.counts.pending == ()
    assert bob.passed is False
    assert progress.mean() == 0


def test_a_text_whose_time_is_over_waits_like_any_other(store):
    school = make_class(store, "ada", items=ITEMS, time_limit="20")
    school.assign(store)
    attempt = start_attempt(store, school.bank, QUIZ, "ada", NOW, seed=1)
    save_answers(store, ref_of(attempt), TEXT, minutes(3))
    assert close_overdue(store, minutes(40)) == 1
    assert get_attempt(store, ref_of(attempt), minutes(41)).pending == (1,)


def test_points_of_an_essay_are_those_of_its_rubric():
    bank = make_bank(**SETTINGS)
    assert [str(v.item.points) for v in bank.items.values()] == ["1", "5"]
