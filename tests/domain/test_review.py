"""What is asked today, and in which order: the day, the limit, buried sides, missed questions."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from casekit.domain.flashcard import Flashcard
from casekit.domain.item import Card, CardGap
from casekit.domain.review import CardBox, Clock, QueuedCard, Schedule, SideKey

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def card(name: str, *, sides: int = 1, **fields: object) -> Flashcard:
    """A card of the case `cas`; one with several sides has a gap for each."""
    gaps = tuple(CardGap(chr(97 + n), "x", "__") for n in range(sides)) if sides > 1 else ()
    full_id = f"cas/{name}"
    made = Flashcard(full_id, full_id, "cas", Card(front=name, answer="", gaps=gaps), digest="")
    return replace(made, **fields)


def known(due: timedelta, *, ago: timedelta = 2 * DAY, state: str = "review") -> Schedule:
    """A side that comes back `due` from now and was reviewed `ago`."""
    return Schedule(state, None, 3.0, 5.0, NOW + due, NOW - ago, NOW - ago)  # type: ignore[arg-type]


def box(
    *cards: Flashcard,
    schedules: dict[str, Schedule] | None = None,
    missed: dict[str, datetime] | None = None,
    new_per_day: int = 20,
    now: datetime = NOW,
) -> CardBox:
    """The cards; schedules by `name` or `name:gap`, missed ones by name."""
    keyed = {}
    for name, schedule in (schedules or {}).items():
        local, _, gap = name.partition(":")
        keyed[SideKey(f"cas/{local}", f"gap:{gap}" if gap else "front")] = schedule
    told = {f"cas/{name}": at for name, at in (missed or {}).items()}
    return CardBox(cards, Clock(now, PARIS), keyed, told, new_per_day)


def names(queued: tuple[QueuedCard, ...]) -> list[str]:
    return [asked.card.card_id.removeprefix("cas/") for asked in queued]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 1, 15, 2, 59, tzinfo=UTC), date(2026, 1, 14)),  # 03:59 in Paris
        (datetime(2026, 1, 15, 3, 0, tzinfo=UTC), date(2026, 1, 15)),  # 04:00 in Paris
        (datetime(2026, 3, 29, 2, 0, tzinfo=UTC), date(2026, 3, 29)),  # 04:00, the clock moved at 2
        (datetime(2026, 3, 29, 1, 59, tzinfo=UTC), date(2026, 3, 28)),
    ],
)
def test_the_day_turns_at_four_on_the_clock_of_the_zone(moment, day):
    assert Clock(NOW, PARIS).day_of(moment) == day


def test_the_order_is_learning_then_due_then_missed_then_new():
    cards = [card(name) for name in ("neuf", "manque", "vieux", "du", "appris", "plus-tard")]
    queue = box(
        *cards,
        schedules={
            "vieux": known(-3 * DAY),
            "du": known(10 * HOUR),  # later today is today
            "appris": known(-MINUTE, ago=MINUTE, state="learning"),
            "plus-tard": known(DAY),
        },
        missed={"manque": NOW - HOUR},
    ).queue()
    assert names(queue.learning) == ["appris"]
    assert names(queue.reviews) == ["vieux", "du"]
    assert names(queue.missed) == ["manque"]
    assert names(queue.new) == ["neuf"]
    assert queue.left == 5
    asked = queue.find_next(NOW)
    assert asked is not None
    assert asked.card.card_id == "cas/appris"


def test_what_is_being_learnt_waits_unless_nothing_else_is_left():
    learning = {"appris": known(19 * MINUTE, ago=MINUTE, state="relearning")}
    both = box(card("appris"), card("neuf"), schedules=learning).queue()
    assert both.find_next(NOW).card.card_id == "cas/neuf"
    alone = box(card("appris"), schedules=learning).queue()
    assert alone.find_next(NOW).card.card_id == "cas/appris"
    assert alone.find_next(NOW - 2 * MINUTE) is None


def test_new_cards_stop_at_the_limit_of_the_day_and_those_begun_today_count():
    cards = [card(f"c{n}") for n in range(6)]
    begun = {"c0": known(3 * DAY, ago=HOUR), "c1": known(3 * DAY, ago=3 * DAY)}
    opened = box(*cards, schedules=begun, new_per_day=3)
    assert opened.new_left == 2
    assert names(opened.queue().new) == ["c2", "c3"]
    tomorrow = replace(opened, clock=Clock(NOW + DAY, PARIS))
    assert names(tomorrow.queue().new) == ["c2", "c3", "c4"]


def test_a_card_of_yesterday_evening_does_not_count_for_today():
    late = box(card("c0"), card("c1"), schedules={"c0": known(DAY, ago=7 * HOUR)}, new_per_day=1)
    assert late.new_left == 1  # 03:00 in Paris is still yesterday
    assert replace(late, clock=Clock(NOW - 6 * HOUR - MINUTE, PARIS)).new_left == 0


def test_no_limit_holds_a_missed_question_back_nor_does_it_use_the_limit_up():
    cards = [card(name) for name in ("a", "b", "m")]
    missed = {"m": NOW - HOUR}
    assert names(box(*cards, missed=missed, new_per_day=0).queue().missed) == ["m"]
    after = box(
        *cards,
        schedules={"m": known(3 * DAY, ago=MINUTE)},
        missed=missed,
        new_per_day=1,
    )
    assert names(after.queue().missed) == []
    assert names(after.queue().new) == ["a"]


def test_a_question_missed_after_its_card_was_reviewed_comes_forward_again():
    missed = {"m": NOW - HOUR}
    before = box(card("m"), schedules={"m": known(9 * DAY, ago=2 * HOUR)}, missed=missed)
    [asked] = before.queue().missed
    assert asked.schedule is not None
    since = box(card("m"), schedules={"m": known(9 * DAY, ago=MINUTE)}, missed=missed)
    assert since.queue().missed == ()


def test_a_missed_card_that_is_due_anyway_says_where_it_comes_from():
    due = box(card("m"), schedules={"m": known(-DAY)}, missed={"m": NOW - HOUR})
    assert [asked.is_missed for asked in due.queue().reviews] == [True]


def test_one_side_of_a_card_buries_the_others_until_tomorrow():
    gaps = card("trous", sides=3)
    first = box(gaps).queue()
    assert [asked.side for asked in first.new] == ["gap:a"]
    graduated = box(gaps, schedules={"trous:a": known(3 * DAY, ago=MINUTE)})
    assert graduated.queue().left == 0
    tomorrow = replace(graduated, clock=Clock(NOW + DAY, PARIS)).queue()
    assert [asked.side for asked in tomorrow.new] == ["gap:b"]


def test_of_two_sides_that_are_due_the_older_one_is_asked():
    both = {"trous:a": known(-HOUR), "trous:b": known(-DAY)}
    [asked] = box(card("trous", sides=2), schedules=both).queue().reviews
    assert asked.side == "gap:b"


def test_a_side_that_is_being_learnt_is_asked_again_although_it_was_today():
    learning = {"trous:a": known(-MINUTE, ago=11 * MINUTE, state="learning")}
    queue = box(card("trous", sides=2), schedules=learning).queue()
    assert [asked.side for asked in queue.learning] == ["gap:a"]
    assert queue.left == 1


def test_withdrawn_cards_are_not_asked_and_do_not_come_back():
    gone = card("parti", is_withdrawn=True)
    opened = box(gone, schedules={"parti": known(-DAY)})
    assert opened.queue().left == 0
    assert box(gone, schedules={"parti": known(DAY)}).count_coming(3) == [0, 0, 0]


def test_a_card_keeps_its_schedule_when_it_is_renamed_but_not_anothers():
    renamed = card("neuf", former_id="cas/vieux")
    schedules = {"vieux": known(-DAY)}
    assert names(box(renamed, schedules=schedules).queue().reviews) == ["neuf"]
    taken_over = box(renamed, card("vieux"), schedules=schedules).queue()
    assert names(taken_over.reviews) == ["vieux"]
    assert names(taken_over.new) == ["neuf"]


def test_a_case_has_its_own_queue_under_the_limit_of_the_course():
    other = card("loin", case_id="autre")
    opened = box(card("pres"), other, new_per_day=1)
    assert names(opened.queue("autre").new) == ["loin"]
    assert names(opened.queue().new) == ["pres"]
    begun = box(card("pres"), other, schedules={"pres": known(DAY, ago=MINUTE)}, new_per_day=1)
    assert begun.queue("autre").left == 0


def test_what_comes_back_is_counted_by_day():
    schedules = {"a": known(DAY), "b": known(DAY + HOUR), "c": known(3 * DAY), "d": known(-DAY)}
    opened = box(*(card(name) for name in "abcd"), schedules=schedules)
    assert opened.count_coming(4) == [2, 0, 1, 0]
