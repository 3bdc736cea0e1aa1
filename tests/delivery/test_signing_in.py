"""Signing in, and being made to wait."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from delivery.account_sample import (
    ANOTHER,
    EMAIL,
    PASSWORD,
    add_account,
    count,
    fail,
    seconds,
)
from delivery.sample import (
    NOW,
    minutes,
)
from sqlalchemy import select

from casekit.delivery import (
    SignInError,
    ThrottledError,
    make_person,
    sign_in,
)
from casekit.store import open_store
from casekit.store.tables import (
    sign_in_failure,
)


def test_the_right_password_signs_in_however_the_address_is_written(store):
    ada = add_account(store)
    for email in (EMAIL, " ADA@Example.org"):
        assert sign_in(store, email, PASSWORD, NOW) == ada


@pytest.mark.parametrize(
    ("email", "password"),
    [
        (EMAIL, ""),
        (EMAIL, ANOTHER),
        (EMAIL, PASSWORD.upper()),
        ("bob@example.org", PASSWORD),
        ("", PASSWORD),
        ("a\x00b", PASSWORD),
    ],
)
def test_address_and_password_belong_together_or_nobody_signs_in(store, email, password):
    add_account(store)
    with pytest.raises(SignInError):
        sign_in(store, email, password, NOW)


def test_an_account_without_a_password_signs_nobody_in(store):
    make_person(store, EMAIL, "Ada", "student", NOW)
    for password in ("", "None", PASSWORD):
        with pytest.raises(SignInError):
            sign_in(store, EMAIL, password, NOW)


def test_after_five_failures_the_right_password_waits_too(store):
    ada = add_account(store)
    fail(store, 5)
    for at, wait_s in ((0, 30), (10, 20), (29.5, 1)):
        with pytest.raises(ThrottledError) as caught:
            sign_in(store, EMAIL, PASSWORD, seconds(at))
        assert caught.value.wait_s == wait_s
    assert sign_in(store, EMAIL, PASSWORD, seconds(30)) == ada


def test_each_further_failure_makes_the_wait_longer(store):
    add_account(store)
    fail(store, 4)
    at, waits = 0, []
    for _ in range(6):
        fail(store, 1, at=seconds(at))
        with pytest.raises(ThrottledError) as caught:
            sign_in(store, EMAIL, PASSWORD, seconds(at))
        waits.append(caught.value.wait_s)
        at += min(waits[-1], 120)  # all within a quarter of an hour
        if waits[-1] > 120:
            break
    assert waits == [30, 60, 120, 300]


def test_being_refused_does_not_make_the_wait_longer(store):
    ada = add_account(store)
    fail(store, 5)
    for at in range(0, 30, 3):
        with pytest.raises(ThrottledError):
            sign_in(store, EMAIL, "a wrong one", seconds(at))
    assert sign_in(store, EMAIL, PASSWORD, seconds(30)) == ada


def test_a_success_clears_the_failures(store):
    add_account(store)
    fail(store, 4)
    sign_in(store, EMAIL, PASSWORD, NOW)
    fail(store, 4)
    sign_in(store, EMAIL, PASSWORD, NOW)
    assert count(store, sign_in_failure) == 0


def test_failures_are_forgotten_after_a_quarter_of_an_hour(store):
    ada = add_account(store)
    fail(store, 4)
    fail(store, 1, at=minutes(15))
    assert sign_in(store, EMAIL, PASSWORD, minutes(15)) == ada


def test_the_failures_of_one_account_are_no_other_accounts(store):
    add_account(store)
    bob = add_account(store, "bob@example.org")
    fail(store, 5)
    assert sign_in(store, "bob@example.org", PASSWORD, NOW) == bob


def test_an_address_that_nobody_has_waits_as_others_do(store):
    fail(store, 5, "nobody@example.org")
    with pytest.raises(ThrottledError):
        sign_in(store, "NOBODY@example.org ", PASSWORD, NOW)


def test_guesses_at_once_are_not_more_than_guesses_in_turn(store):
    add_account(store)
    with ThreadPoolExecutor(8) as threads:
        jobs = [threads.submit(sign_in, store, EMAIL, f"wrong-{n}", NOW) for n in range(8)]
    kinds = [type(job.exception()) for job in jobs]
    assert kinds.count(SignInError) == 5
    assert kinds.count(ThrottledError) == 3


def test_the_wait_is_known_to_every_process(store, database):
    add_account(store)
    fail(store, 5)
    with open_store(database) as another, pytest.raises(ThrottledError):
        sign_in(another, EMAIL, PASSWORD, NOW)


def test_the_table_of_failures_holds_no_address_and_is_swept(store):
    fail(store, 1)
    fail(store, 1, "bob@example.org", minutes(24 * 60 + 1))
    with store.read() as session:
        [row] = session.connection.execute(select(sign_in_failure)).all()
    assert row.at == minutes(24 * 60 + 1)
    assert "bob" not in row.account
