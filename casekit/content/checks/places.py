"""Where the key stands, in quizzes that show the choices in the order of the file."""

from collections import Counter
from collections.abc import Collection, Sequence

from casekit.content.checks.context import Check
from casekit.content.checks.quizzes import find_pool, find_reserved, full_item_id
from casekit.content.checks.tail import SIGNIFICANCE, binomial_tail
from casekit.content.facts import Facts
from casekit.content.material import Placed
from casekit.domain.quiz import Quiz


def check_places(check: Check) -> None:
    """Advises on the favourite place of the keys of each quiz that does not shuffle choices."""
    fixed = [q for q in check.index.quizzes.values() if not q.value.shuffle.choices]
    reserved = find_reserved(check) if fixed else {}
    for placed in fixed:
        _check_quiz(check, placed, _list_asked(check, placed, reserved))


def _list_asked(check: Check, placed: Placed[Quiz], reserved: Collection[str]) -> list[Facts]:
    """The items that the quiz lists or can draw, those with one key among their choices."""
    listed = (check.index.items.get(full_item_id(placed, i)) for i in placed.value.items)
    drawn = (i for draw in placed.value.draw for i in find_pool(check, placed, draw, reserved))
    asked = {item.full_id: item.facts for item in (*listed, *drawn) if item is not None}
    return [facts for facts in asked.values() if facts.key_at]


def _check_quiz(check: Check, placed: Placed[Quiz], asked: Sequence[Facts]) -> None:
    if not asked:
        return
    places = Counter(facts.key_at for facts in asked)
    place, count = max(places.items(), key=lambda found: (found[1], -found[0]))
    chance = sum(1 / facts.choices for facts in asked) / len(asked)
    tests = max(facts.choices for facts in asked)
    if binomial_tail(count, len(asked), chance) * tests < SIGNIFICANCE:
        params = {"name": placed.value.id, "place": place, "count": count, "total": len(asked)}
        params["share"] = round(chance * 100)
        check.warn(placed, placed.value.accept, "W346", ("shuffle",), params)
