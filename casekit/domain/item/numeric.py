"""`numeric`: a number as typed, right within a tolerance. All arithmetic is exact (Decimal)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, PrivateAttr, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from casekit.domain.expression import Expression, ExpressionError, is_name, round_half_up
from casekit.domain.item.base import (
    Arrangement,
    Fault,
    Fields,
    ItemBase,
    Response,
    Sample,
    single_value,
)
from casekit.domain.item.card import Card, CardText
from casekit.domain.item.variable import (
    ANSWER,
    MAX_VARIABLES,
    Filling,
    Variable,
    draw,
    list_combinations,
    list_placeholders,
    say_values,
)
from casekit.domain.item.written_number import (
    WrittenAnswer,
    WrittenTolerance,
    bounds_around,
    check_key,
    has_decimals,
    write_answer,
)
from casekit.domain.number import NumberError, Unit, plain_number, read_number, write_number
from casekit.domain.value import Flag, Inline, Number, language_of

FIELD = "number"

_MAX_PLACES = 40
"""Decimals at most of a key that is worked out."""


class NumberResponse(Response):
    """The text as typed and the language in which it is to be read."""

    text: str
    language: str


class NumericItem(ItemBase):
    """A question whose answer is a number. Form field: `number`, read in the item's language.

    With variables, each attempt draws its own values; `settle` gives the question without any.
    """

    response_type: ClassVar[type[Response]] = NumberResponse

    type: Literal["numeric"]
    variables: dict[str, Variable] = Field(
        {}, description="Drawn for each attempt: a range, a list, or a cell of an exhibit."
    )
    answer: WrittenAnswer | None = Field(
        None, description="The key, in the unit below; with variables also n * 20."
    )
    tolerance: WrittenTolerance | None = Field(
        None, description="0.5 (in the unit) or 2% (of the key), bounds included."
    )
    range: tuple[Number, Number] | None = Field(
        None, description="[lowest, highest] that count as right, instead of a tolerance."
    )
    unit: Inline | None = Field(None, description="Shown beside the field.")
    accept_scale: Flag = Field(False, description='Reads "7,7 milliards" as a number.')
    language: str = Field("en", exclude=True, json_schema_extra={"hidden": True})
    _cells: Mapping[str, str] = PrivateAttr(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _learn_language(cls, written: Any, info: ValidationInfo) -> Any:
        if isinstance(written, dict) and "language" not in written:
            return {**written, "language": language_of(info)}
        raise PydanticCustomError("unknown-key", "unknown key", {"key": "language"})

    @model_validator(mode="after")
    def _can_be_scored(self) -> Self:
        if self.answer is None and self.range is None:
            raise PydanticCustomError("no-answer", "no answer")
        if self.tolerance is not None and self.range is not None:
            raise PydanticCustomError("tolerance-and-range", "tolerance and range")
        if self.variables:
            self._check_variables()
        else:
            self._check_key()
        return self

    def _check_key(self) -> None:
        """Whether the key can be scored, once it is a number."""
        low, high = self.bounds()
        if low > high or (isinstance(self.answer, Decimal) and not low <= self.answer <= high):
            raise PydanticCustomError("range-backward", "range backward")
        if self.range is None and isinstance(self.answer, Decimal):
            check_key(self.answer, self.tolerance)

    def _check_variables(self) -> None:
        if self.range is not None:
            raise PydanticCustomError("variables-and-range", "variables and range")
        if len(self.variables) > MAX_VARIABLES:
            context: dict[str, Any] = {"most": MAX_VARIABLES}
            raise PydanticCustomError("too-many-variables", "too many variables", context)
        for name in self.variables:
            if name == ANSWER or not is_name(name):
                context = {"word": name[:40], "field": "variables", "number": name}
                raise PydanticCustomError("variable-name", "variable name", context)
        self._check_names()
        if not any(each.exhibit for each in self.variables.values()):
            self.check_combinations()

    def _check_names(self) -> None:
        """Whether every name in the answer and in the texts is that of a variable."""
        known = ", ".join(self.variables)
        for name in sorted(self._names()):
            if name not in self.variables:
                context = {"word": name, "known": known, "field": "answer"}
                raise PydanticCustomError("unknown-variable", "unknown variable", context)
        for name in list_placeholders(self.unit or ""):
            context = {"word": name, "field": "unit"}
            raise PydanticCustomError("name-in-unit", "name in unit", context)
        for field, text, allowed in self._shown_texts():
            for name in list_placeholders(text):
                if name not in allowed:
                    context = {"word": name, "known": ", ".join(allowed), "field": field}
                    raise PydanticCustomError("unknown-placeholder", "unknown", context)

    def _names(self) -> frozenset[str]:
        return self.answer.names if isinstance(self.answer, Expression) else frozenset()

    def _shown_texts(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """Field, text and the names that may stand in it; the key only after answering."""
        names = tuple(self.variables)
        after = (*names, ANSWER)
        allowed = {"stem": names, "hint": names}
        fields = {**allowed, "explanation": after, "warrant": after}
        texts = [(key, getattr(self, key), may) for key, may in fields.items()]
        if isinstance(self.card, CardText):
            texts += [("card", self.card.front, names), ("card", self.card.back, after)]
        return [(key, text, may) for key, text, may in texts if text]

    def check_combinations(self) -> None:
        """Tries the values that can be drawn, all of them or a fair part.

        Raises:
            PydanticCustomError: for one of them the key cannot be worked out, or not be scored.
        """
        for values in list_combinations(self.variables, self._cells):
            context: dict[str, Any] = {"values": say_values(values), "field": "answer"}
            try:
                key = self._work_out(values)
            except ExpressionError as error:
                context["reason"] = error.reason
                raise PydanticCustomError("combination", "combination", context) from None
            if not key and self.tolerance is not None and self.tolerance.relative:
                context["reason"] = "relative-to-zero"
                raise PydanticCustomError("combination", "combination", context)
            if has_decimals(key) and self.tolerance is None:
                context["result"] = str(plain_number(round_half_up(key, 4)))
                raise PydanticCustomError("combination-decimals", "decimals", context)

    def _work_out(self, values: Mapping[str, Decimal]) -> Decimal:
        if isinstance(self.answer, Expression):
            return self.answer.evaluate(values)
        return self.answer or Decimal(0)

    def with_surroundings(self, passages: Sequence[str], cells: Mapping[str, str]) -> Self:
        """The item with the numbers of the cells that its variables stand for."""
        if not cells:
            return self
        copy = self.model_copy()
        copy._cells = dict(cells)
        return copy

    def arrange(self, random: Random, *, shuffle: bool) -> Arrangement:
        """The values drawn, whether anything is shuffled or not."""
        if not self.variables:
            return Arrangement()
        return Arrangement(drawn=draw(self.variables, self._cells, random))

    def settle(self, arrangement: Arrangement) -> Self:
        """The question with the values of an arrangement in its texts and with its key in numbers.

        Raises:
            KeyError: the arrangement has no value for a variable.
        """
        if not self.variables:
            return self
        values = {name: Decimal(arrangement.drawn[name]) for name in self.variables}
        key = self._settle_key(self._work_out(values))
        filling = Filling.of({**values, ANSWER: key}, self.language)
        names = ("stem", "explanation", "warrant", "hint")
        texts = {name: filling.fill(text) for name in names if (text := getattr(self, name))}
        card = self.card
        if isinstance(card, CardText):
            card = CardText(front=filling.fill(card.front), back=filling.fill(card.back))
        return self.model_copy(update={**texts, "answer": key, "card": card, "variables": {}})

    def _settle_key(self, key: Decimal) -> Decimal:
        """The key with two decimals at most, and more where fewer would not be within bounds."""
        if not has_decimals(key):
            return round_half_up(key, 0)
        low, high = bounds_around(key, self.tolerance)
        for places in range(2, _MAX_PLACES):
            rounded = round_half_up(key, places)
            if low <= rounded <= high:
                return plain_number(rounded)
        return key

    def unused_variables(self) -> tuple[str, ...]:
        """Variables that the stem does not show."""
        shown = list_placeholders(self.stem)
        return tuple(name for name in self.variables if name not in shown)

    def bounds(self) -> tuple[Decimal, Decimal]:
        """The lowest and the highest number that earn the points, in the item's unit."""
        if self.range is not None:
            return self.range
        key = self.answer if isinstance(self.answer, Decimal) else Decimal(0)
        return bounds_around(key, self.tolerance)

    def expected(self) -> Decimal:
        """The key to show: the answer, or the middle of the range when only a range is given."""
        low, high = self.bounds()
        return self.answer if isinstance(self.answer, Decimal) else (low + high) / 2

    def read_response(self, fields: Fields, arrangement: Arrangement) -> NumberResponse | None:
        """The text as typed; whether it is a number is said by `find_fault`."""
        text = single_value(fields, FIELD)
        return None if text is None else NumberResponse(text=text[:200], language=self.language)

    def write_response(
        self, answer: NumberResponse, arrangement: Arrangement
    ) -> dict[str, list[str]]:
        """The text as it was typed."""
        return {FIELD: [answer.text]}

    def _read(self, answer: NumberResponse) -> Decimal:
        unit = Unit(self.unit or "", self.accept_scale)
        return read_number(answer.text, answer.language, unit)

    def find_fault(self, answer: NumberResponse) -> Fault | None:
        """A text that is no number, or has two readings, or another unit, is asked again."""
        try:
            self._read(answer)
        except NumberError as error:
            return Fault(error.reason, FIELD)
        return None

    def score(self, answer: NumberResponse, arrangement: Arrangement) -> Fraction:
        """1 within the bounds, else 0; an unreadable text earns 0 and is never guessed at."""
        try:
            value = self._read(answer)
        except NumberError:
            return Fraction(0)
        low, high = self._bounds_under(arrangement)
        return Fraction(low <= value <= high)

    def _bounds_under(self, arrangement: Arrangement) -> tuple[Decimal, Decimal]:
        """The bounds around the key itself, which is shown rounded."""
        if not self.variables:
            return self.bounds()
        values = {name: Decimal(arrangement.drawn[name]) for name in self.variables}
        return bounds_around(self._work_out(values), self.tolerance)

    def guess_score(self) -> Fraction:
        """0: nobody hits a number by chance."""
        return Fraction(0)

    def key(self, arrangement: Arrangement) -> NumberResponse:
        """The expected number, written in the item's language."""
        return self._write(self.settle(arrangement).expected())

    def _write(self, number: Decimal) -> NumberResponse:
        return NumberResponse(text=write_answer(number, self.language), language=self.language)

    def sample_responses(self) -> Sample:
        """The lowest and the highest number that earn the points."""
        return Sample("bounds", tuple(self._write(bound) for bound in self.bounds()))

    def markdown_texts(self) -> list[tuple[tuple[str | int, ...], str]]:
        """The common texts and the unit."""
        return super().markdown_texts() + ([(("unit",), self.unit)] if self.unit else [])

    def make_card(self) -> Card:
        """The stem; the number with its unit on the back."""
        return Card(front=self.stem, answer=self._show(self.expected()))

    def _show(self, number: Decimal) -> str:
        return f"{write_number(number, self.language)} {self.unit or ''}".strip()
