"""From an attempt to what its pages show: each question, and its feedback in due time."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from functools import cached_property

from flask import request, url_for
from markupsafe import Markup

from casekit.delivery import find_fault, to_ms
from casekit.delivery.distribution import find_section_of
from casekit.delivery.marking import list_counting_marks
from casekit.domain.attempt import Attempt, Score, Slot
from casekit.domain.bank import Bank
from casekit.domain.item import Fault, Response
from casekit.domain.version import ItemVersion
from casekit.store import GivenMark
from casekit.text.i18n import N_, gettext
from casekit.text.reckoning import say_reckoning
from casekit.web.distribution import show_distribution
from casekit.web.outlet import show_excerpt, show_exhibit, show_prose
from casekit.web.question_views import (
    AttemptView,
    FaultView,
    Feedback,
    MarkView,
    ResultView,
    SlotView,
    Verdict,
)
from casekit.web.rendering import make_link
from casekit.web.site import this_site
from casekit.web.views import ExcerptView, ExhibitView

FAULT_SENTENCES = {
    "unanswered": N_("Choose or write an answer first, then check it."),
    "unreadable": N_("Write the number with digits, for example {example}."),
    "ambiguous": N_(
        "This number can be read in two ways. Write it without a mark between thousands, and with "
        "decimals as in {example}."
    ),
    "unit": N_("Write the number in the unit shown beside the field."),
    "choose-option": N_("Choose one of the options."),
    "cite-for": N_("Tick passages for your choice: {n} at least."),
    "cite-against": N_("Tick passages against your choice: {n} at least."),
    "write-why": N_("Write in a sentence why."),
    "too-short": N_("Your text is too short: {n} words at least."),
    "too-long": N_("Your text is too long: {n} words at most."),
    "same-place": N_("Two steps have the same place. Give each a place of its own."),
}
"""Why a question is asked again, by the domain's word for it."""

HINT_SENTENCES = {
    "passages": N_("You read the passages of the case before answering."),
    "hint": N_("You read the hint before answering."),
}


@dataclass(frozen=True)
class Sitting:
    """An attempt with its item versions and the bank, whose passages may be consulted."""

    attempt: Attempt
    versions: Sequence[ItemVersion]
    bank: Bank
    now: datetime

    @cached_property
    def section_id(self) -> str | None:
        """Id of the section that the attempt is compared with; None for the whole course."""
        return find_section_of(this_site().store, self.attempt)

    @cached_property
    def marks(self) -> dict[int, GivenMark]:
        """What a person gave the attempt's answers, by slot number."""
        return list_counting_marks(this_site().store, self.attempt)


def show_attempt(sitting: Sitting, faults: Sequence[FaultView] = ()) -> AttemptView:
    """The whole attempt, with what its student may see now."""
    attempt = sitting.attempt
    plan = attempt.plan
    address = url_for("attempt.show", attempt_id=attempt.attempt_id)
    scope, _, quiz = plan.quiz_id.partition("/")
    by_number = {fault.number: fault for fault in faults}
    return AttemptView(
        attempt_id=attempt.attempt_id,
        address=address,
        review_address=f"{address}/review",
        submit_address=f"{address}/submit",
        quiz=make_link(
            url_for("quiz.show", scope=scope, quiz=quiz), plan.quiz.title, plan.language
        ),
        kind=plan.quiz.kind,
        language=plan.language,
        at_once=plan.quiz.feedback == "at-once",
        slots=tuple(show_slot(sitting, n, by_number.get(n)) for n in range(len(plan.slots))),
        errors=tuple(faults),
        started_at=attempt.started_at,
        person_tag=hashlib.sha256(attempt.person_id.encode()).hexdigest()[:16],
        now_ms=to_ms(sitting.now),
        due_at=attempt.due_at,
        due_ms=to_ms(attempt.due_at) if attempt.due_at else None,
        grace_s=attempt.grace_s,
        saved_at=max((s.saved_at for s in attempt.states.values() if s.saved_at), default=None),
    )


def show_result(sitting: Sitting) -> ResultView:
    """A submitted attempt with its score, unless the quiz keeps that back."""
    attempt, quiz = sitting.attempt, sitting.attempt.plan.quiz
    shown = attempt.may_see_score(sitting.now)
    score = attempt.score() if shown else None
    pass_mark = None if quiz.pass_mark is None else Fraction(quiz.pass_mark)
    states = (attempt.state(n) for n in range(len(attempt.plan.slots)))
    pending = len(attempt.pending)
    missed = sum(state.score is not None and state.score.fraction < 1 for state in states)
    return ResultView(
        attempt=show_attempt(sitting),
        submitted_at=attempt.submitted_at or attempt.started_at,
        score=score,
        to_reread=None if score is None else missed,
        pass_mark=pass_mark,
        passed=attempt.passed if shown else None,
        pending=pending,
        feedback_at=None if shown else attempt.feedback_at,
        timed_out=attempt.end_reason == "due",
    )


def show_slot(sitting: Sitting, number: int, fault: FaultView | None = None) -> SlotView:
    """One question. Key, explanation and evidence are there only when the student may see them."""
    asked = _show_asked(sitting, number, fault)
    if not sitting.attempt.may_see_feedback(number, sitting.now):
        return asked
    return replace(asked, feedback=_own_feedback(sitting, number))


def show_followed_slot(sitting: Sitting, number: int) -> SlotView:
    """One question with its answer and its feedback, for the instructor: nothing is kept back."""
    asked = _show_asked(sitting, number)
    return replace(asked, locked=True, can_check=False, feedback=_feedback(sitting, number))


def _show_asked(sitting: Sitting, number: int, fault: FaultView | None = None) -> SlotView:
    """One question with its answer, without anything that tells its key."""
    attempt, slot = sitting.attempt, sitting.attempt.plan.slots[number]
    version = sitting.versions[number].settle(slot.arrangement)
    state, quiz = attempt.state(number), attempt.plan.quiz
    item, is_locked = version.item, attempt.is_locked(number)
    may_open = not is_locked
    may_hint = may_open and quiz.kind == "practice"
    answer = state.answer
    return SlotView(
        number=number,
        label=number + 1,
        anchor=f"q{number}",
        item_id=version.item_id,
        digest=slot.digest,
        item_type=version.written["type"],
        item=item,
        language=version.language,
        arrangement=slot.arrangement,
        stem=_prose(sitting.bank, version, item.stem),
        exhibit=_exhibit(sitting.bank, version),
        points=slot.max_points,
        values={} if answer is None else item.write_response(answer, slot.arrangement),
        complete=answer is None or item.is_complete(answer),
        asked_passages=show_asked(version),
        can_check=quiz.feedback == "at-once" and not is_locked,
        can_open_passages=may_open and quiz.reading == "open" and "passages" not in state.hints,
        can_open_hint=may_hint and item.hint is not None and "hint" not in state.hints,
        passages=_passages(sitting.bank, version) if "passages" in state.hints else (),
        hint=_prose(sitting.bank, version, item.hint, "-hint")
        if item.hint and "hint" in state.hints
        else None,
        fault=fault,
        locked=is_locked,
        seq=state.seq,
        flagged=number in attempt.flags,
    )


def show_fault(sitting: Sitting, number: int, fault: Fault) -> FaultView:
    """Why a question is asked again, in words, with the control that it concerns."""
    version, slot = sitting.versions[number], sitting.attempt.plan.slots[number]
    field = fault.field or first_field(version, slot)
    example = "12,5" if version.language == "fr" else "12.5"
    sentence = gettext(FAULT_SENTENCES[fault.reason], example=example, n=fault.number)
    return FaultView(number, f"s{number}-{field}", sentence)


def find_faults(sitting: Sitting) -> tuple[FaultView, ...]:
    """What was answered but cannot be read, to be asked again before the end."""
    attempt, found = sitting.attempt, []
    for number, version in enumerate(sitting.versions):
        answer = attempt.state(number).answer
        if answer is None or attempt.is_locked(number):
            continue
        fault = find_fault(version, answer)
        if fault is not None:
            found.append(show_fault(sitting, number, fault))
    return tuple(found)


def first_field(version: ItemVersion, slot: Slot) -> str:
    """The name of the first form field of a question."""
    item = version.item
    return next(iter(item.write_response(item.key(slot.arrangement), slot.arrangement)))


def show_asked(version: ItemVersion) -> dict[str, ExcerptView]:
    """The excerpts that a question itself shows, by `source#excerpt`."""
    return {cited.ref: show_excerpt(cited) for cited in version.passages}


def scope_of(version: ItemVersion) -> str:
    """A prefix for the ids of footnotes, different for each question of a page."""
    return version.item_id.replace("/", "-")


def _passages(bank: Bank, version: ItemVersion) -> tuple[ExcerptView, ...]:
    """All excerpts of the item's case: never its own list, which would tell the answer."""
    case_id = version.item_id.split("/")[0]
    if case_id not in bank.cases:
        return ()
    return tuple(show_excerpt(cited) for cited in bank.excerpts_of(case_id))


def _prose(bank: Bank, version: ItemVersion, text: str, part: str = "") -> Markup:
    case_id = version.item_id.split("/")[0]
    return show_prose(bank, case_id, text, version.language, f"{scope_of(version)}{part}")


def _exhibit(bank: Bank, version: ItemVersion) -> ExhibitView | None:
    if version.exhibit is None:
        return None
    return show_exhibit(version.exhibit, version.language, bank=bank)


def _own_feedback(sitting: Sitting, number: int) -> Feedback:
    """The feedback as its student sees it: the question can be reported, or just was."""
    attempt_id = sitting.attempt.attempt_id
    return replace(
        _feedback(sitting, number),
        report_address=url_for("report.ask", attempt_id=attempt_id, slot=number),
        reported=request.args.get("reported") == str(number),
    )


def _feedback(sitting: Sitting, number: int) -> Feedback:
    attempt, slot = sitting.attempt, sitting.attempt.plan.slots[number]
    version, state = sitting.versions[number].settle(slot.arrangement), attempt.state(number)
    score = state.score or Score(Fraction(0), slot.max_points)
    verdict = _find_verdict(attempt, number, score)
    is_shared = bool(version.item.shared_choices())
    if is_shared and state.answer is not None:
        verdict = "complete" if score.points else "incomplete"
    mark = _show_mark(sitting, number)
    if mark is not None:
        verdict = "marked"
    used = state.hints if attempt.plan.quiz.kind == "practice" else ()
    hints = [gettext(sentence) for kind, sentence in HINT_SENTENCES.items() if kind in used]
    feedback = make_feedback(sitting.bank, version, slot, score, verdict, tuple(hints))
    return replace(
        feedback,
        reckoning=_reckoning(version, slot, state.answer),
        distribution=show_distribution(attempt, version, number, sitting.section_id)
        if is_shared
        else None,
        mark=mark,
    )


def _show_mark(sitting: Sitting, number: int) -> MarkView | None:
    """What a person gave an answer; nobody is asked where nobody can have."""
    is_scored = sitting.attempt.state(number).score is not None
    if not is_scored or not sitting.versions[number].item.needs_marking:
        return None
    given = sitting.marks.get(number)
    if given is None:
        return None
    criteria = tuple((each.points, each.level) for each in given.mark.criteria)
    return MarkView(criteria, given.mark.comment)


def _reckoning(version: ItemVersion, slot: Slot, answer: Response | None) -> str | None:
    """Why the answer does not earn everything, where that can be counted."""
    if find_fault(version, answer) is not None:
        return None
    reckoning = version.item.explain_score(answer, slot.arrangement)
    return say_reckoning(reckoning) if reckoning else None


def make_feedback(
    bank: Bank,
    version: ItemVersion,
    slot: Slot,
    score: Score,
    verdict: Verdict,
    hints_used: tuple[str, ...] = (),
) -> Feedback:
    """What tells the key of a question; whoever calls this has made sure that it may be told."""
    item, shown = version.item, version.passages
    return Feedback(
        verdict=verdict,
        score=score,
        key_values=item.write_response(item.key(slot.arrangement), slot.arrangement),
        explanation=_prose(bank, version, item.explanation, "-why"),
        warrant=_prose(bank, version, item.warrant, "-step") if item.warrant else None,
        evidence=tuple(show_excerpt(cited) for cited in version.proof() if cited not in shown),
        reference=item.reference,
        hints_used=hints_used,
    )


def _find_verdict(attempt: Attempt, number: int, score: Score) -> Verdict:
    """What became of a question; nobody marks what was written in practice."""
    if attempt.state(number).answer is None:
        return "unanswered"
    if attempt.is_pending(number):
        return "pending" if attempt.plan.quiz.kind == "graded" else "not-scored"
    if score.fraction == 1:
        return "right"
    return "partly" if score.points else "wrong"
