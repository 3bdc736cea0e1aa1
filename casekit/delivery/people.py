"""Who takes part: guests, instructors, and the one-time links by which they sign in."""

import hashlib
import secrets
from datetime import datetime, timedelta

from casekit.delivery.errors import NoSuchPersonError, SignInLinkError
from casekit.store import Person, Role, Store

_ID_BYTES = 16
_TOKEN_BYTES = 32


def make_guest(store: Store, now: datetime) -> Person:
    """A new guest; wanted only when a visitor first starts an attempt."""
    guest = _new_person("guest")
    with store.write() as session:
        session.add_person(guest, now)
    return guest


def ensure_instructor(store: Store, now: datetime, *, name: str = "") -> Person:
    """The first instructor, made when there is none."""
    made = _new_person("instructor", name)
    with store.write() as session:
        found = session.find_first_of("instructor")
        if found is None:
            session.add_person(made, now)
    return found or made


def find_person(store: Store, person_id: str) -> Person | None:
    """The person of this id, or None."""
    with store.read() as session:
        return session.find_person(person_id)


def make_sign_in_link(store: Store, person_id: str, now: datetime, ttl: timedelta) -> str:
    """A token that signs this person in once, within `ttl` of `now`.

    Only its hash is stored: who reads the database cannot sign in with it.

    Raises:
        NoSuchPersonError: the database does not know the person.
    """
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    with store.write() as session:
        if session.find_person(person_id) is None:
            raise NoSuchPersonError(person_id)
        session.add_sign_in_link(_hash(token), person_id, now + ttl)
    return token


def use_sign_in_link(store: Store, token: str, now: datetime) -> Person:
    """The person whom the token signs in; it is used up by this.

    Found by its hash, so that the time taken tells nothing about the token.

    Raises:
        SignInLinkError: the token is unknown, used or expired.
    """
    with store.write() as session:
        person = session.use_sign_in_link(_hash(token), now)
    if person is None:
        raise SignInLinkError
    return person


def _new_person(role: Role, name: str = "") -> Person:
    return Person(secrets.token_urlsafe(_ID_BYTES), role, name)


def _hash(token: str) -> str:
    # 256 random bits need no slow hash.
    return hashlib.sha256(token.encode()).hexdigest()
