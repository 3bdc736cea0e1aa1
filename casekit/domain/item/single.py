"""`single`: one right choice among several."""

from fractions import Fraction
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from casekit.domain.item.base import Arrangement, Fields, Response, Sample, single_value
from casekit.domain.item.card import Card
from casekit.domain.item.choice import (
    ChoicesItem,
    card_choices,
    check_one_key,
    letter_at,
    letter_of_key,
    letters,
    position_of,
)


class ChoiceResponse(Response):
    """The letter, within the item version, of the choice picked."""

    letter: str


class SingleItem(ChoicesItem):
    """A question with exactly one right choice. Form field: `choice`, a position from 1."""

    response_type: ClassVar[type[Response]] = ChoiceResponse

    type: Literal["single"]

    @model_validator(mode="after")
    def _has_one_key(self) -> Self:
        check_one_key(self.choices)
        return self

    def read_response(self, fields: Fields, arrangement: Arrangement) -> ChoiceResponse | None:
        """The choice at the posted position."""
        position = single_value(fields, "choice")
        if position is None:
            return None
        return ChoiceResponse(letter=letter_at(position, arrangement))

    def write_response(
        self, answer: ChoiceResponse, arrangement: Arrangement
    ) -> dict[str, list[str]]:
        """The position of the choice."""
        return {"choice": [position_of(answer.letter, arrangement)]}

    def score(self, answer: ChoiceResponse, arrangement: Arrangement) -> Fraction:
        """1 for the key, else 0."""
        return Fraction(self.choice_of(answer.letter).correct)

    def guess_score(self) -> Fraction:
        """One in as many as there are choices."""
        return Fraction(1, len(self.choices))

    def key(self, arrangement: Arrangement) -> ChoiceResponse:
        """The letter of the right choice."""
        return ChoiceResponse(letter=letter_of_key(self.choices))

    def sample_responses(self) -> Sample:
        """Every choice."""
        picked = (ChoiceResponse(letter=letter) for letter in letters(self.choices))
        return Sample("every", tuple(picked))

    def make_card(self) -> Card:
        """The stem with its options; the key on the back."""
        answer = next(choice.text for choice in self.choices if choice.correct)
        return Card(front=self.stem, answer=answer, choices=card_choices(self.choices))
