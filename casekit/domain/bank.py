"""The Bank: the validated course. It exists only when its files have no errors."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from casekit.domain.course import CaseHead, Course, Exhibit
from casekit.domain.flashcard import Flashcard, TermCard, card_of_item, card_of_term
from casekit.domain.quiz import Draw, Quiz
from casekit.domain.source import CitedExcerpt, Source
from casekit.domain.value import CITATION
from casekit.domain.version import ItemVersion, digest_of

COURSE_SCOPE = "course"
"""The first part of the full id of a quiz over several cases: `course/<id>`."""


@dataclass(frozen=True)
class Place:
    """Where something was written, for its author: a path within the workspace, lines from 1."""

    file: str
    line: int
    column: int = 1


@dataclass(frozen=True)
class Case:
    """A case: its front matter, its narrative and what belongs to it.

    Attributes:
        narrative: Markdown with citations, in the authors' own words.
        items: full ids in the order of the files.
        quizzes: full ids in the order of the file.
        term_cards: full ids in the order of the file.
        teaching_note: Markdown that never reaches a student.
    """

    id: str
    head: CaseHead
    narrative: str
    exhibits: Mapping[str, Exhibit]
    items: tuple[str, ...]
    quizzes: tuple[str, ...]
    teaching_note: str | None = None
    term_cards: tuple[str, ...] = ()

    @property
    def former_id(self) -> str:
        """Its id before its author renamed it; else the one that it has."""
        return self.head.was or self.id


@dataclass(frozen=True)
class Bank:
    """The whole course as one immutable value; every mapping keeps the order of teaching.

    Attributes:
        items: item versions by full id (`case/item`), withdrawn and draft ones included.
        quizzes: quizzes by full id (`case/quiz`, or `course/quiz` over several cases), their
            `items` as full ids.
        term_cards: cards of terms and ideas by full id, withdrawn and draft ones included.
        places: where each full item id and each case id was written.
    """

    course: Course
    sources: Mapping[str, Source]
    cases: Mapping[str, Case]
    items: Mapping[str, ItemVersion]
    quizzes: Mapping[str, Quiz]
    term_cards: Mapping[str, TermCard] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The content's language."""
        return self.course.language

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hex, of all content: changes when anything that is taught changes."""
        return digest_of(
            {
                "course": self.course.model_dump(mode="json"),
                "sources": {k: s.model_dump(mode="json") for k, s in self.sources.items()},
                "cases": [
                    [
                        case.id,
                        case.head.model_dump(mode="json"),
                        case.narrative,
                        case.teaching_note,
                        [e.model_dump(mode="json") for e in case.exhibits.values()],
                    ]
                    for case in self.cases.values()
                ],
                "items": [[key, v.item.status, v.digest] for key, v in self.items.items()],
                "quizzes": {k: q.model_dump(mode="json") for k, q in self.quizzes.items()},
                "term_cards": {k: t.model_dump(mode="json") for k, t in self.term_cards.items()},
            }
        )

    def find_excerpt(self, citation: str) -> CitedExcerpt | None:
        """The excerpt that `source#excerpt` names, with its credit; None when there is none."""
        found = CITATION.match(citation)
        source = self.sources.get(found["source"]) if found else None
        excerpt = source.find_excerpt(found["excerpt"]) if source and found else None
        if source is None or excerpt is None or found is None:
            return None
        return CitedExcerpt(source_id=found["source"], excerpt=excerpt, credit=source.credit())

    def excerpts_of(self, case_id: str) -> tuple[CitedExcerpt, ...]:
        """All excerpts of a case's sources, in the order of the sources and of their files."""
        return tuple(
            CitedExcerpt(source_id=source_id, excerpt=excerpt, credit=source.credit())
            for source_id in self.cases[case_id].head.sources
            if (source := self.sources[source_id])
            for excerpt in source.excerpts
        )

    def live_items(self, case_id: str | None = None) -> Iterator[ItemVersion]:
        """Items that students may meet: neither draft nor withdrawn."""
        for version in self.items.values():
            in_case = case_id is None or version.item_id.startswith(f"{case_id}/")
            if in_case and version.item.status == "live":
                yield version

    def quizzes_of(self, scope: str) -> tuple[str, ...]:
        """Full ids of the quizzes of a case, or of those over several cases (`course`)."""
        return tuple(quiz_id for quiz_id in self.quizzes if quiz_id.partition("/")[0] == scope)

    def pool(self, quiz_id: str, draw: Draw) -> tuple[ItemVersion, ...]:
        """What a draw can take: live items within its filters, none that the quiz lists.

        A practice quiz draws nothing that is reserved.
        """
        quiz = self.quizzes[quiz_id]
        barred = {*quiz.items, *(self.reserved if quiz.kind == "practice" else ())}
        scope = quiz_id.split("/")[0]
        cases = draw.cases or (tuple(self.cases) if scope == COURSE_SCOPE else (scope,))
        return tuple(
            version
            for version in self.live_items()
            if version.item_id not in barred
            and version.item_id.split("/")[0] in cases
            and (not draw.tags or set(draw.tags) & set(version.item.tags))
            and (not draw.objectives or version.item.objective in draw.objectives)
            and (not draw.types or version.written["type"] in draw.types)
        )

    @cached_property
    def reserved(self) -> frozenset[str]:
        """Full ids of the items that a graded quiz lists or can draw: no card, no practice."""
        ids: set[str] = set()
        for quiz_id, quiz in self.quizzes.items():
            if quiz.kind == "graded":
                ids |= set(quiz.items)
                for draw in quiz.draw:
                    ids |= {version.item_id for version in self.pool(quiz_id, draw)}
        return frozenset(ids)

    def card_items(self, case_id: str | None = None) -> Iterator[ItemVersion]:
        """Items that become cards: live or withdrawn, wanting a card, not reserved.

        A withdrawn item stays in every deck (import never deletes), with a banner. A reserved
        item has a card only where its author wrote `card:` on it.

        Raises:
            KeyError: there is no such case.
        """
        for case in self._cases(case_id):
            for version in (self.items[item_id] for item_id in case.items):
                item, is_reserved = version.item, version.item_id in self.reserved
                if item.status != "draft" and item.has_card() and (item.card or not is_reserved):
                    yield version

    def flashcards(self, case_id: str | None = None) -> Iterator[Flashcard]:
        """The cards of the course or of a case, in the order of teaching: items, then terms.

        Withdrawn ones are among them, for the decks that had them; drafts and what a graded quiz
        reserves are not.

        Raises:
            KeyError: there is no such case.
        """
        for case in self._cases(case_id):
            yield from self._cards_of[case.id].values()

    def find_flashcard(self, card_id: str) -> Flashcard | None:
        """The card of a full id as `flashcards` has it; None when it is not among them."""
        return self._cards_of.get(card_id.split("/")[0], {}).get(card_id)

    def _cases(self, case_id: str | None) -> Iterable[Case]:
        return self.cases.values() if case_id is None else (self.cases[case_id],)

    @cached_property
    def _cards_of(self) -> Mapping[str, Mapping[str, Flashcard]]:
        """By case and full id, in the order of teaching."""
        return {
            case.id: {card.card_id: card for card in self._make_cards(case)}
            for case in self.cases.values()
        }

    def _make_cards(self, case: Case) -> Iterator[Flashcard]:
        for version in self.card_items(case.id):
            yield card_of_item(version, case.former_id)
        for term in (self.term_cards[full_id] for full_id in case.term_cards):
            if term.status != "draft":
                found = (self.find_excerpt(ref) for ref in term.evidence)
                evidence = tuple(cited for cited in found if cited is not None)
                yield card_of_term(term, case.id, case.former_id, evidence)
