"""Reviews of flashcards: a trail that only grows, each row with the schedule that it leads to.

So the newest row of a side says what holds, and taking a review back is one more row, which has the
schedule of before.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from casekit.domain.review import Rating, Schedule, SideKey
from casekit.store.base import Session
from casekit.store.tables import card_review, card_setting


class LearnerKey(NamedTuple):
    """Whose cards, of which course."""

    course_id: str
    person_id: str


@dataclass(frozen=True)
class CardReview:
    """One row of the trail.

    Attributes:
        rating: None where it takes the review `revokes` back.
        duration_ms: from showing the card to the rating; None when that is not known.
        schedule: what holds after it; None when the side is new again.
    """

    review_id: int
    course_id: str
    key: SideKey
    at: datetime
    rating: Rating | None
    duration_ms: int | None
    revokes: int | None
    schedule: Schedule | None


_SCHEDULE = tuple(field.name for field in fields(Schedule))
_ROWS = select(card_review)
_OF_LEARNER = (
    card_review.c.person_id == bindparam("person_id"),
    card_review.c.course_id == bindparam("course_id"),
)
_OF_SIDE = (
    *_OF_LEARNER,
    card_review.c.card_id == bindparam("card_id"),
    card_review.c.side == bindparam("side"),
)
_NEWEST = _ROWS.where(*_OF_SIDE).order_by(card_review.c.id.desc()).limit(1)
_BEFORE = (
    _ROWS.where(*_OF_SIDE, card_review.c.id < bindparam("before"))
    .order_by(card_review.c.id.desc())
    .limit(1)
)
_NEWEST_OF_ALL = select(
    card_review.c.card_id, card_review.c.side, *(card_review.c[name] for name in _SCHEDULE)
).where(
    card_review.c.id.in_(
        select(func.max(card_review.c.id))
        .where(*_OF_LEARNER)
        .group_by(card_review.c.card_id, card_review.c.side)
    ),
    card_review.c.state.is_not(None),
)
_REVOKED = card_review.alias("revoking")
_LAST = (
    _ROWS.outerjoin(_REVOKED, _REVOKED.c.revokes == card_review.c.id)
    .where(
        *_OF_LEARNER,
        card_review.c.at > bindparam("since", type_=card_review.c.at.type),
        card_review.c.rating.is_not(None),
        _REVOKED.c.id.is_(None),
    )
    .order_by(card_review.c.id.desc())
    .limit(1)
)
_OF_PERSON = _ROWS.where(card_review.c.person_id == bindparam("person_id")).order_by(
    card_review.c.id
)
_ADD = insert(card_review)
_LIMIT = select(card_setting.c.new_per_day).where(
    card_setting.c.person_id == bindparam("person_id"),
    card_setting.c.course_id == bindparam("course_id"),
)
_LIMITS = select(card_setting.c.course_id, card_setting.c.new_per_day).where(
    card_setting.c.person_id == bindparam("person_id")
)


class CardReads(Session):
    """Reading reviews of cards."""

    def list_schedules(self, learner: LearnerKey) -> dict[SideKey, Schedule]:
        """What holds for every side that the person has reviewed."""
        rows = self.connection.execute(_NEWEST_OF_ALL, learner._asdict())
        return {SideKey(card_id, side): Schedule(*held) for card_id, side, *held in rows}

    def find_review(self, learner: LearnerKey, key: SideKey) -> CardReview | None:
        """The newest row of a side; None for one that was never reviewed."""
        row = self.connection.execute(_NEWEST, learner._asdict() | key._asdict()).one_or_none()
        return _review(row) if row else None

    def find_last_review(self, learner: LearnerKey, since: datetime) -> CardReview | None:
        """The person's last review after a moment that has not been taken back; None without."""
        key = {**learner._asdict(), "since": since}
        row = self.connection.execute(_LAST, key).one_or_none()
        return _review(row) if row else None

    def list_reviews_of(self, person_id: str) -> tuple[CardReview, ...]:
        """Everything that a person has reviewed and taken back, in every course, oldest first."""
        rows = self.connection.execute(_OF_PERSON, {"person_id": person_id})
        return tuple(_review(row) for row in rows)

    def find_new_per_day(self, learner: LearnerKey) -> int | None:
        """How many new cards the person wants in a day; None when they have not said."""
        found: int | None = self.connection.scalar(_LIMIT, learner._asdict())
        return found

    def list_new_per_day(self, person_id: str) -> Mapping[str, int]:
        """The same by course."""
        return dict(iter(self.connection.execute(_LIMITS, {"person_id": person_id})))


class CardWrites(CardReads):
    """Writing reviews of cards."""

    def add_review(
        self,
        learner: LearnerKey,
        key: SideKey,
        rating: Rating,
        duration_ms: int | None,
        schedule: Schedule,
    ) -> None:
        """Appends a review, at the time that its schedule says."""
        values = {"rating": rating, "duration_ms": duration_ms, "at": schedule.reviewed_at}
        self._add(learner, key, schedule, values)

    def revoke_review(self, learner: LearnerKey, review: CardReview, at: datetime) -> None:
        """Takes a review back: from now on holds what did before it.

        Raises:
            sqlalchemy.exc.IntegrityError: it has been taken back.
        """
        key = {**learner._asdict(), **review.key._asdict(), "before": review.review_id}
        row = self.connection.execute(_BEFORE, key).one_or_none()
        before = _schedule(row) if row else None
        self._add(learner, review.key, before, {"revokes": review.review_id, "at": at})

    def set_new_per_day(self, learner: LearnerKey, new_per_day: int) -> None:
        """Keeps how many new cards the person wants in a day."""
        dialect = postgresql if self.connection.dialect.name == "postgresql" else sqlite
        values = {**learner._asdict(), "new_per_day": new_per_day}
        added = dialect.insert(card_setting).values(values)
        self.connection.execute(
            added.on_conflict_do_update(
                index_elements=["course_id", "person_id"], set_={"new_per_day": new_per_day}
            )
        )

    def give_reviews(self, giver_id: str, person_id: str) -> None:
        """Makes all reviews of one person another's, and their settings where those have none.

        Of a side that both have reviewed, the later review holds.
        """
        own = card_review.c.person_id == giver_id
        self.connection.execute(update(card_review).where(own).values(person_id=person_id))
        known = self.list_new_per_day(person_id)
        for course_id, new_per_day in self.list_new_per_day(giver_id).items():
            if course_id not in known:
                self.set_new_per_day(LearnerKey(course_id, person_id), new_per_day)
        self.forget_card_settings(giver_id)

    def forget_card_settings(self, person_id: str) -> None:
        """Forgets what the person has set for their cards."""
        own = card_setting.c.person_id == person_id
        self.connection.execute(delete(card_setting).where(own))

    def _add(
        self, learner: LearnerKey, key: SideKey, after: Schedule | None, values: dict[str, Any]
    ) -> None:
        held = asdict(after) if after else dict.fromkeys(_SCHEDULE)
        nothing = dict.fromkeys(("rating", "duration_ms", "revokes"))
        row = {**learner._asdict(), **key._asdict(), **held, **nothing, **values}
        self.connection.execute(_ADD, row)


def _schedule(row: Row[*tuple[Any, ...]]) -> Schedule | None:
    if row.state is None:
        return None
    return Schedule(*(getattr(row, name) for name in _SCHEDULE))


def _review(row: Row[*tuple[Any, ...]]) -> CardReview:
    return CardReview(
        review_id=row.id,
        course_id=row.course_id,
        key=SideKey(row.card_id, row.side),
        at=row.at,
        rating=row.rating,
        duration_ms=row.duration_ms,
        revokes=row.revokes,
        schedule=_schedule(row),
    )
