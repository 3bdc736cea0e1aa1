"""From a person's cards to what their pages show: decks, the card that is asked, what is left."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache

from babel.dates import format_date
from flask import request, url_for

from casekit.delivery import ReadingClosedError, check_reading, to_ms
from casekit.delivery.cards import (
    NO_REVIEW,
    Learner,
    find_newest_review,
    find_undoable,
    open_box,
    open_fresh_box,
)
from casekit.delivery.missed import has_key_card, list_told
from casekit.delivery.scheduler import preview
from casekit.domain.attempt import Attempt
from casekit.domain.bank import COURSE_SCOPE, Bank
from casekit.domain.flashcard import Flashcard
from casekit.domain.review import CardBox, Clock, Queue, QueuedCard, Rating, SideKey
from casekit.text.i18n import N_, current_language, gettext
from casekit.text.interval import format_interval
from casekit.web.card import show_card
from casekit.web.card_views import (
    CardsView,
    ComingDay,
    DeckView,
    DoneView,
    RatingView,
    StudyView,
)
from casekit.web.links import case_link
from casekit.web.login import current_person
from casekit.web.site import now, this_bank, this_site
from casekit.web.zone import site_zone

RATING_WORDS: dict[Rating, str] = {1: N_("Again"), 2: N_("Hard"), 3: N_("Good"), 4: N_("Easy")}
"""What the buttons say, as Anki's do."""

_WEEK, _MONTH = 7, 30
_MS = re.compile(r"^\d{1,14}$", re.ASCII)
_NUMBER = re.compile(r"^\d{1,18}$", re.ASCII)


def clock() -> Clock:
    """Now, on the clock of the site's zone."""
    return Clock(now(), site_zone())


def reader() -> Learner | None:
    """Who looks at cards, as the database knows them now; None for a visitor."""
    person = current_person()
    if person is None:
        return None
    return Learner(this_bank().course.id, person.person_id, person.session_epoch)


def open_cards() -> CardBox:
    """The cards of who asks.

    Raises:
        ReadingClosedError: they are taking a quiz from memory.
    """
    who = reader()
    if who is None:
        return open_fresh_box(this_bank(), clock())
    return open_box(this_site().store, this_bank(), who, clock())


def check_may_read() -> None:
    """Makes sure that who asks may see what the course teaches.

    Raises:
        ReadingClosedError: they are taking a quiz from memory.
    """
    who = reader()
    if who is not None:
        check_reading(this_site().store, who.course_id, who.person_id, now())


def find_decks() -> tuple[DeckView, dict[str, DeckView]]:
    """The deck of the course and those of its cases that have cards, as links to them.

    Nothing is counted for who may not see cards now.
    """
    try:
        box = None if _must_sign_in() else open_cards()
    except ReadingClosedError:
        box = None
    return show_decks(this_bank(), box)


def show_decks(bank: Bank, box: CardBox | None) -> tuple[DeckView, dict[str, DeckView]]:
    """The same for cards that are open; without them nothing is counted."""
    decks = {case_id: _show_deck(bank, box, case_id) for case_id in bank.cases}
    return _show_deck(bank, box, None), {name: deck for name, deck in decks.items() if deck.cards}


def show_cards(box: CardBox, new_per_day: str | None = None) -> CardsView:
    """All decks; `new_per_day` is what was typed when it is asked again."""
    deck, decks = show_decks(this_bank(), box)
    coming = box.count_coming(_MONTH)
    tomorrow = box.clock.today + timedelta(days=1)
    return CardsView(
        address=url_for("cards.show"),
        deck=deck,
        decks=tuple(decks.values()),
        days=tuple(
            ComingDay(_name_day(tomorrow + timedelta(days=n)), count)
            for n, count in enumerate(coming[:_WEEK])
        ),
        coming=sum(coming),
        missed=len(box.missed),
        new_per_day=str(box.new_per_day) if new_per_day is None else new_per_day,
    )


def show_study(
    box: CardBox, case_id: str | None, named: tuple[Flashcard, str] | None
) -> StudyView | None:
    """The card that is named, else the next one; None when nothing is left to be asked now."""
    queue = box.queue(case_id)
    asked = box.ask(*named) if named else queue.find_next(box.clock.now)
    if asked is None:
        return None
    answered = named is not None and request.args.get("answer") == "yes"
    shown_at = read_moment(request.args.get("since", "")) if answered else None
    bank = this_bank()
    return StudyView(
        deck=_count(bank, queue, case_id),
        card=show_card(bank, asked.card, asked.side, box.clock.today, answered=answered),
        kind=asked.kind,
        is_missed=asked.is_missed,
        after=_find_after(asked, answered=answered),
        since_ms=to_ms(shown_at or box.clock.now),
        ratings=_show_ratings(asked, box.clock.now) if answered else (),
    )


def show_done(box: CardBox, case_id: str | None) -> DoneView:
    """What there is to say when nothing is left."""
    queue = box.queue(case_id)
    first = queue.waiting[0].schedule if queue.waiting else None
    return DoneView(
        deck=_count(this_bank(), queue, case_id),
        cards_address=url_for("cards.show"),
        waiting=len(queue.waiting),
        waits=format_interval(first.due_at - box.clock.now) if first else "",
        tomorrow=box.count_coming(1)[0],
        elsewhere=box.queue().left if case_id is not None else 0,
        course_address=url_for("cards.study", scope=COURSE_SCOPE),
        is_limited=box.new_left == 0,
    )


def find_undo() -> int | None:
    """The number of the review that can be taken back now; None without."""
    who = reader()
    found = find_undoable(this_site().store, who, clock()) if who else None
    return found.review_id if found else None


def count_missed(bank: Bank, attempt: Attempt, at: datetime) -> int:
    """How many questions of an attempt have come to its student's cards, as far as they know."""
    told = list_told(attempt, at)
    return sum(
        told_at is not None and has_key_card(bank, item_id) for item_id, told_at in told.items()
    )


def read_moment(text: str) -> datetime | None:
    """The moment of milliseconds of the server's clock; None for anything else."""
    return datetime.fromtimestamp(int(text) / 1000, UTC) if _MS.match(text) else None


def read_number(text: str) -> int | None:
    """The number of a review as a page carries it; None for anything else."""
    return int(text) if _NUMBER.match(text) else None


def _must_sign_in() -> bool:
    return not this_site().settings.guests and current_person() is None


def _show_deck(bank: Bank, box: CardBox | None, case_id: str | None) -> DeckView:
    return _count(bank, box.queue(case_id) if box else Queue(), case_id)


def _count(bank: Bank, queue: Queue, case_id: str | None) -> DeckView:
    cards = [card for card in bank.flashcards(case_id) if not card.is_withdrawn]
    return DeckView(
        address=url_for("cards.study", scope=case_id or COURSE_SCOPE),
        title=case_link(bank, bank.cases[case_id]) if case_id else None,
        cards=len(cards),
        new=len(queue.new) + len(queue.missed),
        learning=len(queue.learning) + len(queue.waiting),
        due=len(queue.reviews),
    )


def _find_after(asked: QueuedCard, *, answered: bool) -> int:
    """The newest review when the front was shown: the page of the answer carries it on."""
    carried = read_number(request.args.get("after", "")) if answered else None
    if carried is not None:
        return carried
    who, key = reader(), SideKey(asked.card.card_id, asked.side)
    return find_newest_review(this_site().store, who, key) if who else NO_REVIEW


def _show_ratings(asked: QueuedCard, at: datetime) -> tuple[RatingView, ...]:
    intervals = preview(asked.schedule, at)
    return tuple(
        RatingView(rating, gettext(word), format_interval(intervals[rating]))
        for rating, word in RATING_WORDS.items()
    )


def _name_day(day: date) -> str:
    return _name_day_in(current_language(), day)


@cache
def _name_day_in(language: str, day: date) -> str:
    return format_date(day, "EEEE d", locale=language)
