"""Sections: who may change them, joining and leaving, extra time, and what is open when."""

from dataclasses import replace
from fractions import Fraction

import pytest
from delivery.class_sample import add_person, make_class, start
from delivery.sample import NOW, QUIZ, make_bank, minutes

from casekit.delivery import AttemptRef, NoSuchPersonError, SignInLinkError, get_attempt, get_link
from casekit.delivery import sections as use
from casekit.delivery.assigning import assign_quiz, change_assignment, close_assignment
from casekit.delivery.errors import (
    JoinCodeError,
    LastInstructorError,
    NoSuchMemberError,
    NoSuchSectionError,
    NotAssignableError,
    PastEndError,
    SectionClosedError,
    WrongTimesError,
)
from casekit.delivery.progress import count_states, get_progress, list_assignments
from casekit.domain.section import CODE_ALPHABET, show_code


def test_a_new_section_has_its_maker_as_instructor_and_a_code_without_lookalikes(store):
    school = make_class(store)
    [member] = use.list_members(store, school.ref)
    assert (member.person_id, member.role) == ("prof", "instructor")
    assert len(school.section.code) == 8
    assert set(school.section.code) <= set(CODE_ALPHABET)
    assert not set("0O1IL") & set(CODE_ALPHABET)


def test_only_instructors_make_sections(store):
    add_person(store, "ada")
    for person in ("ada", "nobody"):
        with pytest.raises(NoSuchPersonError):
            use.create_section(store, "demo", person, "Groupe 1", NOW)


def test_students_join_by_the_code_as_it_is_shown_or_typed(store):
    school = make_class(store)
    for student, code in (
        ("ada", show_code(school.section.code)),
        ("bob", school.section.code.lower()),
    ):
        add_person(store, student)
        use.join_section(store, code, student, NOW)
    assert [m.person_id for m in use.list_members(store, school.ref)] == ["ada", "bob", "prof"]
    [taught] = use.list_taught(store, "demo", "prof")
    assert taught.students == 2


def test_joining_twice_is_joining_once_and_an_instructor_stays_one(store):
    school = make_class(store, "ada")
    for person in ("ada", "prof"):
        use.join_section(store, school.section.code, person, minutes(1))
    roles = {m.person_id: m.role for m in use.list_members(store, school.ref)}
    assert roles == {"ada": "student", "prof": "instructor"}


def test_an_instructor_who_was_removed_comes_back_by_the_code_as_a_student(store):
    """Seen to fail when joining again kept the role: the code opened the results to them."""
    school = make_class(store)
    add_person(store, "kim", "instructor")
    use.add_instructor(store, school.ref, "kim@example.org", NOW)
    use.remove_member(store, school.ref, "kim", minutes(1))
    use.join_section(store, school.section.code, "kim", minutes(2))
    with pytest.raises(NoSuchSectionError):
        use.list_members(store, replace(school.ref, person_id="kim"))


def test_a_colleague_who_had_joined_by_the_code_can_be_made_an_instructor(store):
    school = make_class(store)
    add_person(store, "kim", "instructor")
    use.join_section(store, school.section.code, "kim", NOW)
    use.add_instructor(store, school.ref, "kim@example.org", minutes(1))
    assert use.get_section(store, replace(school.ref, person_id="kim")) == school.section


def test_a_wrong_code_a_closed_section_and_a_stranger_are_refused(store):
    school = make_class(store, "ada")
    add_person(store, "bob")
    for code in ("", "nothing", "ABCD-EFGH"):
        with pytest.raises(JoinCodeError):
            use.join_section(store, code, "bob", NOW)
    with pytest.raises(NoSuchPersonError):
        use.join_section(store, school.section.code, "nobody", NOW)
    use.close_section(store, school.ref, NOW)
    with pytest.raises(SectionClosedError):
        use.join_section(store, school.section.code, "bob", NOW)
    assert use.join_section(store, school.section.code, "ada", NOW)  # belongs to it already
    use.open_section(store, school.ref)
    assert use.join_section(store, school.section.code, "bob", NOW)


def test_a_new_code_ends_the_old_one(store):
    school = make_class(store, "ada")
    renewed = use.renew_code(store, school.ref)
    assert renewed.code != school.section.code
    assert use.find_joinable(store, school.section.code) is None
    assert use.find_joinable(store, renewed.code) == renewed


def test_who_left_is_no_member_and_comes_back_by_the_code(store):
    school = make_class(store, "ada")
    use.leave_section(store, school.section.section_id, "ada", NOW)
    with pytest.raises(NoSuchMemberError):
        use.get_member_of(store, school.ref, "ada")
    use.join_section(store, school.section.code, "ada", minutes(1))
    assert use.get_member_of(store, school.ref, "ada").joined_at == NOW


def test_the_last_instructor_stays(store):
    school = make_class(store, "ada")
    with pytest.raises(LastInstructorError):
        use.leave_section(store, school.section.section_id, "prof", NOW)
    use.remove_member(store, school.ref, "ada", NOW)
    assert [m.person_id for m in use.list_members(store, school.ref)] == ["prof"]


STEPS = {
    "see": lambda store, school, ref: use.get_section(store, ref),
    "rename": lambda store, school, ref: use.rename_section(store, ref, "x"),
    "close": lambda store, school, ref: use.close_section(store, ref, NOW),
    "open": lambda store, school, ref: use.open_section(store, ref),
    "renew": lambda store, school, ref: use.renew_code(store, ref),
    "members": lambda store, school, ref: use.list_members(store, ref),
    "member": lambda store, school, ref: use.get_member_of(store, ref, "ada"),
    "time": lambda store, school, ref: use.set_time_factor(store, ref, "ada", Fraction(2), NOW),
    "password": lambda store, school, ref: use.make_password_link(
        store, ref, "ada", NOW, minutes(9) - NOW
    ),
    "remove": lambda store, school, ref: use.remove_member(store, ref, "ada", NOW),
    "assign": lambda store, school, ref: assign_quiz(
        store, ref, school.bank, "cas/other", (NOW, None), NOW
    ),
    "change": lambda store, school, ref: change_assignment(store, ref, QUIZ, (NOW, None), NOW),
    "close-quiz": lambda store, school, ref: close_assignment(store, ref, QUIZ, NOW),
    "assignments": lambda store, school, ref: list_assignments(store, ref),
    "counts": lambda store, school, ref: count_states(store, ref, NOW),
    "progress": lambda store, school, ref: get_progress(store, ref, QUIZ, None, NOW),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("who", ["ada", "colleague", "nobody", "elsewhere"])
def test_a_section_is_there_for_its_instructors_alone(store, step, who):
    school = make_class(store, "ada")
    bank = make_bank(kind="graded")
    other = {**bank.quizzes, "cas/other": bank.quizzes[QUIZ]}
    school = replace(school, bank=replace(bank, quizzes=other))
    school.assign(store)
    add_person(store, "colleague", "instructor")
    use.create_section(store, "demo", "colleague", "Groupe 2", NOW)
    ref = replace(school.ref, person_id=who)
    if who == "elsewhere":
        ref = replace(school.ref, course_id="other")
    with pytest.raises(NoSuchSectionError):
        STEPS[step](store, school, ref)
    STEPS[step](store, school, school.ref)


def test_only_graded_quizzes_of_the_bank_are_assigned_and_only_once(store):
    school = make_class(store)
    for bank, quiz_id in ((make_bank(), QUIZ), (school.bank, "cas/nothing")):
        with pytest.raises(NotAssignableError):
            assign_quiz(store, school.ref, bank, quiz_id, (NOW, None), NOW)
    school.assign(store)
    with pytest.raises(NotAssignableError):
        school.assign(store)


def test_a_quiz_closes_after_it_opens(store):
    school = make_class(store)
    with pytest.raises(WrongTimesError):
        school.assign(store, minutes(1), minutes(1))
    school.assign(store)
    with pytest.raises(WrongTimesError):
        change_assignment(store, school.ref, QUIZ, (minutes(2), minutes(1)), NOW)


def test_an_end_is_not_put_into_the_past(store):
    """Running attempts were submitted before they had started."""
    school = make_class(store, "ada")
    with pytest.raises(PastEndError):
        assign_quiz(store, school.ref, school.bank, QUIZ, (NOW, minutes(5)), minutes(5))
    school.assign(store)
    attempt = start(store, school, "ada", minutes(10))
    with pytest.raises(PastEndError):
        change_assignment(store, school.ref, QUIZ, (NOW, minutes(5)), minutes(11))
    assert due_of(store, attempt, "ada")[0] is None
    close_assignment(store, school.ref, QUIZ, minutes(12))
    times = (minutes(1), minutes(12))  # the end stays where it is
    assert change_assignment(store, school.ref, QUIZ, times, minutes(20)).opens_at == minutes(1)


def due_of(store, attempt, student):
    ref = AttemptRef("demo", attempt.attempt_id, student)
    now = get_attempt(store, ref, NOW)
    return now.due_at, now.grace_s


def test_extra_time_reaches_the_running_attempt_of_that_student_alone(store):
    school = make_class(store, "ada", "bob", time_limit=20)
    school.assign(store)
    running = {student: start(store, school, student) for student in ("ada", "bob")}
    use.set_time_factor(store, school.ref, "ada", Fraction(3, 2), NOW)
    assert due_of(store, running["ada"], "ada") == (minutes(30), 90)
    assert due_of(store, running["bob"], "bob") == (minutes(20), 60)


def test_extra_time_never_outlasts_the_assignment(store):
    school = make_class(store, "ada", time_limit=20)
    school.assign(store, NOW, minutes(25))
    attempt = start(store, school, "ada")
    use.set_time_factor(store, school.ref, "ada", Fraction(2), NOW)
    assert due_of(store, attempt, "ada") == (minutes(25), 120)


def test_a_factor_that_is_none_of_ours_is_refused(store):
    school = make_class(store, "ada")
    with pytest.raises(ValueError, match="not a time factor"):
        use.set_time_factor(store, school.ref, "ada", Fraction(1, 2), NOW)


def test_moving_the_end_moves_running_attempts(store):
    school = make_class(store, "ada", time_limit=20)
    school.assign(store, NOW, minutes(60))
    attempt = start(store, school, "ada")
    change_assignment(store, school.ref, QUIZ, (NOW, minutes(15)), NOW)
    assert due_of(store, attempt, "ada")[0] == minutes(15)
    change_assignment(store, school.ref, QUIZ, (NOW, None), NOW)
    assert due_of(store, attempt, "ada")[0] == minutes(20)


def test_an_attempt_of_another_section_is_not_moved(store):
    school = make_class(store, "ada")
    school.assign(store, NOW, minutes(60))
    attempt = start(store, school, "ada")
    other = use.create_section(store, "demo", "prof", "Groupe 2", NOW)
    ref = replace(school.ref, section_id=other.section_id)
    assign_quiz(store, ref, school.bank, QUIZ, (NOW, minutes(30)), NOW)
    close_assignment(store, ref, QUIZ, minutes(1))
    assert due_of(store, attempt, "ada")[0] == minutes(60)


def test_closing_now_makes_running_attempts_due_now_and_is_done_once(store):
    school = make_class(store, "ada", time_limit=20)
    school.assign(store)
    attempt = start(store, school, "ada")
    closed = close_assignment(store, school.ref, QUIZ, minutes(5))
    assert closed.closes_at == minutes(5)
    assert due_of(store, attempt, "ada")[0] == minutes(5)
    assert close_assignment(store, school.ref, QUIZ, minutes(9)).closes_at == minutes(5)


def test_a_link_for_a_new_password_is_for_students_of_the_section_alone(store):
    school = make_class(store, "ada")
    add_person(store, "colleague", "instructor")
    use.join_section(store, school.section.code, "colleague", NOW)
    add_person(store, "stranger")
    hour = minutes(60) - NOW
    for person in ("colleague", "stranger", "prof", "nobody"):
        with pytest.raises(NoSuchMemberError):
            use.make_password_link(store, school.ref, person, NOW, hour)
    token = use.make_password_link(store, school.ref, "ada", NOW, hour)
    person, purpose = get_link(store, token, minutes(59))
    assert (person.person_id, purpose) == ("ada", "password")
    with pytest.raises(SignInLinkError):
        get_link(store, token, minutes(60))
