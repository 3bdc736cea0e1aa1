"""A guest who turns out to have an account: nothing that they did is lost."""

from dataclasses import replace

import pytest
from delivery.account_sample import add_account
from delivery.card_sample import boxed, learn, read_bank
from delivery.sample import NOW, attempts_of, begin, choose, make_bank, minutes, start

from casekit.delivery import (
    SignedOutError,
    find_person,
    get_attempt,
    make_guest,
    save_answers,
    submit_attempt,
)
from casekit.delivery.adopting import adopt_guest
from casekit.delivery.cards import Learner, Rated, find_newest_review, review_card, set_new_per_day
from casekit.delivery.personal_data import gather_data
from casekit.delivery.report import Told, report_question
from casekit.domain.review import SideKey

KEY = SideKey("cas/canal-unique", "front")


@pytest.fixture
def ada(store):
    return add_account(store)


def test_attempts_and_reports_become_the_persons(store, ada):
    attempt, ref = begin(store)
    submit_attempt(store, ref, choose(attempt, 0, "a"), minutes(1))
    report_question(store, make_bank(), ref, 0, Told("unclear", "Quel canal ?"), minutes(2))
    adopt_guest(store, ref.person_id, ada.person_id, minutes(3))
    [own] = attempts_of(store, ada.person_id)
    assert (own.attempt_id, own.state(0).score) == (attempt.attempt_id, own.state(0).score)
    assert own.state(0).answer is not None
    assert get_attempt(store, replace(ref, person_id=ada.person_id), NOW).submitted_at == minutes(1)
    assert len(gather_data(store, ada.person_id, NOW)["reports"]) == 1


def test_the_guest_is_nobody_any_more(store, ada):
    _, ref = begin(store)
    adopt_guest(store, ref.person_id, ada.person_id, NOW)
    assert find_person(store, ref.person_id) is None
    with pytest.raises(SignedOutError):
        get_attempt(store, replace(ref, epoch=0), NOW)
    adopt_guest(store, ref.person_id, ada.person_id, NOW)  # a double click
    assert len(attempts_of(store, ada.person_id)) == 1


@pytest.mark.parametrize("guest_is_later", [True, False])
def test_of_two_open_attempts_the_older_one_is_submitted_as_it_is(store, ada, guest_is_later):
    bank, guest = make_bank(), make_guest(store, NOW)
    first, second = (ada, guest) if guest_is_later else (guest, ada)
    older, older_ref = start(store, bank, first.person_id, NOW)
    newer, _ = start(store, bank, second.person_id, minutes(5))
    save_answers(store, older_ref, choose(older, 0, "a"), minutes(6))
    adopt_guest(store, guest.person_id, ada.person_id, minutes(9))
    own = {one.attempt_id: one for one in attempts_of(store, ada.person_id)}
    assert own[newer.attempt_id].is_open
    ended = own[older.attempt_id]
    assert (ended.submitted_at, ended.end_reason) == (minutes(9), "submitted")
    assert ended.state(0).answer is not None
    assert all(ended.state(n).score is not None for n in range(len(ended.plan.slots)))


def test_of_a_card_that_both_have_reviewed_the_later_review_holds(store, ada, tmp_path):
    bank, guest = read_bank(tmp_path), learn(store)
    own = Learner("demo", ada.person_id)
    for learner, moment in ((own, NOW), (guest, minutes(30))):
        after = find_newest_review(store, learner, KEY)
        review_card(store, bank, learner, Rated(KEY, 3, after), moment)
    held = boxed(store, bank, guest, minutes(31)).schedules[KEY]
    adopt_guest(store, guest.person_id, ada.person_id, minutes(31))
    assert boxed(store, bank, own, minutes(31)).schedules[KEY] == held
    assert len(gather_data(store, ada.person_id, NOW)["cards"]["reviews"]) == 2


def test_the_guests_limit_counts_where_the_person_has_set_none(store, ada, tmp_path):
    bank = read_bank(tmp_path)
    guest, own = learn(store), Learner("demo", ada.person_id)
    set_new_per_day(store, guest, "7")
    adopt_guest(store, guest.person_id, ada.person_id, NOW)
    assert boxed(store, bank, own).new_per_day == 7
    other = learn(store)
    set_new_per_day(store, other, "9")
    adopt_guest(store, other.person_id, ada.person_id, NOW)
    assert boxed(store, bank, own).new_per_day == 7


def test_who_has_an_account_is_adopted_by_nobody(store, ada):
    bob = add_account(store, "bob@example.org")
    attempt, _ = start(store, make_bank(), bob.person_id)
    adopt_guest(store, bob.person_id, ada.person_id, NOW)
    assert [one.attempt_id for one in attempts_of(store, bob.person_id)] == [attempt.attempt_id]
    assert attempts_of(store, ada.person_id) == []


def test_a_guest_stays_where_there_is_nobody_to_become(store):
    attempt, ref = begin(store)
    for nobody in ("nobody", ref.person_id):
        adopt_guest(store, ref.person_id, nobody, NOW)
    assert [one.attempt_id for one in attempts_of(store, ref.person_id)] == [attempt.attempt_id]
