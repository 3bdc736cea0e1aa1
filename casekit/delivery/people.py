"""Who takes part: guests, instructors, and the one-time links by which they sign in."""

import hashlib
import secrets
from datetime import datetime, timedelta

from casekit.delivery.errors import NoSuchPersonError, SignInLinkError
from casekit.store import LinkPurpose, Person, Role, Store, Writer

_ID_BYTES = 16
_TOKEN_BYTES = 32


def make_guest(store: Store, now: datetime) -> Person:
    """A new guest; wanted only when a visitor first starts an attempt."""
    guest = new_person("guest")
    with store.write() as session:
        session.add_person(guest, now)
    return guest


def ensure_instructor(store: Store, now: datetime, *, name: str = "") -> Person:
    """The first instructor, made when there is none."""
    made = new_person("instructor", name)
    with store.write() as session:
        found = session.find_first_of("instructor")
        if found is None:
            session.add_person(made, now)
    return found or made


def find_person(store: Store, person_id: str) -> Person | None:
    """The person of this id, or None."""
    with store.read() as session:
        return session.find_person(person_id)


def make_sign_in_link(
    store: Store,
    person_id: str,
    now: datetime,
    ttl: timedelta,
    purpose: LinkPurpose = "sign-in",
) -> str:
    """A token that signs this person in once, within `ttl` of `now`.

    Only its hash is stored: who reads the database cannot sign in with it.

    Raises:
        NoSuchPersonError: the database does not know the person.
    """
    with store.write() as session:
        if session.lock_person(person_id) is None:
            raise NoSuchPersonError(person_id)
        return add_link(session, person_id, now + ttl, purpose)


def add_link(session: Writer, person_id: str, expires_at: datetime, purpose: LinkPurpose) -> str:
    """The token of a new one-time link."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    session.add_sign_in_link(hash_token(token), person_id, expires_at, purpose)
    return token


def get_link(store: Store, token: str, now: datetime) -> tuple[Person, LinkPurpose]:
    """Whom a link is for and what it does. It is not used up.

    Raises:
        SignInLinkError: the link is unknown, used or expired.
    """
    with store.read() as session:
        found = session.find_link(hash_token(token), now)
    if found is None:
        raise SignInLinkError
    return found


def use_sign_in_link(store: Store, token: str, now: datetime) -> Person:
    """The person whom the token signs in; it is used up by this.

    Found by its hash, so that the time taken tells nothing about the token.

    Raises:
        SignInLinkError: the token is unknown, used, expired, or asks for a new password.
    """
    with store.write() as session:
        person = session.use_sign_in_link(hash_token(token), now, "sign-in")
    if person is None:
        raise SignInLinkError
    return person


def new_person(role: Role, name: str = "", email: str | None = None) -> Person:
    """A person with an id that nobody can guess; not in the database yet."""
    return Person(secrets.token_urlsafe(_ID_BYTES), role, name, email)


def hash_token(token: str) -> str:
    """The form in which a one-time token is kept: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
