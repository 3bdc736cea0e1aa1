"""Reviewing cards on a real database: ratings, taking them back, the limit, who is who."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import fsrs
import pytest
from delivery.card_sample import CARDS, at, boxed, learn, rated, read_bank
from delivery.sample import NOW, begin_graded, minutes
from factories import ITEMS

from casekit.delivery import ReadingClosedError, SignedOutError, end_sessions, erase_person
from casekit.delivery.cards import (
    MAX_DURATION,
    Learner,
    Rated,
    find_newest_review,
    find_undoable,
    review_card,
    set_new_per_day,
    undo_review,
)
from casekit.delivery.errors import NoSuchCardError, UnusableLimitError
from casekit.delivery.personal_data import gather_data
from casekit.delivery.scheduler import preview, reschedule
from casekit.domain.review import SideKey

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
KEY = SideKey("cas/canal-unique", "front")


@pytest.fixture(scope="module")
def bank(tmp_path_factory):
    return read_bank(tmp_path_factory.mktemp("course"))


def rate(store, bank, learner, rating, moment, key=KEY):
    """Rates a side as its page would, that was opened just now."""
    after = find_newest_review(store, learner, key)
    return review_card(store, bank, learner, Rated(key, rating, after), moment)


def schedule_of(store, bank, learner, moment, key=KEY):
    return boxed(store, bank, learner, moment).schedules.get(key)


STEP_BY_STEP = (3, 2, 3, 1, 2, 3)
"""Through both steps of learning, into review, and through that of learning anew."""


@pytest.mark.parametrize("seed", range(3))
def test_the_state_is_that_of_the_library_after_the_same_ratings_and_times(store, bank, seed):
    """Seen to fail when the step, or the time of the last review, was not kept."""
    draw = random.Random(seed)
    scheduler = fsrs.Scheduler(enable_fuzzing=False)
    card, moment, learner = fsrs.Card(1, due=NOW), NOW, learn(store)
    for rating in (*STEP_BY_STEP, *draw.choices((1, 2, 3, 4), k=8)):
        card, _log = scheduler.review_card(card, fsrs.Rating(rating), moment)
        assert rate(store, bank, learner, rating, moment) == "counted"
        kept = schedule_of(store, bank, learner, moment)
        assert kept is not None
        assert (kept.step, kept.stability, kept.difficulty) == (
            card.step, card.stability, card.difficulty,
        )  # fmt: skip
        assert kept.state == card.state.name.lower()
        assert (kept.due_at, kept.reviewed_at, kept.begun_at) == (card.due, card.last_review, NOW)
        moment = card.due + timedelta(hours=draw.choice([-1, 0, 1, 30]), minutes=3)


def test_a_button_says_what_its_click_gives(store, bank):
    """With the library's fuzz the two would differ, and so would a replay of the trail."""
    learner, schedule, moment = learn(store), None, NOW
    for rating in (3, 3, 3, 3):
        promised = preview(schedule, moment)
        assert [a <= b for a, b in pairwise(promised.values())] == [True] * 3
        rate(store, bank, learner, rating, moment)
        schedule = schedule_of(store, bank, learner, moment)
        assert schedule.due_at == moment + promised[rating]
        moment = schedule.due_at
    assert preview(schedule, moment)[3] > 10 * DAY


def test_the_scheduler_takes_the_time_of_any_zone_and_refuses_no_rating_but_ours():
    paris = at(NOW).zone
    assert reschedule(None, 3, NOW.astimezone(paris)) == reschedule(None, 3, NOW)
    with pytest.raises(ValueError, match="7"):
        reschedule(None, 7, NOW)


def test_a_double_click_counts_once(store, bank):
    learner = learn(store)
    assert review_card(store, bank, learner, rated("canal-unique", 3), NOW) == "counted"
    again = review_card(store, bank, learner, rated("canal-unique", 3), NOW + timedelta(seconds=1))
    assert again == "repeated"
    assert len(gather_data(store, learner.person_id)["cards"]["reviews"]) == 1


def test_of_ratings_that_arrive_at_once_one_counts(store, bank):
    learner = learn(store)
    with ThreadPoolExecutor(4) as threads:
        jobs = [
            threads.submit(review_card, store, bank, learner, rated("canal-unique", n), NOW)
            for n in (1, 2, 3, 4)
        ]
    assert sorted(job.result() for job in jobs) == ["counted", *["too-late"] * 3]


def test_a_second_tab_does_not_rate_what_the_first_one_has_rated(store, bank):
    learner = learn(store)
    review_card(store, bank, learner, rated("canal-unique", 3), NOW)
    kept = schedule_of(store, bank, learner, NOW)
    for moment in (NOW + timedelta(seconds=2), NOW + DAY):  # a page left open until tomorrow
        assert review_card(store, bank, learner, rated("canal-unique", 1), moment) == "too-late"
    assert schedule_of(store, bank, learner, NOW) == kept


def test_a_page_that_nobody_else_overtook_counts_a_day_later(store, bank):
    learner = learn(store)
    first = rated("canal-unique", 3, took_s=5)
    assert review_card(store, bank, learner, first, NOW + DAY) == "counted"
    assert schedule_of(store, bank, learner, NOW + DAY).reviewed_at == NOW + DAY
    [review] = gather_data(store, learner.person_id)["cards"]["reviews"]
    assert review["duration_ms"] == MAX_DURATION / timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("took_s", "kept_ms"),
    [(None, None), (-1, None), (0, 0), (2.5, 2500), (366 * 86400, 600_000)],
)
def test_a_duration_that_cannot_be_is_not_kept(store, bank, took_s, kept_ms):
    learner = learn(store)
    review_card(store, bank, learner, rated("canal-unique", 3, took_s=took_s), NOW)
    [review] = gather_data(store, learner.person_id)["cards"]["reviews"]
    assert review["duration_ms"] == kept_ms


def test_taking_back_restores_what_was_before_review_by_review(store, bank):
    learner = learn(store)
    states = [schedule_of(store, bank, learner, NOW)]
    for n, rating in enumerate((1, 3, 3)):
        rate(store, bank, learner, rating, minutes(n))
        states.append(schedule_of(store, bank, learner, minutes(n)))
    for before in reversed(states[:-1]):
        last = find_undoable(store, learner, at(minutes(5)))
        assert undo_review(store, learner, last.review_id, at(minutes(5))) == last
        assert schedule_of(store, bank, learner, minutes(5)) == before
    assert find_undoable(store, learner, at(minutes(5))) is None
    assert rate(store, bank, learner, 4, minutes(6)) == "counted"
    trail = gather_data(store, learner.person_id)["cards"]["reviews"]
    assert [(row["rating"], row["takes_back"]) for row in trail] == [
        (1, None), (3, None), (3, None), (None, 3), (None, 2), (None, 1), (4, None),
    ]  # fmt: skip


def test_a_review_is_taken_back_once_and_only_the_last_one_and_only_today(store, bank):
    learner, other = learn(store), SideKey("cas/annee-record", "front")
    rate(store, bank, learner, 3, NOW)
    first = find_undoable(store, learner, at(NOW))
    rate(store, bank, learner, 3, minutes(1), other)
    assert undo_review(store, learner, first.review_id, at(minutes(2))) is None
    last = find_undoable(store, learner, at(minutes(2)))
    assert last.key == other
    night = at(datetime(2026, 1, 16, 2, 59, tzinfo=UTC))
    assert find_undoable(store, learner, night) == last
    morning = at(datetime(2026, 1, 16, 3, 0, tzinfo=UTC))
    assert find_undoable(store, learner, morning) is None
    assert undo_review(store, learner, last.review_id, morning) is None
    assert undo_review(store, learner, last.review_id, night) == last
    assert undo_review(store, learner, last.review_id, night) is None
    assert schedule_of(store, bank, learner, NOW) is not None


def test_nobody_takes_back_anothers_review(store, bank):
    learner, stranger = learn(store), learn(store)
    rate(store, bank, learner, 3, NOW)
    last = find_undoable(store, learner, at(NOW))
    assert undo_review(store, stranger, last.review_id, at(NOW)) is None
    assert find_undoable(store, stranger, at(NOW)) is None
    assert boxed(store, bank, stranger).schedules == {}


def test_another_course_has_its_own_reviews(store, bank):
    learner = learn(store)
    rate(store, bank, learner, 3, NOW)
    set_new_per_day(store, learner, "3")
    elsewhere = Learner("autre", learner.person_id)
    with store.read() as session:
        assert session.list_schedules(elsewhere.key) == {}
        assert session.find_new_per_day(elsewhere.key) is None
        assert session.find_last_review(elsewhere.key, NOW - DAY) is None


@pytest.mark.parametrize(
    ("card_id", "side"),
    [("cas/nulle-part", "front"), ("cas/canal-unique", "back"), ("", ""), ("cas/c2b", "gap:a")],
)
def test_what_is_no_card_or_has_no_such_side_is_not_rated(store, bank, card_id, side):
    with pytest.raises(NoSuchCardError):
        review_card(store, bank, learn(store), Rated(SideKey(card_id, side), 3, 0), NOW)


def test_a_withdrawn_card_is_not_rated_but_keeps_what_was_known(store, bank, tmp_path):
    learner = learn(store)
    rate(store, bank, learner, 3, NOW)
    gone = ITEMS.replace("- id: canal-unique\n", "- id: canal-unique\n    status: withdrawn\n")
    withdrawn = read_bank(tmp_path, items=gone, asks="annee-record")
    with pytest.raises(NoSuchCardError):
        rate(store, withdrawn, learner, 3, minutes(2))
    assert len(boxed(store, withdrawn, learner, minutes(30)).queue().learning) == 0
    assert schedule_of(store, bank, learner, minutes(30)) is not None


def test_a_changed_question_keeps_its_schedule_and_a_renamed_one_too(store, bank, tmp_path):
    learner = learn(store)
    rate(store, bank, learner, 4, NOW)
    kept = schedule_of(store, bank, learner, NOW)
    new = ITEMS.replace("Par où la marque vend-elle", "Où la marque vend-elle")
    new = new.replace("- id: canal-unique\n", "- id: canal\n    was: canal-unique\n")
    renamed = read_bank(tmp_path / "renamed", items=new, asks="canal")
    opened = boxed(store, renamed, learner, kept.due_at)
    [asked] = opened.queue().reviews
    assert (asked.card.card_id, asked.schedule) == ("cas/canal", kept)
    key = SideKey("cas/canal", "front")
    assert rate(store, renamed, learner, 3, kept.due_at, key) == "counted"
    after = schedule_of(store, renamed, learner, kept.due_at, key)
    assert after == reschedule(kept, 3, kept.due_at)


def test_the_limit_is_the_persons_and_twenty_without_one(store, bank):
    learner = learn(store)
    assert boxed(store, bank, learner).new_per_day == 20
    assert set_new_per_day(store, learner, " 2 ") == 2
    assert set_new_per_day(store, learner, "1") == 1
    assert len(boxed(store, bank, learner).queue().new) == 1
    assert boxed(store, bank, learn(store)).new_per_day == 20


@pytest.mark.parametrize("text", ["", "-1", "501", "2,5", "beaucoup", "9" * 60, "٣"])
def test_a_limit_that_is_none_changes_nothing(store, bank, text):
    learner = learn(store)
    set_new_per_day(store, learner, "0")
    with pytest.raises(UnusableLimitError):
        set_new_per_day(store, learner, text)
    assert boxed(store, bank, learner).new_per_day == 0


def test_a_term_that_is_reversed_is_asked_from_its_other_side_tomorrow(store, bank):
    learner, key = learn(store), SideKey("cas/c2b", "front")
    rate(store, bank, learner, 4, NOW, key)
    sides = [(q.card.card_id, q.side) for q in boxed(store, bank, learner).queue().new]
    assert not [side for side in sides if side[0] == "cas/c2b"]
    tomorrow = boxed(store, bank, learner, NOW + DAY).queue().new
    assert ("cas/c2b", "back") in [(q.card.card_id, q.side) for q in tomorrow]
    assert "reversed: true" in CARDS


def test_a_session_that_was_ended_counts_nothing(store, bank):
    person_id = learn(store).person_id
    learner = Learner("demo", person_id, epoch=0)
    rate(store, bank, learner, 3, NOW)
    last = find_undoable(store, learner, at(NOW))
    end_sessions(store, person_id)
    with pytest.raises(SignedOutError):
        rate(store, bank, learner, 3, minutes(1))
    with pytest.raises(SignedOutError):
        undo_review(store, learner, last.review_id, at(NOW))
    with pytest.raises(SignedOutError):
        set_new_per_day(store, learner, "1")
    with pytest.raises(SignedOutError):
        rate(store, bank, Learner("demo", "nobody", 0), 3, NOW)
    assert len(gather_data(store, person_id)["cards"]["reviews"]) == 1


def test_a_quiz_from_memory_closes_the_cards(store, bank):
    _, ref = begin_graded(store, reading="closed", time_limit=20)
    with pytest.raises(ReadingClosedError):
        boxed(store, bank, Learner("demo", ref.person_id), minutes(1))
    assert boxed(store, bank, Learner("demo", ref.person_id), minutes(60)).schedules == {}


def test_reviews_can_be_taken_away_and_stay_nameless_when_the_person_goes(store, bank):
    learner = learn(store)
    review_card(store, bank, learner, rated("canal-unique", 3, took_s=4), NOW)
    set_new_per_day(store, learner, "7")
    cards = gather_data(store, learner.person_id)["cards"]
    assert cards["new_per_day"] == {"demo": 7}
    assert cards["reviews"] == [
        {
            "number": 1,
            "course": "demo",
            "card": "cas/canal-unique",
            "side": "front",
            "at": "2026-01-15T09:00:00+00:00",
            "rating": 3,
            "duration_ms": 4000,
            "takes_back": None,
            "due_at": "2026-01-15T09:10:00+00:00",
        }
    ]
    erase_person(store, learner.person_id, minutes(1))
    with store.read() as session:
        assert session.find_person(learner.person_id) is None
        assert session.list_new_per_day(learner.person_id) == {}
        assert len(session.list_reviews_of(learner.person_id)) == 1
