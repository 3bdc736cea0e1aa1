"""The Bank from material without errors."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from casekit.content.checks.marks import find_cited
from casekit.content.checks.quizzes import full_item_id
from casekit.content.facts import Facts
from casekit.content.material import CaseFiles, Index, Material, Placed, PlacedItem
from casekit.domain.bank import Bank, Case, Place
from casekit.domain.cells import read_cells
from casekit.domain.quiz import Quiz
from casekit.domain.version import ItemVersion


class ItemVersions(Mapping[str, ItemVersion]):
    """The items of a Bank, each made when it is asked for and then kept.

    Items that did not change since the last check are known to be valid; making all of them at
    once would take longer than the check itself.
    """

    def __init__(self, placed: Mapping[str, PlacedItem], index: Index, root: Path) -> None:
        self._placed = placed
        self._index = index
        self._root = root
        self._language = index.course.language if index.course else "en"
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
        passages = self._passages_of(placed)
        cells = read_cells(item, self._index.exhibits_of(placed.scope), self._language)
        return ItemVersion(
            item_id=placed.full_id,
            language=self._language,
            written=placed.written,
            item=item.with_surroundings(passages, cells),
            evidence=tuple(excerpts[ref] for ref in item.evidence),
            exhibit=exhibits[f"{placed.scope}/{facts.exhibit}"].value if facts.exhibit else None,
            passages=tuple(excerpts[ref] for ref in passages),
            cited=tuple(excerpts[ref] for ref in _refs_in(facts)),
            media=self._digest_images(placed) if facts.images else {},
            cells=cells,
        )

    def _passages_of(self, placed: PlacedItem) -> tuple[str, ...]:
        """What the question shows: its own passages, or all excerpts of its case's sources."""
        own = placed.item.passages()
        if own or not placed.item.asks_all_passages:
            return own
        return self._index.excerpts_of(placed.scope)

    def _digest_images(self, placed: PlacedItem) -> dict[str, str]:
        """Of the images as they are now; one that is gone by now is left out."""
        folder = self._root / "content" / placed.scope
        found = {}
        for src in sorted({src for _, src in placed.facts.images}):
            with suppress(OSError):
                found[src] = hashlib.sha256((folder / src).read_bytes()).hexdigest()
        return found


def _refs_in(facts: Facts) -> tuple[str, ...]:
    """The excerpts that an item's texts cite, in order, each once."""
    refs = (find_cited(mark) for _, mark in facts.marks)
    return tuple(dict.fromkeys(ref for ref in refs if ref is not None))


def build_bank(material: Material, index: Index, root: Path) -> Bank:
    """The Bank; cases, their items and quizzes in the order of `cases`; the course's quizzes last.

    Raises:
        ValueError: the course itself could not be read.
    """
    course = index.course
    if course is None:
        raise ValueError("material without a course")
    quizzes = _in_order(index.quizzes, course.cases)
    placed = {p.full_id: p for case_id in course.cases for p in index.case_items[case_id]}
    return Bank(
        course=course,
        sources={source_id: source.value for source_id, source in index.sources.items()},
        cases={case_id: _build_case(material.cases[case_id], index) for case_id in course.cases},
        items=ItemVersions(placed, index, root),
        quizzes={full_id: _with_full_ids(quiz) for full_id, quiz in quizzes},
        term_cards={full_id: placed.value for full_id, placed in index.term_cards.items()},
        places=Places(index),
    )


def _in_order(
    quizzes: Mapping[str, Placed[Quiz]], cases: Sequence[str]
) -> list[tuple[str, Placed[Quiz]]]:
    """The quizzes as their cases stand in the course, not as their folders are called."""
    places = {case_id: place for place, case_id in enumerate(cases)}
    return sorted(quizzes.items(), key=lambda each: places.get(each[1].scope, len(places)))


def _build_case(case: CaseFiles, index: Index) -> Case:
    return Case(
        id=case.id,
        head=index.heads[case.id].value,
        narrative=case.head.document.body,
        exhibits=index.exhibits_of(case.id),
        items=tuple(placed.full_id for placed in index.case_items[case.id]),
        quizzes=_ids_in(case.id, index.quizzes),
        term_cards=_ids_in(case.id, index.term_cards),
        teaching_note=case.teaching_note,
    )


def _ids_in(case_id: str, placed: Mapping[str, Placed[Any]]) -> tuple[str, ...]:
    return tuple(full_id for full_id, one in placed.items() if one.scope == case_id)


def _with_full_ids(placed: Placed[Quiz]) -> Quiz:
    items = tuple(full_item_id(placed, item_id) for item_id in placed.value.items)
    return placed.value.model_copy(update={"items": items})


class Places(Mapping[str, Place]):
    """Where each case, each item and each card of a term was written."""

    def __init__(self, index: Index) -> None:
        self._heads = index.heads
        self._items = index.items
        self._term_cards = index.term_cards

    def __getitem__(self, full_id: str) -> Place:
        if full_id in self._heads:
            return Place(self._heads[full_id].document.file, 1)
        if full_id in self._term_cards:
            card = self._term_cards[full_id]
            return Place(card.document.file, *card.document.locate(card.path))
        placed = self._items[full_id]
        return Place(placed.entries.document.file, placed.facts.line, placed.facts.column)

    def __iter__(self) -> Iterator[str]:
        yield from self._heads
        yield from self._items
        yield from self._term_cards

    def __len__(self) -> int:
        return len(self._heads) + len(self._items) + len(self._term_cards)
