"""`true-false`: a statement that is true or false."""

from fractions import Fraction
from typing import ClassVar, Literal

from pydantic import Field

from casekit.domain.item.base import (
    Arrangement,
    Fields,
    ImpossibleResponseError,
    ItemBase,
    Response,
    Sample,
    single_value,
)
from casekit.domain.item.card import Card
from casekit.domain.value import Flag, Markdown

FIELD = "choice"
_POSITIONS = {"1": True, "2": False}


class TruthResponse(Response):
    """What the statement was said to be."""

    value: bool


class TrueFalseItem(ItemBase):
    """A statement to judge. Form field: `choice`, 1 for true, 2 for false, never shuffled."""

    response_type: ClassVar[type[Response]] = TruthResponse

    type: Literal["true-false"]
    answer: Flag = Field(description="Whether the statement is true.")
    feedback: Markdown | None = Field(None, description="Shown to those who answered wrongly.")

    def read_response(self, fields: Fields, arrangement: Arrangement) -> TruthResponse | None:
        """True at position 1, false at position 2."""
        position = single_value(fields, FIELD)
        if position is None:
            return None
        if position not in _POSITIONS:
            raise ImpossibleResponseError("neither true nor false")
        return TruthResponse(value=_POSITIONS[position])

    def write_response(
        self, answer: TruthResponse, arrangement: Arrangement
    ) -> dict[str, list[str]]:
        """The position."""
        return {FIELD: ["1" if answer.value else "2"]}

    def score(self, answer: TruthResponse, arrangement: Arrangement) -> Fraction:
        """1 or 0."""
        return Fraction(answer.value == self.answer)

    def guess_score(self) -> Fraction:
        """One in two."""
        return Fraction(1, 2)

    def key(self, arrangement: Arrangement) -> TruthResponse:
        """What the statement is."""
        return TruthResponse(value=self.answer)

    def sample_responses(self) -> Sample:
        """True and false."""
        return Sample("every", (TruthResponse(value=True), TruthResponse(value=False)))

    def make_card(self) -> Card:
        """The statement; what it is on the back."""
        return Card(
            front=self.stem,
            answer=str(self.answer).lower(),
            verdict=self.answer,
            instruction="true-or-false",
        )

    def markdown_texts(self) -> list[tuple[tuple[str | int, ...], str]]:
        """The common texts and the feedback."""
        texts = super().markdown_texts()
        return [*texts, (("feedback",), self.feedback)] if self.feedback else texts
