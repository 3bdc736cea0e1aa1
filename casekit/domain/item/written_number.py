"""Numbers in an item's file: a key, which may be an expression, and what it may be off."""

from decimal import Context, Decimal, localcontext
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from casekit.domain.expression import Expression, ExpressionError, parse_expression
from casekit.domain.number import NumberError, read_written_number
from casekit.domain.value import Value, language_of

_FINE = Context(prec=45)
"""Finer than what people write; coarser than a key that is worked out, so that 2 % around a third
of 1,000 reaches 340."""


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


def _read_answer(written: Any, info: ValidationInfo) -> Decimal | Expression:
    """A number; with variables, or where these have errors, an expression too."""
    if isinstance(written, bool) or not isinstance(written, (str, int, Decimal)):
        raise PydanticCustomError("not-a-number", "not a number")
    text = str(written)
    try:
        return read_written_number(text, language_of(info))
    except NumberError as error:
        if not info.data.get("variables", True):
            said: dict[str, Any] = {"reason": error.reason}
            raise PydanticCustomError("not-a-number", "not a number", said) from None
    try:
        return parse_expression(text)
    except ExpressionError as error:
        why: dict[str, Any] = {"reason": error.reason, "word": error.word}
        raise PydanticCustomError("expression", "expression", why) from None


WrittenTolerance = Annotated[
    Tolerance,
    BeforeValidator(_read_tolerance),
    WithJsonSchema({"type": ["number", "string"]}),
]
WrittenAnswer = Annotated[
    Decimal | Expression,
    PlainValidator(_read_answer),
    WithJsonSchema({"type": ["number", "string"]}),
]


def check_key(key: Decimal, tolerance: Tolerance | None) -> None:
    """Refuses a key that could not be hit, or that asks for a tolerance.

    Raises:
        PydanticCustomError: relative-to-zero, tolerance-missing.
    """
    if tolerance is None and has_decimals(key):
        raise PydanticCustomError("tolerance-missing", "tolerance missing")
    if tolerance is not None and tolerance.relative and not key:
        raise PydanticCustomError("relative-to-zero", "relative to zero")


def bounds_around(key: Decimal, tolerance: Tolerance | None) -> tuple[Decimal, Decimal]:
    """The lowest and the highest number that count as right; the key itself always does."""
    if tolerance is None:
        return key, key
    with localcontext(_FINE):
        amount = tolerance.amount * (abs(key) if tolerance.relative else 1)
        return min(key, key - amount), max(key, key + amount)


def write_answer(number: Decimal, language: str) -> str:
    """A number as a student of this language would type it."""
    text = format(number, "f")
    return text.replace(".", ",") if language == "fr" else text


def has_decimals(number: Decimal) -> bool:
    """Whether a number is not whole, however long it is."""
    return number != number.to_integral_value()
