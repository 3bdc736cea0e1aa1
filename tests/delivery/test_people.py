from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from delivery.sample import NOW, minutes
from sqlalchemy import select

from casekit.delivery import (
    NoSuchPersonError,
    SignInLinkError,
    ensure_instructor,
    find_person,
    make_guest,
    make_sign_in_link,
    use_sign_in_link,
)
from casekit.store.tables import sign_in_link

HOUR = timedelta(hours=1)


def test_every_guest_is_someone_else(store):
    first, second = make_guest(store, NOW), make_guest(store, NOW)
    assert first.person_id != second.person_id
    assert find_person(store, first.person_id) == first
    assert first.role == "guest"


def test_nobody_is_found_for_an_unknown_id(store):
    assert find_person(store, "nobody") is None


def test_there_is_one_first_instructor(store):
    made = ensure_instructor(store, NOW, name="Ada")
    assert (made.role, made.name) == ("instructor", "Ada")
    assert ensure_instructor(store, minutes(1), name="Grace") == made


def test_a_link_signs_in_once(store):
    instructor = ensure_instructor(store, NOW)
    token = make_sign_in_link(store, instructor.person_id, NOW, HOUR)
    assert use_sign_in_link(store, token, minutes(59)) == instructor
    with pytest.raises(SignInLinkError):
        use_sign_in_link(store, token, minutes(59))


def test_two_clicks_at_once_sign_in_once(store):
    token = make_sign_in_link(store, ensure_instructor(store, NOW).person_id, NOW, HOUR)
    with ThreadPoolExecutor(6) as threads:
        jobs = [threads.submit(use_sign_in_link, store, token, NOW) for _ in range(6)]
    assert sum(job.exception() is None for job in jobs) == 1


def test_an_expired_link_signs_nobody_in(store):
    token = make_sign_in_link(store, ensure_instructor(store, NOW).person_id, NOW, HOUR)
    with pytest.raises(SignInLinkError):
        use_sign_in_link(store, token, minutes(60))


def test_an_unknown_token_signs_nobody_in(store):
    with pytest.raises(SignInLinkError):
        use_sign_in_link(store, "guessed", NOW)


def test_a_link_for_nobody_is_not_made(store):
    with pytest.raises(NoSuchPersonError):
        make_sign_in_link(store, "nobody", NOW, HOUR)


def test_the_database_does_not_know_the_token(store, tmp_path):
    token = make_sign_in_link(store, ensure_instructor(store, NOW).person_id, NOW, HOUR)
    with store.read() as session:
        [stored] = session.connection.scalars(select(sign_in_link.c.token_hash))
    assert token not in stored
    assert len(token) >= 43  # 256 bits
    files = tmp_path.glob("casekit.db*")
    assert all(token.encode() not in file.read_bytes() for file in files)
