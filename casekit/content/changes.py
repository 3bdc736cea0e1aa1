"""What changed between two versions of a course, and what each change touches."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from casekit.content.impact import Impact, Ties
from casekit.domain.bank import Bank
from casekit.domain.source import as_written
from casekit.domain.version import BOOKKEEPING, ItemVersion

Kind = Literal["changed", "withdrawn", "status", "renamed", "removed", "new"]


@dataclass(frozen=True)
class Change:
    """An excerpt or item that is not what it was.

    Attributes:
        target: its name now, or its last one when it was removed.
        parts: keys of what changed, in the order of the file; `credit` is the source's own.
        before: its former name, when it was renamed.
        impact: what it touches; of something removed, what it touched.
    """

    target: str
    kind: Kind
    impact: Impact
    parts: tuple[str, ...] = ()
    before: str | None = None


def compare_courses(before: Ties, after: Ties) -> tuple[Change, ...]:
    """The changes from one version to the next: excerpts first, then items.

    An item that changed only because an excerpt did stands with the excerpt.
    """
    return (*_compare_excerpts(before, after), *_compare_items(before, after))


def _compare_excerpts(before: Ties, after: Ties) -> Iterator[Change]:
    old, new = _read_excerpts(before.bank), _read_excerpts(after.bank)
    seen = set()
    for ref, said in new.items():
        former = _former_ref(after.bank, before.bank, ref)
        seen.add(former)
        if former not in old:
            yield Change(ref, "new", after.find_impact(ref))
            continue
        parts = _differing(old[former], said)
        if parts or former != ref:
            kind: Kind = "changed" if former == ref else "renamed"
            touched = after.find_impact(ref)
            yield Change(ref, kind, touched, parts, former if former != ref else None)
    for ref in old:
        if ref not in seen:
            yield Change(ref, "removed", before.find_impact(ref))


def _read_excerpts(bank: Bank) -> dict[str, dict[str, Any]]:
    """What each excerpt says, with its credit, by `source#excerpt`."""
    found = {}
    for source_id, source in bank.sources.items():
        credit = as_written(source.credit())
        for excerpt in source.excerpts:
            said = {**_said(as_written(excerpt)), "credit": credit}
            found[f"{source_id}#{excerpt.id}"] = said
    return found


def _former_ref(after: Bank, before: Bank, ref: str) -> str:
    """What the excerpt was called before; its name itself where the former bank has it."""
    source_id, _, excerpt_id = ref.partition("#")
    source = after.sources[source_id]
    former_id = source_id if source_id in before.sources else source.was or source_id
    same = f"{former_id}#{excerpt_id}"
    excerpt = source.find_excerpt(excerpt_id)
    was = excerpt and excerpt.was
    return f"{former_id}#{was}" if was and before.find_excerpt(same) is None else same


def _compare_items(before: Ties, after: Ties) -> Iterator[Change]:
    seen = set()
    for item_id, version in after.bank.items.items():
        former = _former_id(after.bank, before.bank, item_id)
        seen.add(former)
        old = before.bank.items.get(former)
        if old is None:
            yield Change(item_id, "new", after.find_impact(item_id))
            continue
        kind, parts = _describe(old, version)
        if kind is None and former == item_id:
            continue
        touched = after.find_impact(item_id)
        renamed = former if former != item_id else None
        yield Change(item_id, kind or "renamed", touched, parts, renamed)
    for item_id in before.bank.items:
        if item_id not in seen:
            yield Change(item_id, "removed", before.find_impact(item_id))


def _former_id(after: Bank, before: Bank, item_id: str) -> str:
    """What the item was called before; the id itself where the former bank has it."""
    case_id, _, local_id = item_id.partition("/")
    case = case_id if case_id in before.cases else after.cases[case_id].head.was or case_id
    same = f"{case}/{local_id}"
    was = after.items[item_id].item.was
    return f"{case}/{was}" if was and same not in before.items else same


def _describe(old: ItemVersion, new: ItemVersion) -> tuple[Kind | None, tuple[str, ...]]:
    """The kind of change and the keys that differ; None without a change of its own."""
    parts = _differing(_shown(old), _shown(new)) if old.digest != new.digest else ()
    if old.item.status != new.item.status:
        return "withdrawn" if new.item.status == "withdrawn" else "status", ("status", *parts)
    return ("changed" if parts else None), parts


def _shown(version: ItemVersion) -> dict[str, Any]:
    """What its author wrote, with exhibit and images; the excerpts are compared by themselves."""
    document = version.document
    rest = {key: document[key] for key in ("exhibit", "media", "cells") if document.get(key)}
    exhibit = {"exhibit": [version.written.get("exhibit"), rest.pop("exhibit", None)]}
    return {**_said(version.written), **exhibit, **rest}


def _said(written: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in written.items() if key not in {*BOOKKEEPING, "id"}}


def _differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    keys = dict.fromkeys((*new, *old))
    return tuple(key for key in keys if old.get(key) != new.get(key))
