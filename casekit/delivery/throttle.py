"""Waiting after wrong passwords, counted in the database for every process alike."""

import hashlib
from datetime import datetime, timedelta
from math import ceil
from typing import Literal

from casekit.delivery.errors import ThrottledError
from casekit.store import Person, Reader, Writer

MAX_FAILURES = 5
"""Failures that may happen before there is a wait."""

WINDOW = timedelta(minutes=15)
"""How long a failure counts."""

_WAIT_S = (30, 60, 120, 300, 600)
"""Seconds to wait after each failure from the fifth on."""

Door = Literal["any", "known", "own"]
"""Where a password is asked for: at the sign-in form, there on a device that has signed in to the
account before, or on the account's own pages. Each is counted apart, so that whoever guesses at
one keeps nobody out at another."""


def name_account(door: Door, who: str) -> str:
    """Names an account in the table of failures, where an address must not stand.

    Args:
        door: where the password is asked for.
        who: the folded address at the sign-in form, which knows no more; else the person's id.
    """
    return hashlib.sha256(f"casekit:{door}:{who}".encode()).hexdigest()


def count_try(session: Writer, account: str, now: datetime) -> None:
    """Counts a try as failed until its password proves right: many at once are no way around.

    Raises:
        ThrottledError: too many have failed.
    """
    session.lock_failures(account)
    _check_throttle(session, account, now)
    session.add_failure(account, now)


def forget_failures(session: Writer, person: Person) -> None:
    """Forgets the failures at an account, wherever they happened."""
    if person.email:
        session.clear_failures(name_account("any", person.email))
        session.clear_failures(name_account("known", person.email))
    session.clear_failures(name_account("own", person.person_id))


def _check_throttle(session: Reader, account: str, now: datetime) -> None:
    failures = session.list_failures(account, now - WINDOW)
    if len(failures) < MAX_FAILURES:
        return
    wait = _WAIT_S[min(len(failures) - MAX_FAILURES, len(_WAIT_S) - 1)]
    left = (failures[-1] + timedelta(seconds=wait) - now).total_seconds()
    if left > 0:
        raise ThrottledError(ceil(left))
