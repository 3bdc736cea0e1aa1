"""What other processes do to one database in the tests."""

import fcntl
from datetime import UTC, datetime
from multiprocessing.connection import Connection

from casekit.store import Person, open_store, queue

NOW = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)


def write_people(url: str, prefix: str, count: int, flock: bool = True) -> int:
    """Adds people, one transaction each; returns how many of them were acknowledged.

    Without `flock` the process writes as on Windows: SQLite's busy timeout alone serves.
    """
    queue.fcntl = fcntl if flock else None
    done = 0
    with open_store(url) as store:
        for number in range(count):
            with store.write() as session:
                # Reads first: a deferred transaction would fail on the way to its write.
                assert session.find_person(f"{prefix}-{number}") is None
                session.add_person(Person(f"{prefix}-{number}", "guest"), NOW)
            done += 1
    return done


def write_until_killed(url: str, acknowledged: Connection) -> None:
    """Adds people for ever, and tells the number of each one that is kept."""
    with open_store(url) as store:
        for number in range(1_000_000):
            with store.write() as session:
                session.add_person(Person(str(number), "guest"), NOW)
            acknowledged.send(number)
