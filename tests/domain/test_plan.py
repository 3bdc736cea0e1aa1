from collections import Counter

import pytest
from factories import ITEMS, QUIZZES, make_workspace
from hypothesis import given
from hypothesis import strategies as st

from casekit.content import read_workspace
from casekit.domain.attempt import plan_attempt

LISTED = "[comptes-nombre, canal-unique, annee-record, ventes-totales]"


@pytest.fixture(scope="module")
def bank(tmp_path_factory):
    quizzes = QUIZZES + (
        "  - id: tirage\n    title: Tirage\n    items: [comptes-nombre]\n"
        "    draw: [{tags: [vente], count: 2}]\n    shuffle: {items: true}\n"
    )
    root = make_workspace(tmp_path_factory.mktemp("plan"), quizzes=quizzes)
    return read_workspace(root).bank


def test_a_plan_lists_the_items_in_order_with_their_digests(bank):
    plan = plan_attempt(bank, "cas/lecture", seed=1)
    assert [slot.item_id for slot in plan.slots] == list(bank.items)
    assert [slot.digest for slot in plan.slots] == [v.digest for v in bank.items.values()]


def test_the_same_seed_gives_the_same_plan(bank):
    assert plan_attempt(bank, "cas/tirage", 7) == plan_attempt(bank, "cas/tirage", 7)


def test_every_seed_draws_what_was_asked_for_and_nothing_twice(bank):
    drawn = Counter()
    for seed in range(200):
        ids = [slot.item_id for slot in plan_attempt(bank, "cas/tirage", seed).slots]
        assert len(ids) == len(set(ids)) == 3
        assert "cas/comptes-nombre" in ids
        drawn.update(ids)
    assert set(drawn) == set(bank.items)


def test_shuffled_choices_come_in_every_order(bank):
    orders = {
        plan_attempt(bank, "cas/lecture", seed).slots[0].arrangement.order for seed in range(99)
    }
    assert len(orders) == 6


@given(st.integers(0, 10**12))
def test_points_are_kept_exactly(bank, seed):
    assert sum(slot.max_points for slot in plan_attempt(bank, "cas/lecture", seed).slots) == 4


def test_an_item_withdrawn_since_is_left_out(tmp_path):
    items = ITEMS.replace("    tags: [rumeurs]\n", "    tags: [rumeurs]\n    status: withdrawn\n")
    quizzes = QUIZZES.replace(LISTED, "[canal-unique]").replace(
        "    pass", "    draw: [{count: 2}]\n    pass"
    )
    bank = read_workspace(make_workspace(tmp_path, items=items, quizzes=quizzes)).bank
    for seed in range(20):
        slots = plan_attempt(bank, "cas/lecture", seed).slots
        assert "cas/comptes-nombre" not in {slot.item_id for slot in slots}


def test_an_unknown_quiz_is_a_key_error(bank):
    with pytest.raises(KeyError):
        plan_attempt(bank, "cas/nowhere", 1)


def test_what_a_graded_quiz_can_ask_is_reserved(tmp_path):
    quizzes = QUIZZES.replace("practice", "graded").replace(
        LISTED, "[canal-unique]\n    draw: [{tags: [vente], count: 1}]"
    )
    bank = read_workspace(make_workspace(tmp_path, quizzes=quizzes)).bank
    assert bank.reserved == {"cas/canal-unique", "cas/annee-record", "cas/ventes-totales"}
    assert [v.item_id for v in bank.card_items()] == ["cas/comptes-nombre"]


def test_a_practice_quiz_draws_nothing_that_is_reserved(tmp_path):
    quizzes = QUIZZES.replace(LISTED, "[]\n    draw: [{count: 2}]") + (
        "  - {id: note, title: Note, kind: graded, items: [canal-unique, annee-record]}\n"
    )
    bank = read_workspace(make_workspace(tmp_path, quizzes=quizzes)).bank
    drawn = {
        slot.item_id for seed in range(50) for slot in plan_attempt(bank, "cas/lecture", seed).slots
    }
    assert drawn == {"cas/comptes-nombre", "cas/ventes-totales"}


def test_a_graded_quiz_draws_what_another_one_lists(tmp_path):
    quizzes = QUIZZES.replace("practice", "graded").replace(LISTED, "[]\n    draw: [{count: 4}]")
    quizzes += "  - {id: note, title: Note, kind: graded, items: [canal-unique]}\n"
    bank = read_workspace(make_workspace(tmp_path, quizzes=quizzes)).bank
    assert len(plan_attempt(bank, "cas/lecture", 1).slots) == 4
