"""Marking by hand: the answers to a question, marks that are only ever added, what they change."""

from dataclasses import replace
from fractions import Fraction

import pytest
from delivery.class_sample import add_person, make_class, start
from delivery.sample import CANAL, NOW, QUIZ, make_bank, minutes

from casekit.delivery import AttemptRef, erase_person, get_attempt, save_answers, submit_attempt
from casekit.delivery.errors import NoSuchAnswerError, NoSuchAssignmentError, NoSuchSectionError
from casekit.delivery.marking import get_answer, get_marking, list_counting_marks, mark_answer
from casekit.delivery.personal_data import gather_data
from casekit.delivery.progress import Counts, count_states, get_followed, get_progress
from casekit.delivery.sections import add_instructor, create_section, join_section, leave_section
from casekit.domain.attempt import Score
from casekit.domain.mark import CriterionMark, Mark
from casekit.store import SlotKey

ESSAY = {
    "id": "note",
    "type": "essay",
    "stem": "Rédigez.",
    "rubric": [
        {"criterion": "Le fond", "points": "4", "levels": ["tout", "la moitié", "rien"]},
        {"criterion": "La forme", "points": "1"},
    ],
}
UNSHUFFLED = {"choices": False}
SETTINGS = {"items": (CANAL, ESSAY), "pass": "50%"}
LATER = minutes(100)


def make_school(store, *students, **settings):
    school = make_class(store, *students, **{**SETTINGS, **settings})
    school.assign(store)
    return school


def write(store, school, student, text="Un texte.", begun=0):
    """An attempt with a right choice and this text, handed in; the key of its essay."""
    attempt = start(store, school, student, minutes(begun))
    posted = {0: {"choice": ["1"]}, 1: {"text": [text]}}
    submit_attempt(store, ref_of(attempt), posted, minutes(begun + 5))
    return SlotKey(attempt.attempt_id, 1)


def ref_of(attempt):
    return AttemptRef(attempt.course_id, attempt.attempt_id, attempt.person_id)


def give(content=Fraction(2), level=1, form=Fraction(1, 2), comment=""):
    return Mark((CriterionMark(content, level), CriterionMark(form)), comment)


def marks(store, school, key, mark=None, seen=0, at=LATER, by="prof"):
    ref = replace(school.ref, person_id=by)
    return mark_answer(store, ref, QUIZ, key, mark or give(), seen, at)


def waiting(store, school):
    return get_marking(store, school.ref, QUIZ, LATER).waiting


def attempt_of(store, key, student):
    return get_attempt(store, AttemptRef("demo", key.attempt_id, student), LATER)


def test_every_answer_handed_in_waits_and_an_empty_one_does_not(store):
    school = make_school(store, "ada", "bob", "cyd", "dan")
    keys = {write(store, school, "ada"), write(store, school, "bob")}
    write(store, school, "cyd", "")
    running = start(store, school, "dan")
    save_answers(store, ref_of(running), {1: {"text": ["Je pense"]}}, minutes(1))
    marking = get_marking(store, school.ref, QUIZ, minutes(9))
    [question] = marking.questions
    assert (question.item_id, set(question.answers), question.empty) == ("cas/note", keys, 1)
    assert question.waiting == keys
    assert marking.waiting == 2


def test_the_section_counts_what_waits(store):
    school = make_school(store, "ada", "bob", "cyd", "dan")
    key = write(store, school, "ada")
    write(store, school, "bob", "")
    write(store, school, "cyd")
    running = start(store, school, "dan")
    save_answers(store, ref_of(running), {1: {"text": ["Je pense"]}}, minutes(1))
    save_answers(store, ref_of(running), {1: {"text": [""]}}, minutes(2))
    assert count_states(store, school.ref, LATER)[QUIZ].to_mark == 2
    erase_person(store, "cyd", LATER)
    submit_attempt(store, ref_of(running), {}, LATER)
    assert count_states(store, school.ref, LATER)[QUIZ] == Counts(0, 0, 3, 1)
    marks(store, school, key)
    assert count_states(store, school.ref, LATER)[QUIZ].to_mark == 0


def test_what_an_expired_attempt_had_saved_waits_too(store):
    school = make_school(store, "ada", time_limit="20")
    attempt = start(store, school, "ada")
    save_answers(store, ref_of(attempt), {1: {"text": ["Je pense"]}}, minutes(1))
    assert waiting(store, school) == 1


def test_a_mark_is_the_score_of_its_answer(store):
    school = make_school(store, "ada", "bob")
    key = write(store, school, "ada")
    assert attempt_of(store, key, "ada").passed is None
    assert marks(store, school, key) is None
    attempt = attempt_of(store, key, "ada")
    assert attempt.pending == ()
    assert attempt.score() == Score(Fraction(7, 2), Fraction(6))
    assert attempt.passed is True
    progress = get_progress(store, school.ref, QUIZ, school.bank.quizzes[QUIZ], LATER)
    [ada] = [one for one in progress.students if one.counts]
    assert (ada.counts.pending, ada.passed, progress.mean()) == ((), True, Fraction(7, 12))
    assert waiting(store, school) == 0
    assert list_counting_marks(store, attempt)[1].mark == give()


def test_after_an_answer_comes_the_next_that_waits_and_the_order_stays(store):
    school = make_school(store, "ada", "bob", "cyd")
    for student in ("ada", "bob", "cyd"):
        write(store, school, student)
    [question] = get_marking(store, school.ref, QUIZ, LATER).questions
    first, second, third = question.answers
    assert question.next_waiting() == first
    marks(store, school, second)
    [again] = get_marking(store, school.ref, QUIZ, LATER).questions
    assert again.answers == question.answers
    assert again.next_waiting(first) == third
    assert again.next_waiting(third) == first
    for key in (first, third):
        marks(store, school, key)
    assert get_marking(store, school.ref, QUIZ, LATER).questions[0].next_waiting() is None


def test_a_new_mark_counts_and_the_older_one_stays_in_the_trail(store):
    school = make_school(store, "ada")
    key = write(store, school, "ada")
    marks(store, school, key, give(comment="Bien."))
    marks(store, school, key, give(Fraction(4), 0, comment="Mieux, relu."), at=minutes(110))
    answer = get_answer(store, school.ref, QUIZ, key, LATER)
    assert [given.mark.comment for given in answer.marks] == ["Bien.", "Mieux, relu."]
    assert attempt_of(store, key, "ada").state(1).score.points == Fraction(9, 2)
    followed = get_followed(store, school.ref, key.attempt_id, LATER)
    trail = [(e.reason, e.by, e.score.points) for e in followed.trail if e.score and e.slot == 1]
    assert trail == [("marked", "Prof", Fraction(5, 2)), ("marked", "Prof", Fraction(9, 2))]


def test_a_double_click_marks_once(store):
    school = make_school(store, "ada")
    key = write(store, school, "ada")
    for _ in range(2):
        assert marks(store, school, key) is None
    assert len(get_answer(store, school.ref, QUIZ, key, LATER).marks) == 1


def test_of_two_instructors_at_once_the_later_counts_and_is_told_of_the_other(store):
    school = make_school(store, "ada")
    key = write(store, school, "ada")
    add_person(store, "igor", "instructor")
    add_instructor(store, school.ref, "igor@example.org", NOW)
    assert marks(store, school, key, by="igor") is None
    other = marks(store, school, key, give(Fraction(4), 0))
    assert (other.name, other.mark) == ("Igor", give())
    newest = get_answer(store, school.ref, QUIZ, key, LATER).marks[-1]
    assert (newest.name, newest.mark.points) == ("Prof", Fraction(9, 2))
    assert marks(store, school, key, by="igor", seen=newest.number) is None
    assert attempt_of(store, key, "ada").state(1).score.points == Fraction(5, 2)


@pytest.mark.parametrize(
    "mark",
    [
        give(Fraction(5), None),
        give(Fraction(-1), None),
        give(Fraction(2), 0),
        give(Fraction(0), 3),
        give(comment="x" * 5001),
        Mark((CriterionMark(Fraction(1)),)),
    ],
)
def test_a_mark_that_the_rubric_does_not_allow_is_refused(store, mark):
    school = make_school(store, "ada")
    key = write(store, school, "ada")
    with pytest.raises(ValueError, match="not "):
        marks(store, school, key, mark)
    assert waiting(store, school) == 1


def test_only_what_was_handed_in_to_a_person_can_be_marked(store):
    school = make_school(store, "ada", "bob", "cyd")
    done, empty = write(store, school, "ada"), write(store, school, "bob", "")
    running = start(store, school, "cyd")
    save_answers(store, ref_of(running), {1: {"text": ["Je pense"]}}, minutes(1))
    choice, nothing = SlotKey(done.attempt_id, 0), SlotKey("nothing", 1)
    unknown = (SlotKey(done.attempt_id, 2), SlotKey(done.attempt_id, -1), nothing)
    for key in (choice, empty, SlotKey(running.attempt_id, 1), *unknown):
        with pytest.raises(NoSuchAnswerError):
            marks(store, school, key)
        with pytest.raises(NoSuchAnswerError):
            get_answer(store, school.ref, QUIZ, key, LATER)


def test_only_the_instructors_of_the_section_mark_its_answers(store):
    school = make_school(store, "ada")
    key = write(store, school, "ada")
    add_person(store, "igor", "instructor")
    other = create_section(store, "demo", "igor", "Groupe 2", NOW)
    join_section(store, other.code, "ada", NOW)  # in both: what she did in one is not the other's
    for person in ("ada", "igor", "nobody"):
        with pytest.raises(NoSuchSectionError):
            marks(store, school, key, by=person)
    theirs = replace(school.ref, person_id="igor", section_id=other.section_id)
    with pytest.raises(NoSuchAssignmentError):
        mark_answer(store, theirs, QUIZ, key, give(), 0, LATER)
    replace(school, section=other, ref=theirs).assign(store)
    with pytest.raises(NoSuchAnswerError):
        mark_answer(store, theirs, QUIZ, key, give(), 0, LATER)
    with pytest.raises(NoSuchAnswerError):
        get_answer(store, theirs, QUIZ, key, LATER)


def test_an_answer_is_marked_by_the_rubric_that_its_student_had(store):
    school = make_school(store, "ada", "bob")
    key = write(store, school, "ada")
    changed = {**ESSAY, "rubric": [{"criterion": "Tout", "points": "8", "levels": ["a", "b"]}]}
    newer = replace(school, bank=make_bank((CANAL, changed), kind="graded", shuffle=UNSHUFFLED))
    later = write(store, newer, "bob")
    marks(store, school, key)
    marks(store, school, later, Mark((CriterionMark(Fraction(8), 0),)))
    assert attempt_of(store, key, "ada").state(1).score == Score(Fraction(5, 2), Fraction(5))
    assert attempt_of(store, later, "bob").state(1).score == Score(Fraction(8), Fraction(8))
    [question] = get_marking(store, school.ref, QUIZ, LATER).questions
    assert set(question.answers) == {key, later}


def test_who_has_left_is_still_marked_and_who_was_erased_is_not(store):
    school = make_school(store, "ada", "bob")
    left, erased = write(store, school, "ada"), write(store, school, "bob")
    leave_section(store, school.section.section_id, "ada", minutes(20))
    erase_person(store, "bob", minutes(20))
    [question] = get_marking(store, school.ref, QUIZ, LATER).questions
    assert (question.answers, question.empty) == ((left,), 0)
    marks(store, school, left)
    with pytest.raises(NoSuchAnswerError):
        marks(store, school, erased)


def test_erasing_a_student_empties_what_was_said_to_them(store):
    school = make_school(store, "ada", "bob")
    keys = {student: write(store, school, student) for student in ("ada", "bob")}
    for student, key in keys.items():
        marks(store, school, key, give(comment=f"Bravo, {student}."))
    erase_person(store, "ada", LATER)
    with store.read() as session:
        said = {s: session.list_marks(key.attempt_id)[0].mark for s, key in keys.items()}
    assert said == {"ada": give(), "bob": give(comment="Bravo, bob.")}


def test_a_mark_outlives_the_name_of_who_gave_it(store):
    school = make_school(store, "ada")
    key = write(store, school, "ada")
    add_person(store, "igor", "instructor")
    add_instructor(store, school.ref, "igor@example.org", NOW)
    marks(store, school, key, by="igor")
    erase_person(store, "igor", LATER)
    assert [g.name for g in get_answer(store, school.ref, QUIZ, key, LATER).marks] == [""]
    followed = get_followed(store, school.ref, key.attempt_id, LATER)
    assert [event.by for event in followed.trail if event.reason == "marked"] == [""]


@pytest.mark.parametrize(("feedback", "is_told"), [("on-submit", True), ("on-close", False)])
def test_a_student_takes_away_the_mark_once_it_is_released(store, feedback, is_told):
    school = make_school(store, "ada", feedback=feedback)
    key = write(store, school, "ada")
    marks(store, school, key, give(comment="Bien."))
    [attempt] = gather_data(store, "ada", LATER)["attempts"]
    told = [score["mark"] for score in attempt["scores"] if score["question"] == 1]
    criteria = [{"points": "2", "level": 1}, {"points": "1/2", "level": None}]
    assert told == ([{"criteria": criteria, "comment": "Bien."}] if is_told else [])
    [given] = gather_data(store, "prof", LATER)["marks_given"]
    assert (given["quiz"], given["question"], given["points"]) == (QUIZ, 1, "5/2")
    assert key.attempt_id not in str(given)


def test_the_attempt_that_counts_is_chosen_again_when_a_text_is_marked(store):
    school = make_school(store, "ada", attempts=2)
    first = write(store, school, "ada")
    second = write(store, school, "ada", begun=20)
    marks(store, school, first, give(Fraction(0), 2, Fraction(0)))
    marks(store, school, second, give(Fraction(4), 0, Fraction(1)))
    progress = get_progress(store, school.ref, QUIZ, school.bank.quizzes[QUIZ], LATER)
    [ada] = progress.students
    assert ada.counts.summary.attempt_id == second.attempt_id
