"""Flashcards as Anki notes: their fields, tags and identity, without Anki's library.

What is fixed here must never change, for students' progress hangs on it: the guid of a note, and
the ids of note types and decks.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from casekit.domain.flashcard import Flashcard
from casekit.export.card_outlet import CardOutlet, evidence_html
from casekit.export.card_sides import render_sides, type_of
from casekit.export.ledger import Ledger, digest_fields
from casekit.export.note_type import FIELDS, NoteType, shield
from casekit.text.i18n import gettext
from casekit.text.markdown import render_inline, strip_markdown

WITHDRAWN_TAG = "casekit::withdrawn"


@dataclass(frozen=True)
class CardNote:
    """A note of the deck.

    Attributes:
        card_id: the full id of the card.
        former_id: the one that it had before its author renamed it or its case.
        fields: safe HTML, in the order of `FIELDS`.
        link: HTML that is added to the citation and is no reason to call the note changed.
    """

    card_id: str
    former_id: str
    type: NoteType
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    link: str = ""

    @property
    def digest(self) -> str:
        """Changes when what Anki shows of this note changes."""
        return digest_fields((self.type, *self.fields, *self.tags))

    @property
    def shown_fields(self) -> list[str]:
        """The fields as they are exported, with the link."""
        at = FIELDS[self.type].index("Citation")
        return [text + self.link if i == at else text for i, text in enumerate(self.fields)]

    @property
    def case_id(self) -> str:
        """The case that the card belongs to."""
        return self.card_id.split("/")[0]

    @property
    def is_withdrawn(self) -> bool:
        """Whether it is in the deck with a banner only."""
        return WITHDRAWN_TAG in self.tags


def guid_of(course_id: str, card_id: str) -> str:
    """The identity of a card in Anki: 16 characters that depend on these two ids alone."""
    digest = hashlib.sha256(f"casekit:{course_id}:{card_id}".encode()).digest()
    return base64.urlsafe_b64encode(digest[:12]).decode()


def assign_guids(
    course_id: str, cards: Iterable[tuple[str, str, NoteType]], ledger: Ledger
) -> dict[str, str]:
    """The guid of each card: the one it has had, also under a former id; never one twice.

    A card whose note type has changed has another guid as long as it is of that type: Anki never
    takes a note under the guid of one of another type.

    Args:
        course_id: of the course.
        cards: id, former id and type of every card of the course, whatever is exported now.
        ledger: what was exported before.
    """
    guids: dict[str, str] = {}
    taken: set[str] = set()
    for card_id, former_id, note_type in sorted(cards, key=lambda card: card[0] == card[1]):
        known = ledger.find("note", card_id) or ledger.find("note", former_id)
        first = ledger.find("type", card_id) or ledger.find("type", former_id)
        guid = known.value if known else guid_of(course_id, former_id)
        if first is not None:
            is_first = first.value == note_type
            guid = first.digest if is_first else guid_of(course_id, f"{first.digest}:{note_type}")
        if guid in taken:  # a renamed card has kept the guid of the id that this one took over
            guid = guid_of(course_id, f"{card_id}:new")
        guids[card_id] = guid
        taken.add(guid)
    return guids


def anki_id_of(*names: str) -> int:
    """A stable id in the range that Anki and genanki use for note types and decks."""
    digest = hashlib.sha256(":".join(("casekit", *names)).encode()).digest()
    return (1 << 30) + int.from_bytes(digest[:8], "big") % (1 << 30)


def deck_title(title: str, language: str) -> str:
    """A title as one level of a deck's name: without markup and without `::`."""
    return re.sub(":{2,}", ":", strip_markdown(title, language)).strip(": ")


def make_note(
    flashcard: Flashcard,
    outlet: CardOutlet,
    gaps: Mapping[str, int] | None = None,
    base_url: str | None = None,
) -> CardNote:
    """A card as a note; its fields are safe HTML in which Anki finds no commands but ours.

    Args:
        flashcard: what it shows.
        outlet: of its case.
        gaps: the number of each of its gaps, as `number_gaps` gives them.
        base_url: address of the served site, for the link to the card there.
    """
    bank = outlet.bank
    excerpt, citation = evidence_html(flashcard.evidence)
    reference = render_inline(flashcard.reference, bank.language) if flashcard.reference else ""
    common = (
        _explanation(flashcard, outlet),
        excerpt,
        citation + (f"<p>{reference}</p>" if reference else ""),
        render_inline(bank.course.title, bank.language),
        render_inline(bank.cases[flashcard.case_id].head.title, bank.language),
        flashcard.card_id,
    )
    sides = render_sides(flashcard, outlet, gaps or {})
    return CardNote(
        card_id=flashcard.card_id,
        former_id=flashcard.former_id,
        type=type_of(flashcard),
        fields=(*sides, *(shield(field) for field in common)),
        tags=_tags(bank.course.id, flashcard),
        link=_link(base_url, bank.course.id, flashcard.card_id),
    )


def _explanation(flashcard: Flashcard, outlet: CardOutlet) -> str:
    warrant = outlet.block(flashcard.warrant) if flashcard.warrant else ""
    if warrant:
        label = escape(gettext("From the passage to the answer"))
        warrant = f'<div class="warrant"><h2>{label}</h2>{warrant}</div>'
    return (outlet.block(flashcard.explanation) if flashcard.explanation else "") + warrant


def _tags(course: str, flashcard: Flashcard) -> tuple[str, ...]:
    return tuple("_".join(tag.split()) for tag in sorted(set(_find_tags(course, flashcard))))


def _find_tags(course: str, flashcard: Flashcard) -> Iterator[str]:
    yield f"{course}::case::{flashcard.case_id}"
    if flashcard.is_term:
        yield f"{course}::term"
    if flashcard.objective:
        yield f"{course}::objective::{flashcard.objective}"
    if flashcard.bloom:
        yield f"{course}::bloom::{flashcard.bloom}"
    yield from (f"{course}::tag::{tag}" for tag in flashcard.tags)
    if flashcard.is_withdrawn:
        yield WITHDRAWN_TAG


def _link(base_url: str | None, course_id: str, card_id: str) -> str:
    if base_url is None:
        return ""
    address = escape(f"{base_url.rstrip('/')}/c/{course_id}/cards/{card_id}")
    words = escape(gettext("Open the card online"))
    return f'<p class="link"><a href="{address}">{words}</a></p>'
