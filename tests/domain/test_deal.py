"""Drawing from pools that overlap: every student gets as many items as the draws ask for."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from casekit.domain.quiz import deal_items

ITEMS = st.sampled_from("abcdefgh")
POOLS = st.lists(st.tuples(st.lists(ITEMS, unique=True), st.integers(0, 4)), max_size=4)


def test_a_narrow_draw_gets_its_item_even_after_a_wide_one():
    for seed in range(50):
        dealt = deal_items([["a", "b", "c", "d"], ["a"]], [3, 1], Random(seed))
        assert len(dealt) == 4
        assert dealt[3] == "a"


def test_the_same_seed_deals_the_same_and_others_differ():
    pool = [[f"item-{n}" for n in range(20)]]
    dealt = [deal_items(pool, [5], Random(seed)) for seed in (1, 1, 2)]
    assert dealt[0] == dealt[1] != dealt[2]


@given(POOLS, st.integers(0, 100))
def test_no_item_is_dealt_twice_and_each_comes_from_a_pool(pools, seed):
    texts, counts = [pool for pool, _ in pools], [count for _, count in pools]
    dealt = deal_items(texts, counts, Random(seed))
    assert len(set(dealt)) == len(dealt) <= sum(counts)
    assert set(dealt) <= {item for pool in texts for item in pool}


@given(POOLS, st.integers(0, 20), st.integers(0, 20))
def test_the_number_of_items_does_not_depend_on_chance(pools, one, other):
    texts, counts = [pool for pool, _ in pools], [count for _, count in pools]
    assert len(deal_items(texts, counts, Random(one))) == len(
        deal_items(texts, counts, Random(other))
    )
