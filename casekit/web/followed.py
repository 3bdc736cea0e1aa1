"""A student's attempt as the instructor of the section sees it, with its whole trail."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from casekit.delivery.progress import FollowedAttempt
from casekit.delivery.sections import SectionRef
from casekit.domain.attempt import Attempt
from casekit.domain.bank import Bank
from casekit.store import SlotKey, TrailEvent
from casekit.text.formats import format_number
from casekit.text.i18n import N_, gettext
from casekit.web.answer_words import say_answer
from casekit.web.marking_page import Place
from casekit.web.question import Sitting, show_followed_slot
from casekit.web.section_page import link_quiz, show_row
from casekit.web.teach_views import FollowedView, TrailRow
from casekit.web.zone import site_zone

EVENT_WORDS = {
    "saved": N_("wrote an answer"),
    "checked": N_("checked the answer"),
    "submitted": N_("handed in the answer"),
    "passages": N_("opened the passages"),
    "hint": N_("opened the hint"),
}
"""What a student did at a question, by the store's word for it."""

SCORE_WORDS = {
    "checked": N_("scored: {points} of {total}"),
    "submitted": N_("scored: {points} of {total}"),
    "marked": N_("marked by {name}: {points} of {total}"),
    "unanswered": N_("scored: {points} of {total}, not answered"),
    "unreadable": N_("scored: {points} of {total}, the number cannot be read"),
    "ambiguous": N_("scored: {points} of {total}, the number can be read in two ways"),
    "unit": N_("scored: {points} of {total}, another unit"),
    "choose-option": N_("scored: {points} of {total}, without an option"),
    "cite-for": N_("scored: {points} of {total}, too few passages for it"),
    "cite-against": N_("scored: {points} of {total}, too few passages against it"),
    "write-why": N_("scored: {points} of {total}, without a reason"),
}
"""Why a score was given, by the store's word for it; a word that is new stands for itself."""


def show_followed(
    ref: SectionRef, bank: Bank, followed: FollowedAttempt, now: datetime
) -> FollowedView:
    """The attempt: every question with its key, and what happened when."""
    attempt, versions = followed.attempt, followed.versions
    sitting = Sitting(attempt, versions, bank, now)
    score = None if attempt.is_open else attempt.score()
    return FollowedView(
        section=show_row(followed.section),
        quiz=link_quiz(ref, bank, attempt.plan.quiz_id, assigned=True),
        name=followed.member.name,
        email=followed.member.email,
        score=score,
        passed=attempt.passed,
        pending=len(attempt.pending),
        started_at=attempt.started_at,
        finished_at=attempt.submitted_at,
        was_due=attempt.end_reason == "due",
        due_at=attempt.due_at,
        slots=tuple(show_followed_slot(sitting, n) for n in range(len(versions))),
        trail=tuple(_show_trail(followed)),
        marking=_marking(ref, followed),
    )


def _marking(ref: SectionRef, followed: FollowedAttempt) -> dict[int, str]:
    """Where each answer is marked that a person marks; none while the student is working."""
    attempt = followed.attempt
    place = Place(ref, attempt.plan.quiz_id)
    return {
        number: place.address_of(SlotKey(attempt.attempt_id, number))
        for number, version in enumerate(followed.versions)
        if version.item.needs_marking
        and not attempt.is_open
        and attempt.state(number).answer is not None
    }


def _show_trail(followed: FollowedAttempt) -> Iterator[TrailRow]:
    attempt = followed.attempt
    yield TrailRow(_clock(attempt, attempt.started_at), gettext("started"))
    for event in followed.trail:
        version = followed.versions[event.slot]
        row = TrailRow(
            _clock(attempt, event.at), _say_event(event), event.slot + 1, language=version.language
        )
        if event.answer is not None:
            row = replace(row, answer=say_answer(version, event.answer))
        yield row
    if attempt.submitted_at is not None:
        was_due = attempt.end_reason == "due"
        what = gettext("ended: the time was over") if was_due else gettext("handed in")
        yield TrailRow(_clock(attempt, attempt.submitted_at), what)


def _clock(attempt: Attempt, moment: datetime) -> str:
    """The time of day to the second, with its date when it is not that of the beginning."""
    zone = site_zone()
    local = moment.astimezone(zone)
    same_day = local.date() == attempt.started_at.astimezone(zone).date()
    return f"{local:%H:%M:%S}" if same_day else f"{local:%Y-%m-%d %H:%M:%S}"


def _say_event(event: TrailEvent) -> str:
    if event.score is None:
        is_emptied = event.answer is None and event.what not in {"passages", "hint"}
        return gettext("emptied the answer") if is_emptied else gettext(EVENT_WORDS[event.what])
    points, total = format_number(event.score.points), format_number(event.score.max_points)
    sentence = SCORE_WORDS.get(event.reason)
    if sentence is None:
        said = gettext("scored: {points} of {total}", points=points, total=total)
        return f"{said} ({event.reason})"
    name = event.by or gettext("somebody who has left")
    return gettext(sentence, points=points, total=total, name=name)
