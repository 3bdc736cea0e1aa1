"""What the course wants remembered: cards of questions, and cards of terms and ideas."""

from dataclasses import dataclass, replace
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from casekit.domain.course import Exhibit
from casekit.domain.item import Card, CardText, Status
from casekit.domain.item.card_lines import fill_gaps
from casekit.domain.source import CitedExcerpt, as_written
from casekit.domain.value import Citation, Flag, Markdown, OneOrMany, Slug, Text, Value
from casekit.domain.version import ItemVersion, digest_of

FRONT, BACK = "front", "back"
_GAP = "gap:"


class TermCard(Value):
    """A card of `cards.yaml`: a term or an idea that is no question.

    Its id shares the namespace of the case's items; the full id is `case/id`.
    """

    id: Slug = Field(description="Stable for ever: results, cards and notes hang on it.")
    front: Markdown = Field(description="What the card asks with: a term, in Markdown.")
    back: Markdown = Field(description="What it answers, in Markdown.")
    reversed: Flag = Field(default=False, description="Also asks the other way round.")
    evidence: Annotated[tuple[Citation, ...], OneOrMany] = Field(
        (), description="Excerpts that prove the key, each as source#excerpt."
    )
    reference: Text | None = Field(
        None, description="A scholarly source, for course knowledge that no excerpt carries."
    )
    tags: Annotated[tuple[Slug, ...], OneOrMany] = ()
    status: Status = "live"
    accept: dict[str, Text] = Field(
        default_factory=dict, description="Warnings silenced, each with a reason."
    )
    was: Slug | None = Field(None, description="The former id of a renamed item.")

    @model_validator(mode="after")
    def _stands_on_something(self) -> Self:
        if not (self.evidence or self.reference):
            raise PydanticCustomError("no-evidence", "no evidence")
        return self


@dataclass(frozen=True)
class Flashcard:
    """A card as every outlet has it: the Anki note, the review in the browser, the printed sheet.

    Attributes:
        card_id: the full id of the item or of the term, `case/id`.
        former_id: the full id before its author renamed it or its case; else `card_id`.
        case_id: the case that it belongs to now.
        card: what it shows; texts are the authors' Markdown.
        explanation: Markdown, None where the card explains itself.
        warrant: Markdown, the step from the passage to the answer.
        evidence: the excerpts that prove it, those that the card's choices show left out.
        passages: the excerpts that its choices show, by which a choice names one.
        exhibit: what is shown with the question.
        reference: inline Markdown of a scholarly source.
        objective: id of the objective that the item serves, None for a term.
        bloom: Bloom's level of the item, None for a term.
        is_reversed: whether it is two cards, the second asking with the back.
        is_withdrawn: whether its author has withdrawn it: it stays in decks, with a banner.
        digest: SHA-256, in hex, of all that it shows.
    """

    card_id: str
    former_id: str
    case_id: str
    card: Card
    digest: str
    explanation: str | None = None
    warrant: str | None = None
    evidence: tuple[CitedExcerpt, ...] = ()
    passages: tuple[CitedExcerpt, ...] = ()
    exhibit: Exhibit | None = None
    reference: str | None = None
    objective: str | None = None
    bloom: str | None = None
    tags: tuple[str, ...] = ()
    is_term: bool = False
    is_reversed: bool = False
    is_withdrawn: bool = False

    @property
    def sides(self) -> tuple[str, ...]:
        """What it can be asked with, each scheduled by itself.

        Its front; its back too where it is reversed; and, where something is missing in it, one
        gap at a time, as `gap:name`.
        """
        if self.card.gaps:
            return tuple(f"{_GAP}{gap.name}" for gap in self.card.gaps)
        return (FRONT, BACK) if self.is_reversed else (FRONT,)

    def ask_with(self, side: str) -> Card:
        """The card as it is asked with one of its sides.

        Raises:
            ValueError: it is not asked with this side.
        """
        if side not in self.sides:
            raise ValueError(f"{self.card_id} is not asked with {side}")
        if side == FRONT:
            return self.card
        if side == BACK:
            return replace(self.card, front=self.card.back or "", back=self.card.front)
        return _ask_for_gap(self.card, side.removeprefix(_GAP))


def _ask_for_gap(card: Card, name: str) -> Card:
    """The card with one gap empty and then filled, what is missing elsewhere filled."""
    asked = next(gap for gap in card.gaps if gap.name == name)
    filled = {gap.name: gap.answer for gap in card.gaps}
    return replace(
        card,
        front=fill_gaps(card.text, {**filled, name: asked.blank}),
        back=fill_gaps(card.text, {**filled, name: f"**{asked.answer}**"}),
        answer=asked.answer,
        gaps=(),
        text="",
    )


def card_of_item(version: ItemVersion, former_case: str) -> Flashcard:
    """The flashcard of an item.

    A card that its author wrote explains itself: the item's explanation belongs to the item's own
    question, which a graded quiz may be keeping back.

    Args:
        version: an item that wants a card.
        former_case: id of its case, the former one where that was renamed.
    """
    version = version.settle(version.arrange_alone())
    item, written = version.item, version.item.card
    if has_own := isinstance(written, CardText):
        card = Card(front=written.front, answer="", back=written.back)
    else:
        card = item.make_card()
    shown = version.passages if card.choices else ()
    return Flashcard(
        card_id=version.item_id,
        former_id=f"{former_case}/{item.was or item.id}",
        case_id=version.item_id.split("/")[0],
        card=card,
        digest=version.digest,
        explanation=None if has_own else item.explanation,
        warrant=None if has_own else item.warrant,
        evidence=tuple(cited for cited in version.proof() if cited not in shown),
        passages=version.passages,
        exhibit=None if has_own else version.exhibit,
        reference=item.reference,
        objective=item.objective,
        bloom=item.bloom,
        tags=item.tags,
        is_withdrawn=item.status == "withdrawn",
    )


def card_of_term(
    term: TermCard, case_id: str, former_case: str, evidence: tuple[CitedExcerpt, ...]
) -> Flashcard:
    """The flashcard of a term.

    Args:
        term: what its author wrote.
        case_id: of its case.
        former_case: the same, or the former one where the case was renamed.
        evidence: the excerpts that it cites, in its order.
    """
    shown = term.model_dump(mode="json", exclude={"id", "accept", "status", "was"})
    return Flashcard(
        card_id=f"{case_id}/{term.id}",
        former_id=f"{former_case}/{term.was or term.id}",
        case_id=case_id,
        card=Card(front=term.front, answer="", back=term.back),
        digest=digest_of({"term": shown, "evidence": [as_written(one) for one in evidence]}),
        evidence=evidence,
        reference=term.reference,
        tags=term.tags,
        is_term=True,
        is_reversed=term.reversed,
        is_withdrawn=term.status == "withdrawn",
    )
