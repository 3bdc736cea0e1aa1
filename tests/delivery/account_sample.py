"""Plain builders: accounts, and what tests of them count."""

import base64
import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from delivery.sample import NOW
from sqlalchemy import Table, func, select

from casekit.delivery import NewAccount, SignInError, UnusableDetailError, sign_in
from casekit.delivery.people import new_person
from casekit.store import Person, Store

EMAIL = "ada@example.org"
PASSWORD = "quatre pommes vertes"
ANOTHER = "cinq poires mûres"
ADA = NewAccount(EMAIL, "Ada Lovelace", PASSWORD)
HOUR = timedelta(hours=1)


def keep_cheaply(password: str) -> str:
    """A hash that checks at once: the real ones take their time, on purpose."""
    salt = b"sixteen octets.."
    digest = hashlib.scrypt(password.encode(), salt=salt, n=16, r=8, p=1)
    return f"scrypt$16$8$1${base64.b64encode(salt).decode()}${base64.b64encode(digest).decode()}"


def add_account(store: Store, email: str = EMAIL) -> Person:
    """A student, who is in no section and whose password is `PASSWORD`."""
    made = new_person("student", "Ada", email)
    with store.write() as session:
        session.add_person(made, NOW, password_hash=keep_cheaply(PASSWORD))
    return made


def seconds(number: float) -> datetime:
    """A moment so many seconds after `NOW`."""
    return NOW + timedelta(seconds=number)


def count(store: Store, table: Table) -> int:
    """How many rows a table has."""
    with store.read() as session:
        return session.connection.scalar(select(func.count()).select_from(table)) or 0


def fail(store: Store, times: int, email: str = EMAIL, at: datetime = NOW) -> None:
    """Signs in with a wrong password so many times."""
    for _ in range(times):
        with pytest.raises(SignInError):
            sign_in(store, email, "a wrong one", at)


def refusal(call: Callable[..., object], *arguments: object, **named: object) -> tuple[str, str]:
    """Field and reason for which a detail cannot be taken."""
    with pytest.raises(UnusableDetailError) as caught:
        call(*arguments, **named)
    return caught.value.field, caught.value.reason
