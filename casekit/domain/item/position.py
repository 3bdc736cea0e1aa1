"""`position`: a decision to take and to argue with passages of the case. There is no key."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random
from string import ascii_lowercase
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from casekit.domain.item.base import (
    Arrangement,
    Fault,
    Fields,
    ImpossibleResponseError,
    ItemBase,
    Response,
    read_lines,
)
from casekit.domain.item.card import Card, CardChoice
from casekit.domain.item.pick import read_positions, write_positions
from casekit.domain.value import Citation, Inline, OneOrMany, fold_label

OPTION, FOR, AGAINST, WHY = "option", "for", "against", "why"
MAX_LENGTH = 600
"""Most characters of the sentence that says why."""

MAX_CITED = 10


class PositionResponse(Response):
    """The option taken, by its letter; passages cited, as `source#excerpt`; and the reason.

    Any of them may be missing: an empty text, no passages.
    """

    recurs: ClassVar[bool] = False

    option: str = ""
    cited_for: tuple[str, ...] = ()
    cited_against: tuple[str, ...] = ()
    why: str = ""


class PositionItem(ItemBase):
    """A decision, passages of the case for and against it, and a sentence that says why.

    Form fields: `option` (a position from 1), `for` and `against` (positions of passages, ticked),
    `why` (a text). The order of the passages is that of the arrangement.
    """

    response_type: ClassVar[type[Response]] = PositionResponse
    card_by_default: ClassVar[bool] = False
    is_its_own_evidence: ClassVar[bool] = True
    asks_all_passages: ClassVar[bool] = True

    type: Literal["position"]
    options: tuple[Inline, ...] = Field(
        min_length=2, max_length=8, description="What can be decided."
    )
    cite_for: int = Field(
        1, alias="for", ge=0, le=MAX_CITED, description="Passages to cite for it, at least."
    )
    cite_against: int = Field(
        1, alias="against", ge=0, le=MAX_CITED, description="Passages to cite against it, at least."
    )
    among: Annotated[tuple[Citation, ...], OneOrMany] = Field(
        (), description="Excerpts to choose from; all of the case's when left out."
    )
    _passages: tuple[str, ...] = PrivateAttr(default=())

    @model_validator(mode="after")
    def _has_distinct_options(self) -> Self:
        seen: set[str] = set()
        for number, option in enumerate(self.options):
            if fold_label(option) in seen:
                context = {"text": option, "field": "options", "number": number}
                raise PydanticCustomError("duplicate-option", "duplicate", context)
            seen.add(fold_label(option))
        return self

    @model_validator(mode="after")
    def _has_distinct_passages(self) -> Self:
        for number, ref in enumerate(self.among):
            if ref in self.among[:number]:
                context = {"ref": ref, "field": "among", "number": number}
                raise PydanticCustomError("passage-twice", "twice", context)
        return self

    def passages(self) -> tuple[str, ...]:
        """Those to choose from; none where all of the case's are."""
        return self.among

    def citations(self) -> list[tuple[tuple[str | int, ...], str]]:
        """What is cited as evidence, then the passages to choose from."""
        return [*super().citations(), *((("among", n), ref) for n, ref in enumerate(self.among))]

    def with_surroundings(self, passages: Sequence[str], cells: Mapping[str, str]) -> Self:
        """The item with the excerpts that may be cited."""
        copy = self.model_copy()
        copy._passages = tuple(passages)
        return copy

    def arrange(self, random: Random, *, shuffle: bool) -> Arrangement:
        """The passages in the order of the case; the options always stand as written."""
        return Arrangement(order=self._passages)

    def read_response(self, fields: Fields, arrangement: Arrangement) -> PositionResponse | None:
        """What was chosen, cited and written so far."""
        if set(fields) - {OPTION, FOR, AGAINST, WHY}:
            raise ImpossibleResponseError("a field that the question does not have")
        option = read_positions(fields.get(OPTION, ()), ascii_lowercase[: len(self.options)])
        if len(option) > 1:
            raise ImpossibleResponseError("several options")
        why = fields.get(WHY, ())
        if len(why) > 1:
            raise ImpossibleResponseError("several values for one field")
        answer = PositionResponse(
            option="".join(option),
            cited_for=read_positions(fields.get(FOR, ()), arrangement.order),
            cited_against=read_positions(fields.get(AGAINST, ()), arrangement.order),
            why=read_lines(why[0])[:MAX_LENGTH].rstrip() if why else "",
        )
        return None if answer == PositionResponse() else answer

    def write_response(
        self, answer: PositionResponse, arrangement: Arrangement
    ) -> dict[str, list[str]]:
        """The position of the option, those of the passages, and the text."""
        fields = {
            OPTION: [str(ascii_lowercase.index(answer.option) + 1)] if answer.option else [],
            FOR: write_positions(answer.cited_for, arrangement.order),
            AGAINST: write_positions(answer.cited_against, arrangement.order),
            WHY: [answer.why] if answer.why else [],
        }
        return {name: values for name, values in fields.items() if values}

    def find_fault(self, answer: PositionResponse) -> Fault | None:
        """The first thing that is missing is asked for."""
        if not answer.option:
            return Fault("choose-option", OPTION)
        if len(answer.cited_for) < self.cite_for:
            return Fault("cite-for", FOR, self.cite_for)
        if len(answer.cited_against) < self.cite_against:
            return Fault("cite-against", AGAINST, self.cite_against)
        return None if answer.why else Fault("write-why", WHY)

    def is_complete(self, answer: PositionResponse) -> bool:
        """Whether there is an option, enough passages on both sides, and a sentence."""
        return self.find_fault(answer) is None

    def score(self, answer: PositionResponse, arrangement: Arrangement) -> Fraction:
        """1 when it is complete, whatever is decided; else 0."""
        return Fraction(self.is_complete(answer))

    def guess_score(self) -> Fraction:
        """0: there is nothing to guess, and nobody argues by chance."""
        return Fraction(0)

    def key(self, arrangement: Arrangement) -> PositionResponse:
        """Some complete response; none is better than another."""
        order = arrangement.order
        return PositionResponse(
            option=ascii_lowercase[0],
            cited_for=tuple(sorted(order[: self.cite_for])),
            cited_against=tuple(sorted(order[::-1][: self.cite_against])),
            why="…",
        )

    def option_of(self, letter: str) -> str:
        """The option of a letter.

        Raises:
            IndexError: there is none.
        """
        return self.options[ascii_lowercase.index(letter)]

    def shared_choices(self) -> tuple[str, ...]:
        """The options."""
        return self.options

    def choice_made(self, answer: Any) -> str | None:
        """The option taken."""
        is_ours = isinstance(answer, PositionResponse) and answer.option
        return self.option_of(answer.option) if is_ours else None

    def markdown_texts(self) -> list[tuple[tuple[str | int, ...], str]]:
        """The common texts and the options."""
        options = [(("options", n), text) for n, text in enumerate(self.options)]
        return [*super().markdown_texts(), *options]

    def make_card(self) -> Card:
        """The decision with its options; the back says none of them is right."""
        choices = tuple(
            CardChoice(text=text, correct=False, feedback=None) for text in self.options
        )
        answer = " / ".join(self.options)
        return Card(self.stem, answer, choices, instruction="choose-and-argue")
