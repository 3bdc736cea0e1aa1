"""What an item asks of its case: the cells of exhibits, and enough excerpts to cite."""

from typing import Any

from pydantic_core import PydanticCustomError

from casekit.content.checks.context import Check
from casekit.content.material import PlacedItem
from casekit.content.nearness import find_near
from casekit.content.validation_codes import CODE_BY_TYPE, REASON_WORDS
from casekit.domain.cells import CellError, cell_variables, find_number
from casekit.domain.course import Exhibit
from casekit.domain.item import NumericItem, PositionItem
from casekit.text.i18n import N_


def check_surroundings(check: Check) -> None:
    """Checks the items that stand on more than themselves."""
    for placed in check.index.items.values():
        if placed.facts.asks_of_case:
            item = placed.item
            if isinstance(item, NumericItem):
                _check_cells(check, placed, item)
            elif isinstance(item, PositionItem):
                _check_excerpts(check, placed, item)


def _check_cells(check: Check, placed: PlacedItem, item: NumericItem) -> None:
    """Reads every cell; with all of them the answer is tried as other variables' is."""
    exhibits = check.index.exhibits_of(placed.scope)
    cells: dict[str, str] = {}
    named = cell_variables(item)
    for name, variable in named.items():
        try:
            cells[name] = str(find_number(variable, exhibits, check.language))
        except CellError as error:
            _report_cell(check, placed, name, error, exhibits)
    if len(cells) < len(named):
        return
    try:
        item.with_surroundings((), cells).check_combinations()
    except PydanticCustomError as error:
        params: dict[str, Any] = {"name": item.id, **(error.context or {})}
        params["reason_word"] = REASON_WORDS.get(params.get("reason", ""), "")
        check.error(placed, CODE_BY_TYPE[error.type], ("answer",), params)


_KEY_WORDS = {"row": N_("row"), "column": N_("column")}


def _report_cell(
    check: Check, placed: PlacedItem, name: str, error: CellError, exhibits: dict[str, Exhibit]
) -> None:
    near = find_near(error.value, error.known, 0.4)
    if error.key == "exhibit":
        entries = check.material.cases[placed.scope].exhibits
        if entries is None or error.value not in entries.ids.values():
            path, params = ("variables", name, "exhibit"), {"id": error.value}
            check.error(placed, "E244", path, params, suggestion=near)
    elif error.key is None:
        params = {"key": name, "value": error.value[:60]}
        check.error(placed, "E300", ("variables", name), params)
    else:
        item = placed.item
        exhibit = getattr(item, "variables")[name].exhibit  # noqa: B009 - a numeric item's
        params = {
            "exhibit": exhibit,
            "key_word": _KEY_WORDS[error.key],
            "value": error.value[:60],
            "known": ", ".join(known[:30] for known in error.known[:12]),
        }
        check.error(placed, "E299", ("variables", name, error.key), params, suggestion=near)


def _check_excerpts(check: Check, placed: PlacedItem, item: PositionItem) -> None:
    head = check.index.heads.get(placed.scope)
    sources = head.value.sources if head else ()
    if head is None or not all(source_id in check.index.sources for source_id in sources):
        return  # what is missing has a problem of its own
    known = len(item.among or check.index.excerpts_of(placed.scope))
    for field, count in (("for", item.cite_for), ("against", item.cite_against)):
        if count > known:
            params = {"name": item.id, "count": count, "known": known}
            check.error(placed, "E307", (field,), params)
            return
