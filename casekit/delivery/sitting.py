"""What all steps of an attempt share: finding it, and reading what was posted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from casekit.delivery.errors import AttemptClosedError, NoSuchAttemptError
from casekit.domain.attempt import Attempt, Slot
from casekit.domain.item import Fault, Fields, ImpossibleResponseError, Response
from casekit.domain.version import ItemVersion
from casekit.store import Reader, ResponseKind, Writer

Posted = Mapping[int, Fields]
"""What was posted, by slot number (from 0); a slot left out stays as it is."""

UNANSWERED = "unanswered"


@dataclass(frozen=True)
class AttemptRef:
    """Whose attempt is meant, in which course; all three come from an address or a session."""

    course_id: str
    attempt_id: str
    person_id: str


def get_own_attempt(session: Reader, ref: AttemptRef) -> Attempt:
    """The attempt.

    Raises:
        NoSuchAttemptError: there is none, or it is another person's or another course's.
    """
    attempt = session.find_attempt(ref.course_id, ref.attempt_id)
    if attempt is None or attempt.person_id != ref.person_id:
        raise NoSuchAttemptError(ref.attempt_id)
    return attempt


def get_open_attempt(session: Writer, ref: AttemptRef) -> Attempt:
    """The attempt, which still takes answers.

    Raises:
        NoSuchAttemptError: as in `get_own_attempt`.
        AttemptClosedError: it is submitted.
    """
    attempt = get_own_attempt(session, ref)
    if not attempt.is_open:
        raise AttemptClosedError(ref.attempt_id)
    return attempt


def versions_of(session: Reader, attempt: Attempt) -> tuple[ItemVersion, ...]:
    """The item versions of an attempt, one for each slot, as they were when it began."""
    digests = [slot.digest for slot in attempt.plan.slots]
    found = session.get_versions(attempt.course_id, digests)
    return tuple(found[digest] for digest in digests)


def get_slot(attempt: Attempt, number: int) -> Slot:
    """A slot of the attempt.

    Raises:
        ImpossibleResponseError: the attempt has no such slot.
    """
    if not 0 <= number < len(attempt.plan.slots):
        raise ImpossibleResponseError("no such slot")
    return attempt.plan.slots[number]


def read_answers(
    attempt: Attempt, versions: Sequence[ItemVersion], posted: Posted
) -> dict[int, Response | None]:
    """What was answered, in the items' own terms; locked slots are left out.

    Raises:
        ImpossibleResponseError: a slot, a field or a choice that does not exist.
    """
    answers = {}
    for number, fields in posted.items():
        slot = get_slot(attempt, number)
        if not attempt.is_locked(number):
            answers[number] = versions[number].item.read_response(fields, slot.arrangement)
    return answers


def record_answers(
    session: Writer,
    attempt: Attempt,
    answers: Mapping[int, Response | None],
    kind: ResponseKind,
    now: datetime,
) -> Attempt:
    """Writes the answers that differ from the newest ones; returns the attempt with them."""
    changed = {n: answer for n, answer in answers.items() if answer != attempt.state(n).answer}
    session.add_responses(attempt.attempt_id, changed, kind, now)
    states = {
        n: replace(attempt.state(n), answer=answer, saved_at=now) for n, answer in changed.items()
    }
    return replace(attempt, states={**attempt.states, **states})


def find_fault(version: ItemVersion, answer: Response | None) -> Fault | None:
    """Why an answer cannot be scored as it is; without one, the reason is `unanswered`."""
    if answer is None:
        return Fault(UNANSWERED, "")
    return version.item.find_fault(answer)
