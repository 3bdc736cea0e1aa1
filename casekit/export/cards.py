"""Items as Anki notes: their fields, tags and identity, without Anki's library.

What is fixed here must never change, for students' progress hangs on it: the guid of a note, the
ids and names of note types, their fields' names and order.
"""

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from casekit.domain.bank import Bank
from casekit.domain.item import Card, CardChoice, CardText, Instruction, Relation
from casekit.domain.source import CitedExcerpt
from casekit.domain.version import ItemVersion
from casekit.export.card_outlet import CardOutlet, evidence_html, withdrawn_html
from casekit.export.ledger import Ledger, digest_fields
from casekit.text.i18n import N_, gettext
from casekit.text.markdown import render_inline, strip_markdown

NoteType = Literal["basic", "choice"]

_COMMON = ("Explanation", "Excerpt", "Citation", "Course", "Case", "ID")
FIELDS: Mapping[NoteType, tuple[str, ...]] = {
    "basic": ("Front", "Back", *_COMMON),
    "choice": ("Question", "Choices", *_COMMON),
}
"""Field names in order, frozen: two main ones, then what every note has."""

WITHDRAWN_TAG = "casekit::withdrawn"

INSTRUCTIONS: Mapping[Instruction, str] = {
    "tick-all": N_("Which of these are right? There may be several."),
    "true-or-false": N_("True or false?"),
    "which-support": N_("Which passages support this claim?"),
    "what-each-does": N_("Does each passage support this claim, contradict it, or do neither?"),
    "fill-gaps": N_("What is missing?"),
    "match-each": N_("What belongs to what?"),
    "put-in-order": N_("In which order?"),
    "choose-and-argue": N_(
        "No answer is the right one: choose, and argue with a passage for it and one against it."
    ),
    "sort-each": N_("What belongs where? Some may belong nowhere."),
}
"""What a card asks to do, below its question."""

_RELATIONS: Mapping[Relation, str] = {
    "supports": N_("It supports the claim."),
    "contradicts": N_("It contradicts the claim."),
    "neither": N_("It does neither."),
}
_COMMANDS = re.compile(r"\[(?=(?:sound:|anki:|/?latex\]|/?\$+\]))", re.IGNORECASE)


@dataclass(frozen=True)
class CardNote:
    """A note of the deck.

    Attributes:
        former_id: the full id that the item had before its author renamed it or its case.
        fields: safe HTML, in the order of `FIELDS`.
        link: HTML that is added to the citation and is no reason to call the note changed.
    """

    item_id: str
    former_id: str
    type: NoteType
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    link: str = ""

    @property
    def case_id(self) -> str:
        """The case that the item belongs to."""
        return self.item_id.split("/")[0]

    @property
    def digest(self) -> str:
        """Changes when what Anki shows of this note changes."""
        return digest_fields((self.type, *self.fields, *self.tags))

    @property
    def shown_fields(self) -> list[str]:
        """The fields as they are exported, with the link."""
        at = FIELDS[self.type].index("Citation")
        return [text + self.link if i == at else text for i, text in enumerate(self.fields)]


def guid_of(course_id: str, item_id: str) -> str:
    """The identity of an item in Anki: 16 characters that depend on these two ids alone."""
    digest = hashlib.sha256(f"casekit:{course_id}:{item_id}".encode()).digest()
    return base64.urlsafe_b64encode(digest[:12]).decode()


def assign_guids(
    course_id: str, notes: Sequence[CardNote], ledger: Ledger
) -> list[tuple[CardNote, str]]:
    """Each note with its guid: the one it has had, also under a former id; never one twice."""
    guids: dict[str, str] = {}
    taken: set[str] = set()
    for note in sorted(notes, key=lambda note: note.item_id == note.former_id):
        known = ledger.find("note", note.item_id) or ledger.find("note", note.former_id)
        guid = known.value if known else guid_of(course_id, note.former_id)
        if guid in taken:  # a renamed item has kept the guid of the id that this one took over
            guid = guid_of(course_id, f"{note.item_id}:new")
        guids[note.item_id] = guid
        taken.add(guid)
    return [(note, guids[note.item_id]) for note in notes]


def anki_id_of(*names: str) -> int:
    """A stable id in the range that Anki and genanki use for note types and decks."""
    digest = hashlib.sha256(":".join(("casekit", *names)).encode()).digest()
    return (1 << 30) + int.from_bytes(digest[:8], "big") % (1 << 30)


def deck_title(title: str, language: str) -> str:
    """A title as one level of a deck's name: without markup and without `::`."""
    return re.sub(":{2,}", ":", strip_markdown(title, language)).strip(": ")


def make_note(version: ItemVersion, outlet: CardOutlet, base_url: str | None = None) -> CardNote:
    """An item as a note; its fields are safe HTML in which Anki finds no commands.

    Args:
        version: an item that wants a card.
        outlet: of its case.
        base_url: address of the served site, for the link to the case.
    """
    version = version.settle(version.arrange_alone())
    bank, item = outlet.bank, version.item
    case = bank.cases[outlet.case_id]
    note_type, first, second, explanation = _faces(version, outlet)
    if item.status == "withdrawn":
        first = withdrawn_html() + first
    excerpt, citation = evidence_html(_evidence(version, note_type))
    reference = render_inline(item.reference, bank.language) if item.reference else ""
    fields = (
        first,
        second,
        explanation,
        excerpt,
        citation + (f"<p>{reference}</p>" if reference else ""),
        render_inline(bank.course.title, bank.language),
        render_inline(case.head.title, bank.language),
        version.item_id,
    )
    return CardNote(
        item_id=version.item_id,
        former_id=f"{case.head.was or case.id}/{item.was or item.id}",
        type=note_type,
        fields=tuple(shield(field) for field in fields),
        tags=_tags(bank, version),
        link=_link(base_url, bank.course.id, outlet.case_id),
    )


def shield(html: str) -> str:
    """HTML in which nothing is an Anki command: no `{{c1::gap}}`, `[sound:...]` or `[latex]`."""
    plain = html.replace("\x1f", " ").replace("{", "&#123;")
    return _COMMANDS.sub("&#91;", plain)


def _evidence(version: ItemVersion, note_type: NoteType) -> tuple[CitedExcerpt, ...]:
    """The passages to show on the back, without those that the card's choices show."""
    shown = version.passages if note_type == "choice" else ()
    return tuple(cited for cited in version.proof() if cited not in shown)


def _faces(version: ItemVersion, outlet: CardOutlet) -> tuple[NoteType, str, str, str]:
    """Note type, both main fields and the explanation.

    A card that its author wrote explains itself: the item's explanation belongs to the item's own
    question, which a graded quiz may be keeping back.
    """
    written = version.item.card
    if isinstance(written, CardText):
        return "basic", outlet.block(written.front), outlet.block(written.back), ""
    card = version.item.make_card()
    front = outlet.block(card.front)
    if card.instruction is not None:
        front += f'<p class="instruction">{escape(gettext(INSTRUCTIONS[card.instruction]))}</p>'
    if version.exhibit is not None:
        front += outlet.table(version.exhibit)
    if card.choices:
        return "choice", front, _choices_html(card, outlet), _explanation(version, outlet)
    if card.back is not None:
        back = f'<div class="solution">{outlet.block(card.back)}</div>'
    else:
        back = f'<p class="key">{_answer_html(card, version.language)}</p>'
    return "basic", front, back, _explanation(version, outlet)


def _explanation(version: ItemVersion, outlet: CardOutlet) -> str:
    item = version.item
    warrant = outlet.block(item.warrant) if item.warrant else ""
    if warrant:
        label = escape(gettext("From the passage to the answer"))
        warrant = f'<div class="warrant"><h2>{label}</h2>{warrant}</div>'
    return outlet.block(item.explanation) + warrant


def _answer_html(card: Card, language: str) -> str:
    if card.verdict is None:
        return render_inline(card.answer, language)
    return escape(gettext("True") if card.verdict else gettext("False"))


def _choices_html(card: Card, outlet: CardOutlet) -> str:
    entries = "".join(_choice_html(choice, outlet) for choice in card.choices)
    return f'<ol class="choices">{entries}</ol>'


def _choice_html(choice: CardChoice, outlet: CardOutlet) -> str:
    if choice.passage is not None:
        return _passage_html(choice, choice.passage, outlet)
    text = render_inline(choice.text, outlet.bank.language)
    feedback = outlet.block(choice.feedback) if choice.feedback else ""
    if feedback:
        feedback = f'<div class="feedback">{feedback}</div>'
    key = ' class="key"' if choice.correct else ""
    return f'<li{key}><span class="text">{text}</span>{feedback}</li>'


def _passage_html(choice: CardChoice, ref: str, outlet: CardOutlet) -> str:
    said = gettext(_RELATIONS[choice.relation]) if choice.relation else ""
    verdict = f'<div class="feedback">{escape(said)}</div>' if said else ""
    key = ' class="key"' if choice.correct else ""
    return f'<li{key}><div class="text">{outlet.excerpt(ref)}</div>{verdict}</li>'


def _tags(bank: Bank, version: ItemVersion) -> tuple[str, ...]:
    course, item = bank.course.id, version.item
    tags = {
        f"{course}::case::{version.item_id.split('/')[0]}",
        f"{course}::objective::{item.objective}",
        f"{course}::bloom::{item.bloom}",
        *(f"{course}::tag::{tag}" for tag in item.tags),
    }
    if item.status == "withdrawn":
        tags.add(WITHDRAWN_TAG)
    return tuple("_".join(tag.split()) for tag in sorted(tags))


def _link(base_url: str | None, course_id: str, case_id: str) -> str:
    if base_url is None:
        return ""
    address = escape(f"{base_url.rstrip('/')}/c/{course_id}/cases/{case_id}")
    return f'<p class="link"><a href="{address}">{escape(gettext("Open the case"))}</a></p>'
