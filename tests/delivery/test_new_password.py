"""New passwords: by who knows the current one, and by a one-time link."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from delivery.account_sample import (
    ANOTHER,
    EMAIL,
    HOUR,
    PASSWORD,
    add_account,
    count,
    fail,
    refusal,
    seconds,
)
from delivery.sample import (
    NOW,
    minutes,
)

from casekit.delivery import (
    NoSuchPersonError,
    SignInError,
    SignInLinkError,
    ThrottledError,
    change_details,
    change_password,
    find_person,
    make_person,
    make_sign_in_link,
    sign_in,
    use_password_link,
    use_sign_in_link,
)
from casekit.delivery.account import check_password
from casekit.store.tables import (
    sign_in_failure,
)


def test_a_new_password_ends_all_sessions_but_the_one_that_it_begins(store):
    ada = add_account(store)
    changed = change_password(store, ada.person_id, PASSWORD, ANOTHER, NOW)
    assert changed == replace(ada, session_epoch=1) == find_person(store, ada.person_id)
    assert sign_in(store, EMAIL, ANOTHER, NOW) == changed
    with pytest.raises(SignInError):
        sign_in(store, EMAIL, PASSWORD, NOW)


def test_a_password_is_changed_only_by_who_knows_it_and_to_a_usable_one(store):
    ada = add_account(store)
    for current, password, refused in (
        (ANOTHER, "sept prunes bleues", ("current", "wrong")),
        (PASSWORD, "court", ("password", "short")),
        (PASSWORD, EMAIL, ("password", "own")),
    ):
        asked = (store, ada.person_id, current, password, NOW)
        assert refusal(change_password, *asked) == refused
    assert sign_in(store, EMAIL, PASSWORD, NOW) == ada


def test_whoever_guesses_at_the_door_keeps_nobody_out_of_their_own_account_page(store):
    ada = add_account(store)
    fail(store, 5)
    assert check_password(store, ada.person_id, PASSWORD, NOW) == ada


def test_guessing_the_current_password_is_throttled_as_signing_in_is(store):
    ada = add_account(store)
    for _ in range(5):
        assert refusal(check_password, store, ada.person_id, ANOTHER, NOW) == ("current", "wrong")
    with pytest.raises(ThrottledError):
        change_password(store, ada.person_id, PASSWORD, ANOTHER, NOW)
    assert check_password(store, ada.person_id, PASSWORD, seconds(30)) == ada
    assert count(store, sign_in_failure) == 0


def test_a_new_password_clears_the_failures_of_every_kind(store):
    ada = add_account(store)
    for is_known in (False, True):
        with pytest.raises(SignInError):
            sign_in(store, EMAIL, ANOTHER, NOW, is_known=is_known)
    refusal(check_password, store, ada.person_id, ANOTHER, NOW)
    assert count(store, sign_in_failure) == 3
    change_password(store, ada.person_id, PASSWORD, ANOTHER, NOW)
    assert count(store, sign_in_failure) == 0


def test_an_account_without_a_password_gets_its_first_one(store):
    ada = make_person(store, EMAIL, "Ada", "student", NOW)
    change_password(store, ada.person_id, "", PASSWORD, NOW)
    assert sign_in(store, EMAIL, PASSWORD, NOW).person_id == ada.person_id


def test_nobodys_details_and_password_are_not_changed(store):
    with pytest.raises(NoSuchPersonError):
        change_details(store, "nobody", NOW, name="Ada", email=EMAIL, language=None)
    with pytest.raises(NoSuchPersonError):
        change_password(store, "nobody", PASSWORD, ANOTHER, NOW)


def test_a_link_sets_a_new_password_once_and_ends_sessions_and_waiting(store):
    ada = add_account(store)
    fail(store, 5)
    token = make_sign_in_link(store, ada.person_id, NOW, HOUR, "password")
    changed = use_password_link(store, token, ANOTHER, minutes(59))
    assert changed == replace(ada, session_epoch=1)
    assert sign_in(store, EMAIL, ANOTHER, NOW) == changed
    with pytest.raises(SignInLinkError):
        use_password_link(store, token, PASSWORD, minutes(59))


@pytest.mark.parametrize("by_link", [True, False])
def test_a_new_password_ends_the_links_that_were_made_before(store, by_link):
    """Seen to fail: a link that somebody else had seen still opened the account."""
    ada = add_account(store)
    purposes = ("password", "password", "sign-in")
    used, unused, plain = (
        make_sign_in_link(store, ada.person_id, NOW, HOUR, purpose) for purpose in purposes
    )
    if by_link:
        use_password_link(store, used, ANOTHER, minutes(1))
    else:
        change_password(store, ada.person_id, PASSWORD, ANOTHER, minutes(1))
    with pytest.raises(SignInLinkError):
        use_password_link(store, unused, PASSWORD, minutes(2))
    with pytest.raises(SignInLinkError):
        use_sign_in_link(store, plain, minutes(2))


def test_a_weak_password_does_not_use_the_link_up(store):
    ada = add_account(store)
    token = make_sign_in_link(store, ada.person_id, NOW, HOUR, "password")
    for weak in ("court", EMAIL, "motdepasse"):
        assert refusal(use_password_link, store, token, weak, NOW)[0] == "password"
    assert use_password_link(store, token, ANOTHER, NOW).person_id == ada.person_id


def test_two_who_use_a_link_at_once_set_one_password(store):
    ada = add_account(store)
    token = make_sign_in_link(store, ada.person_id, NOW, HOUR, "password")
    with ThreadPoolExecutor(4) as threads:
        passwords = [f"{ANOTHER} {n}" for n in range(4)]
        jobs = [threads.submit(use_password_link, store, token, p, NOW) for p in passwords]
    [used] = [p for p, job in zip(passwords, jobs, strict=True) if not job.exception()]
    assert sign_in(store, EMAIL, used, NOW) == replace(ada, session_epoch=1)


def test_an_expired_an_unknown_and_another_kind_of_link_set_no_password(store):
    ada = add_account(store)
    expired = make_sign_in_link(store, ada.person_id, NOW, HOUR, "password")
    plain = make_sign_in_link(store, ada.person_id, NOW, 9 * HOUR)
    for token in (expired, plain, "guessed"):
        with pytest.raises(SignInLinkError):
            use_password_link(store, token, ANOTHER, minutes(60))
    assert use_sign_in_link(store, plain, minutes(60)) == ada


def test_a_link_for_a_new_password_signs_nobody_in_without_one(store):
    ada = add_account(store)
    token = make_sign_in_link(store, ada.person_id, NOW, HOUR, "password")
    with pytest.raises(SignInLinkError):
        use_sign_in_link(store, token, NOW)
    assert use_password_link(store, token, ANOTHER, NOW).person_id == ada.person_id
