"""Reviewing flashcards: what is asked today, rating it, taking a rating back, the daily limit."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from casekit.delivery.errors import NoSuchCardError, SignedOutError, UnusableLimitError
from casekit.delivery.missed import list_missed
from casekit.delivery.scheduler import reschedule
from casekit.delivery.sitting import check_closed_reading
from casekit.domain.bank import Bank
from casekit.domain.flashcard import Flashcard
from casekit.domain.review import (
    DEFAULT_NEW_PER_DAY,
    MAX_NEW_PER_DAY,
    CardBox,
    Clock,
    Rating,
    SideKey,
)
from casekit.store import CardReview, LearnerKey, Reader, Store, Writer

MAX_DURATION = timedelta(minutes=10)
"""Longer than this nobody looks at a card: the page was left open."""

_LONGEST_DAY = timedelta(hours=26)
_SAME_CLICK = timedelta(seconds=5)
_FEW_DIGITS = re.compile(r"^\d{1,5}$", re.ASCII)

RatingFate = Literal["counted", "repeated", "too-late"]
"""What became of a rating: it counts; it is the second half of a double click; or its side has been
rated meanwhile, by another page, and that rating stands."""

NO_REVIEW = 0
"""What a page says that has shown a side without any review."""


@dataclass(frozen=True)
class Learner:
    """Who reviews cards of a course, as an address and a session say.

    Attributes:
        epoch: of the session in whose name it is done; None where there is no session.
    """

    course_id: str
    person_id: str
    epoch: int | None = None

    @property
    def key(self) -> LearnerKey:
        """The same for the store."""
        return LearnerKey(self.course_id, self.person_id)


@dataclass(frozen=True)
class Rated:
    """A rating as a page posts it.

    Attributes:
        after: number of the newest review of the side when the page showed it, else `NO_REVIEW`.
        shown_at: when the page showed its front; None when that is not known.
    """

    key: SideKey
    rating: Rating
    after: int
    shown_at: datetime | None = None


def open_box(store: Store, bank: Bank, learner: Learner, clock: Clock) -> CardBox:
    """The person's cards, with what they remember of them and what they have missed.

    Raises:
        ReadingClosedError: an attempt is running that closes the reading.
    """
    with store.read() as session:
        check_closed_reading(session, bank.course.id, learner.person_id, clock.now, None)
        limit = session.find_new_per_day(learner.key)
        return CardBox(
            cards=tuple(bank.flashcards()),
            clock=clock,
            schedules=session.list_schedules(learner.key),
            missed=list_missed(session, bank, learner.person_id, clock.now),
            new_per_day=DEFAULT_NEW_PER_DAY if limit is None else limit,
        )


def open_fresh_box(bank: Bank, clock: Clock) -> CardBox:
    """The cards of somebody who has never reviewed any."""
    return CardBox(tuple(bank.flashcards()), clock, {}, {})


def find_newest_review(store: Store, learner: Learner, key: SideKey) -> int:
    """The number of the newest review of a side, for `Rated.after`; `NO_REVIEW` without."""
    with store.read() as session:
        found = session.find_review(learner.key, key)
    return found.review_id if found else NO_REVIEW


def find_undoable(store: Store, learner: Learner, clock: Clock) -> CardReview | None:
    """The person's last review, when it can be taken back: it is of today."""
    with store.read() as session:
        return _find_undoable(session, learner, clock)


def review_card(
    store: Store, bank: Bank, learner: Learner, rated: Rated, now: datetime
) -> RatingFate:
    """Counts a rating, once: whatever was rated since the page was shown stands.

    Raises:
        NoSuchCardError: the course has no such card or side now, or it is withdrawn.
        SignedOutError: the session has been ended; nothing is counted.
        StoreUnavailableError: nothing is counted.
    """
    card = get_card(bank, rated.key)
    with store.write() as session:
        _check_session(session, learner)
        newest = session.find_review(learner.key, rated.key)
        if (newest.review_id if newest else NO_REVIEW) != rated.after:
            return _judge_late(newest, rated, now)
        known = newest or _find_former(session, bank, learner, card, rated.key.side)
        schedule = reschedule(known.schedule if known else None, rated.rating, now)
        took = _measure(rated.shown_at, now)
        session.add_review(learner.key, rated.key, rated.rating, took, schedule)
    return "counted"


def undo_review(store: Store, learner: Learner, review_id: int, clock: Clock) -> CardReview | None:
    """Takes the person's last review back, if it is this one and of today.

    Returns:
        The review that was taken back; None when nothing was: a double click, or another tab.

    Raises:
        SignedOutError: the session has been ended.
    """
    with store.write() as session:
        _check_session(session, learner)
        last = _find_undoable(session, learner, clock)
        if last is None or last.review_id != review_id:
            return None
        session.revoke_review(learner.key, last, clock.now)
        return last


def set_new_per_day(store: Store, learner: Learner, text: str) -> int:
    """Keeps how many new cards the person wants in a day, as typed; returns the number.

    Raises:
        UnusableLimitError: it is no whole number from 0 to `MAX_NEW_PER_DAY`.
        SignedOutError: the session has been ended.
    """
    typed = text.strip()
    new_per_day = int(typed) if _FEW_DIGITS.match(typed) else MAX_NEW_PER_DAY + 1
    if new_per_day > MAX_NEW_PER_DAY:
        raise UnusableLimitError(text)
    with store.write() as session:
        _check_session(session, learner)
        session.set_new_per_day(learner.key, new_per_day)
    return new_per_day


def get_card(bank: Bank, key: SideKey) -> Flashcard:
    """The card of a side that is asked now.

    Raises:
        NoSuchCardError: there is none, it has no such side, or it is withdrawn.
    """
    card = bank.find_flashcard(key.card_id)
    if card is None or card.is_withdrawn or key.side not in card.sides:
        raise NoSuchCardError(key)
    return card


def _find_undoable(session: Reader, learner: Learner, clock: Clock) -> CardReview | None:
    last = session.find_last_review(learner.key, clock.now - _LONGEST_DAY)
    return last if last and clock.day_of(last.at) == clock.today else None


def _find_former(
    session: Writer, bank: Bank, learner: Learner, card: Flashcard, side: str
) -> CardReview | None:
    """The newest review of a side under the id that its card had before it was renamed."""
    if bank.find_flashcard(card.former_id) is not None:  # its own id, or another card has it now
        return None
    return session.find_review(learner.key, SideKey(card.former_id, side))


def _check_session(session: Writer, learner: Learner) -> None:
    """Makes sure that the person is still signed in, and lets their reviews come one by one."""
    person = session.lock_person(learner.person_id)
    if person is None or learner.epoch not in {None, person.session_epoch}:
        raise SignedOutError(learner.person_id)


def _judge_late(newest: CardReview | None, rated: Rated, now: datetime) -> RatingFate:
    """Whether a rating that comes late is the same click again; for the student that is none."""
    is_same = newest is not None and newest.rating == rated.rating
    return "repeated" if is_same and newest and now - newest.at < _SAME_CLICK else "too-late"


def _measure(shown_at: datetime | None, now: datetime) -> int | None:
    """How long the card was looked at, in milliseconds; None for what no clock can have said."""
    if shown_at is None or shown_at > now:
        return None
    return int(min(now - shown_at, MAX_DURATION) / timedelta(milliseconds=1))
