"""`essay`: a text that a person marks by a rubric."""

from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from casekit.domain.item.base import (
    Arrangement,
    Fault,
    Fields,
    ItemBase,
    Response,
    read_lines,
    single_value,
)
from casekit.domain.item.card import Card
from casekit.domain.item.criterion import MOST_POINTS, Criterion
from casekit.domain.source import count_words
from casekit.domain.value import Markdown, Value

FIELD = "text"
MAX_LENGTH = 20_000
"""Most characters of a text; the field takes no more, so that nothing is lost."""


class EssayResponse(Response):
    """The text as typed, its line breaks kept."""

    recurs: ClassVar[bool] = False

    text: str


class WordLimits(Value):
    """How long a text may be, in words, bounds included; either may be missing."""

    min: int | None = Field(None, ge=1, le=5000)
    max: int | None = Field(None, ge=1, le=5000)

    @model_validator(mode="after")
    def _run_forward(self) -> Self:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise PydanticCustomError("words-backward", "words backward")
        return self


class EssayItem(ItemBase):
    """A question that is answered by a text. Form field: `text`, of several lines.

    It is worth the points of its rubric.
    """

    response_type: ClassVar[type[Response]] = EssayResponse
    card_by_default: ClassVar[bool] = False
    needs_marking: ClassVar[bool] = True

    type: Literal["essay"]
    rubric: tuple[Criterion, ...] = Field(
        min_length=1, description="What is marked: {criterion:, points:, levels: [...]}."
    )
    sample: Markdown | None = Field(
        None, description="A text that earns all points; shown with the feedback."
    )
    words: WordLimits = Field(WordLimits(), description="{min:, max:}: how long the text is.")

    @model_validator(mode="after")
    def _is_worth_its_rubric(self) -> Self:
        total = sum((each.points for each in self.rubric), Decimal(0))
        if total > MOST_POINTS:
            context = {"total": str(total), "most": MOST_POINTS}
            raise PydanticCustomError("rubric-too-large", "too large", context)
        if "points" not in self.model_fields_set:
            return self.model_copy(update={"points": total})
        if self.points != total:
            context = {"points": str(self.points), "total": str(total)}
            raise PydanticCustomError("points-and-rubric", "points and rubric", context)
        return self

    def criteria(self) -> tuple[Criterion, ...]:
        """Its rubric."""
        return self.rubric

    def read_response(self, fields: Fields, arrangement: Arrangement) -> EssayResponse | None:
        """The text as typed."""
        text = read_lines(single_value(fields, FIELD) or "")
        return EssayResponse(text=text[:MAX_LENGTH].rstrip()) if text else None

    def write_response(
        self, answer: EssayResponse, arrangement: Arrangement
    ) -> dict[str, list[str]]:
        """The text as it was typed."""
        return {FIELD: [answer.text]}

    def count(self, text: str) -> int:
        """Words of a text, as its limits count them."""
        return count_words(text)

    def find_fault(self, answer: EssayResponse) -> Fault | None:
        """A text that is shorter or longer than it may be is asked again."""
        count, limits = count_words(answer.text), self.words
        if limits.min is not None and count < limits.min:
            return Fault("too-short", FIELD, limits.min)
        if limits.max is not None and count > limits.max:
            return Fault("too-long", FIELD, limits.max)
        return None

    def score(self, answer: Any, arrangement: Arrangement) -> Fraction:
        """0: nobody but a person scores it."""
        return Fraction(0)

    def guess_score(self) -> Fraction:
        """0: nobody writes a text by chance."""
        return Fraction(0)

    def key(self, arrangement: Arrangement) -> EssayResponse:
        """The sample; without one, nothing."""
        return EssayResponse(text=self.sample or "")

    def make_card(self) -> Card:
        """The stem; what is marked on the back."""
        return Card(front=self.stem, answer=" · ".join(each.criterion for each in self.rubric))

    def markdown_texts(self) -> list[tuple[tuple[str | int, ...], str]]:
        """The common texts, what is marked with its levels, and the sample."""
        texts = super().markdown_texts()
        for number, each in enumerate(self.rubric):
            path = ("rubric", number)
            texts.append(((*path, "criterion"), each.criterion))
            texts += [((*path, "levels", n), text) for n, text in enumerate(each.levels)]
        return texts + ([(("sample",), self.sample)] if self.sample else [])
