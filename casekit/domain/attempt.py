"""One sitting of a quiz: what was laid out, what was answered, what it earned.

(QTI uses the word attempt per item; here it is the sitting of the whole quiz.)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from random import Random
from typing import Literal

from casekit.domain.bank import Bank
from casekit.domain.item import Arrangement, Response
from casekit.domain.quiz import Counts, Quiz, deal_items
from casekit.domain.section import LONGEST_GRACE, is_over
from casekit.domain.value import Value
from casekit.domain.version import ItemVersion

HintKind = Literal["passages", "hint"]
"""What a student may open before answering; each is recorded."""

EndReason = Literal["submitted", "due"]
"""How an attempt ended: its student handed it in, or its time ran out."""


class Slot(Value):
    """One question of an attempt, pinned to the item version that was served.

    Attributes:
        points: what the slot is worth, as an exact number in text (`1`, `0.5`).
    """

    item_id: str
    digest: str
    points: str
    arrangement: Arrangement = Arrangement()

    @cached_property
    def max_points(self) -> Fraction:
        """What the slot is worth."""
        return Fraction(self.points)


class Plan(Value):
    """What an attempt pins when it starts: the quiz's settings and its slots, in order."""

    quiz_id: str
    language: str
    quiz: Quiz
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Score:
    """Points earned out of those to be had; both exact, 0 <= points <= max_points."""

    points: Fraction
    max_points: Fraction

    @property
    def fraction(self) -> Fraction:
        """In [0, 1]; 0 when there is nothing to earn."""
        return self.points / self.max_points if self.max_points else Fraction(0)

    def __add__(self, other: "Score") -> "Score":
        return Score(self.points + other.points, self.max_points + other.max_points)


@dataclass(frozen=True)
class SlotState:
    """What has happened at one slot so far.

    Attributes:
        answer: the newest one, None while unanswered.
        seq: when it was given, in milliseconds of the server's clock as the page estimated it; an
            answer with a lower one comes late and is not taken.
        checked_at: when feedback was given; from then on the slot is locked.
        score: the newest one, None until scored.
        hints: what was opened before answering.
    """

    answer: Response | None = None
    saved_at: datetime | None = None
    checked_at: datetime | None = None
    score: Score | None = None
    hints: frozenset[HintKind] = frozenset()
    seq: int = 0


_NOTHING = SlotState()


@dataclass(frozen=True)
class Attempt:
    """A person's sitting of a quiz.

    Attributes:
        states: by slot number (from 0); a slot where nothing has happened may be missing.
        assignment_id: the assignment that it was begun under; None for practice, and for an
            instructor who tries a quiz.
        due_at: when its time is up; None without a limit. Fixed when it begins, and again when
            the student is given more time.
        grace_s: seconds after `due_at` in which what was answered in time may still arrive.
        closes_at: when its assignment closes, as it stands now.
        flags: numbers of the slots that the student wants to come back to.
    """

    attempt_id: str
    course_id: str
    person_id: str
    plan: Plan
    started_at: datetime
    submitted_at: datetime | None = None
    states: Mapping[int, SlotState] = field(default_factory=dict)
    assignment_id: str | None = None
    due_at: datetime | None = None
    grace_s: int = 0
    closes_at: datetime | None = None
    end_reason: EndReason | None = None
    flags: frozenset[int] = frozenset()

    def state(self, number: int) -> SlotState:
        """What has happened at a slot."""
        return self.states.get(number, _NOTHING)

    @property
    def is_open(self) -> bool:
        """Whether answers are still taken."""
        return self.submitted_at is None

    def is_locked(self, number: int) -> bool:
        """Whether the slot takes no more answers: checked, or the attempt submitted."""
        return not self.is_open or self.state(number).checked_at is not None

    def is_overdue(self, now: datetime) -> bool:
        """Whether it is open although its time and grace are over: nothing more is taken."""
        return self.is_open and is_over(self.due_at, self.grace_s, now)

    def end_at(self, now: datetime) -> datetime:
        """The moment at which it ends when it ends `now`: never later than it was due."""
        return now if self.due_at is None else min(now, self.due_at)

    def may_see_feedback(self, number: int, now: datetime) -> bool:
        """Whether key, explanation and passage of this slot may be shown now."""
        if self.plan.quiz.feedback == "at-once":
            return self.is_locked(number)
        return self.may_see_score(now)

    def may_see_score(self, now: datetime) -> bool:
        """Whether the score of the ended attempt may be shown now.

        An attempt without an assignment has no class to wait for.
        """
        if self.is_open:
            return False
        if self.plan.quiz.feedback != "on-close" or self.assignment_id is None:
            return True
        return self.feedback_at is not None and now > self.feedback_at

    @property
    def feedback_at(self) -> datetime | None:
        """After when feedback that waits for the end is given: nobody may be answering any more.

        None while the assignment has no end.
        """
        return None if self.closes_at is None else self.closes_at + LONGEST_GRACE

    def unanswered(self) -> tuple[int, ...]:
        """Numbers of the slots without an answer."""
        return tuple(n for n in range(len(self.plan.slots)) if self.state(n).answer is None)

    def is_pending(self, number: int) -> bool:
        """Whether a slot was answered for good and waits for a person to score it."""
        state = self.state(number)
        return self.is_locked(number) and state.answer is not None and state.score is None

    @property
    def pending(self) -> tuple[int, ...]:
        """Numbers of the slots that wait for a person to score them."""
        return tuple(n for n in range(len(self.plan.slots)) if self.is_pending(n))

    def score(self) -> Score:
        """The sum over all slots but the pending ones; what is not scored yet earns 0.

        Points that wait to be given are in neither number: `pending` says whose they are.
        """
        total = Score(Fraction(0), Fraction(0))
        for number, slot in enumerate(self.plan.slots):
            if not self.is_pending(number):
                total += self.state(number).score or Score(Fraction(0), slot.max_points)
        return total

    @property
    def passed(self) -> bool | None:
        """Whether it has passed, as `Quiz.is_passed` says; None while it is open."""
        if self.is_open:
            return None
        return self.plan.quiz.is_passed(self.score().fraction, pending=bool(self.pending))


@dataclass(frozen=True)
class AttemptSummary:
    """One line of the list of a person's attempts at a quiz.

    Attributes:
        score: the sum over the slots scored so far; of all of them once it is submitted.
    """

    attempt_id: str
    started_at: datetime
    submitted_at: datetime | None
    score: Score

    @property
    def is_open(self) -> bool:
        """Whether answers are still taken."""
        return self.submitted_at is None


def counted(attempts: Sequence[AttemptSummary], counts: Counts) -> AttemptSummary | None:
    """The ended attempt that counts; None while there is none. Of equally good ones the first."""
    ended = sorted((a for a in attempts if not a.is_open), key=lambda a: a.started_at)
    if not ended:
        return None
    if counts == "best":
        return max(ended, key=lambda a: a.score.fraction)
    return ended[0] if counts == "first" else ended[-1]


def plan_attempt(bank: Bank, quiz_id: str, seed: int) -> Plan:
    """Draws and lays out one attempt; the same bank and seed give the same plan.

    Items withdrawn since the quiz was written are left out, drafts too.

    Raises:
        KeyError: the bank has no such quiz.
    """
    quiz = bank.quizzes[quiz_id]
    random = Random(seed)  # noqa: S311 - a layout, not a secret; the seed is the caller's
    versions = [v for i in quiz.items if (v := bank.items[i]).item.status == "live"]
    pools = [[version.item_id for version in bank.pool(quiz_id, draw)] for draw in quiz.draw]
    dealt = deal_items(pools, [draw.count for draw in quiz.draw], random)
    versions += [bank.items[item_id] for item_id in dealt]
    if quiz.shuffle.items:
        random.shuffle(versions)
    slots = tuple(
        Slot(
            item_id=version.item_id,
            digest=version.digest,
            points=str(version.item.points),
            arrangement=version.item.arrange(random, shuffle=quiz.shuffle.choices),
        )
        for version in versions
    )
    return Plan(quiz_id=quiz_id, language=bank.language, quiz=quiz, slots=slots)


def score_slot(slot: Slot, version: ItemVersion, answer: Response | None) -> Score:
    """The score of an answer to one slot; unanswered earns 0."""
    if answer is None:
        return Score(Fraction(0), slot.max_points)
    fraction = version.item.score(answer, slot.arrangement)
    # All or nothing, as most answers are, needs no arithmetic, which is slow with fractions.
    points = slot.max_points if fraction == 1 else fraction and fraction * slot.max_points
    return Score(points, slot.max_points)
