"""Citations, set passages and images of narratives and teaching notes, and of items' texts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from casekit.content.checks.citations import FieldText, check_citations
from casekit.content.checks.context import Check
from casekit.content.checks.marks import blank_fences, find_marks
from casekit.content.checks.wording import IMAGE, can_be_shown, find_shown, is_remote
from casekit.content.document import Document, Path
from casekit.content.material import Placed
from casekit.content.problem import Problem
from casekit.domain.course import CaseHead


@dataclass
class _Body:
    """Markdown of a case with the place of its first line."""

    check: Check
    case_id: str
    document: Document

    @property
    def name(self) -> str:
        return self.case_id

    def report(self, code: str, index: int, params: dict[str, Any], near: str | None) -> None:
        self.check.report(self.document.body_problem(code, index, params, near))


def check_narratives(check: Check) -> None:
    """Checks the prose of all cases: narratives, teaching notes, heads, exhibits, items."""
    for case in check.material.cases.values():
        _check_body(_Body(check, case.id, case.head.document))
        if case.teaching_note is not None:
            file = f"content/{case.id}/teaching-note.md"
            _check_body(_Body(check, case.id, Document(file, body=case.teaching_note)))
    for placed in check.index.heads.values():
        for path, text in _texts_of(placed):
            for mark in find_marks(text):
                check_citations(FieldText(check, placed, placed.scope, path, mark), mark)
    for exhibit in check.index.exhibits.values():
        for mark in find_marks(exhibit.value.note or ""):
            check_citations(FieldText(check, exhibit, exhibit.scope, ("note",), mark), mark)
    for item in check.index.items.values():
        for where, mark in item.facts.marks:
            check_citations(FieldText(check, item, item.scope, tuple(where), mark), mark)


def _texts_of(placed: Placed[CaseHead]) -> Iterator[tuple[Path, str]]:
    """The Markdown of a case's front matter that is shown with its citations."""
    head = placed.value
    yield ("summary",), head.summary
    if head.decision:
        yield ("decision",), head.decision
    for number, question in enumerate(head.questions):
        yield ("questions", number, "text"), question.text
    for number, term in enumerate(head.glossary):
        yield ("glossary", number, "definition"), term.definition


def _check_body(prose: _Body) -> None:
    body = prose.document.body
    if not any(sign in body for sign in ("[@", "{{", "![")):
        return
    text = blank_fences(body)
    check_citations(prose, text)
    for found in IMAGE.finditer(text):
        for problem in _check_image(prose, found):
            prose.check.report(problem)


def _check_image(prose: _Body, found: re.Match[str]) -> Iterator[Problem]:
    src, document = found["src"], prose.document
    params = {"src": src[:80]}
    folder = prose.check.root / "content" / prose.case_id
    path = folder / src
    if not found["alt"].strip():
        yield document.body_problem("E261", found.start(), params)
    if is_remote(src):
        yield document.body_problem("E260", found.start(), params)
    elif not can_be_shown(src):
        yield document.body_problem("E322", found.start("src"), params, find_shown(src))
    elif not path.resolve().is_relative_to(folder) or not path.is_file():
        yield document.body_problem("E259", found.start("src"), params)
