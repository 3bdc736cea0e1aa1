"""Whether what the citations and directives of a text name exists, wherever the text stands."""

import re
from dataclasses import dataclass
from typing import Any, Protocol

from casekit.content.checks.context import Check, Owner
from casekit.content.checks.marks import CITATION, DIRECTIVE, GOOD_CITATION
from casekit.content.checks.references import unknown_excerpt
from casekit.content.document import Path
from casekit.content.nearness import find_near
from casekit.domain.source import find_paragraphs

_REST = re.compile(r"[^\]}\n]*")


class Prose(Protocol):
    """A text of a case, which can say where in it something is wrong."""

    @property
    def check(self) -> Check:
        """The run."""

    @property
    def case_id(self) -> str:
        """The case whose exhibits it can show."""

    @property
    def name(self) -> str:
        """What a problem calls it."""

    def report(self, code: str, index: int, params: dict[str, Any], near: str | None) -> None:
        """Adds a problem at a character of the text."""


@dataclass
class FieldText:
    """The Prose of a field in a YAML file.

    Attributes:
        owner: an item, or the head of a case.
        path: of the field within its owner.
    """

    check: Check
    owner: Owner
    case_id: str
    path: Path
    text: str

    @property
    def name(self) -> str:
        """The owner's id."""
        return self.owner.full_id.split("/")[-1]

    def report(self, code: str, index: int, params: dict[str, Any], near: str | None) -> None:
        """Adds a problem where the words at a character of the text first stand in the field."""
        found = _REST.match(self.text, index)
        fragment = found[0].strip() if found else None
        self.check.error(
            self.owner, code, self.path, params, suggestion=near, fragment=fragment or None
        )


def check_citations(prose: Prose, text: str) -> None:
    """Refuses citations and directives of names that do not exist."""
    for found in CITATION.finditer(text):
        _check_citation(prose, found["ref"], found.start("ref"))
    for found in DIRECTIVE.finditer(text):
        _check_directive(prose, found["inside"], found.start("inside"))


def _check_citation(prose: Prose, ref: str, index: int) -> None:
    found = GOOD_CITATION.match(ref)
    if found is None:
        prose.report("E211", index, {"value": ref[:60], "key": "", "name": ""}, None)
    elif found["excerpt"]:
        _check_excerpt(prose, ref, index)
    elif found["source"] not in prose.check.material.sources:
        near = find_near(found["source"], prose.check.material.sources)
        prose.report("E241", index, {"id": found["source"]}, near)
    else:
        _check_paragraph(prose, found["source"], int(found["paragraph"]), index)


def _check_excerpt(prose: Prose, ref: str, index: int) -> None:
    near = unknown_excerpt(prose.check, ref)
    if near is not None:
        prose.report("E203", index, {"name": prose.name, "ref": ref}, near or None)


def _check_paragraph(prose: Prose, source_id: str, number: int, index: int) -> None:
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


def _check_directive(prose: Prose, inside: str, index: int) -> None:
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


def _check_exhibit(prose: Prose, exhibit_id: str, index: int) -> None:
    case = prose.check.material.cases[prose.case_id]
    entries = case.exhibits
    known = list(entries.ids.values()) if entries else []
    if exhibit_id not in known and (entries is None or entries.document.complete):
        prose.report("E244", index, {"id": exhibit_id}, find_near(exhibit_id, known))
