"""What every item type has: the common fields, and the five things that a type must say.

To add a type, write one module with a model derived from `ItemBase` that defines `type`,
`response_type` and the methods marked abstract here, name it in the union of the package front, and
write its two template files and its section of the guide.
"""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from casekit.domain.item.card import Card, CardText
from casekit.domain.item.criterion import Criterion
from casekit.domain.value import (
    Citation,
    Flag,
    Markdown,
    Number,
    OneOrMany,
    Slug,
    Text,
    Value,
)

Bloom = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
Status = Literal["draft", "live", "withdrawn"]
ReckoningKind = Literal[
    "net", "exact", "each", "false2", "share", "judged", "gaps", "pairs", "in-order", "in-category"
]

BLOOM_LEVELS: tuple[Bloom, ...] = (
    "remember",
    "understand",
    "apply",
    "analyse",
    "evaluate",
    "create",
)
"""Bloom's levels as revised by Anderson and Krathwohl (2001), lowest first."""

MAX_SAMPLE = 81
"""How many responses a person may be shown at once: all sets of six options, all verdicts on four
passages."""

Fields = Mapping[str, Sequence[str]]
"""What a form posts for one question: field name to its values."""


class ImpossibleResponseError(ValueError):
    """A response that no form of ours can send: a choice or a field that does not exist."""


class Response(Value):
    """What was answered, in the terms of the item version (letters, not positions).

    `recurs` says whether the same few answers are given again and again, so that they are kept.
    """

    recurs: ClassVar[bool] = True


@dataclass(frozen=True)
class Fault:
    """Why a response must be asked again; it never costs a point before the deadline.

    Attributes:
        reason: a word that the outlets turn into a sentence, e.g. `ambiguous`.
        field: the form field that it concerns.
        number: that the sentence names, e.g. the least number of words.
    """

    reason: str
    field: str
    number: int = 0


class Reckoning(NamedTuple):
    """Why an answer earns what it earns, in numbers; the outlets make a sentence of it.

    Attributes:
        kind: what was counted.
        right: how many of it were right, of `total`.
        wrong: how many wrong ones were picked besides.
        partly: how many earned a part.
        share: the fraction that was earned, or that each wrong one cost.
    """

    kind: ReckoningKind
    right: int = 0
    total: int = 0
    wrong: int = 0
    partly: int = 0
    share: Fraction = Fraction(0)


class Sample(NamedTuple):
    """Responses that show how an item scores.

    Attributes:
        kind: `every` complete response that there is; those `named` by the author, when any other
            earns nothing; or the two `bounds` between which everything is earned.
    """

    kind: Literal["every", "named", "bounds"]
    responses: tuple[Response, ...]


class Arrangement(Value):
    """How one attempt lays an item out.

    Attributes:
        order: letters of the choices, or names of the passages, in the order in which they are
            shown; where several parts have choices, each letter with its part, `part:letter`.
        drawn: values drawn for the item's variables.
    """

    order: tuple[str, ...] = ()
    drawn: dict[str, str] = {}


class ItemBase(Value):
    """The fields of every item; `id` is the local one, the full id is `case/id`."""

    response_type: ClassVar[type[Response]]
    card_by_default: ClassVar[bool] = True
    is_its_own_evidence: ClassVar[bool] = False
    asks_all_passages: ClassVar[bool] = False
    """Whether students choose among all excerpts of the case, which a version then pins, where
    the item names no passages of its own."""
    needs_marking: ClassVar[bool] = False
    """Whether only a person can score an answer: until then its score is pending."""

    id: Slug = Field(description="Stable for ever: results, cards and notes hang on it.")
    stem: Markdown = Field(description="The question, in Markdown.")
    evidence: Annotated[tuple[Citation, ...], OneOrMany] = Field(
        (), description="Excerpts that prove the key, each as source#excerpt."
    )
    reference: Text | None = Field(
        None, description="A scholarly source, for course knowledge that no excerpt carries."
    )
    objective: Text = Field(description="Id of a learning objective of course.yaml.")
    bloom: Bloom = Field(description="Bloom's level of what the question asks for.")
    explanation: Markdown = Field(description="Why the key is right; shown with the feedback.")
    warrant: Markdown | None = Field(
        None, description="The step from the passage to the key, when the passage does not say it."
    )
    points: Number = Field(default=Decimal(1), gt=0, le=100)
    hint: Markdown | None = None
    tags: Annotated[tuple[Slug, ...], OneOrMany] = ()
    card: CardText | Flag | None = Field(
        None, description="true, false, or {front:, back:} for the flashcard."
    )
    exhibit: Slug | None = Field(None, description="Id of an exhibit of the case.")
    status: Status = "live"
    accept: dict[str, Text] = Field(
        default_factory=dict, description="Warnings silenced, each with a reason."
    )
    was: Slug | None = Field(None, description="The former id of a renamed item.")

    @model_validator(mode="after")
    def _stands_on_something(self) -> Self:
        if not (self.evidence or self.reference or self.is_its_own_evidence):
            raise PydanticCustomError("no-evidence", "no evidence")
        return self

    def passages(self) -> tuple[str, ...]:
        """The excerpts, as `source#excerpt`, that the question itself shows."""
        return ()

    def citations(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Every excerpt that the item names, with its path of keys, for the checks."""
        return [(("evidence", number), ref) for number, ref in enumerate(self.evidence)]

    def proof(self) -> tuple[str, ...]:
        """The excerpts that prove the key, to be shown with the feedback."""
        return self.evidence

    def with_surroundings(self, passages: Sequence[str], cells: Mapping[str, str]) -> Self:
        """The item as its version knows it; types that ask of nothing around them stay as they are.

        Args:
            passages: the excerpts, as `source#excerpt`, that the question shows.
            cells: exact numbers by the variable that stands for an exhibit's cell.
        """
        return self

    def arrange(self, random: Random, *, shuffle: bool) -> Arrangement:
        """How an attempt lays this item out; types without choices have nothing to arrange."""
        return Arrangement()

    def settle(self, arrangement: Arrangement) -> Self:
        """The item as one attempt shows it: what was drawn stands in its texts and in its key."""
        return self

    @abstractmethod
    def read_response(self, fields: Fields, arrangement: Arrangement) -> Response | None:
        """What a form posted, in the item's own terms; None when nothing was answered.

        Raises:
            ImpossibleResponseError: no form of ours can have sent this.
        """

    @abstractmethod
    def write_response(self, answer: Any, arrangement: Arrangement) -> dict[str, list[str]]:
        """The form fields of an answer, the inverse of `read_response`."""

    def find_fault(self, answer: Any) -> Fault | None:
        """Why the answer must be asked again, or None when it can be scored."""
        return None

    def is_complete(self, answer: Any) -> bool:
        """Whether the answer answers everything that the question asks."""
        return True

    @abstractmethod
    def score(self, answer: Any, arrangement: Arrangement) -> Fraction:
        """The fraction of the points earned, in [0, 1]; an answer with a fault earns 0."""

    def explain_score(self, answer: Any, arrangement: Arrangement) -> Reckoning | None:
        """Why the answer does not earn everything; None where there is nothing to count."""
        return None

    @abstractmethod
    def guess_score(self) -> Fraction:
        """The score expected from the better of random answering and the best blind strategy."""

    def criteria(self) -> tuple[Criterion, ...]:
        """What a person marks an answer for, where only a person can."""
        return ()

    @abstractmethod
    def key(self, arrangement: Arrangement) -> Response:
        """A response that earns everything."""

    def shared_choices(self) -> tuple[str, ...]:
        """Options whose distribution in the class is shown after answering; none elsewhere."""
        return ()

    def choice_made(self, answer: Any) -> str | None:
        """Which of the `shared_choices` an answer took, None where it took none."""
        return None

    def unused_variables(self) -> tuple[str, ...]:
        """Variables that the question draws and never shows."""
        return ()

    def sample_responses(self) -> Sample | None:
        """Responses that show how the item scores; None where they are too many to be read."""
        return None

    @abstractmethod
    def make_card(self) -> Card:
        """The item as a flashcard, when its author wrote none."""

    def has_card(self) -> bool:
        """Whether the item wants a card: what its author said, else what its type does."""
        if self.card is None:
            return self.card_by_default
        return bool(self.card)

    def markdown_texts(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Every authored Markdown text with its path of keys, for the checks."""
        names = ("stem", "explanation", "warrant", "hint")
        texts: list[tuple[tuple[str | int, ...], str]] = [
            ((name,), text) for name in names if (text := getattr(self, name))
        ]
        if isinstance(self.card, CardText):
            texts += [(("card", "front"), self.card.front), (("card", "back"), self.card.back)]
        return texts


def read_lines(text: str) -> str:
    """A text of several lines as typed, its line breaks alike, blank lines around it left out."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()


def single_value(fields: Fields, name: str) -> str | None:
    """The one value of a field, None when it is missing or blank.

    Raises:
        ImpossibleResponseError: several values, or a field that is not `name`.
    """
    if set(fields) - {name}:
        raise ImpossibleResponseError("a field that the question does not have")
    values = fields.get(name, ())
    if len(values) > 1:
        raise ImpossibleResponseError("several values for one field")
    return (values[0].strip() or None) if values else None
