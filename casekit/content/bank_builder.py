"""The Bank from material without errors."""

from collections.abc import Iterator, Mapping

from casekit.content.material import CaseFiles, Index, Material, Placed, PlacedItem
from casekit.domain.bank import Bank, Case, Place
from casekit.domain.quiz import Quiz
from casekit.domain.version import ItemVersion


class ItemVersions(Mapping[str, ItemVersion]):
    """The items of a Bank, each made when it is asked for and then kept.

    Items that did not change since the last check are known to be valid; making all of them at
    once would take longer than the check itself.
    """

    def __init__(self, placed: Mapping[str, PlacedItem], index: Index, language: str) -> None:
        self._placed = placed
        self._index = index
        self._language = language
        self._made: dict[str, ItemVersion] = {}

    def __getitem__(self, full_id: str) -> ItemVersion:
        version = self._made.get(full_id)
        if version is None:
            version = self._made[full_id] = self._make(self._placed[full_id])
        return version

    def __iter__(self) -> Iterator[str]:
        return iter(self._placed)

    def __len__(self) -> int:
        return len(self._placed)

    def _make(self, placed: PlacedItem) -> ItemVersion:
        facts, item = placed.facts, placed.item
        excerpts, exhibits = self._index.excerpts, self._index.exhibits
        return ItemVersion(
            item_id=placed.full_id,
            language=self._language,
            written=placed.written,
            item=item,
            evidence=tuple(excerpts[ref] for ref in item.evidence),
            exhibit=exhibits[f"{placed.scope}/{facts.exhibit}"].value if facts.exhibit else None,
            passages=tuple(excerpts[ref] for ref in item.passages()),
        )


def build_bank(material: Material, index: Index) -> Bank:
    """The Bank; cases and their items in the order of `cases`.

    Raises:
        ValueError: the course itself could not be read.
    """
    course = index.course
    if course is None:
        raise ValueError("material without a course")
    placed = {p.full_id: p for case_id in course.cases for p in index.case_items[case_id]}
    return Bank(
        course=course,
        sources={source_id: source.value for source_id, source in index.sources.items()},
        cases={case_id: _build_case(material.cases[case_id], index) for case_id in course.cases},
        items=ItemVersions(placed, index, course.language),
        quizzes={full_id: _with_full_ids(quiz) for full_id, quiz in index.quizzes.items()},
        places=Places(index),
    )


def _build_case(case: CaseFiles, index: Index) -> Case:
    return Case(
        id=case.id,
        head=index.heads[case.id].value,
        narrative=case.head.document.body,
        exhibits={p.value.id: p.value for p in index.exhibits.values() if p.scope == case.id},
        items=tuple(placed.full_id for placed in index.case_items[case.id]),
        quizzes=tuple(full_id for full_id, p in index.quizzes.items() if p.scope == case.id),
        teaching_note=case.teaching_note,
    )


def _with_full_ids(placed: Placed[Quiz]) -> Quiz:
    items = tuple(i if "/" in i else f"{placed.scope}/{i}" for i in placed.value.items)
    return placed.value.model_copy(update={"items": items})


class Places(Mapping[str, Place]):
    """Where each case and each item was written."""

    def __init__(self, index: Index) -> None:
        self._heads = index.heads
        self._items = index.items

    def __getitem__(self, full_id: str) -> Place:
        if full_id in self._heads:
            return Place(self._heads[full_id].document.file, 1)
        placed = self._items[full_id]
        return Place(placed.entries.document.file, placed.facts.line, placed.facts.column)

    def __iter__(self) -> Iterator[str]:
        yield from self._heads
        yield from self._items

    def __len__(self) -> int:
        return len(self._heads) + len(self._items)
