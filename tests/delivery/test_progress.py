"""How far a section is: states, which attempt counts, and an attempt with its whole trail."""

from dataclasses import replace
from fractions import Fraction

import pytest
from delivery.class_sample import add_person, hand_in, make_class, start
from delivery.sample import NOW, QUIZ, SECOND, choose, minutes, type_number
from sqlalchemy import event

from casekit.delivery import (
    AttemptRef,
    NoSuchAttemptError,
    erase_person,
    save_answers,
    submit_attempt,
)
from casekit.delivery.errors import NoSuchAssignmentError, NoSuchSectionError
from casekit.delivery.progress import Counts, count_states, get_followed, get_progress
from casekit.delivery.sections import create_section, join_section, leave_section

# The keys of the sample's choice questions are `a` (1 point) and `b` (0.5 points); the number is
# worth 1: handing in "ab" earns 1.5 of 2.5.

LATER = minutes(100)


def progress_of(store, school):
    return get_progress(store, school.ref, QUIZ, school.bank.quizzes[QUIZ], LATER)


def by_name(progress):
    return {student.member.person_id: student for student in progress.students}


def test_students_have_not_started_are_working_or_done(store):
    school = make_class(store, "ada", "bob", "cyd")
    school.assign(store)
    start(store, school, "bob")
    hand_in(store, school, "cyd", "ab")
    progress = progress_of(store, school)
    states = {name: student.state for name, student in by_name(progress).items()}
    assert states == {"ada": "not-started", "bob": "working", "cyd": "done"}
    assert count_states(store, school.ref, LATER) == {QUIZ: Counts(1, 1, 1)}


@pytest.mark.parametrize("look", ["progress", "counts", "followed"])
def test_whose_time_is_over_is_not_working(store, look):
    """The page of the section counted them as working until somebody opened their quiz."""
    school = make_class(store, "ada", time_limit=20)
    school.assign(store)
    attempt = start(store, school, "ada")
    if look == "progress":
        assert [student.state for student in progress_of(store, school).students] == ["done"]
    elif look == "counts":
        assert count_states(store, school.ref, LATER) == {QUIZ: Counts(0, 0, 1)}
    else:
        followed = get_followed(store, school.ref, attempt.attempt_id, LATER)
        assert followed.attempt.submitted_at == minutes(20)


def test_a_result_has_its_points_its_verdict_and_its_times(store):
    school = make_class(store, "ada", "bob")
    school.assign(store)
    hand_in(store, school, "ada", "ab")
    hand_in(store, school, "bob", "b")
    ada, bob = by_name(progress_of(store, school)).values()
    assert ada.counts.summary.score.points == Fraction(3, 2)
    assert ada.counts.summary.score.max_points == Fraction(5, 2)
    assert (ada.passed, bob.passed) == (True, False)  # from 60 %
    assert (ada.counts.summary.started_at, ada.counts.summary.submitted_at) == (NOW, minutes(10))


def test_the_mean_is_that_of_the_attempts_that_count(store):
    school = make_class(store, "ada", "bob", "cyd")
    school.assign(store)
    assert progress_of(store, school).mean() is None
    hand_in(store, school, "ada", "ab")  # 3/5
    hand_in(store, school, "bob")  # 0
    assert progress_of(store, school).mean() == Fraction(3, 10)


@pytest.mark.parametrize(("counts", "points"), [("best", "3/2"), ("first", "1/2"), ("last", "1")])
def test_of_several_attempts_the_quiz_says_which_one_counts(store, counts, points):
    school = make_class(store, "ada", attempts=3, counts=counts)
    school.assign(store)
    for number, letters in enumerate(("bb", "ab", "aa")):
        hand_in(store, school, "ada", letters, begun=20 * number)
    [ada] = progress_of(store, school).students
    assert ada.counts.summary.score.points == Fraction(points)
    assert len(ada.attempts) == 3


def test_who_works_again_keeps_the_result_that_counts(store):
    school = make_class(store, "ada", attempts=2)
    school.assign(store)
    hand_in(store, school, "ada", "ab")
    start(store, school, "ada", minutes(20))
    [ada] = progress_of(store, school).students
    assert ada.state == "working"
    assert ada.counts.summary.score.points == Fraction(3, 2)
    assert ada.running.summary.started_at == minutes(20)


def test_who_left_stays_only_with_an_attempt(store):
    school = make_class(store, "ada", "bob")
    school.assign(store)
    hand_in(store, school, "ada", "ab")
    for student in ("ada", "bob"):
        leave_section(store, school.section.section_id, student, minutes(20))
    assert list(by_name(progress_of(store, school))) == ["ada"]
    assert count_states(store, school.ref, LATER) == {QUIZ: Counts(0, 0, 0)}


def test_whoever_had_their_data_erased_is_followed_by_nobody(store):
    school = make_class(store, "ada")
    school.assign(store)
    attempt = hand_in(store, school, "ada", "ab")
    erase_person(store, "ada", minutes(20))
    assert progress_of(store, school).students == ()
    with pytest.raises(NoSuchAttemptError):
        get_followed(store, school.ref, attempt.attempt_id, LATER)


def test_questions_that_all_had_have_their_points(store):
    school = make_class(store, "ada", "bob")
    school.assign(store)
    assert progress_of(store, school).item_ids == ()
    hand_in(store, school, "ada", "ab")
    hand_in(store, school, "bob", "a")
    assert progress_of(store, school).item_ids == ("cas/canal", "cas/annee", "cas/ventes")


def test_a_quiz_that_is_not_assigned_has_no_progress(store):
    school = make_class(store)
    with pytest.raises(NoSuchAssignmentError):
        progress_of(store, school)


def test_many_students_take_no_more_questions_than_one(store):
    school = make_class(store, "ada")
    school.assign(store)
    hand_in(store, school, "ada", "ab")
    asked = []
    event.listen(store.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    progress_of(store, school)
    for_one = len(asked)
    for number in range(12):
        student = add_person(store, f"student{number}")
        join_section(store, school.section.code, student, NOW)
        hand_in(store, school, student, "ab")
    asked.clear()
    assert len(progress_of(store, school).students) == 13
    assert len(asked) == for_one


def test_an_attempt_comes_with_everything_that_happened_in_it(store):
    school = make_class(store, "ada")
    school.assign(store)
    attempt = start(store, school, "ada")
    ref = AttemptRef("demo", attempt.attempt_id, "ada")
    save_answers(store, ref, choose(attempt, 0, "b"), minutes(1))
    save_answers(store, ref, choose(attempt, 0, "a"), minutes(2))
    save_answers(store, ref, type_number(2, "soixante"), minutes(3))
    submit_attempt(store, ref, type_number(2, "61"), minutes(4))
    followed = get_followed(store, school.ref, attempt.attempt_id, LATER)
    answered = [(e.slot, e.what, e.at) for e in followed.trail if e.score is None]
    assert answered == [
        (0, "saved", minutes(1)),
        (0, "saved", minutes(2)),
        (2, "saved", minutes(3)),
        (2, "submitted", minutes(4)),
    ]
    scored = {e.slot: (e.score.points, e.reason) for e in followed.trail if e.score is not None}
    assert scored == {0: (1, "submitted"), 1: (0, "unanswered"), 2: (1, "submitted")}
    assert [version.item_id for version in followed.versions][2] == "cas/ventes"
    assert followed.member.name == "Ada"


def test_what_arrives_within_the_grace_is_scored_after_it_arrived(store):
    school = make_class(store, "ada", time_limit=20)
    school.assign(store)
    attempt = start(store, school, "ada")
    ref = AttemptRef("demo", attempt.attempt_id, "ada")
    late = minutes(20) + SECOND
    submit_attempt(store, ref, choose(attempt, 0, "a"), late)
    followed = get_followed(store, school.ref, attempt.attempt_id, LATER)
    assert followed.attempt.submitted_at == minutes(20)
    assert [(e.what, e.at) for e in followed.trail if e.slot == 0] == [
        ("submitted", late),
        ("score", late),
    ]


def test_an_attempt_is_followed_by_the_instructors_of_its_section_alone(store):
    school = make_class(store, "ada")
    school.assign(store)
    attempt = hand_in(store, school, "ada")
    add_person(store, "colleague", "instructor")
    other = create_section(store, "demo", "colleague", "Groupe 2", NOW)
    for person in ("ada", "colleague", "nobody"):
        with pytest.raises(NoSuchSectionError):
            get_followed(store, replace(school.ref, person_id=person), attempt.attempt_id, LATER)
    theirs = replace(school.ref, person_id="colleague", section_id=other.section_id)
    for attempt_id in (attempt.attempt_id, "nothing"):
        with pytest.raises(NoSuchAttemptError):
            get_followed(store, theirs, attempt_id, LATER)


def test_a_practice_attempt_of_a_student_is_followed_by_nobody(store):
    school = make_class(store, "ada", kind="practice")
    practice = start(store, school, "ada")
    with pytest.raises(NoSuchAttemptError):
        get_followed(store, school.ref, practice.attempt_id, LATER)
