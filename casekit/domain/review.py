"""Reviewing cards: what is remembered of each side of a card, and what is asked next.

How long until a card comes back is the scheduler's to say (`casekit.delivery.scheduler`); which of
them are asked today, and in which order, are rules and stand here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from functools import cached_property
from typing import Literal, NamedTuple

from casekit.domain.flashcard import Flashcard

CardState = Literal["learning", "review", "relearning"]
Rating = Literal[1, 2, 3, 4]
Kind = Literal["learning", "review", "missed", "new"]
"""Why a card is asked: it is being learnt, it is due, its question was missed, or it is new."""

RATINGS: tuple[Rating, ...] = (1, 2, 3, 4)
"""How well a card was remembered, in Anki's numbers: again, hard, good, easy."""

DEFAULT_NEW_PER_DAY, MAX_NEW_PER_DAY = 20, 500

DAY_TURNS = timedelta(hours=4)
"""After midnight: who still reviews then means the day before, as in Anki."""

LOOK_AHEAD = timedelta(minutes=20)
"""When nothing else is left, what is being learnt is asked this much before it is due."""


class SideKey(NamedTuple):
    """What is scheduled: a card, asked with one of its sides."""

    card_id: str
    side: str


@dataclass(frozen=True)
class Schedule:
    """What is remembered of one side of a card, and when it comes back.

    Attributes:
        step: of the learning steps, from 0; None in the state `review`.
        stability: days after which it is remembered with a chance of 90 %.
        difficulty: in [1, 10].
        reviewed_at: of the last review.
        begun_at: of the first one.
    """

    state: CardState
    step: int | None
    stability: float
    difficulty: float
    due_at: datetime
    reviewed_at: datetime
    begun_at: datetime


@dataclass(frozen=True)
class Clock:
    """The moment at which somebody reviews, and the zone in which their days turn."""

    now: datetime
    zone: tzinfo

    @cached_property
    def today(self) -> date:
        """The day that it is for who reviews."""
        return self.day_of(self.now)

    def day_of(self, moment: datetime) -> date:
        """The day to which a moment belongs: it turns at four in the morning."""
        # On the clock of the wall: in the night in which that is changed the day turns at four too.
        return (moment.astimezone(self.zone).replace(tzinfo=None) - DAY_TURNS).date()


@dataclass(frozen=True)
class QueuedCard:
    """A card that is to be asked with one of its sides.

    Attributes:
        schedule: None for a new one.
        is_missed: its question was missed in a quiz, and it has not been reviewed since.
    """

    card: Flashcard
    side: str
    kind: Kind
    schedule: Schedule | None = None
    is_missed: bool = False


@dataclass(frozen=True)
class Queue:
    """What is asked today, in this order: `learning`, `reviews`, `missed`, `new`.

    Attributes:
        learning: being learnt and due now, first due first.
        reviews: due today, first due first.
        missed: questions missed in a quiz, first missed first; no limit holds them back.
        new: in the order of teaching, up to the limit of the day.
        waiting: being learnt and due later today, first due first.
    """

    learning: tuple[QueuedCard, ...] = ()
    reviews: tuple[QueuedCard, ...] = ()
    missed: tuple[QueuedCard, ...] = ()
    new: tuple[QueuedCard, ...] = ()
    waiting: tuple[QueuedCard, ...] = ()

    @property
    def left(self) -> int:
        """How many are asked today."""
        return sum(map(len, (self.learning, self.reviews, self.missed, self.new, self.waiting)))

    def find_next(self, now: datetime) -> QueuedCard | None:
        """The card to ask now; None when nothing is left, or only what is too early yet."""
        asked = next(iter((*self.learning, *self.reviews, *self.missed, *self.new)), None)
        if asked is not None or not self.waiting:
            return asked
        first = self.waiting[0]
        due_at = first.schedule.due_at if first.schedule else now
        return first if due_at <= now + LOOK_AHEAD else None


@dataclass(frozen=True)
class CardBox:
    """A person's cards of one course at one moment.

    Attributes:
        cards: those of the course, in the order of teaching.
        schedules: of every side that has been reviewed, by the card's id of that time.
        missed: since when the question of a card counts as missed, by the card's id.
        new_per_day: how many new cards the person wants in a day.
    """

    cards: tuple[Flashcard, ...]
    clock: Clock
    schedules: Mapping[SideKey, Schedule]
    missed: Mapping[str, datetime]
    new_per_day: int = DEFAULT_NEW_PER_DAY

    def find_schedule(self, card: Flashcard, side: str) -> Schedule | None:
        """What is remembered of a side, also under the id that the card had before; or None."""
        found = self.schedules.get(SideKey(card.card_id, side))
        if found is None and card.former_id not in self._ids:
            return self.schedules.get(SideKey(card.former_id, side))
        return found

    @cached_property
    def _ids(self) -> frozenset[str]:
        """An id that another card has taken over says nothing of the one that had it."""
        return frozenset(card.card_id for card in self.cards)

    @cached_property
    def new_left(self) -> int:
        """How many new cards may still be asked today; missed questions count for nothing."""
        begun = sum(
            self.clock.day_of(schedule.begun_at) == self.clock.today
            for key, schedule in self.schedules.items()
            if key.card_id not in self.missed
        )
        return max(0, self.new_per_day - begun)

    def queue(self, case_id: str | None = None) -> Queue:
        """What is asked today, of the course or of one case."""
        found = [asked for asked in self._asked if case_id in {None, asked.card.case_id}]
        learning = sorted(_of_kind(found, "learning"), key=_due_at)
        missed = sorted(_of_kind(found, "missed"), key=lambda q: self.missed[q.card.card_id])
        now = self.clock.now
        return Queue(
            learning=tuple(asked for asked in learning if _due_at(asked) <= now),
            reviews=tuple(sorted(_of_kind(found, "review"), key=_due_at)),
            missed=tuple(missed),
            new=tuple(_of_kind(found, "new"))[: self.new_left],
            waiting=tuple(asked for asked in learning if _due_at(asked) > now),
        )

    @cached_property
    def _asked(self) -> tuple[QueuedCard, ...]:
        """All that could be asked today, in the order of teaching."""
        live = (card for card in self.cards if not card.is_withdrawn)
        return tuple(asked for card in live for asked in self._choose_sides(card))

    def ask(self, card: Flashcard, side: str) -> QueuedCard:
        """A card that somebody wants to be asked, whether it is its turn or not."""
        schedule = self.find_schedule(card, side)
        kind: Kind = "new"
        if schedule is not None:
            kind = "review" if schedule.state == "review" else "learning"
        known = filter(None, (self.find_schedule(card, each) for each in card.sides))
        return QueuedCard(card, side, kind, schedule, self._is_missed(card, tuple(known)))

    def count_coming(self, days: int) -> list[int]:
        """How many sides come back on each of the next days, tomorrow first."""
        counts = [0] * days
        for card in self.cards:
            if card.is_withdrawn:
                continue
            for schedule in filter(None, (self.find_schedule(card, side) for side in card.sides)):
                ahead = (self.clock.day_of(schedule.due_at) - self.clock.today).days
                if 1 <= ahead <= days:
                    counts[ahead - 1] += 1
        return counts

    def _choose_sides(self, card: Flashcard) -> Iterator[QueuedCard]:
        """The sides of a card that are asked today: of several, those being learnt, or one.

        The others are buried until the next day: one side would tell the answer of another.
        """
        known = {side: self.find_schedule(card, side) for side in card.sides}
        reviewed = [schedule for schedule in known.values() if schedule is not None]
        is_missed = self._is_missed(card, reviewed)
        learning = [
            QueuedCard(card, side, "learning", schedule, is_missed)
            for side, schedule in known.items()
            if schedule is not None and self._is_learning(schedule)
        ]
        if learning:
            yield from learning
            return
        asked_today = any(self._is_today(schedule.reviewed_at) for schedule in reviewed)
        if asked_today and not is_missed:
            return
        chosen = self._choose_side(card, known, is_missed=is_missed)
        if chosen is not None:
            yield replace(chosen, is_missed=is_missed)

    def _choose_side(
        self, card: Flashcard, known: Mapping[str, Schedule | None], *, is_missed: bool
    ) -> QueuedCard | None:
        due = [
            QueuedCard(card, side, "review", schedule)
            for side, schedule in known.items()
            if schedule is not None and self.clock.day_of(schedule.due_at) <= self.clock.today
        ]
        if due:
            return min(due, key=_due_at)
        if is_missed:
            side = card.sides[0]
            return QueuedCard(card, side, "missed", known[side])
        new = next((side for side, schedule in known.items() if schedule is None), None)
        return None if new is None else QueuedCard(card, new, "new")

    def _is_missed(self, card: Flashcard, reviewed: Sequence[Schedule]) -> bool:
        missed_at = self.missed.get(card.card_id)
        if missed_at is None:
            return False
        return all(schedule.reviewed_at < missed_at for schedule in reviewed)

    def _is_learning(self, schedule: Schedule) -> bool:
        """Whether it is being learnt, and comes back today at the latest."""
        is_known = schedule.state == "review"
        return not is_known and self.clock.day_of(schedule.due_at) <= self.clock.today

    def _is_today(self, moment: datetime) -> bool:
        return self.clock.day_of(moment) == self.clock.today


def _of_kind(found: Iterable[QueuedCard], kind: Kind) -> list[QueuedCard]:
    return [asked for asked in found if asked.kind == kind]


def _due_at(asked: QueuedCard) -> datetime:
    if asked.schedule is None:  # only what is scheduled is sorted by this
        raise ValueError(asked.card.card_id)
    return asked.schedule.due_at
