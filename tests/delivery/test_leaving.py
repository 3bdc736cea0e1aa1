"""Sessions that have been ended, and people who have been erased."""

from dataclasses import replace

import pytest
from delivery.account_sample import ADA, ANOTHER, EMAIL, HOUR, PASSWORD, add_account, count, fail
from delivery.sample import (
    NOW,
    QUIZ,
    attempts_of,
    begin_graded,
    choose,
    make_bank,
    minutes,
    open_class,
)
from sqlalchemy import select

from casekit.delivery import (
    AttemptRef,
    NoSuchAttemptError,
    NoSuchPersonError,
    SignedOutError,
    SignInError,
    change_details,
    change_password,
    check_slot,
    end_sessions,
    erase_person,
    find_by_email,
    find_person,
    get_attempt,
    join,
    make_sign_in_link,
    open_hint,
    save_answers,
    sign_in,
    start_attempt,
    submit_attempt,
)
from casekit.delivery.sections import list_members
from casekit.store.tables import (
    attempt,
    member,
    person,
    response,
    score,
    sign_in_failure,
    sign_in_link,
)

STEPS = {
    "save": lambda store, ref: save_answers(store, ref, {}, minutes(1)),
    "check": lambda store, ref: check_slot(store, ref, 0, {}, minutes(1)),
    "hint": lambda store, ref: open_hint(store, ref, 0, "passages", minutes(1)),
    "submit": lambda store, ref: submit_attempt(store, ref, {}, minutes(1)),
    "see": lambda store, ref: get_attempt(store, ref, minutes(1)),
}


@pytest.mark.parametrize("step", STEPS)
def test_nothing_is_done_in_the_name_of_a_session_that_has_been_ended(store, step):
    _, ref = begin_graded(store)
    old = replace(ref, epoch=0)
    assert get_attempt(store, old, NOW).is_open
    assert end_sessions(store, ref.person_id) == 1
    with pytest.raises(SignedOutError):
        STEPS[step](store, old)
    assert get_attempt(store, replace(ref, epoch=1), NOW).is_open


def test_a_stranger_with_a_session_of_their_own_still_has_no_such_attempt(store):
    _, ref = begin_graded(store)
    stranger = add_account(store, "bob@example.org")
    with pytest.raises(NoSuchAttemptError):
        get_attempt(store, replace(ref, person_id=stranger.person_id, epoch=0), NOW)


def test_the_sessions_of_others_go_on(store):
    _, ref = begin_graded(store)
    end_sessions(store, add_account(store, "bob@example.org").person_id)
    assert get_attempt(store, replace(ref, epoch=0), NOW).is_open


def leave_after_a_quiz(store):
    """A student with one result and one running attempt, who has then been erased."""
    bank = make_bank(kind="graded", attempts=2)
    room = open_class(store, bank)
    ada, _ = join(store, room.code, ADA, NOW)
    first = start_attempt(store, bank, QUIZ, ada.person_id, NOW, seed=1)
    ref = AttemptRef("demo", first.attempt_id, ada.person_id, 0)
    submit_attempt(store, ref, choose(first, 0, "a"), minutes(1))
    start_attempt(store, bank, QUIZ, ada.person_id, minutes(2), seed=1)
    make_sign_in_link(store, ada.person_id, NOW, HOUR)
    fail(store, 2)
    erase_person(store, ada.person_id, minutes(3))
    return bank, room, ada, ref


def test_who_is_erased_leaves_no_name_address_password_link_or_failure(store):
    _, _, ada, _ = leave_after_a_quiz(store)
    with store.read() as session:
        asked = select(person).where(person.c.id == ada.person_id)
        row = session.connection.execute(asked).one()
    assert (row.name, row.email, row.password_hash, row.language) == ("", None, None, None)
    assert row.erased_at == minutes(3)
    assert count(store, sign_in_link) == 0
    assert count(store, sign_in_failure) == 0


def test_who_is_erased_is_nobody_and_no_member(store):
    bank, room, ada, ref = leave_after_a_quiz(store)
    assert find_person(store, ada.person_id) is None
    assert find_by_email(store, EMAIL) is None
    assert [m.role for m in list_members(store, room.ref)] == ["instructor"]
    with pytest.raises(SignInError):
        sign_in(store, EMAIL, PASSWORD, NOW)
    with pytest.raises(SignedOutError):
        save_answers(store, ref, {}, minutes(4))
    with pytest.raises(NoSuchPersonError):
        make_sign_in_link(store, ada.person_id, NOW, HOUR)
    another = replace(bank, quizzes={"cas/autre": bank.quizzes[QUIZ]})
    with pytest.raises(NoSuchPersonError):
        start_attempt(store, another, "cas/autre", ada.person_id, NOW)


def test_a_page_that_was_open_brings_nobody_back(store):
    _, _, ada, _ = leave_after_a_quiz(store)
    with pytest.raises(NoSuchPersonError):
        change_details(store, ada.person_id, NOW, name="Ada", email=EMAIL, language="fr")
    with pytest.raises(NoSuchPersonError):
        change_password(store, ada.person_id, PASSWORD, ANOTHER, NOW)
    assert find_by_email(store, EMAIL) is None


def test_attempts_and_scores_of_who_is_erased_stay(store):
    _, _, ada, _ = leave_after_a_quiz(store)
    done, running = attempts_of(store, ada.person_id)
    assert done.score().points == 1
    assert running.is_open
    assert [count(store, table) for table in (attempt, response, score)] == [2, 1, 3]
    with store.read() as session:
        left = session.connection.scalars(
            select(member.c.left_at).where(member.c.person_id == ada.person_id)
        ).one()
    assert left == minutes(3)


def test_an_address_is_free_again_once_its_person_is_erased_and_twice_is_once(store):
    _, room, ada, _ = leave_after_a_quiz(store)
    again, _ = join(store, room.code, ADA, minutes(4))
    erase_person(store, ada.person_id, minutes(5))
    assert again.person_id != ada.person_id
    assert sign_in(store, EMAIL, PASSWORD, minutes(5)) == again
