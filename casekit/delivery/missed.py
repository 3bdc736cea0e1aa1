"""Which questions a student has missed, once they have been told so."""

from collections.abc import Mapping
from datetime import datetime

from casekit.domain.attempt import Attempt
from casekit.domain.bank import Bank
from casekit.store import Reader


def list_missed(
    session: Reader, bank: Bank, person_id: str, now: datetime
) -> Mapping[str, datetime]:
    """Since when each missed question has been known to be missed, by the id of its card.

    A question is missed when the newest answer whose feedback the student may see has not earned
    everything. One that has no card is left out, and so is one without a key.
    """
    missed: dict[str, datetime] = {}
    current = _current_ids(bank)
    for attempt in session.list_scored(bank.course.id, person_id):
        for item_id, told_at in list_told(attempt, now).items():
            card_id = current.get(item_id, item_id)
            missed.pop(card_id, None)
            if told_at is not None and has_key_card(bank, card_id):
                missed[card_id] = told_at
    return missed


def list_told(attempt: Attempt, now: datetime) -> dict[str, datetime | None]:
    """By item, when the student was told that the answer is not right; None when it is.

    Only questions that were answered and whose feedback may be seen now.
    """
    told: dict[str, datetime | None] = {}
    for number, state in attempt.states.items():
        if state.answer is None or state.score is None:
            continue
        if attempt.may_see_feedback(number, now):
            item_id = attempt.plan.slots[number].item_id
            told[item_id] = None if state.score.fraction == 1 else _told_at(attempt, number)
    return told


def has_key_card(bank: Bank, card_id: str) -> bool:
    """Whether a question has a card, and a key that it asks for."""
    card = bank.find_flashcard(card_id)
    if card is None or card.is_withdrawn:
        return False
    version = bank.items.get(card_id)
    return version is None or not version.item.shared_choices()


def _told_at(attempt: Attempt, number: int) -> datetime:
    scored_at = attempt.state(number).checked_at or attempt.started_at
    if attempt.plan.quiz.feedback == "at-once":
        return scored_at
    moments = [scored_at, attempt.submitted_at or scored_at]
    if attempt.plan.quiz.feedback == "on-close" and attempt.feedback_at is not None:
        moments.append(attempt.feedback_at)
    return max(moments)


def _current_ids(bank: Bank) -> dict[str, str]:
    """The id of today by the former one, which no other card has taken over."""
    return {
        card.former_id: card.card_id
        for card in bank.flashcards()
        if card.former_id != card.card_id and bank.find_flashcard(card.former_id) is None
    }
