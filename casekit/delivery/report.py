"""Students' reports of questions, and settling them."""

from dataclasses import dataclass
from datetime import datetime

from casekit.delivery.errors import AlreadyReportedError, NoSuchReportError, NotReportableError
from casekit.delivery.sitting import AttemptRef, get_readable
from casekit.domain.attempt import Attempt
from casekit.domain.bank import Bank
from casekit.domain.report import MAX_REPORT_CHARS, Reason, Report
from casekit.store import Reader, Store


@dataclass(frozen=True)
class Told:
    """What a student says of a question.

    Attributes:
        text: up to `MAX_REPORT_CHARS`; needed when the reason is `other`.
        excerpt: `source#excerpt` of a passage of the question's case.
    """

    reason: Reason
    text: str = ""
    excerpt: str | None = None


def get_reportable(
    store: Store, ref: AttemptRef, number: int, now: datetime
) -> tuple[Attempt, bool]:
    """The person's attempt, and whether they have reported this slot already.

    Raises:
        NoSuchAttemptError: as in `get_attempt`.
        ReadingClosedError: another attempt is running that closes the reading.
        NotReportableError: there is no such slot, or its feedback may not be seen yet.
    """
    with store.read() as session:
        attempt = _get_reportable(session, ref, number, now)
        return attempt, session.has_open_report(ref.attempt_id, number)


def report_question(
    store: Store, bank: Bank, ref: AttemptRef, number: int, told: Told, now: datetime
) -> None:
    """Keeps what a student says of a question whose feedback they have seen.

    Raises:
        NoSuchAttemptError: as in `get_attempt`.
        ReadingClosedError: as in `get_reportable`.
        NotReportableError: as in `get_reportable`.
        AlreadyReportedError: there is an open report of the slot.
        ValueError: the text is too long, or missing where it is needed; or the passage is not one
            of the case's.
    """
    with store.write() as session:
        slot = _get_reportable(session, ref, number, now).plan.slots[number]
        _check(told, passages_of(bank, slot.item_id))
        if session.has_open_report(ref.attempt_id, number):
            raise AlreadyReportedError
        new = Report(0, slot.item_id, slot.digest, told.reason, told.text, told.excerpt, now)
        session.add_report(ref.course_id, ref.attempt_id, number, ref.person_id, new)


def list_reports(store: Store, course_id: str, item_id: str) -> tuple[Report, ...]:
    """All reports of an item, settled ones included, oldest first."""
    with store.read() as session:
        return session.list_reports(course_id, item_id)


def count_open_reports(store: Store, course_id: str) -> dict[str, int]:
    """How many reports of each item wait; an item without one is left out."""
    with store.read() as session:
        return session.count_open_reports(course_id)


def settle_report(
    store: Store, course_id: str, report_id: int, person_id: str, now: datetime
) -> str:
    """Notes that an instructor has done with a report, twice is once; returns its item's id.

    Raises:
        NoSuchReportError: the course has none of this number.
    """
    with store.write() as session:
        item_id = session.find_reported_item(course_id, report_id)
        if item_id is None:
            raise NoSuchReportError(report_id)
        session.set_settled(course_id, report_id, person_id, now)
    return item_id


def passages_of(bank: Bank, item_id: str) -> tuple[str, ...]:
    """The passages, as `source#excerpt`, that a report of the item may name."""
    case_id = item_id.split("/")[0]
    return tuple(cited.ref for cited in bank.excerpts_of(case_id)) if case_id in bank.cases else ()


def _get_reportable(session: Reader, ref: AttemptRef, number: int, now: datetime) -> Attempt:
    attempt = get_readable(session, ref, now)
    if not 0 <= number < len(attempt.plan.slots) or not attempt.may_see_feedback(number, now):
        raise NotReportableError(ref.attempt_id)
    return attempt


def _check(told: Told, passages: tuple[str, ...]) -> None:
    if len(told.text) > MAX_REPORT_CHARS or (told.reason == "other" and not told.text.strip()):
        raise ValueError("a report's text is missing or too long")
    if told.excerpt is not None and told.excerpt not in passages:
        raise ValueError("not a passage of the case")
