"""`single`: one right choice among several."""

from fractions import Fraction
from random import Random
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from casekit.domain.item.base import (
    Arrangement,
    Card,
    Fields,
    ImpossibleResponseError,
    ItemBase,
    Response,
    single_value,
)
from casekit.domain.item.choice import (
    Choice,
    arrange_choices,
    card_choices,
    check_distinct,
    letter_at,
    letters,
    position_of,
)


class ChoiceResponse(Response):
    """The letter, within the item version, of the choice picked."""

    letter: str


class SingleItem(ItemBase):
    """A question with exactly one right choice. Form field: `choice`, a position from 1."""

    response_type: ClassVar[type[Response]] = ChoiceResponse

    type: Literal["single"]
    choices: tuple[Choice, ...] = Field(
        min_length=2, description="Strings are wrong; mark the right one with correct:."
    )

    @model_validator(mode="after")
    def _has_one_key(self) -> Self:
        check_distinct(self.choices)
        keys = sum(choice.correct for choice in self.choices)
        if keys != 1:
            raise PydanticCustomError("not-one-key", "not one key", {"keys": keys})
        return self

    def arrange(self, random: Random, *, shuffle: bool) -> Arrangement:
        """The order of the choices."""
        return arrange_choices(self.choices, random, shuffle=shuffle)

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

    def choice_of(self, letter: str) -> Choice:
        """The choice of a letter.

        Raises:
            ImpossibleResponseError: this version has no such letter.
        """
        known = letters(self.choices)
        if letter not in known:
            raise ImpossibleResponseError("no such choice")
        return self.choices[known.index(letter)]

    def score(self, answer: ChoiceResponse, arrangement: Arrangement) -> Fraction:
        """1 for the key, else 0."""
        return Fraction(self.choice_of(answer.letter).correct)

    def guess_score(self) -> Fraction:
        """One in as many as there are choices."""
        return Fraction(1, len(self.choices))

    def key(self, arrangement: Arrangement) -> ChoiceResponse:
        """The letter of the right choice."""
        right = next(i for i, choice in enumerate(self.choices) if choice.correct)
        return ChoiceResponse(letter=letters(self.choices)[right])

    def make_card(self) -> Card:
        """The stem with its options; the key on the back."""
        answer = next(choice.text for choice in self.choices if choice.correct)
        return Card(front=self.stem, answer=answer, choices=card_choices(self.choices))

    def markdown_texts(self) -> list[tuple[tuple[str | int, ...], str]]:
        """The common texts, the choices and their feedback."""
        texts = super().markdown_texts()
        for i, choice in enumerate(self.choices):
            texts.append((("choices", i), choice.text))
            if choice.feedback:
                texts.append((("choices", i, "feedback"), choice.feedback))
        return texts
