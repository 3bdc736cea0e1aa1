"""`numeric`: a number as typed, right within a tolerance. All arithmetic is exact (Decimal)."""

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from casekit.domain.item.base import (
    Arrangement,
    Card,
    Fault,
    Fields,
    ItemBase,
    Response,
    Sample,
    single_value,
)
from casekit.domain.number import NumberError, Unit, read_number, read_written_number
from casekit.domain.value import Flag, Inline, Number, Value, language_of

FIELD = "number"


class NumberResponse(Response):
    """The text as typed and the language in which it is to be read."""

    text: str
    language: str


class Tolerance(Value):
    """How far from the key a number may lie, bounds included.

    Attributes:
        amount: in the item's unit, or as a fraction of the key when `relative`.
    """

    amount: Decimal
    relative: bool = False


def _read_tolerance(written: Any, info: ValidationInfo) -> Any:
    if isinstance(written, (Tolerance, dict)):
        return written
    text = str(written).strip()
    relative = text.endswith("%")
    try:
        amount = read_written_number(text.removesuffix("%").strip(), language_of(info))
    except NumberError:
        raise PydanticCustomError("not-a-tolerance", "not a tolerance") from None
    if amount < 0:
        raise PydanticCustomError("not-a-tolerance", "not a tolerance")
    return Tolerance(amount=amount / 100 if relative else amount, relative=relative)


WrittenTolerance = Annotated[
    Tolerance,
    BeforeValidator(_read_tolerance),
    WithJsonSchema({"type": ["number", "string"]}),
]


class NumericItem(ItemBase):
    """A question whose answer is a number. Form field: `number`, read in the item's language."""

    response_type: ClassVar[type[Response]] = NumberResponse

    type: Literal["numeric"]
    answer: Number | None = Field(None, description="The key, in the unit below.")
    tolerance: WrittenTolerance | None = Field(
        None, description="0.5 (in the unit) or 2% (of the key), bounds included."
    )
    range: tuple[Number, Number] | None = Field(
        None, description="[lowest, highest] that count as right, instead of a tolerance."
    )
    unit: Inline | None = Field(None, description="Shown beside the field.")
    accept_scale: Flag = Field(False, description='Reads "7,7 milliards" as a number.')
    language: str = Field("en", exclude=True, json_schema_extra={"hidden": True})

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
        if self.tolerance is not None and self.tolerance.relative and not self.answer:
            raise PydanticCustomError("relative-to-zero", "relative to zero")
        low, high = self.bounds()
        if low > high or (self.answer is not None and not low <= self.answer <= high):
            raise PydanticCustomError("range-backward", "range backward")
        exact = self.tolerance is None and self.range is None
        if exact and self.answer is not None and self.answer % 1:
            raise PydanticCustomError("tolerance-missing", "tolerance missing")
        return self

    def bounds(self) -> tuple[Decimal, Decimal]:
        """The lowest and the highest number that earn the points, in the item's unit."""
        if self.range is not None:
            return self.range
        answer = self.answer or Decimal(0)
        if self.tolerance is None:
            return answer, answer
        amount = self.tolerance.amount * (abs(answer) if self.tolerance.relative else 1)
        return answer - amount, answer + amount

    def expected(self) -> Decimal:
        """The key to show: the answer, or the middle of the range when only a range is given."""
        low, high = self.bounds()
        return self.answer if self.answer is not None else (low + high) / 2

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
        low, high = self.bounds()
        return Fraction(low <= value <= high)

    def guess_score(self) -> Fraction:
        """0: nobody hits a number by chance."""
        return Fraction(0)

    def key(self, arrangement: Arrangement) -> NumberResponse:
        """The expected number, written in the item's language."""
        return self._write(self.expected())

    def _write(self, number: Decimal) -> NumberResponse:
        text = format(number, "f")
        return NumberResponse(
            text=text.replace(".", ",") if self.language == "fr" else text, language=self.language
        )

    def sample_responses(self) -> Sample:
        """The lowest and the highest number that earn the points."""
        return Sample("bounds", tuple(self._write(bound) for bound in self.bounds()))

    def make_card(self) -> Card:
        """The stem; the number with its unit on the back."""
        number = self.key(Arrangement())
        return Card(front=self.stem, answer=f"{number.text} {self.unit or ''}".strip())
