"""Answers that carry the time at which they were given: the newest counts, however they arrive."""

import pytest
from delivery.sample import NOW, QUIZ, begin, choose, make_bank, minutes, type_number
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from casekit.delivery import (
    AttemptRef,
    check_slot,
    get_attempt,
    make_guest,
    open_hint,
    save_answers,
    start_attempt,
    submit_attempt,
    to_ms,
)
from casekit.store import open_store
from casekit.store.tables import response

T = to_ms(NOW)
"""What a page's clock says at `NOW`."""


@pytest.fixture
def opened(store):
    return begin(store)


def save(store, opened, letter, seq, at=NOW):
    attempt, ref = opened
    return save_answers(store, ref, choose(attempt, 0, letter), at, {0: seq}).state(0)


def stored(store, opened):
    state = get_attempt(store, opened[1], NOW).state(0)
    return state.answer.letter if state.answer else None, state.seq


def rows(store):
    asked = select(response.c.slot, response.c.seq).order_by(response.c.id)
    with store.read() as session:
        return [tuple(row) for row in session.connection.execute(asked)]


def test_an_answer_is_kept_with_its_number(store, opened):
    assert save(store, opened, "a", T - 500).seq == T - 500
    assert stored(store, opened) == ("a", T - 500)


def test_an_older_answer_that_comes_late_is_not_taken(store, opened):
    save(store, opened, "b", T + 20)
    assert save(store, opened, "a", T + 10, minutes(1)).answer.letter == "b"
    assert stored(store, opened) == ("b", T + 20)
    assert rows(store) == [(0, T + 20)]


def test_the_same_answer_sent_twice_is_one_row(store, opened):
    first = save(store, opened, "a", T)
    assert save(store, opened, "a", T, minutes(1)) == first
    assert rows(store) == [(0, T)]


def test_another_answer_with_the_same_number_does_not_replace_the_first(store, opened):
    save(store, opened, "a", T)
    assert save(store, opened, "b", T).answer.letter == "a"


def test_a_newer_answer_wins_whichever_page_gave_it(store, opened):
    for letter, seq in (("a", T), ("b", T + 1), ("c", T + 2)):
        save(store, opened, letter, seq)
    assert stored(store, opened) == ("c", T + 2)


def test_coming_back_to_an_answer_outdoes_the_one_in_between_that_comes_late(store, opened):
    save(store, opened, "a", T)
    save(store, opened, "a", T + 20)
    save(store, opened, "b", T + 10)
    assert stored(store, opened) == ("a", T + 20)


def test_an_emptied_answer_is_a_newer_one(store, opened):
    _, ref = opened
    save_answers(store, ref, type_number(2, "61"), NOW, {2: T + 10})
    save_answers(store, ref, type_number(2, ""), NOW, {2: T + 20})
    save_answers(store, ref, type_number(2, "60"), NOW, {2: T + 15})
    state = get_attempt(store, ref, NOW).state(2)
    assert (state.answer, state.seq) == (None, T + 20)


def test_an_emptied_answer_that_overtakes_the_answer_stays_empty(store, opened):
    _, ref = opened
    save_answers(store, ref, type_number(2, ""), NOW, {2: T + 20})
    save_answers(store, ref, type_number(2, "61"), NOW, {2: T + 10})
    assert 2 in get_attempt(store, ref, NOW).unanswered()


def test_a_question_that_was_never_touched_writes_nothing(store, opened):
    _, ref = opened
    posted = {0: {}, 1: {}} | type_number(2, "")
    save_answers(store, ref, posted, NOW, {0: 0, 1: 0, 2: 0})
    assert rows(store) == []


def test_a_number_far_in_the_future_does_not_shut_out_later_answers(store, opened):
    assert save(store, opened, "a", 10**18).seq == T + 5000
    assert save(store, opened, "b", T + 60_000, minutes(1)).answer.letter == "b"


def test_a_page_whose_clock_is_far_ahead_does_not_fill_the_table_by_repeating_itself(store, opened):
    for number in range(3):
        save(store, opened, "a", 10**18, minutes(number))
    assert len(rows(store)) == 1


def test_without_a_number_an_answer_is_always_new(store, opened):
    attempt, ref = opened
    save(store, opened, "a", T + 4000)
    saved = save_answers(store, ref, choose(attempt, 0, "b"), NOW)
    assert (saved.state(0).answer.letter, saved.state(0).seq) == ("b", T + 4001)
    saved = save_answers(store, ref, choose(attempt, 0, "c"), minutes(1))
    assert (saved.state(0).answer.letter, saved.state(0).seq) == ("c", to_ms(minutes(1)))


def test_each_question_has_its_own_order(store, opened):
    attempt, ref = opened
    save_answers(store, ref, choose(attempt, 0, "a"), NOW, {0: T + 50})
    posted = choose(attempt, 0, "b") | choose(attempt, 1, "b")
    saved = save_answers(store, ref, posted, NOW, {0: T + 40, 1: T + 40})
    assert [saved.state(n).answer.letter for n in (0, 1)] == ["a", "b"]


def test_a_checked_question_takes_no_newer_answer(store, opened):
    attempt, ref = opened
    save(store, opened, "b", T)
    outcome = check_slot(store, ref, 0, choose(attempt, 0, "a"), NOW, {0: T + 10})
    assert outcome.attempt == get_attempt(store, ref, NOW)
    assert outcome.attempt.state(0).score.points == 1
    save(store, opened, "b", T + 20, minutes(1))
    assert stored(store, opened) == ("a", T + 10)


def test_checking_judges_what_its_page_shows_and_leaves_newer_answers_to_the_others(store, opened):
    attempt, ref = opened
    save_answers(store, ref, choose(attempt, 0, "b") | choose(attempt, 1, "b"), NOW, {0: T, 1: T})
    posted = choose(attempt, 0, "a") | choose(attempt, 1, "a")
    checked = check_slot(store, ref, 0, posted, NOW, {0: T - 10, 1: T - 10}).attempt
    assert [checked.state(n).answer.letter for n in (0, 1)] == ["a", "b"]
    assert checked.state(0).seq >= T
    assert get_attempt(store, ref, NOW) == checked


def test_an_older_answer_is_taken_neither_with_a_hint_nor_at_the_end(store, opened):
    attempt, ref = opened
    save(store, opened, "a", T + 20)
    late = choose(attempt, 0, "b"), {0: T + 10}
    assert open_hint(store, ref, 0, "hint", NOW, *late).state(0).answer.letter == "a"
    result = submit_attempt(store, ref, late[0], NOW, late[1])
    assert result.state(0).answer.letter == "a"
    assert result.score().points == 1


@pytest.fixture(scope="module")
def shared(migrated, tmp_path_factory):
    """One database for many small examples, each with a person of its own."""
    file = tmp_path_factory.mktemp("numbered") / "casekit.db"
    file.write_bytes(migrated.read_bytes())
    with open_store(f"sqlite:///{file}") as store:
        yield store


LETTERS = st.sampled_from(["a", "b", "c", None])


@st.composite
def arrivals(draw):
    """What two pages post, each answer with its number, repeated and in any order."""
    given_at = draw(st.lists(st.integers(1, 4000), min_size=1, max_size=5, unique=True))
    posts = [(draw(LETTERS), T + ms) for ms in given_at]
    again = draw(st.lists(st.sampled_from(posts), max_size=4))
    return draw(st.permutations(posts + again))


BANK = make_bank()


@settings(max_examples=50, deadline=None)
@given(arrivals())
def test_the_stored_answer_is_the_one_that_was_given_last(shared, posts):
    person = make_guest(shared, NOW)
    attempt = start_attempt(shared, BANK, QUIZ, person.person_id, NOW, seed=1)
    ref = AttemptRef("demo", attempt.attempt_id, person.person_id)
    for letter, seq in posts:
        posted = choose(attempt, 0, letter) if letter else {0: {}}
        save_answers(shared, ref, posted, NOW, {0: seq})
    last, newest = max(posts, key=lambda post: post[1])
    state = get_attempt(shared, ref, NOW).state(0)
    assert (state.answer.letter if state.answer else None, state.seq) == (last, newest)
