"""`multiple`: several choices, one or more of them right."""

from fractions import Fraction
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from casekit.domain.item.base import Arrangement, Fields, Reckoning, Response, Sample
from casekit.domain.item.card import Card
from casekit.domain.item.choice import ChoicesItem, card_choices, check_distinct, letters
from casekit.domain.item.pick import (
    Pick,
    Scoring,
    explain_pick,
    guess_pick,
    list_picks,
    read_picked,
    score_pick,
    write_picked,
)


class ChoicesResponse(Response):
    """The letters, within the item version, of the choices picked, in the order of the file."""

    letters: tuple[str, ...]


class MultipleItem(ChoicesItem):
    """A question with one right choice or more. Form field: `choice`, positions from 1."""

    response_type: ClassVar[type[Response]] = ChoicesResponse
    card_by_default: ClassVar[bool] = False

    type: Literal["multiple"]
    scoring: Scoring = Field("net", description="net, exact, each or false2: how a set earns.")

    @model_validator(mode="after")
    def _has_a_key(self) -> Self:
        check_distinct(self.choices)
        if not self._keys():
            raise PydanticCustomError("no-right-choice", "no right choice")
        return self

    def _keys(self) -> tuple[str, ...]:
        named = zip(letters(self.choices), self.choices, strict=True)
        return tuple(letter for letter, choice in named if choice.correct)

    def read_response(self, fields: Fields, arrangement: Arrangement) -> ChoicesResponse | None:
        """The choices at the posted positions; none of them is no answer."""
        picked = read_picked(fields, arrangement)
        return ChoicesResponse(letters=picked) if picked else None

    def write_response(
        self, answer: ChoicesResponse, arrangement: Arrangement
    ) -> dict[str, list[str]]:
        """The positions of the choices."""
        return write_picked(answer.letters, arrangement)

    def score(self, answer: ChoicesResponse, arrangement: Arrangement) -> Fraction:
        """By the item's rule of scoring."""
        return score_pick(self.scoring, self._pick(answer))

    def _pick(self, answer: ChoicesResponse) -> Pick:
        right = sum(self.choice_of(letter).correct for letter in answer.letters)
        wrong = len(answer.letters) - right
        return Pick(len(self.choices), len(self._keys()), right, wrong)

    def explain_score(self, answer: ChoicesResponse, arrangement: Arrangement) -> Reckoning | None:
        """How many keys were picked, and how many others."""
        return explain_pick(self.scoring, self._pick(answer))

    def guess_score(self) -> Fraction:
        """What blind ticking of the best number of choices is expected to earn."""
        return guess_pick(self.scoring, len(self.choices), len(self._keys()))

    def key(self, arrangement: Arrangement) -> ChoicesResponse:
        """The letters of all right choices."""
        return ChoicesResponse(letters=self._keys())

    def sample_responses(self) -> Sample | None:
        """Every set of choices."""
        picks = list_picks(letters(self.choices))
        if picks is None:
            return None
        return Sample("every", tuple(ChoicesResponse(letters=picked) for picked in picks))

    def make_card(self) -> Card:
        """The stem with its options; the keys on the back."""
        answer = ", ".join(self.choice_of(letter).text for letter in self._keys())
        choices = card_choices(self.choices)
        return Card(front=self.stem, answer=answer, choices=choices, instruction="tick-all")
