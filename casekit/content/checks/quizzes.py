"""Quizzes: the items that they list, the pools that they draw from."""

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from functools import cache
from random import Random

from casekit.content.checks.context import Check
from casekit.content.checks.references import check_accept, check_objective
from casekit.content.material import Placed, PlacedItem
from casekit.content.nearness import find_near
from casekit.domain.bank import COURSE_SCOPE
from casekit.domain.item import ITEM_TYPES
from casekit.domain.quiz import Draw, Quiz, deal_items

MAX_QUIZ_GUESS = 0.35


def check_quizzes(check: Check) -> None:
    """Checks all quizzes."""
    sound = all(case.is_sound for case in check.material.cases.values())
    reserved = find_reserved(check)
    for placed in check.index.quizzes.values():
        check_accept(check, placed, placed.value.accept)
        _check_items(check, placed)
        if _check_filters(check, placed) and sound:
            _check_pools(check, placed, reserved)
        _check_guessing(check, placed, reserved)
        if placed.value.kind == "practice":
            _check_shared(check, placed, reserved)
    _check_cards(check, reserved)


def full_item_id(placed: Placed[Quiz], item_id: str) -> str:
    """The full id of an item that a quiz lists."""
    return item_id if "/" in item_id else f"{placed.scope}/{item_id}"


@cache
def read_fraction(text: str) -> float:
    """An exact number in text, as what a share is computed from."""
    return float(Fraction(text))


def _check_items(check: Check, placed: Placed[Quiz]) -> None:
    seen: set[str] = set()
    for number, item_id in enumerate(placed.value.items):
        path = ("items", number)
        full_id = full_item_id(placed, item_id)
        params = {"name": placed.value.id, "id": item_id}
        if full_id in seen:
            check.error(placed, "E235", path, params)
        seen.add(full_id)
        item = check.index.items.get(full_id)
        if item is None:
            _report_unknown(check, placed, item_id, number)
        elif not item.is_live:
            check.error(placed, "E246", path, {**params, "status": item.facts.status})


def _report_unknown(check: Check, placed: Placed[Quiz], item_id: str, number: int) -> None:
    full_id = full_item_id(placed, item_id)
    if full_id in check.index.known_items:
        return  # it is there, with a problem of its own
    case = check.material.cases.get(full_id.split("/")[0])
    if case is not None and not case.has_all_items:
        return  # it may be in what could not be read
    near = find_near(full_id, check.index.known_items)
    if near and near.startswith(f"{placed.scope}/"):
        near = near.split("/")[1]
    params = {"name": placed.value.id, "id": item_id}
    check.error(placed, "E245", ("items", number), params, suggestion=near)


def _check_filters(check: Check, placed: Placed[Quiz]) -> bool:
    """Whether every name in the filters exists."""
    before = len(check.material.problems)
    for number, draw in enumerate(placed.value.draw):
        for k, case_id in enumerate(draw.cases):
            if case_id not in check.material.cases:
                near = find_near(case_id, check.material.cases)
                path = ("draw", number, "cases", k)
                check.error(placed, "E263", path, {"id": case_id}, suggestion=near)
        for k, objective in enumerate(draw.objectives):
            check_objective(check, placed, objective, ("draw", number, "objectives", k))
        for k, name in enumerate(draw.types):
            if name not in ITEM_TYPES:
                near = find_near(name, ITEM_TYPES)
                params = {"name": placed.value.id, "value": name, "known": ", ".join(ITEM_TYPES)}
                path = ("draw", number, "types", k)
                check.error(placed, "E234", path, params, suggestion=near)
    return len(check.material.problems) == before


def find_pool(
    check: Check, placed: Placed[Quiz], draw: Draw, reserved: Collection[str]
) -> Iterator[PlacedItem]:
    """What a draw can take, as `Bank.pool` has it."""
    listed = {full_item_id(placed, item_id) for item_id in placed.value.items}
    withheld = reserved if placed.value.kind == "practice" else ()
    every = tuple(check.material.cases) if placed.scope == COURSE_SCOPE else (placed.scope,)
    for case_id in draw.cases or every:
        for item in check.index.case_items[case_id]:
            facts = item.facts
            if (
                item.is_live
                and item.full_id not in listed
                and item.full_id not in withheld
                and (not draw.tags or set(draw.tags) & set(facts.tags))
                and (not draw.objectives or facts.objective in draw.objectives)
                and (not draw.types or facts.type in draw.types)
            ):
                yield item


def _check_pools(check: Check, placed: Placed[Quiz], reserved: Collection[str]) -> None:
    pools: list[list[str]] = []
    counts: list[int] = []
    for number, draw in enumerate(placed.value.draw):
        pool = list(find_pool(check, placed, draw, reserved))
        pools.append([item.full_id for item in pool])
        counts.append(draw.count)
        path = ("draw", number)
        params = {"name": placed.value.id, "count": draw.count, "pool": len(pool)}
        if draw.count > len(pool):
            check.error(placed, "E247", (*path, "count"), params)
        elif number and (dealt := len(deal_items(pools, counts, Random(0)))) < sum(counts):  # noqa: S311 - only its length counts
            params = {**params, "count": sum(counts), "pool": dealt}
            check.error(placed, "E247", (*path, "count"), params)
        points = sorted({read_fraction(item.facts.points) for item in pool})
        if len(points) > 1:
            shown = {"low": f"{points[0]:g}", "high": f"{points[-1]:g}"}
            check.error(placed, "E248", path, {**params, **shown})


def _check_guessing(check: Check, placed: Placed[Quiz], reserved: Collection[str]) -> None:
    """A quiz's guess score: listed items by their points, a draw by the mean of its pool."""
    listed = [check.index.items.get(full_item_id(placed, i)) for i in placed.value.items]
    parts = [(1.0, [item]) for item in listed if item is not None]
    for draw in placed.value.draw:
        pool = list(find_pool(check, placed, draw, reserved))
        if pool:
            parts.append((draw.count / len(pool), pool))
    total = sum(weight * _points(item) for weight, pool in parts for item in pool)
    if not total:
        return
    guessed = sum(
        weight * _points(item) * read_fraction(item.facts.guess)
        for weight, pool in parts
        for item in pool
    )
    if guessed / total > MAX_QUIZ_GUESS:
        params = {"name": placed.value.id, "share": round(guessed / total * 100)}
        check.warn(placed, placed.value.accept, "W311", (), params)


def _points(item: PlacedItem) -> float:
    return read_fraction(item.facts.points)


def find_reserved(check: Check) -> dict[str, str]:
    """What a graded quiz lists or can draw: full item ids, each with the first such quiz."""
    reserved: dict[str, str] = {}
    for placed in check.index.quizzes.values():
        if placed.value.kind != "graded":
            continue
        for item_id in placed.value.items:
            reserved.setdefault(full_item_id(placed, item_id), placed.full_id)
        for draw in placed.value.draw:
            for item in find_pool(check, placed, draw, ()):
                reserved.setdefault(item.full_id, placed.full_id)
    return reserved


def _check_cards(check: Check, reserved: Mapping[str, str]) -> None:
    """Names the reserved items that students may meet on a card."""
    for item_id, quiz_id in reserved.items():
        item = check.index.items.get(item_id)
        if item is not None and item.facts.wants_card:
            params = {"name": item.facts.id, "quiz": quiz_id}
            check.warn(item, item.facts.accept, "W331", ("card",), params)


def _check_shared(check: Check, placed: Placed[Quiz], reserved: Mapping[str, str]) -> None:
    """Names the reserved items that a practice quiz lists; it draws none."""
    for number, item_id in enumerate(placed.value.items):
        full_id = full_item_id(placed, item_id)
        if full_id not in reserved:
            continue
        item = check.index.items.get(full_id)
        params = {"name": item_id, "quiz": reserved[full_id]}
        if item is not None and "W330" in item.facts.accept:
            check.warn(item, item.facts.accept, "W330", (), params)
        else:
            check.warn(placed, placed.value.accept, "W330", ("items", number), params)
