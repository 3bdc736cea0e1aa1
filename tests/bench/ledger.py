"""What a server has acknowledged, compared with what its database holds in the end."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from sqlalchemy import select

from casekit.domain.attempt import Attempt, score_slot
from casekit.domain.item import Response
from casekit.domain.version import ItemVersion
from casekit.store import Reader
from casekit.store.answer import read_answer
from casekit.store.tables import response
from tests.bench.course import COURSE, Hall


@dataclass(frozen=True)
class Acknowledged:
    """An answer of which the server has said what it has become: `saved`, or `newer`."""

    slot: int
    position: str
    seq: int
    state: str


@dataclass
class Ledger:
    """What the server has told one student."""

    attempt_id: str
    answers: list[Acknowledged] = field(default_factory=list)
    is_submitted: bool = False


@dataclass(frozen=True)
class Losses:
    """How many acknowledged things the database does not hold as they were acknowledged."""

    answers: int = 0
    submits: int = 0

    def __add__(self, other: "Losses") -> "Losses":
        return Losses(self.answers + other.answers, self.submits + other.submits)


def count_losses(hall: Hall, ledgers: Iterable[Ledger]) -> Losses:
    """Compares every acknowledged answer and every acknowledged end with the database."""
    total = Losses()
    with hall.store.read() as session:
        for ledger in ledgers:
            total += _compare(session, ledger)
    return total


def _compare(session: Reader, ledger: Ledger) -> Losses:
    attempt = session.find_attempt(COURSE, ledger.attempt_id)
    if attempt is None:
        return Losses(len(ledger.answers), int(ledger.is_submitted))
    versions = session.get_versions(COURSE, (slot.digest for slot in attempt.plan.slots))
    stored = _read_stored(session, ledger.attempt_id)
    lost = sum(not _is_kept(attempt, versions, stored, told) for told in ledger.answers)
    wrong = ledger.is_submitted and not _is_scored(attempt, versions, ledger)
    return Losses(lost, int(wrong))


def _read_stored(session: Reader, attempt_id: str) -> dict[int, dict[int, str | None]]:
    """All answers ever written, by slot and number."""
    stored: defaultdict[int, dict[int, str | None]] = defaultdict(dict)
    rows = select(response.c.slot, response.c.seq, response.c.answer)
    for slot, seq, answer in session.connection.execute(
        rows.where(response.c.attempt_id == attempt_id)
    ):
        stored[slot][seq] = answer
    return stored


def _is_kept(
    attempt: Attempt,
    versions: Mapping[str, ItemVersion],
    stored: Mapping[int, Mapping[int, str | None]],
    told: Acknowledged,
) -> bool:
    """Whether the answer was written under its number, or a newer one when told so."""
    of_slot = stored.get(told.slot, {})
    if told.state == "newer":
        return max(of_slot, default=0) > told.seq
    answer = _answer_at(attempt, versions, told.slot, told.position)
    return told.seq in of_slot and read_answer(of_slot[told.seq]) == answer


def _is_scored(attempt: Attempt, versions: Mapping[str, ItemVersion], ledger: Ledger) -> bool:
    """Whether it has ended, with a score for each question and the sum of what was sent."""
    numbers = range(len(attempt.plan.slots))
    if attempt.is_open or any(attempt.state(number).score is None for number in numbers):
        return False
    sent = {told.slot: told.position for told in sorted(ledger.answers, key=lambda t: t.seq)}
    expected = Fraction(0)
    for number, slot in enumerate(attempt.plan.slots):
        position = sent.get(number)
        answer = None if position is None else _answer_at(attempt, versions, number, position)
        expected += score_slot(slot, versions[slot.digest], answer).points
    return attempt.score().points == expected


def _answer_at(
    attempt: Attempt, versions: Mapping[str, ItemVersion], number: int, position: str
) -> Response | None:
    slot = attempt.plan.slots[number]
    return versions[slot.digest].item.read_response({"choice": [position]}, slot.arrangement)
