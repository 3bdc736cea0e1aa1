"""Whether every name that a file uses is the name of something."""

import re
from collections.abc import Iterator
from typing import Any

from casekit.content.checks.context import Check, Owner
from casekit.content.codes import CODES
from casekit.content.document import Document, Path
from casekit.content.entries import Entries
from casekit.content.material import Placed
from casekit.content.nearness import find_near
from casekit.content.validation import get_at
from casekit.domain.course import CaseHead
from casekit.domain.value import CITATION, SLUG


def check_references(check: Check) -> None:
    """Checks cases, excerpts, exhibits and items."""
    _check_cases(check)
    for placed in check.index.heads.values():
        _check_head(check, placed)
    for excerpt in check.index.excerpt_places.values():
        for name in ("contradicts", "corroborates"):
            for number, ref in enumerate(getattr(excerpt.value, name)):
                check_excerpt(check, excerpt, ref, (name, number))
        check_accept(check, excerpt, excerpt.value.accept)
    for source in check.index.sources.values():
        check_accept(check, source, source.value.accept)
    for exhibit in check.index.exhibits.values():
        for number, ref in enumerate(exhibit.value.evidence):
            check_excerpt(check, exhibit, ref, ("evidence", number))
    check_items(check)
    _check_left_out(check)


def _check_head(check: Check, placed: Placed[CaseHead]) -> None:
    head = placed.value
    for number, source_id in enumerate(head.sources):
        check_source(check, placed, source_id, ("sources", number))
    for number, objective in enumerate(head.objectives):
        check_objective(check, placed, objective, ("objectives", number))
    for number, question in enumerate(head.questions):
        if question.objective:
            path = ("questions", number, "objective")
            check_objective(check, placed, question.objective, path)
    check_accept(check, placed, head.accept)


def _check_cases(check: Check) -> None:
    course, entries = check.index.course, check.material.course
    if course is None:
        return
    folders = check.material.cases
    for number, case_id in enumerate(course.cases):
        if case_id not in folders:
            near = find_near(case_id, folders)
            params = {"id": case_id}
            problem = entries.document.problem("E249", ("cases", number), params, suggestion=near)
            check.report(problem)
    for case_id, case in folders.items():
        if case_id not in course.cases:
            params = {"id": case_id, "file": case.head.document.file}
            check.report(entries.document.problem("E250", ("cases",), params, key=True))


def check_source(check: Check, owner: Owner, source_id: str, path: Path) -> None:
    """Refuses a source that does not exist."""
    if source_id not in check.material.sources:
        near = find_near(source_id, check.material.sources)
        check.error(owner, "E241", path, {"id": source_id}, suggestion=near)


def check_objective(check: Check, owner: Owner, objective: str, path: Path) -> None:
    """Refuses an objective that the course does not have."""
    course = check.index.course
    if course is None:
        return
    known = [each.id for each in course.objectives]
    if objective not in known:
        near = find_near(objective, known, 0.5)
        params = {"id": objective, "known": ", ".join(known)}
        check.error(owner, "E243", path, params, suggestion=near)


def check_excerpt(check: Check, owner: Owner, ref: str, path: Path) -> None:
    """Refuses an excerpt that no source has; silent when its source could not be read."""
    near = unknown_excerpt(check, ref)
    if near is not None:
        params = {"name": owner.full_id.split("/")[-1], "ref": ref}
        check.error(owner, "E203", path, params, suggestion=near or None)


def unknown_excerpt(check: Check, ref: str) -> str | None:
    """None for a known excerpt, else the nearest name, or an empty text."""
    if ref in check.index.excerpts:
        return None
    found = CITATION.match(ref)
    source_id = found["source"] if found else ""
    source = check.material.sources.get(source_id)
    if source is not None and source.document.has_errors:
        return None  # it may be in what could not be read
    return find_near(ref, check.index.excerpts) or ""


def check_accept(check: Check, owner: Owner, accept: dict[str, str] | tuple[str, ...]) -> None:
    """Refuses to silence what is no warning."""
    for code in accept:
        if code not in CODES or code.startswith("E"):
            warnings = [known for known in CODES if known.startswith("W")]
            near = find_near(code, warnings, 0.5)
            check.error(owner, "E252", ("accept", code), {"id": code}, suggestion=near, key=True)


def check_items(check: Check) -> None:
    """Checks the names that items use."""
    index = check.index
    excerpts, exhibits = index.excerpts, index.exhibits
    known = {objective.id for objective in index.course.objectives} if index.course else set()
    for item in index.items.values():
        facts = item.facts
        for number, ref in enumerate(facts.evidence):
            if ref not in excerpts:
                check_excerpt(check, item, ref, facts.path_of(number))
        if facts.objective not in known:
            check_objective(check, item, facts.objective, ("objective",))
        if facts.exhibit and f"{item.scope}/{facts.exhibit}" not in exhibits:
            _report_exhibit(check, item, item.scope, facts.exhibit)
        if facts.accept:
            check_accept(check, item, facts.accept)
        if facts.images:
            for path, src in facts.images:
                check_image(check, item.entries.document, item.scope, tuple(path), src)
    for case_id in check.material.cases:
        _check_was(check, case_id)


def _check_left_out(check: Check) -> None:
    """Checks the names in items that have errors of their own, as far as they can be read."""
    for case in check.material.cases.values():
        for entries in case.items:
            if entries.document.has_errors:
                for placed in _find_left_out(check, case.id, entries):
                    _check_written(check, placed)


def _find_left_out(
    check: Check, case_id: str, entries: Entries
) -> Iterator[Placed[dict[str, Any]]]:
    """What was written of the items that the index does not have."""
    for path, local_id in entries.ids.items():
        full_id = f"{case_id}/{local_id}"
        item = check.index.items.get(full_id)
        if item is None or item.entries is not entries or item.facts.number != path[1]:
            written = get_at(entries.document.data, path)
            yield Placed(full_id, case_id, written, entries.document, path)


def _check_written(check: Check, placed: Placed[dict[str, Any]]) -> None:
    written = placed.value
    evidence = written.get("evidence")
    for number, ref in enumerate(evidence if isinstance(evidence, list) else [evidence]):
        if isinstance(ref, str) and CITATION.match(ref.strip()):
            check_excerpt(check, placed, ref.strip(), ("evidence", number))
    objective, exhibit = written.get("objective"), written.get("exhibit")
    if isinstance(objective, str) and objective.strip():
        check_objective(check, placed, objective.strip(), ("objective",))
    if isinstance(exhibit, str) and re.match(SLUG, exhibit.strip()):
        _report_exhibit(check, placed, placed.scope, exhibit.strip())


def _report_exhibit(check: Check, owner: Owner, case_id: str, exhibit_id: str) -> None:
    entries = check.material.cases[case_id].exhibits
    if entries and exhibit_id in entries.ids.values():
        return  # it is there, with a problem of its own
    near = find_near(exhibit_id, check.index.exhibits_of(case_id))
    check.error(owner, "E244", ("exhibit",), {"id": exhibit_id}, suggestion=near)


def check_image(check: Check, document: Document, case_id: str, path: Path, src: str) -> None:
    """Refuses an image that is not in the folder of its case; `path` is that of its field."""
    folder = check.root / "content" / case_id
    if not (folder / src).resolve().is_relative_to(folder) or not (folder / src).is_file():
        check.report(document.problem("E259", path, {"src": src}, fragment=f"({src}"))


def _check_was(check: Check, case_id: str) -> None:
    claimed: dict[str, str] = {}
    for item in check.index.case_items[case_id]:
        was = item.facts.was
        if was is None:
            continue
        if f"{case_id}/{was}" in check.index.known_items or was in claimed:
            check.error(item, "E251", ("was",), {"id": was})
        claimed[was] = item.full_id
