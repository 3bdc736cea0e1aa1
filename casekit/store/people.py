"""Who takes part, and the one-time links by which they come in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row, bindparam, insert, select, update

from casekit.store.base import Session
from casekit.store.tables import person, sign_in_link

Role = Literal["guest", "student", "instructor"]


@dataclass(frozen=True)
class Person:
    """Someone whom the database knows.

    Attributes:
        name: as shown; empty for a guest.
    """

    person_id: str
    role: Role
    name: str = ""
    email: str | None = None


_PERSON = select(person.c.id, person.c.role, person.c.name, person.c.email)
_BY_ID = _PERSON.where(person.c.id == bindparam("person_id"))
_LOCKED = _BY_ID.with_for_update()
_BY_ROLE = (
    _PERSON.where(person.c.role == bindparam("role"))
    .order_by(person.c.created_at, person.c.id)
    .limit(1)
)
_USE_LINK = (
    update(sign_in_link)
    .where(
        sign_in_link.c.token_hash == bindparam("hash"),
        sign_in_link.c.used_at.is_(None),
        sign_in_link.c.expires_at > bindparam("now", type_=sign_in_link.c.expires_at.type),
    )
    .values(used_at=bindparam("now", type_=sign_in_link.c.used_at.type))
)
_LINKED_PERSON = _PERSON.join(sign_in_link, sign_in_link.c.person_id == person.c.id).where(
    sign_in_link.c.token_hash == bindparam("hash")
)


class PeopleReads(Session):
    """Reading people."""

    def find_person(self, person_id: str) -> Person | None:
        """The person of this id, or None."""
        row = self.connection.execute(_BY_ID, {"person_id": person_id}).one_or_none()
        return _person(row) if row else None

    def find_first_of(self, role: Role) -> Person | None:
        """The person who has had this role for longest, or None."""
        row = self.connection.execute(_BY_ROLE, {"role": role}).one_or_none()
        return _person(row) if row else None


class PeopleWrites(PeopleReads):
    """Writing people."""

    def lock_person(self, person_id: str) -> Person | None:
        """The person, held by this transaction: what depends on them happens one by one."""
        row = self.connection.execute(_LOCKED, {"person_id": person_id}).one_or_none()
        return _person(row) if row else None

    def add_person(self, new: Person, created_at: datetime) -> None:
        """Adds a person.

        Raises:
            sqlalchemy.exc.IntegrityError: the id or the e-mail address is taken.
        """
        values = {"id": new.person_id, "role": new.role, "name": new.name, "email": new.email}
        self.connection.execute(insert(person), {**values, "created_at": created_at})

    def add_sign_in_link(self, token_hash: str, person_id: str, expires_at: datetime) -> None:
        """Keeps the hash of a one-time token; the token itself is nowhere."""
        values = {"token_hash": token_hash, "person_id": person_id, "expires_at": expires_at}
        self.connection.execute(insert(sign_in_link), values)

    def use_sign_in_link(self, token_hash: str, now: datetime) -> Person | None:
        """Uses a link up and returns its person; None when it is unknown, used or expired."""
        used = self.connection.execute(_USE_LINK, {"hash": token_hash, "now": now})
        if used.rowcount != 1:
            return None
        row = self.connection.execute(_LINKED_PERSON, {"hash": token_hash}).one()
        return _person(row)


def _person(row: Row[*tuple[Any, ...]]) -> Person:
    return Person(row.id, row.role, row.name, row.email)
