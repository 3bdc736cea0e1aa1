"""The coverage of a course on a terminal, and for programs."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from textwrap import wrap
from typing import Any

from casekit.cli.show import align
from casekit.content.coverage import Coverage, ObjectiveRow, Scope
from casekit.content.gaps import Gap
from casekit.domain.item import BLOOM_LEVELS
from casekit.text.bloom import bloom_word
from casekit.text.credit import KIND_WORDS
from casekit.text.formats import format_share
from casekit.text.i18n import gettext

WIDTH = 88


def coverage_lines(coverage: Coverage, gaps: Sequence[Gap]) -> Iterator[str]:
    """What is missing, then the tables of the whole course and of each case."""
    yield gettext("What is missing")
    if not gaps:
        yield "  " + gettext("nothing")
    for gap in gaps:
        yield from _indent(f"{gap.sentence()} {gap.step()}", 2)
        yield from _indent(", ".join(gap.names), 6)
    yield ""
    yield gettext("Outlets")
    yield from align(list(_outlets(coverage)))
    for scope in (coverage.course, *coverage.cases):
        yield from _scope_lines(scope)


def coverage_json(coverage: Coverage, gaps: Sequence[Gap]) -> str:
    """The same as a JSON document."""
    document = {
        "gaps": [
            {
                "kind": gap.kind,
                "case": gap.scope_id,
                "names": gap.names,
                "message": gap.sentence(),
                "step": gap.step(),
            }
            for gap in gaps
        ],
        "course": _scope_data(coverage.course),
        "cases": [_scope_data(case) for case in coverage.cases],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _scope_data(scope: Scope) -> dict[str, Any]:
    data = asdict(scope)
    for row in data["objectives"]:
        row["target"] = None if row["target"] is None else float(row["target"])
    return data


def _indent(text: str, depth: int) -> Iterator[str]:
    for line in wrap(text, WIDTH - depth, break_long_words=False, break_on_hyphens=False):
        yield " " * depth + line


def _outlets(coverage: Coverage) -> Iterator[tuple[str, ...]]:
    yield (
        gettext("case"),
        gettext("live"),
        gettext("draft"),
        gettext("withdrawn"),
        gettext("practice"),
        gettext("reserved"),
        gettext("cards"),
        gettext("types"),
    )
    for scope in (*coverage.cases, coverage.course):
        numbers = (scope.live, scope.draft, scope.withdrawn, scope.practised, scope.reserved)
        types = ", ".join(f"{name} {count}" for name, count in scope.types.items())
        name = scope.scope_id or gettext("whole course")
        yield (name, *map(str, (*numbers, scope.cards)), types)


def _scope_lines(scope: Scope) -> Iterator[str]:
    yield ""
    yield scope.scope_id or gettext("whole course")
    if scope.objectives:
        yield from align(list(_objectives(scope)))
        yield "  " + gettext("[ ]: the level of the objective itself")
    if scope.scope_id is None:
        yield from align(list(_kinds(scope)))
        return
    yield from align(list(_excerpts(scope)))


def _objectives(scope: Scope) -> Iterator[tuple[str, ...]]:
    levels = tuple(bloom_word(level) for level in BLOOM_LEVELS)
    yield (gettext("objective"), *levels, gettext("total"), gettext("target"))
    for row in scope.objectives:
        target = "" if row.target is None else format_share(row.target)
        yield (row.objective_id, *_counts(row), str(row.total), target)


def _counts(row: ObjectiveRow) -> Iterator[str]:
    for level, count in row.counts.items():
        yield f"[{count}]" if level == row.bloom else str(count or "")


def _kinds(scope: Scope) -> Iterator[tuple[str, ...]]:
    yield (gettext("kind"), gettext("excerpts"), gettext("with a question"))
    for kind, (count, used) in scope.kinds().items():
        yield (gettext(KIND_WORDS[kind]), str(count), str(used))


def _excerpts(scope: Scope) -> Iterator[tuple[str, ...]]:
    yield (gettext("excerpt"), gettext("kind"), gettext("questions"))
    for row in scope.excerpts:
        yield (row.ref, gettext(KIND_WORDS[row.kind]), str(len(row.items)))
