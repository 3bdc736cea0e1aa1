"""What a change of an excerpt or item touches: items, quizzes, cards, texts, exhibits."""

from collections import defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from casekit.content.checks.marks import find_cited, find_placed_marks
from casekit.content.coverage import reach_of
from casekit.domain.bank import Bank, Place
from casekit.domain.version import ItemVersion

Role = Literal["evidence", "passage", "text", "exhibit", "itself"]
"""How an item has an excerpt: as evidence, shown in the question, cited in a text, or under an
exhibit of its own; an item has itself."""


@dataclass(frozen=True)
class TouchedItem:
    """An item that changes with what is changed.

    Attributes:
        place: where it is written, None for one that is gone.
    """

    item_id: str
    role: Role
    status: str
    place: Place | None


@dataclass(frozen=True)
class TouchedQuiz:
    """A quiz that can ask one of the touched items.

    Attributes:
        lists: how many of them it lists; `draws`, how many more it can draw.
    """

    quiz_id: str
    kind: str
    lists: int
    draws: int


@dataclass(frozen=True)
class Impact:
    """What hangs on an excerpt (`source#excerpt`), or on an item or a term (`case/id`).

    Attributes:
        items: in the order of teaching.
        cards: full ids of the cards that change with it: of the items, and of terms.
        texts: where narratives, teaching notes and other texts of cases cite it.
        exhibits: full ids (`case/exhibit`) of the exhibits that rest on it.
    """

    target: str
    items: tuple[TouchedItem, ...]
    quizzes: tuple[TouchedQuiz, ...]
    cards: tuple[str, ...]
    texts: tuple[Place, ...] = ()
    exhibits: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing hangs on it."""
        return not (self.items or self.cards or self.texts or self.exhibits)


def is_excerpt(target: str) -> bool:
    """Whether a name is that of an excerpt, not of an item."""
    return "#" in target


def find_impact(bank: Bank, target: str, root: Path) -> Impact:
    """What hangs on an excerpt, item or term of the bank; `root` is the folder of its files.

    Raises:
        KeyError: the bank has neither an excerpt nor an item nor a term of this name.
    """
    return Ties(bank, root).find_impact(target)


@dataclass(frozen=True)
class Ties:
    """What hangs on what in a course, found out once for many questions."""

    bank: Bank
    root: Path

    def find_impact(self, target: str) -> Impact:
        """As the function of this name."""
        if not is_excerpt(target):
            touched = {target} if target in self.bank.items else set()
            if not touched and self.bank.find_flashcard(target) is None:
                raise KeyError(target)
            items = tuple(self._touch(item_id, "itself") for item_id in touched)
            return Impact(target, items, self._quizzes_of(touched), self._cards_of({target}))
        if self.bank.find_excerpt(target) is None:
            raise KeyError(target)
        roles = self._roles.get(target, {})
        return Impact(
            target=target,
            items=tuple(self._touch(item_id, role) for item_id, role in roles.items()),
            quizzes=self._quizzes_of(roles.keys()),
            cards=self._cards_of(roles.keys() | self._terms.get(target, set())),
            texts=tuple(self._lines.get(target, ())),
            exhibits=tuple(self._exhibits.get(target, ())),
        )

    def _touch(self, item_id: str, role: Role) -> TouchedItem:
        status = self.bank.items[item_id].item.status
        return TouchedItem(item_id, role, status, self.bank.places.get(item_id))

    def _quizzes_of(self, ids: Set[str]) -> tuple[TouchedQuiz, ...]:
        found = []
        for quiz_id, reach in self._reach.items():
            quiz = self.bank.quizzes[quiz_id]
            lists, reached = len(ids & set(quiz.items)), len(ids & reach)
            if reached:
                found.append(TouchedQuiz(quiz_id, quiz.kind, lists, reached - lists))
        return tuple(found)

    def _cards_of(self, ids: Set[str]) -> tuple[str, ...]:
        return tuple(item_id for item_id in self._cards if item_id in ids)

    @cached_property
    def _reach(self) -> dict[str, Set[str]]:
        return {quiz_id: set(reach_of(self.bank, quiz_id)) for quiz_id in self.bank.quizzes}

    @cached_property
    def _cards(self) -> tuple[str, ...]:
        return tuple(card.card_id for card in self.bank.flashcards())

    @cached_property
    def _terms(self) -> dict[str, Set[str]]:
        """By excerpt: full ids of the terms whose cards rest on it."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for full_id, term in self.bank.term_cards.items():
            for ref in term.evidence:
                found[ref].add(full_id)
        return dict(found)

    @cached_property
    def _exhibits(self) -> dict[str, list[str]]:
        """Full ids of exhibits by the excerpts that they rest on."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for case in self.bank.cases.values():
            for exhibit in case.exhibits.values():
                for ref in dict.fromkeys(exhibit.evidence):
                    found[ref].append(f"{case.id}/{exhibit.id}")
        return found

    @cached_property
    def _roles(self) -> dict[str, dict[str, Role]]:
        """By excerpt: the items that have it, and how."""
        found: defaultdict[str, dict[str, Role]] = defaultdict(dict)
        for version in self.bank.items.values():
            for ref, role in self._roles_in(version):
                found[ref].setdefault(version.item_id, role)
        return found

    def _roles_in(self, version: ItemVersion) -> Iterator[tuple[str, Role]]:
        yield from ((ref, "passage") for ref in version.item.passages())
        yield from ((ref, "evidence") for _, ref in version.item.citations())
        yield from ((cited.ref, "text") for cited in version.cited)
        if version.exhibit is not None:
            yield from ((ref, "exhibit") for ref in version.exhibit.evidence)

    @cached_property
    def _lines(self) -> dict[str, list[Place]]:
        """By excerpt: where the texts of the cases cite it or set it, in the order of teaching."""
        found: defaultdict[str, list[Place]] = defaultdict(list)
        for case_id in self.bank.cases:
            for name in ("case.md", "teaching-note.md"):
                for ref, place in _find_citations(self.root, f"content/{case_id}/{name}"):
                    found[ref].append(place)
        return found


def _find_citations(root: Path, file: str) -> Iterator[tuple[str, Place]]:
    try:
        text = (root / file).read_text("utf-8")
    except OSError:
        return
    for start, mark in sorted(find_placed_marks(text)):
        ref = find_cited(mark)
        if ref is not None:
            line = text.count("\n", 0, start) + 1
            yield ref, Place(file, line, start - text.rfind("\n", 0, start))
