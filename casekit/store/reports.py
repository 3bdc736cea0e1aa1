"""Reports of questions."""

from datetime import datetime

from sqlalchemy import bindparam, func, insert, select, update

from casekit.domain.report import Report
from casekit.store.base import Session
from casekit.store.tables import report

_OPEN = (report.c.course_id == bindparam("course_id"), report.c.settled_at.is_(None))
_REPORTS = select(
    report.c.id,
    report.c.item_id,
    report.c.digest,
    report.c.reason,
    report.c.text,
    report.c.excerpt,
    report.c.at,
    report.c.settled_at,
).order_by(report.c.at, report.c.id)
_OF_ITEM = _REPORTS.where(
    report.c.course_id == bindparam("course_id"), report.c.item_id == bindparam("item_id")
)
_BY_PERSON = _REPORTS.where(report.c.person_id == bindparam("person_id"))
_COUNT = select(report.c.item_id, func.count()).where(*_OPEN).group_by(report.c.item_id)
_OPEN_OF_SLOT = select(report.c.id).where(
    report.c.attempt_id == bindparam("attempt_id"),
    report.c.slot == bindparam("slot"),
    report.c.settled_at.is_(None),
)
_SETTLE = (
    update(report)
    .where(report.c.course_id == bindparam("of_course"), report.c.id == bindparam("report_id"))
    .where(report.c.settled_at.is_(None))
    .values(settled_at=bindparam("now", type_=report.c.settled_at.type), settled_by=bindparam("by"))
)
_ITEM = select(report.c.item_id).where(
    report.c.course_id == bindparam("course_id"), report.c.id == bindparam("report_id")
)


class ReportReads(Session):
    """Reading reports."""

    def list_reports(self, course_id: str, item_id: str) -> tuple[Report, ...]:
        """All reports of an item, settled ones included, oldest first."""
        key = {"course_id": course_id, "item_id": item_id}
        return tuple(Report(*row) for row in self.connection.execute(_OF_ITEM, key))

    def list_reports_by(self, person_id: str) -> tuple[Report, ...]:
        """All that a person has reported, oldest first."""
        rows = self.connection.execute(_BY_PERSON, {"person_id": person_id})
        return tuple(Report(*row) for row in rows)

    def count_open_reports(self, course_id: str) -> dict[str, int]:
        """How many reports of each item nobody has settled; an item without one is left out."""
        return dict(iter(self.connection.execute(_COUNT, {"course_id": course_id})))

    def has_open_report(self, attempt_id: str, slot: int) -> bool:
        """Whether a report of this slot waits."""
        key = {"attempt_id": attempt_id, "slot": slot}
        return self.connection.execute(_OPEN_OF_SLOT, key).first() is not None

    def find_reported_item(self, course_id: str, report_id: int) -> str | None:
        """Id of the item that a report, settled or not, is about; None without such a report."""
        found: str | None = self.connection.scalar(
            _ITEM, {"course_id": course_id, "report_id": report_id}
        )
        return found


class ReportWrites(ReportReads):
    """Writing reports."""

    def add_report(
        self, course_id: str, attempt_id: str, slot: int, person_id: str, new: Report
    ) -> None:
        """Adds a report; its `report_id` is given by the database."""
        values = {
            "course_id": course_id,
            "attempt_id": attempt_id,
            "slot": slot,
            "person_id": person_id,
            "item_id": new.item_id,
            "digest": new.digest,
            "reason": new.reason,
            "text": new.text,
            "excerpt": new.excerpt,
            "at": new.at,
        }
        self.connection.execute(insert(report), values)

    def set_settled(self, course_id: str, report_id: int, person_id: str, now: datetime) -> None:
        """Settles a report; one that is settled keeps its first time."""
        key = {"of_course": course_id, "report_id": report_id, "by": person_id, "now": now}
        self.connection.execute(_SETTLE, key)

    def give_reports(self, giver_id: str, person_id: str) -> None:
        """Makes all reports of one person another's."""
        own = report.c.person_id == giver_id
        self.connection.execute(update(report).where(own).values(person_id=person_id))
