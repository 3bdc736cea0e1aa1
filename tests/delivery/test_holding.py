"""How many attempts hold an item, and how many of them in another version than today's."""

from delivery.sample import ANNEE, CANAL, VENTES, begin, make_bank, minutes

from casekit.delivery import submit_attempt
from casekit.delivery.holding import HoldingCount, count_holding, find_older, list_held

CHANGED = {**CANAL, "stem": "Par quel canal vend-elle ?"}


def test_attempts_are_counted_by_state_and_version(store):
    begin(store)
    _, done = begin(store)
    submit_attempt(store, done, {}, minutes(1))
    held = list_held(store, "demo")
    now, later = make_bank(), make_bank((CHANGED, ANNEE, VENTES))
    assert count_holding(held, now, {"cas/canal"}) == HoldingCount(running=1, finished=1)
    assert count_holding(held, later, {"cas/canal"}) == HoldingCount(1, 1, 1, 1)
    assert count_holding(held, later, {"cas/ventes", "cas/annee"}) == HoldingCount(1, 0, 1, 0)
    assert count_holding(held, later, {"cas/nothing"}) == HoldingCount()


def test_an_attempt_that_holds_several_changed_items_is_counted_once(store):
    begin(store)
    bank = make_bank((CHANGED, {**ANNEE, "points": "2"}, VENTES))
    assert find_older(store, bank) == (1, ("cas/canal", "cas/annee"))
    both = {"cas/canal", "cas/annee"}
    assert count_holding(list_held(store, "demo"), bank, both) == HoldingCount(1, 1)


def test_a_removed_item_is_an_older_version_in_every_attempt(store):
    begin(store)
    assert find_older(store, make_bank((ANNEE, VENTES))) == (1, ("cas/canal",))


def test_a_finished_attempt_and_another_course_run_no_more(store):
    _, done = begin(store)
    submit_attempt(store, done, {}, minutes(1))
    begin(store, make_bank(course_id="autre"))
    assert find_older(store, make_bank((CHANGED, ANNEE, VENTES))) == (0, ())
    assert len(list_held(store, "demo")) == 1
