"""Orders: the longest right part counts, ties are free, and blind orders earn what is said."""

from fractions import Fraction
from itertools import permutations, product
from random import Random

import pytest
from domain.making import errors_of, make, mean
from hypothesis import given
from hypothesis import strategies as st

from casekit.domain.item import ImpossibleResponseError, Reckoning
from casekit.domain.item.ordering import OrderResponse
from casekit.domain.item.random_order import expect_longest

THIRD, HALF = Fraction(1, 3), Fraction(1, 2)


def in_places(order):
    return OrderResponse(places=tuple(sorted((x, place) for place, x in enumerate(order, 1))))


def longest_by_trial(item, order):
    """The longest part of an order that is right, among all its parts."""
    best = 0
    for kept in product((False, True), repeat=len(order)):
        ranks = [item.ranks[x] for x, keep in zip(order, kept, strict=True) if keep]
        if ranks == sorted(ranks):
            best = max(best, len(ranks))
    return best


@pytest.mark.parametrize(
    ("sequence", "order", "score"),
    [
        (["1", "2", "3", "4"], "abcd", 1),
        (["1", "2", "3", "4"], "bcda", 2 * THIRD),
        (["1", "2", "3", "4"], "badc", THIRD),
        (["1", "2", "3", "4"], "dcba", 0),
        (["1", ["2", "3"], "4"], "acbd", 1),
        (["1", ["2", "3"], "4"], "bcad", HALF),
        (["1", ["2", "3"], "4"], "dbca", 0),
        (["1", ["2", "3"], "4"], "dcba", 0),
        (["1", "2"], "ba", 0),
        ([["1", "2", "3"], "4"], "abdc", 0),
    ],
)
def test_an_order_earns_its_longest_right_part(sequence, order, score):
    item = make("ordering", sequence=sequence)
    assert item.score(in_places(order), item.arrange(Random(1), shuffle=False)) == score


TIES = st.lists(st.integers(1, 3), min_size=2, max_size=3)


def tied(sizes):
    texts = iter(f"étape {n}" for n in range(99))
    ranks = [[next(texts) for _ in range(size)] for size in sizes]
    return make("ordering", sequence=[rank if len(rank) > 1 else rank[0] for rank in ranks])


@given(sizes=TIES, seed=st.integers(0, 999))
def test_reversed_earns_nothing_whatever_is_tied(sizes, seed):
    item = tied(sizes)
    layout = item.arrange(Random(1), shuffle=True)
    order = sorted(item.steps, key=lambda x: (-item.ranks[x], Random(f"{seed}{x}").random()))
    assert item.score(in_places(order), layout) == 0


@given(sizes=TIES, seed=st.integers(0, 999))
def test_the_longest_part_is_the_one_that_trial_finds(sizes, seed):
    item = tied(sizes)
    order = list(item.steps)
    Random(seed).shuffle(order)
    found = item.in_order(in_places(order))
    assert len(found) == longest_by_trial(item, order)
    assert [item.ranks[x] for x in found] == sorted(item.ranks[x] for x in found)
    assert [x for x in order if x in found] == list(found)


@pytest.mark.parametrize("sizes", [(1, 1), (1, 1, 1), (2, 1), (2, 2), (3, 1, 1), (1, 2, 1), (2, 3)])
def test_search_finds_only_right_orders_and_their_mean_is_the_guess_score(sizes):
    item = tied(sizes)
    layout = item.arrange(Random(1), shuffle=False)
    scores = {order: item.score(in_places(order), layout) for order in permutations(item.steps)}
    assert max(scores.values()) == 1
    for order, score in scores.items():
        ranks = [item.ranks[x] for x in order]
        assert (score == 1) == (ranks == sorted(ranks))
    assert item.guess_score() == mean(scores.values())


def test_the_expected_run_of_a_long_order_is_known_exactly():
    # Counted once over all orders of five and of eight.
    assert expect_longest((1,) * 5) == Fraction(335, 120)
    assert expect_longest((1,) * 8) == Fraction(152020, 40320)
    assert 7 < expect_longest((1,) * 26) < 8


@given(sizes=TIES, seed=st.integers(0, 999), shuffle=st.booleans())
def test_no_attempt_begins_in_a_right_order(sizes, seed, shuffle):
    item = tied(sizes)
    order = item.arrange(Random(seed), shuffle=shuffle).order
    assert (
        len(order) == 2 or item.score(in_places(order), item.arrange(Random(1), shuffle=False)) < 1
    )


def test_two_steps_in_one_place_are_asked_again():
    item = make("ordering", sequence=["1", "2", "3"])
    layout = item.arrange(Random(1), shuffle=False)
    answer = item.read_response({"o1": ["2"], "o2": ["2"], "o3": ["1"]}, layout)
    assert item.find_fault(answer).reason == "same-place"
    assert item.score(answer, layout) == 0


def test_steps_without_a_place_earn_nothing_and_cost_nothing():
    item = make("ordering", sequence=["1", "2", "3", "4"])
    layout = item.arrange(Random(1), shuffle=False)
    answer = OrderResponse(places=(("a", 1), ("c", 2), ("d", 4)))
    assert item.score(answer, layout) == 2 * THIRD
    assert item.explain_score(answer, layout) == Reckoning("in-order", 3, 4)
    assert not item.is_complete(answer)
    assert item.score(OrderResponse(places=(("c", 3),)), layout) == 0


@pytest.mark.parametrize("posted", ["0", "4", "x", "1e0", "²", "-1"])
def test_a_place_that_no_menu_has_is_impossible(posted):
    item = make("ordering", sequence=["1", "2", "3"])
    with pytest.raises(ImpossibleResponseError):
        item.read_response({"o1": [posted]}, item.arrange(Random(1), shuffle=False))


@pytest.mark.parametrize(
    ("sequence", "error"),
    [
        (["1", ["2"]], "tie-of-one"),
        ([["1", "2"]], "one-rank"),
        (["1"], "one-rank"),
        (["1", "2", "1"], "text-twice"),
        (["1", ["2", "1"]], "text-twice"),
        (["1", {"2014": "x"}], "string_type"),
        (["1", []], "too_short"),
        ([str(n) for n in range(27)], "too-many-choices"),
    ],
)
def test_a_sequence_without_an_order_is_refused(sequence, error):
    assert errors_of("ordering", sequence=sequence) == [error]
