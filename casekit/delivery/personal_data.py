"""Everything that the database has of a person, as plain data that they can take away."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from casekit.delivery.errors import NoSuchPersonError
from casekit.domain.attempt import Attempt
from casekit.domain.mark import Mark
from casekit.domain.section import Section
from casekit.store import AttemptKey, CardReview, GivenMark, Reader, Store, TrailEvent


def gather_data(store: Store, person_id: str, now: datetime | None = None) -> dict[str, Any]:
    """The person, their sections, each attempt with all that they answered, and their cards.

    Scores that their quiz still keeps back `now` are left out, as on the result page; without a
    time, those of every quiz that keeps them back until it closes.

    Raises:
        NoSuchPersonError: the database does not know the person.
    """
    with store.read() as session:
        person = session.find_person(person_id)
        if person is None:
            raise NoSuchPersonError(person_id)
        sections = [
            _section_data(session, section, person_id)
            for section, _ in session.list_sections_of(person_id)
        ]
        keys = session.list_attempts_of(person_id)
        attempts = [_attempt_data(session, key, now or _BEFORE_ALL) for key in keys]
        reports = session.list_reports_by(person_id)
        reviews = session.list_reviews_of(person_id)
        limits = session.list_new_per_day(person_id)
        marks_given = session.list_marks_by(person_id)
    return {
        "person": {
            "name": person.name,
            "email": person.email,
            "role": person.role,
            "language": person.language,
        },
        "sections": sections,
        "attempts": attempts,
        "reports": [
            {"item": r.item_id, "reason": r.reason, "text": r.text, "at": _time(r.at)}
            for r in reports
        ],
        "cards": {
            "reviews": [_review_data(review) for review in reviews],
            "new_per_day": dict(limits),
        },
        "marks_given": [_given_data(*given) for given in marks_given],
    }


def _section_data(session: Reader, section: Section, person_id: str) -> dict[str, Any]:
    member = session.find_member(section.section_id, person_id)
    if member is None:
        raise LookupError(section.section_id)
    return {
        "course": section.course_id,
        "name": section.name,
        "role": member.role,
        "joined_at": _time(member.joined_at),
        "time_factor": str(member.time_factor),
    }


def _attempt_data(session: Reader, key: AttemptKey, now: datetime) -> dict[str, Any]:
    attempt = session.find_attempt(key.course_id, key.attempt_id)
    if attempt is None:
        raise LookupError(key.attempt_id)
    trail = session.list_trail(key.attempt_id)
    return {
        "course": attempt.course_id,
        "quiz": attempt.plan.quiz_id,
        "started_at": _time(attempt.started_at),
        "due_at": _time(attempt.due_at),
        "submitted_at": _time(attempt.submitted_at),
        "questions": [slot.item_id for slot in attempt.plan.slots],
        "responses": [_response_data(event) for event in trail if event.what in _ANSWERED],
        "hints": [
            {"question": event.slot, "at": _time(event.at), "kind": event.what}
            for event in trail
            if event.what in _OPENED
        ],
        "flags": sorted(attempt.flags),
        "scores": _scores_data(attempt, session.list_marks(key.attempt_id), now),
    }


_ANSWERED = frozenset({"saved", "checked", "submitted"})
_OPENED = frozenset({"passages", "hint"})
_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


def _response_data(event: TrailEvent) -> dict[str, Any]:
    answer = event.answer.model_dump(mode="json") if event.answer else None
    return {"question": event.slot, "at": _time(event.at), "kind": event.what, "answer": answer}


def _scores_data(
    attempt: Attempt, marks: Sequence[GivenMark], now: datetime
) -> list[dict[str, Any]]:
    marked = {given.key.slot: given.mark for given in marks}
    return [
        {
            "question": n,
            "points": str(state.score.points),
            "of": str(state.score.max_points),
        }
        | ({"mark": _mark_data(marked[n])} if n in marked else {})
        for n, state in sorted(attempt.states.items())
        if state.score is not None and attempt.may_see_feedback(n, now)
    ]


def _mark_data(mark: Mark) -> dict[str, Any]:
    """What was given for each criterion, in the order of the rubric; levels count from 0."""
    criteria = [{"points": str(each.points), "level": each.level} for each in mark.criteria]
    return {"criteria": criteria, "comment": mark.comment}


def _given_data(course_id: str, quiz_id: str, given: GivenMark) -> dict[str, Any]:
    """A mark that the person gave; whose answer it is about is that student's data, not theirs."""
    return {
        "course": course_id,
        "quiz": quiz_id,
        "question": given.key.slot,
        "at": _time(given.at),
        "points": str(given.score.points),
        "of": str(given.score.max_points),
        "comment": given.mark.comment,
    }


def _review_data(review: CardReview) -> dict[str, Any]:
    """A review, or that one was taken back: `rating` 1 is again, 4 easy."""
    return {
        "number": review.review_id,
        "course": review.course_id,
        "card": review.key.card_id,
        "side": review.key.side,
        "at": _time(review.at),
        "rating": review.rating,
        "duration_ms": review.duration_ms,
        "takes_back": review.revokes,
        "due_at": _time(review.schedule.due_at) if review.schedule else None,
    }


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
