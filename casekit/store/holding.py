"""Which item versions the attempts of a course hold."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import bindparam, select

from casekit.store.base import Session
from casekit.store.tables import attempt

_PLANS = select(attempt.c.submitted_at, attempt.c.plan).where(
    attempt.c.course_id == bindparam("course_id")
)
_OPEN_PLANS = _PLANS.where(attempt.c.submitted_at.is_(None))


class HeldVersions(NamedTuple):
    """The item versions that one attempt holds, as (item id, digest)."""

    is_open: bool
    versions: tuple[tuple[str, str], ...]


class HoldingReads(Session):
    """Reading what attempts hold."""

    def list_held(self, course_id: str, *, only_open: bool = False) -> Iterator[HeldVersions]:
        """What each attempt of the course holds; with `only_open` each that still runs."""
        wanted = _OPEN_PLANS if only_open else _PLANS
        for submitted_at, plan in self.connection.execute(wanted, {"course_id": course_id}):
            slots = json.loads(plan)["slots"]  # the model of a whole plan takes much longer
            versions = tuple((slot["item_id"], slot["digest"]) for slot in slots)
            yield HeldVersions(submitted_at is None, versions)
