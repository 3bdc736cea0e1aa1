"""Everything that was read of a workspace, indexed for the checks across files."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

from casekit.content.document import Document, Path
from casekit.content.entries import Entries
from casekit.content.facts import Facts, Use
from casekit.content.problem import Problem
from casekit.domain.course import CaseHead, Course, Exhibit
from casekit.domain.flashcard import TermCard
from casekit.domain.item import ItemBase
from casekit.domain.quiz import Quiz
from casekit.domain.source import CitedExcerpt, Excerpt, Source

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Placed(Generic[T]):
    """A value with the place where it was written.

    Attributes:
        full_id: `case/quiz`, `course/quiz`, `source#excerpt`, or the id alone.
        scope: the case, the source, or `course`.
        path: where in the document.
    """

    full_id: str
    scope: str
    value: T
    document: Document
    path: Path

    def problem(self, code: str, path: Path = (), params: Any = None, **more: Any) -> Problem:
        """A problem at a path within the value."""
        return self.document.problem(code, (*self.path, *path), params, **more)


class PlacedItem(NamedTuple):
    """An item by its facts; the item itself is made when it is asked for."""

    full_id: str
    scope: str
    facts: Facts
    entries: Entries

    @property
    def item(self) -> ItemBase:
        """The validated item."""
        return self.entries.get_item(self.facts.number)

    @property
    def written(self) -> dict[str, Any]:
        """What its author wrote."""
        data: dict[str, Any] = self.entries.document.data["items"][self.facts.number]
        return data

    @property
    def is_live(self) -> bool:
        """Whether students may meet it."""
        return self.facts.status == "live"

    def problem(self, code: str, path: Path = (), params: Any = None, **more: Any) -> Problem:
        """A problem at a path within the item."""
        place = ("items", self.facts.number, *path)
        return self.entries.document.problem(code, place, params, **more)


@dataclass
class CaseFiles:
    """The files of one case.

    Attributes:
        head: `case.md`.
        teaching_note: text of `teaching-note.md`, None without one.
    """

    id: str
    head: Entries
    items: list[Entries] = field(default_factory=list)
    cards: Entries | None = None
    exhibits: Entries | None = None
    quizzes: Entries | None = None
    teaching_note: str | None = None

    def entries(self) -> Iterator[Entries]:
        """All files of the case that are YAML or have front matter."""
        for entries in (self.head, *self.items, self.cards, self.exhibits, self.quizzes):
            if entries is not None:
                yield entries

    def uses(self) -> Iterator[Use]:
        """The different uses of its items, each once for a file."""
        for entries in self.items:
            yield from entries.uses

    @property
    def is_sound(self) -> bool:
        """Whether every item is valid, so that they can be counted."""
        return all(e.document.complete and not e.document.has_errors for e in self.items)

    @property
    def has_all_items(self) -> bool:
        """Whether every item could be read: what seems missing is missing."""
        return all(entries.document.complete for entries in self.items)


@dataclass
class Material:
    """What was read.

    Attributes:
        quizzes: `content/quizzes.yaml`.
        texts: full texts by source id.
        problems: those that no single document holds.
    """

    course: Entries
    sources: dict[str, Entries] = field(default_factory=dict)
    cases: dict[str, CaseFiles] = field(default_factory=dict)
    quizzes: Entries | None = None
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def entries(self) -> Iterator[Entries]:
        """Every file with values."""
        yield self.course
        yield from self.sources.values()
        for case in self.cases.values():
            yield from case.entries()
        if self.quizzes:
            yield self.quizzes

    def uses(self) -> Iterator[Use]:
        """The different uses of all items, each once for a file."""
        for case in self.cases.values():
            yield from case.uses()

    @property
    def has_errors(self) -> bool:
        """Whether an error was found so far."""
        return any(p.severity == "error" for p in self.problems) or any(
            entries.document.has_errors for entries in self.entries()
        )

    def all_problems(self) -> tuple[Problem, ...]:
        """Every problem, sorted by place, each once."""
        every = [*self.problems, *(p for e in self.entries() for p in e.document.problems)]
        found = {(p.place, str(sorted(p.params.items()))): p for p in every}
        return tuple(found[key] for key in sorted(found))


@dataclass
class Index:
    """The values of a material by their names; of two with one name the first.

    Attributes:
        excerpts: by `source#excerpt`, and `excerpt_places` too.
        items: by full id, and `case_items` by case.
        known_items: full ids of all items, those with problems included.
    """

    course: Course | None
    sources: dict[str, Placed[Source]] = field(default_factory=dict)
    excerpts: dict[str, CitedExcerpt] = field(default_factory=dict)
    excerpt_places: dict[str, Placed[Excerpt]] = field(default_factory=dict)
    heads: dict[str, Placed[CaseHead]] = field(default_factory=dict)
    items: dict[str, PlacedItem] = field(default_factory=dict)
    case_items: dict[str, list[PlacedItem]] = field(default_factory=lambda: defaultdict(list))
    known_items: set[str] = field(default_factory=set)
    term_cards: dict[str, Placed[TermCard]] = field(default_factory=dict)
    exhibits: dict[str, Placed[Exhibit]] = field(default_factory=dict)
    quizzes: dict[str, Placed[Quiz]] = field(default_factory=dict)

    def excerpts_of(self, case_id: str) -> tuple[str, ...]:
        """`source#excerpt` of what a case's sources quote, in the order of sources and files.

        Sources that could not be read are left out; so is everything where the case's head was not.
        """
        sources = self.heads[case_id].value.sources if case_id in self.heads else ()
        known = (self.sources[source_id] for source_id in sources if source_id in self.sources)
        return tuple(f"{one.full_id}#{e.id}" for one in known for e in one.value.excerpts)

    def exhibits_of(self, case_id: str) -> dict[str, Exhibit]:
        """The exhibits of a case by their local ids."""
        return {p.value.id: p.value for p in self.exhibits.values() if p.scope == case_id}


def index_material(material: Material) -> Index:
    """Gathers the values; a name given twice is a problem of the second place."""
    index = Index(course=material.course.values.get(()))
    for source_id, entries in material.sources.items():
        if () in entries.values:
            _index_source(index, source_id, entries)
    for case in material.cases.values():
        head = case.head.values.get(())
        if head is not None:
            index.heads[case.id] = Placed(case.id, case.id, head, case.head.document, ())
        for entries in case.items:
            _index_items(index, case.id, entries)
        if case.cards:
            _index_cards(index, case.id, case.cards)
        if case.exhibits:
            _index_list(index.exhibits, case.id, case.exhibits)
        if case.quizzes:
            _index_list(index.quizzes, case.id, case.quizzes)
    if material.quizzes:
        _index_list(index.quizzes, "course", material.quizzes)
    return index


def _index_source(index: Index, source_id: str, entries: Entries) -> None:
    source: Source = entries.values[()]
    index.sources[source_id] = Placed(source_id, source_id, source, entries.document, ())
    credit = source.credit()
    for number, excerpt in enumerate(source.excerpts):
        ref = f"{source_id}#{excerpt.id}"
        placed = Placed(ref, source_id, excerpt, entries.document, ("excerpts", number))
        before = index.excerpt_places.setdefault(ref, placed)
        if before is not placed:
            _report_double(entries.document, placed.path, excerpt.id, before.document, before.path)
            continue
        index.excerpts[ref] = CitedExcerpt(source_id=source_id, excerpt=excerpt, credit=credit)


def _index_items(index: Index, case_id: str, entries: Entries) -> None:
    facts_at: dict[str | int, Facts] = {facts.number: facts for facts in entries.facts}
    known, items, of_case = index.known_items, index.items, index.case_items[case_id]
    for path, local_id in entries.ids.items():
        full_id = f"{case_id}/{local_id}"
        facts = facts_at.get(path[1])
        if full_id in known:
            _report_double_item(index.items.get(full_id), entries, path, local_id)
        elif facts is not None:
            items[full_id] = PlacedItem(full_id, case_id, facts, entries)
            of_case.append(items[full_id])
        known.add(full_id)


def _report_double_item(
    before: PlacedItem | None, entries: Entries, path: Path, local_id: str
) -> None:
    document = before.entries.document if before else entries.document
    number = before.facts.number if before else 0
    _report_double(entries.document, path, local_id, document, ("items", number))


def _index_cards(index: Index, case_id: str, entries: Entries) -> None:
    """Cards of terms; an id that an item of the case has too belongs to the item."""
    for path, local_id in entries.ids.items():
        full_id = f"{case_id}/{local_id}"
        if full_id in index.known_items:
            _report_double_item(index.items.get(full_id), entries, path, local_id)
    _index_list(index.term_cards, case_id, entries)


def _index_list(found: dict[str, Placed[Any]], scope: str, entries: Entries) -> None:
    seen: dict[str, Path] = {}
    for path, local_id in entries.ids.items():
        full_id = f"{scope}/{local_id}"
        if full_id in seen:
            _report_double(entries.document, path, local_id, entries.document, seen[full_id])
        elif path in entries.values:
            value = entries.values[path]
            found[full_id] = Placed(full_id, scope, value, entries.document, path)
        seen.setdefault(full_id, path)


def _report_double(
    document: Document, path: Path, local_id: str, first: Document, first_path: Path
) -> None:
    line = first.locate(first_path)[0]
    params = {"id": local_id[:60], "first": f"{first.file}:{line}"}
    document.problems.append(document.problem("E240", (*path, "id"), params))
    document.complete = False  # one of the two was meant to have another name
