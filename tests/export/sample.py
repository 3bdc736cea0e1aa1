"""Plain builders: a bank read from files, and the same bank with one thing changed."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from casekit.content import read_workspace
from casekit.domain.bank import Bank
from casekit.domain.item import parse_item

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def read_bank(root: Path) -> Bank:
    reading = read_workspace(root, cache=False)
    assert reading.bank is not None, [problem.message() for problem in reading.errors]
    return reading.bank


def change_item(bank: Bank, item_id: str, **changes: object) -> Bank:
    """The bank with one item written otherwise; a change to None takes the key away."""
    version = bank.items[item_id]
    written = {k: v for k, v in {**version.written, **changes}.items() if v is not None}
    item = parse_item(written, bank.language)
    return replace(
        bank, items={**bank.items, item_id: replace(version, written=written, item=item)}
    )


def change_case(bank: Bank, case_id: str, **changes: object) -> Bank:
    """The bank with one case written otherwise."""
    case = replace(bank.cases[case_id], **changes)  # type: ignore[arg-type]
    return replace(bank, cases={**bank.cases, case_id: case})
