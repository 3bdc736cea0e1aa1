"""What several people do at the same moment; worth most on PostgreSQL, which has many writers."""

from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

import pytest
from delivery.class_sample import add_person, make_class, start
from delivery.sample import NOW, QUIZ, attempts_of, minutes

from casekit.delivery import erase_person
from casekit.delivery.assigning import assign_quiz, change_assignment, close_assignment
from casekit.delivery.errors import LastInstructorError, NotAssignableError, NotOpenError
from casekit.delivery.sections import (
    add_instructor,
    get_section,
    leave_section,
    list_members,
    rename_section,
    renew_code,
    set_time_factor,
)

NAMES = [f"student{number}" for number in range(12)]


def at_once(*steps):
    """Does all steps at the same moment; what each returned, or raised."""
    with ThreadPoolExecutor(len(steps)) as threads:
        jobs = [threads.submit(step) for step in steps]
    return [job.exception() or job.result() for job in jobs]


CHANGES = {
    "close": lambda store, ref: close_assignment(store, ref, QUIZ, minutes(1)),
    "change": lambda store, ref: change_assignment(
        store, ref, QUIZ, (NOW, minutes(30)), minutes(1)
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_who_starts_while_the_quiz_closes_has_an_end(store, change):
    """On PostgreSQL an attempt began that never ended."""
    school = make_class(store, *NAMES)
    school.assign(store)
    starting = [lambda n=n: start(store, school, n, minutes(1)) for n in NAMES]
    half = len(NAMES) // 2
    changing = lambda: CHANGES[change](store, school.ref)  # noqa: E731
    done = at_once(*starting[:half], changing, *starting[half:])
    assert {type(one) for one in done if isinstance(one, Exception)} <= {NotOpenError}
    ends = {attempt.due_at for name in NAMES for attempt in attempts_of(store, name)}
    assert ends <= {done[half].closes_at}


def test_who_starts_while_more_time_is_given_has_it(store):
    school = make_class(store, *NAMES, time_limit=20)
    school.assign(store)
    more = Fraction(3, 2)
    at_once(
        *(lambda n=n: start(store, school, n) for n in NAMES),
        *(lambda n=n: set_time_factor(store, school.ref, n, more, NOW) for n in NAMES),
    )
    assert {attempts_of(store, name)[0].due_at for name in NAMES} == {minutes(30)}


@pytest.mark.parametrize("leave", ["leave", "erase"])
def test_of_two_instructors_who_go_at_once_one_stays(store, leave):
    school = make_class(store)
    for number in range(6):
        colleague = add_person(store, f"colleague{number}", "instructor")
        add_instructor(store, school.ref, f"{colleague}@example.org", NOW)
    people = [member.person_id for member in list_members(store, school.ref)]

    def go(person_id):
        if leave == "erase":
            erase_person(store, person_id, NOW)
        else:
            leave_section(store, school.section.section_id, person_id, NOW)

    done = at_once(*(lambda p=p: go(p) for p in people))
    assert [type(one) for one in done if one is not None] == [LastInstructorError]
    with store.read() as session:
        members = session.list_members(school.section.section_id)
    assert sum(member.left_at is None for member in members) == 1


def test_a_new_name_and_a_new_code_are_both_kept(store):
    school = make_class(store)
    for number in range(5):
        name, before = f"Groupe {number}", get_section(store, school.ref)
        at_once(
            lambda: renew_code(store, school.ref),
            lambda name=name: rename_section(store, school.ref, name),
        )
        after = get_section(store, school.ref)
        assert after.name == name
        assert after.code != before.code


def test_a_quiz_that_two_open_at_once_is_opened_once(store):
    school = make_class(store)
    times = (NOW, None)
    open_it = lambda: assign_quiz(store, school.ref, school.bank, QUIZ, times, NOW)  # noqa: E731
    done = at_once(*[open_it] * 4)
    refused = [type(one) for one in done if isinstance(one, Exception)]
    assert refused == [NotAssignableError] * 3
