"""An item as a flashcard: what it asks and what it answers, in the authors' Markdown."""

from dataclasses import dataclass
from typing import Literal

from casekit.domain.value import Markdown, Value

Relation = Literal["supports", "contradicts", "neither"]
Instruction = Literal[
    "tick-all",
    "true-or-false",
    "which-support",
    "what-each-does",
    "fill-gaps",
    "match-each",
    "put-in-order",
    "sort-each",
    "choose-and-argue",
]

RELATIONS: tuple[Relation, ...] = ("supports", "contradicts", "neither")
"""What a passage can do to a claim."""


class CardText(Value):
    """A card whose two sides its author wrote."""

    front: Markdown
    back: Markdown


@dataclass(frozen=True)
class CardChoice:
    """An option on a card.

    Attributes:
        passage: `source#excerpt` of the passage to show instead of the text.
        relation: what the passage does, where each of them is to be judged.
    """

    text: str
    correct: bool
    feedback: str | None
    passage: str | None = None
    relation: Relation | None = None


@dataclass(frozen=True)
class CardGap:
    """Something that is missing in the text of a card; `[[name]]` stands for it there.

    Attributes:
        answer: inline Markdown of what belongs there, with its unit.
        hint: inline Markdown of what may be seen beforehand: its unit, or its choices.
        blank: Markdown of the gap as long as it is empty.
    """

    name: str
    answer: str
    blank: str
    hint: str | None = None


@dataclass(frozen=True)
class Card:
    """An item as a flashcard.

    Attributes:
        front: Markdown of the question.
        answer: inline Markdown of the right answer.
        back: Markdown of the solution, where it takes more than a line.
        choices: the options to show on the front, none for a card of pure recall.
        verdict: whether a statement is true, for the outlet to say in words.
        instruction: what to do, for the outlet to say in words below the question.
        gaps: what is missing in `text`, each of which can be asked by itself, the others filled;
            front and back then are the text with all of them empty, and with all of them filled.
        text: Markdown with `[[name]]` where something is missing.
    """

    front: str
    answer: str
    choices: tuple[CardChoice, ...] = ()
    verdict: bool | None = None
    instruction: Instruction | None = None
    back: str | None = None
    gaps: tuple[CardGap, ...] = ()
    text: str = ""
