"""Accounts: making one, signing in, changing what it says, ending its sessions, leaving."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from casekit.delivery.errors import NoSuchPersonError, SignInError, SignInLinkError
from casekit.delivery.errors import UnusableDetailError as Unusable
from casekit.delivery.membership import check_may_leave, get_joinable
from casekit.delivery.password import check_usable, hash_password, is_right_password
from casekit.delivery.people import find_person, get_link, hash_token, new_person
from casekit.delivery.throttle import count_try, forget_failures, name_account
from casekit.domain.section import Section
from casekit.store import Person, Role, Store, TakenError, Writer

MAX_NAME, MAX_EMAIL = 100, 254
_EMAIL = re.compile(r"^[^@\s\"<>,;:]+@[^@\s\"<>,;:]+\.[^@\s\"<>,;:.]+$")


@dataclass(frozen=True)
class NewAccount:
    """What somebody writes who joins for the first time, as typed."""

    email: str
    name: str
    password: str
    language: str | None = None


def join(
    store: Store, code: str, new: NewAccount, now: datetime, guest_id: str | None = None
) -> tuple[Person, Section]:
    """Makes an account for a student and joins a section with it, or does neither.

    A guest who joins becomes the student, whose then is all that the guest has done.

    Raises:
        JoinCodeError: no section has the code.
        SectionClosedError: the section takes nobody any more.
        UnusableDetailError: of `email` (`missing`, `form`, `taken`), `name` (`missing`, `long`) or
            `password`, as `check_usable` says.
    """
    email, name = read_email(new.email), read_name(new.name)
    check_usable(new.password, email, name)
    with store.read() as session:
        get_joinable(session, code)
        if session.find_account(email):
            raise Unusable("email", "taken")
    person = replace(new_person("student", name, email), language=new.language)
    kept = hash_password(new.password)  # slow on purpose: not while others wait to write
    with _taken_email(), store.write() as session:
        guest = session.lock_person(guest_id) if guest_id else None
        section = get_joinable(session, code)
        if guest is not None and guest.role == "guest":
            person = _promote(session, guest, person, kept)
        else:
            session.add_person(person, now, password_hash=kept)
        session.add_member(section.section_id, person.person_id, "student", now)
    return person, section


def sign_in(
    store: Store, email: str, password: str, now: datetime, *, is_known: bool = False
) -> Person:
    """The person whose address and password these are.

    Who does not exist takes as long and is throttled as those who do.

    Args:
        store: the database.
        email: as typed.
        password: as typed.
        now: the time of the server.
        is_known: the device has signed in to this account before. Its failures are counted apart,
            so that whoever guesses elsewhere cannot keep a student out of an exam.

    Raises:
        SignInError: they do not belong together.
        ThrottledError: too many failures; the password was not even looked at.
    """
    folded = fold_email(email)
    with store.write() as session:
        key = name_account("known" if is_known else "any", folded)
        count_try(session, key, now)
        account = session.find_account(folded)
    kept = account.password_hash if account else None
    if not is_right_password(password, kept) or account is None:
        raise SignInError
    with store.write() as session:
        session.clear_failures(key)
    return account.person


def make_person(store: Store, email: str, name: str, role: Role, now: datetime) -> Person:
    """An account without a password: its person chooses one by a one-time link.

    Raises:
        UnusableDetailError: of `email` or `name`, as in `join`.
    """
    person = new_person(role, read_name(name), read_email(email))
    with _taken_email(), store.write() as session:
        if session.find_account(person.email or ""):
            raise Unusable("email", "taken")
        session.add_person(person, now)
    return person


def find_by_email(store: Store, email: str) -> Person | None:
    """The person of an address, however it is written; or None."""
    with store.read() as session:
        account = session.find_account(fold_email(email))
    return account.person if account else None


def list_people(store: Store) -> list[Person]:
    """Everybody who has an account, instructors first."""
    with store.read() as session:
        return session.list_people()


def set_language(store: Store, person_id: str, language: str) -> None:
    """Remembers the language of the interface that the person has chosen."""
    with store.write() as session:
        session.change_person(person_id, language=language)


def change_role(store: Store, person_id: str, role: Role, now: datetime) -> None:
    """Makes a student an instructor, or an instructor a student; their one-time links are used up.

    Who is none any more stays outside from the next click on; who becomes one signs in again.

    Raises:
        NoSuchPersonError: the database does not know the person.
    """
    with store.write() as session:
        if _lock_person(session, person_id).role != role:
            session.change_person(person_id, role=role)
            session.use_up_links(person_id, now)


def change_details(
    store: Store,
    person_id: str,
    now: datetime,
    *,
    name: str,
    email: str,
    language: str | None,
    current: str = "",
) -> Person:
    """Changes what the account says of its person.

    Another address needs the `current` password: by it, whoever finds a browser that is signed in
    would take the account over.

    Raises:
        UnusableDetailError: of `email` or `name`, as in `join`, or of `current` (`wrong`); nothing
            is changed.
        ThrottledError: the password was wrong too often.
        NoSuchPersonError: the database does not know the person.
    """
    name, folded = read_name(name), read_email(email)
    known = find_person(store, person_id)
    if known is None or known.email != folded:
        check_password(store, person_id, current, now)
    with _taken_email(), store.write() as session:
        person = _lock_person(session, person_id)
        holder = session.find_account(folded)
        if holder is not None and holder.person.person_id != person_id:
            raise Unusable("email", "taken")
        session.change_person(person_id, name=name, email=folded, language=language)
    return replace(person, name=name, email=folded, language=language)


def change_password(
    store: Store, person_id: str, current: str, password: str, now: datetime
) -> Person:
    """Changes the password, ends all sessions and links; the person returned begins new ones.

    Raises:
        UnusableDetailError: of `current` (`wrong`) or `password`; nothing is changed.
        ThrottledError: the current one was wrong too often.
        NoSuchPersonError: the database does not know the person.
    """
    person = check_password(store, person_id, current, now)
    check_usable(password, person.email or "", person.name)
    kept = hash_password(password)
    with store.write() as session:
        return _keep_password(session, _lock_person(session, person_id), kept, now)


def check_password(store: Store, person_id: str, current: str, now: datetime) -> Person:
    """The person, whose password this is; an account without one has nothing to check.

    Raises:
        UnusableDetailError: of `current` (`wrong`).
        ThrottledError: it was wrong too often.
        NoSuchPersonError: the database does not know the person.
    """
    with store.write() as session:
        account = session.find_account_of(person_id)
        if account is None:
            raise NoSuchPersonError(person_id)
        if account.password_hash is None:
            return account.person
        key = name_account("own", person_id)
        count_try(session, key, now)
    if not is_right_password(current, account.password_hash):
        raise Unusable("current", "wrong")
    with store.write() as session:
        session.clear_failures(key)
    return account.person


def use_password_link(store: Store, token: str, password: str, now: datetime) -> Person:
    """Sets a new password by a one-time link, which is used up, and ends all sessions.

    Raises:
        SignInLinkError: the link is unknown, used, expired, or of another purpose.
        UnusableDetailError: of `password`; the link is not used up.
    """
    found, purpose = get_link(store, token, now)
    if purpose != "password":
        raise SignInLinkError
    check_usable(password, found.email or "", found.name)
    kept = hash_password(password)
    with store.write() as session:
        person = session.use_sign_in_link(hash_token(token), now, "password")
        if person is None:
            raise SignInLinkError
        return _keep_password(session, person, kept, now)


def end_sessions(store: Store, person_id: str) -> int:
    """Signs the person out everywhere; returns the epoch of sessions that begin from now on."""
    with store.write() as session:
        return session.end_sessions(person_id)


def erase_person(store: Store, person_id: str, now: datetime) -> None:
    """Takes the person out of the database; attempts, scores and reviews stay, and are nobody's.

    What was said to them beside a mark goes. A running attempt stays open until it is due, and can
    be reached by nobody. Twice is once.

    Raises:
        LastInstructorError: a section would be nobody's.
    """
    with store.write() as session:
        person = session.lock_person(person_id)
        if person is not None:
            for section, _ in session.list_sections_of(person_id):
                check_may_leave(session, section.section_id, person_id)
            forget_failures(session, person)
            session.forget_card_settings(person_id)
            session.forget_comments(person_id)
            session.erase_person(person_id, now)


def read_email(text: str) -> str:
    """An address as it is kept.

    Raises:
        UnusableDetailError: it is `missing`, or has not the `form` of one.
    """
    email = fold_email(text)
    if not email:
        raise Unusable("email", "missing")
    if len(email) > MAX_EMAIL or not _EMAIL.match(email):
        raise Unusable("email", "form")
    return email


def fold_email(text: str) -> str:
    """An address in the form in which two are compared; what is invisible came by copying."""
    folded = unicodedata.normalize("NFKC", _strip(text)).casefold()
    return _strip(unicodedata.normalize("NFKC", folded)).strip()


def read_name(text: str) -> str:
    """A name as it is kept: one line, no invisible characters.

    Raises:
        UnusableDetailError: it is `missing` or too `long`.
    """
    name = " ".join(unicodedata.normalize("NFC", _strip(text)).split())
    if not name:
        raise Unusable("name", "missing")
    if len(name) > MAX_NAME:
        raise Unusable("name", "long")
    return name


def _strip(text: str) -> str:
    """The text without control characters and marks of direction."""
    return "".join(c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")


def _promote(session: Writer, guest: Person, new: Person, kept: str) -> Person:
    """Makes a guest somebody with an account; the guest's sessions end."""
    session.change_person(
        guest.person_id,
        role=new.role,
        name=new.name,
        email=new.email,
        language=new.language,
        password_hash=kept,
    )
    epoch = session.end_sessions(guest.person_id)
    return replace(new, person_id=guest.person_id, session_epoch=epoch)


def _keep_password(session: Writer, person: Person, kept: str, now: datetime) -> Person:
    """Nobody gets in any more by an older password, session or link."""
    session.change_person(person.person_id, password_hash=kept)
    session.use_up_links(person.person_id, now)
    forget_failures(session, person)
    return replace(person, session_epoch=session.end_sessions(person.person_id))


def _lock_person(session: Writer, person_id: str) -> Person:
    person = session.lock_person(person_id)
    if person is None:
        raise NoSuchPersonError(person_id)
    return person


@contextmanager
def _taken_email() -> Iterator[None]:
    """Two who take one address at the same moment: the second one is told."""
    try:
        yield
    except TakenError as error:
        raise Unusable("email", "taken") from error
