"""How many attempts hold certain items, and how many of them in another version than today's."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from casekit.domain.bank import Bank
from casekit.store import Store
from casekit.store.holding import HeldVersions


@dataclass(frozen=True)
class HoldingCount:
    """Attempts that hold at least one of some items.

    Attributes:
        running: those not handed in; `older_running` those of them that hold another version of
            such an item than the bank has.
    """

    running: int = 0
    older_running: int = 0
    finished: int = 0
    older_finished: int = 0


def list_held(store: Store, course_id: str) -> tuple[HeldVersions, ...]:
    """What every attempt of a course holds, for `count_holding`."""
    with store.read() as session:
        return tuple(session.list_held(course_id))


def count_holding(
    held: Sequence[HeldVersions], bank: Bank, item_ids: Collection[str]
) -> HoldingCount:
    """Counts the attempts; an item that the bank does not have is another version in all."""
    counts = {"running": 0, "older_running": 0, "finished": 0, "older_finished": 0}
    for attempt in held:
        mine = [version for version in attempt.versions if version[0] in item_ids]
        state = "running" if attempt.is_open else "finished"
        counts[state] += bool(mine)
        counts[f"older_{state}"] += any(not is_current(bank, *version) for version in mine)
    return HoldingCount(**counts)


def is_current(bank: Bank, item_id: str, digest: str) -> bool:
    """Whether a version is the one that the bank has."""
    version = bank.items.get(item_id)
    return version is not None and version.digest == digest


def find_older(store: Store, bank: Bank) -> tuple[int, tuple[str, ...]]:
    """How many running attempts hold an older version, and of which items, in order of the bank.

    An item that is gone comes last.
    """
    with store.read() as session:
        running = tuple(session.list_held(bank.course.id, only_open=True))
    older = [
        {item_id for item_id, digest in attempt.versions if not is_current(bank, item_id, digest)}
        for attempt in running
    ]
    changed = set().union(*older)
    known = [item_id for item_id in bank.items if item_id in changed]
    return sum(map(bool, older)), (*known, *sorted(changed - set(known)))
