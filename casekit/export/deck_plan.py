"""What a deck will hold, and what it will change for those who have the last one.

Planning knows the ledger and renders the notes; it does not know Anki's library. The ledger it is
given is brought up to date on the way, for the caller to write.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Literal

from casekit.domain.bank import Bank
from casekit.domain.flashcard import Flashcard
from casekit.export.card_outlet import CardOutlet
from casekit.export.card_sides import type_of
from casekit.export.cards import CardNote, assign_guids, deck_title, make_note
from casekit.export.ledger import LEDGER, Entry, Ledger, digest_fields, read_ledger
from casekit.export.note_type import NOTE_TYPES, NoteType
from casekit.text.credit import credit_html
from casekit.text.formats import format_partial_date
from casekit.text.i18n import gettext, use_language
from casekit.text.markdown import render_markdown

Change = Literal["new", "updated", "withdrawn", "unchanged"]
CHANGES: tuple[Change, ...] = ("new", "updated", "withdrawn", "unchanged")
"""What becomes of a note, in Anki's words; `withdrawn` is updated with a banner and a tag."""


@dataclass(frozen=True)
class Selection:
    """Which cards go into a deck; what is None leaves nothing out.

    Attributes:
        cases: ids of cases.
        tag: a tag of the cards, as their authors write it.
        cards: full ids.
    """

    cases: frozenset[str] | None = None
    tag: str | None = None
    cards: frozenset[str] | None = None

    def picks(self, card: Flashcard) -> bool:
        """Whether a card goes into the deck."""
        return (
            (self.cases is None or card.case_id in self.cases)
            and (self.tag is None or self.tag in card.tags)
            and (self.cards is None or card.card_id in self.cards)
        )


EVERYTHING = Selection()


@dataclass(frozen=True)
class PlannedNote:
    """A note, its identity, since when it is as it is, and what Anki will do with it."""

    note: CardNote
    guid: str
    changed_at: datetime
    change: Change


@dataclass(frozen=True)
class PlannedDeck:
    """A deck of the package: a case of the course.

    Attributes:
        name: `Course::Case`, as it was when the deck was first exported.
        description: HTML.
    """

    case_id: str
    name: str
    description: str
    notes: tuple[PlannedNote, ...]


@dataclass(frozen=True)
class DeckPlan:
    """Everything that a package will hold.

    Attributes:
        media: files to pack by the name under which the cards show them.
        missing: card and address of each image that is not in the media folder of its case.
    """

    decks: tuple[PlannedDeck, ...]
    media: Mapping[str, Path]
    missing: tuple[tuple[str, str], ...]

    def notes(self) -> Iterator[PlannedNote]:
        """The notes of all decks, in order."""
        for deck in self.decks:
            yield from deck.notes

    def types(self) -> dict[NoteType, int]:
        """How many notes there are of each type, in the order of the types."""
        counts = Counter(planned.note.type for planned in self.notes())
        return {name: counts[name] for name in NOTE_TYPES if counts[name]}


def plan_decks(
    bank: Bank,
    ledger: Ledger,
    now: datetime,
    *,
    selection: Selection = EVERYTHING,
    workspace: Path | None = None,
    base_url: str | None = None,
    watch: Callable[[int], None] | None = None,
) -> DeckPlan:
    """Renders the notes of a course in its language, and dates them.

    Args:
        bank: the course.
        ledger: what was exported before; brought up to date.
        now: aware, without fractions of a second: the time of change of what is new or changed.
        selection: which cards.
        workspace: where images lie; without it they become their alternative text.
        base_url: address of the served site, for a link on each card.
        watch: called with the number of notes that are ready, now and then.
    """
    planner = _Planner(bank, ledger, now, workspace, base_url, watch)
    decks = (planner.plan(case_id, selection) for case_id in bank.cases)
    made = tuple(deck for deck in decks if deck.notes)
    return DeckPlan(made, planner.media, tuple(planner.missing))


def preview_plan(
    bank: Bank, workspace: Path, exported_at: datetime, selection: Selection = EVERYTHING
) -> DeckPlan:
    """What an export from a workspace would hold now; nothing is written.

    Raises:
        ValueError: `exported_at` has no time zone.
        OSError: the ledger cannot be read.
    """
    ledger, now = read_ledger(workspace / LEDGER), whole_second(exported_at)
    with use_language(bank.language):
        return plan_decks(bank, ledger, now, selection=selection, workspace=workspace)


def whole_second(moment: datetime) -> datetime:
    """A time as Anki keeps it: UTC, without fractions of a second.

    Raises:
        ValueError: it has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("exported_at must be aware")
    return moment.astimezone(UTC).replace(microsecond=0)


_STEP = 100
"""After how many notes the one who waits is told."""


@dataclass
class _Planner:
    """What the decks of one export share."""

    bank: Bank
    ledger: Ledger
    now: datetime
    workspace: Path | None
    base_url: str | None
    watch: Callable[[int], None] | None
    media: dict[str, Path] = field(default_factory=dict)
    missing: list[tuple[str, str]] = field(default_factory=list)
    count: int = 0

    def __post_init__(self) -> None:
        cards = [(c.card_id, c.former_id, type_of(c)) for c in self.bank.flashcards()]
        self.guids = assign_guids(self.bank.course.id, cards, self.ledger)
        self.gaps = _gaps_of(self.ledger)

    def plan(self, case_id: str, selection: Selection) -> PlannedDeck:
        """The deck of a case."""
        outlet = CardOutlet(self.bank, case_id, self.workspace)
        cards = (card for card in self.bank.flashcards(case_id) if selection.picks(card))
        notes = tuple(self._plan_note(card, outlet) for card in cards)
        self.media |= outlet.media
        if not notes:
            return PlannedDeck(case_id, "", "", ())
        description = _describe(self.bank, case_id, notes, self.now)
        return PlannedDeck(case_id, self._deck_name(case_id), description, notes)

    def _plan_note(self, card: Flashcard, outlet: CardOutlet) -> PlannedNote:
        note = make_note(card, outlet, self._number_gaps(card), self.base_url)
        self.missing += [(card.card_id, src) for src in outlet.missing]
        outlet.missing.clear()
        guid = self.guids[card.card_id]
        known = self.ledger.find("note", card.card_id) or self.ledger.find("note", card.former_id)
        since = self.ledger.date("note", card.card_id, guid, note.digest, self.now)
        self.ledger.keep_type(card.card_id, card.former_id, note.type, guid, self.now)
        self.count += 1
        if self.watch and self.count % _STEP == 0:
            self.watch(self.count)
        return PlannedNote(note, guid, since, _change(note, guid, known))

    def _number_gaps(self, card: Flashcard) -> dict[str, int]:
        """The numbers by which Anki knows the gaps of a card: those that they have had."""
        known = {**self.gaps.get(card.former_id, {}), **self.gaps.get(card.card_id, {})}
        numbers: dict[str, int] = {}
        for gap in sorted(card.card.gaps, key=lambda gap: gap.name not in known):
            number = known.get(gap.name, 0)
            if not number or number in numbers.values():  # new, or given twice in two branches
                number = max([0, *known.values(), *numbers.values()]) + 1
            numbers[gap.name] = number
            self.ledger.set_gap(card.card_id, gap.name, number, self.now)
        return numbers

    def _deck_name(self, case_id: str) -> str:
        bank, head = self.bank, self.bank.cases[case_id].head
        title = deck_title(bank.course.title, bank.language)
        course = self.ledger.freeze("deck", "*", title, self.now)
        former = self.ledger.find("deck", head.was) if head.was else None
        name = former.value if former else f"{course}::{deck_title(head.title, bank.language)}"
        return self.ledger.freeze("deck", case_id, name, self.now)


def _change(note: CardNote, guid: str, known: Entry | None) -> Change:
    if known is None or known.value != guid:
        return "new"
    if known.digest == note.digest:
        return "unchanged"
    return "withdrawn" if note.is_withdrawn else "updated"


def _gaps_of(ledger: Ledger) -> Mapping[str, Mapping[str, int]]:
    """By card: the numbers that its gaps have had."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for card_id, name, number in ledger.gaps():
        found[card_id][name] = number
    return found


def _describe(bank: Bank, case_id: str, notes: tuple[PlannedNote, ...], now: datetime) -> str:
    """What Anki shows on the deck's page: the case, whose it is, and which version this is."""
    head, course = bank.cases[case_id].head, bank.course
    whose = [escape(", ".join(course.authors)), escape(course.licence or "")]
    credits = gettext("; ").join(
        credit_html(bank.sources[source].credit()) for source in head.sources
    )
    version = gettext(
        "Version {version}, {date}",
        version=digest_fields(planned.note.digest for planned in notes)[:8],
        date=format_partial_date(now.date().isoformat()),
    )
    lines = [
        ". ".join(part for part in whose if part),
        gettext("Sources: {credits}").format(credits=credits),
        escape(version),
    ]
    summary = render_markdown(head.summary, bank.language)
    return summary + "".join(f"<p>{line}</p>" for line in lines if line)
