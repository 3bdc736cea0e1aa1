"""Who takes part, and the one-time links by which they come in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Row, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from casekit.store.base import Session
from casekit.store.errors import TakenError
from casekit.store.tables import member, person, sign_in_failure, sign_in_link

Role = Literal["guest", "student", "instructor"]
LinkPurpose = Literal["sign-in", "password"]
"""What a one-time link does: signs in, or lets its person choose a new password as well."""


@dataclass(frozen=True)
class Person:
    """Someone whom the database knows.

    Attributes:
        name: as shown; empty for a guest, and once the person has left.
        email: folded to lower case.
        language: of the interface, None for what the browser says.
        session_epoch: sessions begun under another one have been ended.
    """

    person_id: str
    role: Role
    name: str = ""
    email: str | None = None
    language: str | None = None
    session_epoch: int = 0


@dataclass(frozen=True)
class Account:
    """A person with what proves that it is them."""

    person: Person
    password_hash: str | None


_PERSON = select(
    person.c.id,
    person.c.role,
    person.c.name,
    person.c.email,
    person.c.language,
    person.c.session_epoch,
).where(person.c.erased_at.is_(None))
_BY_ID = _PERSON.where(person.c.id == bindparam("person_id"))
_EPOCH = select(person.c.session_epoch).where(
    person.c.id == bindparam("person_id"), person.c.erased_at.is_(None)
)
_LOCKED = _BY_ID.with_for_update()
_BY_ROLE = (
    _PERSON.where(person.c.role == bindparam("role"))
    .order_by(person.c.created_at, person.c.id)
    .limit(1)
)
_ACCOUNT = _PERSON.add_columns(person.c.password_hash)
_ACCOUNT_BY_EMAIL = _ACCOUNT.where(person.c.email == bindparam("email"))
_ACCOUNT_BY_ID = _ACCOUNT.where(person.c.id == bindparam("person_id"))
_WITH_EMAIL = _PERSON.where(person.c.email.is_not(None)).order_by(person.c.role, person.c.email)
_IS_USABLE = (
    sign_in_link.c.used_at.is_(None),
    sign_in_link.c.expires_at > bindparam("now", type_=sign_in_link.c.expires_at.type),
)
_USE_LINK = (
    update(sign_in_link)
    .where(
        sign_in_link.c.token_hash == bindparam("hash"),
        sign_in_link.c.purpose == bindparam("for"),
        *_IS_USABLE,
    )
    .values(used_at=bindparam("now", type_=sign_in_link.c.used_at.type))
)
_LINKED_PERSON = (
    _PERSON.add_columns(sign_in_link.c.purpose)
    .join(sign_in_link, sign_in_link.c.person_id == person.c.id)
    .where(sign_in_link.c.token_hash == bindparam("hash"))
)
_USABLE_LINK = _LINKED_PERSON.where(*_IS_USABLE)
_FAILURES = select(sign_in_failure.c.at).where(
    sign_in_failure.c.account == bindparam("account"),
    sign_in_failure.c.at > bindparam("since", type_=sign_in_failure.c.at.type),
)


class PeopleReads(Session):
    """Reading people; one who has been erased is nobody."""

    def find_person(self, person_id: str) -> Person | None:
        """The person of this id, or None."""
        row = self.connection.execute(_BY_ID, {"person_id": person_id}).one_or_none()
        return _person(row) if row else None

    def find_session_epoch(self, person_id: str) -> int | None:
        """The epoch of the person's sessions; None when there is no such person."""
        found: int | None = self.connection.scalar(_EPOCH, {"person_id": person_id})
        return found

    def find_first_of(self, role: Role) -> Person | None:
        """The person who has had this role for longest, or None."""
        row = self.connection.execute(_BY_ROLE, {"role": role}).one_or_none()
        return _person(row) if row else None

    def find_account(self, email: str) -> Account | None:
        """The account of a folded e-mail address, or None."""
        row = self.connection.execute(_ACCOUNT_BY_EMAIL, {"email": email}).one_or_none()
        return Account(_person(row), row.password_hash) if row else None

    def find_account_of(self, person_id: str) -> Account | None:
        """The account of a person, or None."""
        row = self.connection.execute(_ACCOUNT_BY_ID, {"person_id": person_id}).one_or_none()
        return Account(_person(row), row.password_hash) if row else None

    def list_people(self) -> list[Person]:
        """Everybody who has an e-mail address, instructors first."""
        return [_person(row) for row in self.connection.execute(_WITH_EMAIL)]

    def find_link(self, token_hash: str, now: datetime) -> tuple[Person, LinkPurpose] | None:
        """Whom a link is for and what it does; None when it is unknown, used or expired."""
        key = {"hash": token_hash, "now": now}
        row = self.connection.execute(_USABLE_LINK, key).one_or_none()
        return (_person(row), row.purpose) if row else None

    def list_failures(self, account: str, since: datetime) -> list[datetime]:
        """When signing in to an account, named by a hash, failed after a moment; in order."""
        rows = self.connection.scalars(_FAILURES, {"account": account, "since": since})
        return sorted(rows)


class PeopleWrites(PeopleReads):
    """Writing people."""

    def lock_person(self, person_id: str) -> Person | None:
        """The person, held by this transaction: what depends on them happens one by one."""
        row = self.connection.execute(_LOCKED, {"person_id": person_id}).one_or_none()
        return _person(row) if row else None

    def add_person(
        self, new: Person, created_at: datetime, *, password_hash: str | None = None
    ) -> None:
        """Adds a person.

        Raises:
            TakenError: the e-mail address is taken.
        """
        values = {
            "id": new.person_id,
            "role": new.role,
            "name": new.name,
            "email": new.email,
            "language": new.language,
            "password_hash": password_hash,
            "created_at": created_at,
        }
        with _one_holder():
            self.connection.execute(insert(person), values)

    def change_person(self, person_id: str, **values: Any) -> None:
        """Writes columns of a person: `role`, `name`, `email`, `language`, `password_hash`.

        Raises:
            TakenError: the e-mail address is taken.
        """
        with _one_holder():
            this = update(person).where(person.c.id == person_id)
            self.connection.execute(this.values(**values))

    def end_sessions(self, person_id: str) -> int:
        """Ends every session of the person; returns the epoch of the next ones."""
        self.change_person(person_id, session_epoch=person.c.session_epoch + 1)
        return self.find_session_epoch(person_id) or 0

    def erase_person(self, person_id: str, now: datetime) -> None:
        """Takes the person out of their rows, which stay for the statistics."""
        gone = {"name": "", "email": None, "password_hash": None, "language": None}
        self.change_person(person_id, role="guest", erased_at=now, **gone)
        self.end_sessions(person_id)
        self.connection.execute(delete(sign_in_link).where(sign_in_link.c.person_id == person_id))
        self.connection.execute(
            update(member)
            .where(member.c.person_id == person_id, member.c.left_at.is_(None))
            .values(left_at=now)
        )

    def add_sign_in_link(
        self, token_hash: str, person_id: str, expires_at: datetime, purpose: LinkPurpose
    ) -> None:
        """Keeps the hash of a one-time token; the token itself is nowhere."""
        values = {"token_hash": token_hash, "person_id": person_id, "expires_at": expires_at}
        self.connection.execute(insert(sign_in_link), {**values, "purpose": purpose})

    def use_sign_in_link(
        self, token_hash: str, now: datetime, purpose: LinkPurpose
    ) -> Person | None:
        """Uses a link up and returns its person.

        Returns:
            None when it is unknown, used, expired or of another purpose.
        """
        key = {"hash": token_hash, "now": now, "for": purpose}
        used = self.connection.execute(_USE_LINK, key)
        if used.rowcount != 1:
            return None
        row = self.connection.execute(_LINKED_PERSON, {"hash": token_hash}).one()
        return _person(row)

    def use_up_links(self, person_id: str, now: datetime) -> None:
        """Uses up every link of the person, whatever its purpose."""
        unused = (sign_in_link.c.person_id == person_id, sign_in_link.c.used_at.is_(None))
        self.connection.execute(update(sign_in_link).where(*unused).values(used_at=now))

    def lock_failures(self, account: str) -> None:
        """Others who ask so for this account wait until this transaction has ended."""
        if self.connection.dialect.name != "sqlite":  # which has one writer at a time anyway
            key = func.hashtextextended(account, 0)
            self.connection.execute(select(func.pg_advisory_xact_lock(key)))

    def add_failure(self, account: str, at: datetime) -> None:
        """Notes that signing in to an account failed, and forgets what is a day old."""
        old = sign_in_failure.c.at < at - timedelta(days=1)
        self.connection.execute(delete(sign_in_failure).where(old))
        self.connection.execute(insert(sign_in_failure), {"account": account, "at": at})

    def clear_failures(self, account: str) -> None:
        """Forgets the failures of an account."""
        self.connection.execute(delete(sign_in_failure).where(sign_in_failure.c.account == account))


@contextmanager
def _one_holder() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        if "email" not in str(error.orig):  # both databases name the column or its constraint
            raise
        raise TakenError("email") from error


def _person(row: Row[*tuple[Any, ...]]) -> Person:
    return Person(row.id, row.role, row.name, row.email, row.language, row.session_epoch)
