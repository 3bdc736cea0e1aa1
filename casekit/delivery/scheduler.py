"""When a card comes back: the only module that knows FSRS, with its default parameters."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from fsrs import Card, Scheduler, State
from fsrs import Rating as FsrsRating

from casekit.domain.review import RATINGS, CardState, Rating, Schedule

# Without the library's fuzz, which draws from the random generator that all threads share: the
# interval on a button must be the one that its click gives, and the trail replay to one schedule.
_SCHEDULER = Scheduler(enable_fuzzing=False)

_ANY_ID = 0
"""Nothing hangs on the library's id of a card; without one it waits a millisecond to make it."""

_STATES: Mapping[CardState, State] = {
    "learning": State.Learning,
    "review": State.Review,
    "relearning": State.Relearning,
}
_WORDS: Mapping[State, CardState] = {state: word for word, state in _STATES.items()}


def reschedule(schedule: Schedule | None, rating: Rating, now: datetime) -> Schedule:
    """The schedule of a side after a review.

    Args:
        schedule: before it; None for a new one.
        rating: how well it was remembered.
        now: the time of the review.

    Raises:
        ValueError: there is no such rating.
    """
    now = now.astimezone(UTC)
    card, _ = _SCHEDULER.review_card(_to_card(schedule, now), FsrsRating(rating), now)
    if card.stability is None or card.difficulty is None:  # a review has always set them
        raise ValueError("a review without a memory")
    return Schedule(
        state=_WORDS[card.state],
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        due_at=card.due,
        reviewed_at=now,
        begun_at=schedule.begun_at if schedule else now,
    )


def preview(schedule: Schedule | None, now: datetime) -> dict[Rating, timedelta]:
    """After how long a side would come back, by rating."""
    return {rating: reschedule(schedule, rating, now).due_at - now for rating in RATINGS}


def _to_card(schedule: Schedule | None, now: datetime) -> Card:
    if schedule is None:
        return Card(_ANY_ID, due=now)
    return Card(
        _ANY_ID,
        state=_STATES[schedule.state],
        step=schedule.step,
        stability=schedule.stability,
        difficulty=schedule.difficulty,
        due=schedule.due_at,
        last_review=schedule.reviewed_at,
    )
