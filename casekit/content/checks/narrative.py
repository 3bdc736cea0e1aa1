"""Citations, set passages and images of narratives and teaching notes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casekit.content.checks.context import Check
from casekit.content.checks.references import unknown_excerpt
from casekit.content.checks.wording import IMAGE, is_remote
from casekit.content.document import Document
from casekit.content.material import CaseFiles
from casekit.content.nearness import find_near
from casekit.content.problem import Problem
from casekit.domain.source import find_paragraphs

_CITATION = re.compile(r"\[@(?P<ref>[^\]\n]*)\]")
_GOOD = re.compile(r"^(?P<source>[a-z0-9-]+)(?:#(?P<excerpt>[a-z0-9-]+)|:p(?P<paragraph>\d{1,4}))$")
_DIRECTIVE = re.compile(r"^[ \t]*\{\{(?P<inside>[^}\n]*)\}\}[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class _Prose:
    """Markdown of a case with the place of its first line."""

    check: Check
    case: CaseFiles
    document: Document

    def report(self, code: str, index: int, params: dict[str, object], near: str | None) -> None:
        self.check.report(self.document.body_problem(code, index, params, near))


def check_narratives(check: Check) -> None:
    """Checks the prose of all cases."""
    for case in check.material.cases.values():
        _check_prose(_Prose(check, case, case.head.document))
        if case.teaching_note is not None:
            file = f"content/{case.id}/teaching-note.md"
            _check_prose(_Prose(check, case, Document(file, body=case.teaching_note)))


def _check_prose(prose: _Prose) -> None:
    body = prose.document.body
    if not any(sign in body for sign in ("[@", "{{", "![")):
        return
    text = _FENCE.sub(lambda found: re.sub(r"\S", " ", found[0]), body)
    for found in _CITATION.finditer(text):
        _check_citation(prose, found["ref"], found.start("ref"))
    for found in _DIRECTIVE.finditer(text):
        _check_directive(prose, found["inside"], found.start("inside"))
    for found in IMAGE.finditer(text):
        for problem in _check_image(prose, found):
            prose.check.report(problem)


def _check_citation(prose: _Prose, ref: str, index: int) -> None:
    found = _GOOD.match(ref)
    if found is None:
        prose.report("E211", index, {"value": ref[:60], "key": "", "name": ""}, None)
    elif found["excerpt"]:
        _check_excerpt(prose, ref, index)
    elif found["source"] not in prose.check.material.sources:
        near = find_near(found["source"], prose.check.material.sources)
        prose.report("E241", index, {"id": found["source"]}, near)
    else:
        _check_paragraph(prose, found["source"], int(found["paragraph"]), index)


def _check_excerpt(prose: _Prose, ref: str, index: int) -> None:
    near = unknown_excerpt(prose.check, ref)
    if near is not None:
        prose.report("E203", index, {"name": prose.case.id, "ref": ref}, near or None)


def _check_paragraph(prose: _Prose, source_id: str, number: int, index: int) -> None:
    placed = prose.check.index.sources.get(source_id)
    if placed is None:
        return
    lines = placed.value.original.lines
    count = sum(last - first + 1 for first, last in lines)
    text = prose.check.material.texts.get(source_id)
    if text is not None:
        count = len(find_paragraphs(text, [(1, text.count("\n") + 1)]))
    if not 1 <= number <= count:
        prose.report("E242", index, {"id": source_id, "number": number, "count": count}, None)


def _check_directive(prose: _Prose, inside: str, index: int) -> None:
    kind, _, ref = inside.strip().partition(" ")
    start = index + len(inside) - len(inside.lstrip())
    ref = ref.strip()
    if kind == "excerpt" and ref:
        _check_excerpt(prose, ref, start + len(kind) + 1)
    elif kind == "exhibit" and ref:
        _check_exhibit(prose, ref, start + len(kind) + 1)
    else:
        near = find_near(kind, ("excerpt", "exhibit"), 0.5)
        prose.report("E266", start, {"value": inside.strip()[:60]}, near)


def _check_exhibit(prose: _Prose, exhibit_id: str, index: int) -> None:
    entries = prose.case.exhibits
    known = list(entries.ids.values()) if entries else []
    if exhibit_id not in known and (entries is None or entries.document.complete):
        prose.report("E244", index, {"id": exhibit_id}, find_near(exhibit_id, known))


def _check_image(prose: _Prose, found: re.Match[str]) -> Iterator[Problem]:
    params = {"src": found["src"][:80]}
    folder = prose.check.root / "content" / prose.case.id
    path = folder / found["src"]
    if not found["alt"].strip():
        yield prose.document.body_problem("E261", found.start(), params)
    if is_remote(found["src"]):
        yield prose.document.body_problem("E260", found.start(), params)
    elif not path.resolve().is_relative_to(folder) or not path.is_file():
        yield prose.document.body_problem("E259", found.start("src"), params)
