"""What the questions of a course cover: excerpts, objectives by Bloom level, types, outlets.

Pure over the Bank. What is missing is `casekit.content.gaps`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from casekit.domain.bank import Bank
from casekit.domain.item import BLOOM_LEVELS, Bloom
from casekit.domain.source import ClaimKind
from casekit.domain.version import ItemVersion


@dataclass(frozen=True)
class ExcerptRow:
    """An excerpt, and the items that stand on it or show it, withdrawn ones left out.

    Attributes:
        ref: `source#excerpt`.
        items: full ids in the order of teaching.
    """

    ref: str
    kind: ClaimKind
    items: tuple[str, ...]


@dataclass(frozen=True)
class ObjectiveRow:
    """An objective, and how many live items serve it at each Bloom level.

    Attributes:
        bloom: the level that the objective itself is at.
        target: share of the points, in [0, 1], that counts as reached; None without one.
        counts: by level, every level present.
    """

    objective_id: str
    text: str
    bloom: Bloom
    target: Decimal | None
    counts: Mapping[Bloom, int]

    @property
    def total(self) -> int:
        """All live items that serve it."""
        return sum(self.counts.values())

    @property
    def highest(self) -> Bloom | None:
        """The highest level asked for, None without items."""
        return next((level for level in reversed(BLOOM_LEVELS) if self.counts[level]), None)

    @property
    def is_below(self) -> bool:
        """Whether it has items, all below its own level."""
        highest = self.highest
        return highest is not None and BLOOM_LEVELS.index(highest) < BLOOM_LEVELS.index(self.bloom)


@dataclass(frozen=True)
class Scope:
    """A case, or the whole course.

    Attributes:
        scope_id: the case's id, None for the whole course.
        excerpts: of the case's sources, or of all, in the order of the files.
        objectives: of a case those that it names or asks for.
        types: live items by type, the most frequent first.
        live: number of live items; so are `draft`, `withdrawn`.
        reserved: live items that a graded quiz lists or can draw.
        practised: live items that a practice quiz lists or can draw.
        unreached: full ids of live items that no quiz lists or can draw.
        cards: flashcards, of items and of terms.
    """

    scope_id: str | None
    title: str
    excerpts: tuple[ExcerptRow, ...]
    objectives: tuple[ObjectiveRow, ...]
    types: Mapping[str, int]
    live: int
    draft: int
    withdrawn: int
    reserved: int
    practised: int
    unreached: tuple[str, ...]
    cards: int

    @property
    def unused(self) -> tuple[ExcerptRow, ...]:
        """The excerpts that no item cites."""
        return tuple(row for row in self.excerpts if not row.items)

    def kinds(self) -> dict[ClaimKind, tuple[int, int]]:
        """By claim kind: how many excerpts there are, and how many have an item."""
        found: dict[ClaimKind, tuple[int, int]] = {}
        for row in self.excerpts:
            count, used = found.get(row.kind, (0, 0))
            found[row.kind] = (count + 1, used + bool(row.items))
        return found


@dataclass(frozen=True)
class Coverage:
    """The whole course, and each case in the order of teaching."""

    course: Scope
    cases: tuple[Scope, ...]


def measure_coverage(bank: Bank) -> Coverage:
    """What the questions of a course cover."""
    facts = _Facts.of(bank)
    every = tuple(
        f"{source_id}#{e.id}" for source_id, s in bank.sources.items() for e in s.excerpts
    )
    named = [one.id for one in bank.course.objectives]
    course = facts.measure(None, bank.course.title, every, named, list(bank.items.values()))
    cases = []
    for case in bank.cases.values():
        versions = [bank.items[item_id] for item_id in case.items]
        refs = tuple(cited.ref for cited in bank.excerpts_of(case.id))
        asked = {version.item.objective for version in versions if version.item.status == "live"}
        wanted = [name for name in named if name in asked | set(case.head.objectives)]
        cases.append(facts.measure(case.id, case.head.title, refs, wanted, versions))
    return Coverage(course, tuple(cases))


@dataclass(frozen=True)
class _Facts:
    """What is found out once for all scopes.

    Attributes:
        items_of: full item ids by excerpt.
        cards: how many flashcards each case has.
    """

    bank: Bank
    items_of: Mapping[str, Sequence[str]]
    reserved: frozenset[str]
    practised: frozenset[str]
    cards: Mapping[str, int]

    @classmethod
    def of(cls, bank: Bank) -> "_Facts":
        items_of: defaultdict[str, list[str]] = defaultdict(list)
        for version in bank.items.values():
            if version.item.status != "withdrawn":
                for ref in dict.fromkeys(ref for _, ref in version.item.citations()):
                    items_of[ref].append(version.item_id)
        practised = frozenset(
            item_id
            for quiz_id, quiz in bank.quizzes.items()
            if quiz.kind == "practice"
            for item_id in reach_of(bank, quiz_id)
        )
        cards = Counter(card.case_id for card in bank.flashcards())
        return cls(bank, items_of, bank.reserved, practised, cards)

    def measure(
        self,
        scope_id: str | None,
        title: str,
        refs: Iterable[str],
        objectives: Sequence[str],
        versions: Sequence[ItemVersion],
    ) -> Scope:
        live = [version for version in versions if version.item.status == "live"]
        ids = [version.item_id for version in live]
        types = Counter(str(version.written["type"]) for version in live)
        statuses = Counter(version.item.status for version in versions)
        reached = self.reserved | self.practised
        return Scope(
            scope_id=scope_id,
            title=title,
            excerpts=tuple(self._excerpt_row(ref) for ref in refs),
            objectives=tuple(self._objective_row(name, live) for name in objectives),
            types=dict(types.most_common()),
            live=len(live),
            draft=statuses["draft"],
            withdrawn=statuses["withdrawn"],
            reserved=sum(item_id in self.reserved for item_id in ids),
            practised=sum(item_id in self.practised for item_id in ids),
            unreached=tuple(item_id for item_id in ids if item_id not in reached),
            cards=self.cards.get(scope_id, 0) if scope_id else sum(self.cards.values()),
        )

    def _excerpt_row(self, ref: str) -> ExcerptRow:
        source_id, _, excerpt_id = ref.partition("#")
        excerpt = self.bank.sources[source_id].find_excerpt(excerpt_id)
        if excerpt is None:
            raise KeyError(ref)
        return ExcerptRow(ref, excerpt.kind, tuple(self.items_of.get(ref, ())))

    def _objective_row(self, name: str, live: Sequence[ItemVersion]) -> ObjectiveRow:
        objective = next(one for one in self.bank.course.objectives if one.id == name)
        levels = Counter(v.item.bloom for v in live if v.item.objective == name)
        counts = {level: levels[level] for level in BLOOM_LEVELS}
        return ObjectiveRow(name, objective.text, objective.bloom, objective.target, counts)


def reach_of(bank: Bank, quiz_id: str) -> tuple[str, ...]:
    """Full ids of the items that a quiz lists, then of those that it can draw, each once."""
    quiz = bank.quizzes[quiz_id]
    drawn = (version.item_id for draw in quiz.draw for version in bank.pool(quiz_id, draw))
    return tuple(dict.fromkeys((*quiz.items, *drawn)))
