"""A gap of a text: what counts as right in it."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Self

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema, PydanticCustomError

from casekit.domain.item.card_lines import escape_markup
from casekit.domain.item.choice import (
    Choice,
    check_one_key,
    choice_of,
    choice_texts,
    letter_of_key,
    letters,
)
from casekit.domain.item.short_text import Answer, best_answer, check_answers, find_answer
from casekit.domain.item.written_number import (
    WrittenTolerance,
    bounds_around,
    check_key,
    write_answer,
)
from casekit.domain.number import NumberError, Unit, read_number, write_number
from casekit.domain.value import Inline, Number, Value

_LONG = 12
"""Characters from which on the answer of a gap counts as long: the field is wider."""


class Gap(Value):
    """What fills one gap: words, a number, or one choice among several.

    Attributes:
        texts: those that earn something, written as a list without a key.
    """

    texts: tuple[Answer, ...] = Field((), json_schema_extra={"hidden": True})
    answer: Number | None = None
    tolerance: WrittenTolerance | None = None
    unit: Inline | None = None
    choices: tuple[Choice, ...] | None = Field(None, min_length=2)

    @model_validator(mode="before")
    @classmethod
    def _read_written(cls, written: Any) -> Any:
        if isinstance(written, str):
            return {"texts": (written,)}
        if isinstance(written, (list, tuple)) and written:
            return {"texts": written}
        if not isinstance(written, Mapping) or "texts" in written:
            raise PydanticCustomError("not-a-gap", "not a gap")
        return written

    @model_validator(mode="after")
    def _has_one_kind_of_answer(self) -> Self:
        kinds = (bool(self.texts), self.answer is not None, self.choices is not None)
        if sum(kinds) != 1:
            raise PydanticCustomError("not-a-gap", "not a gap")
        if self.answer is None and (self.tolerance is not None or self.unit is not None):
            raise PydanticCustomError("not-a-gap", "not a gap")
        if self.texts:
            check_answers(self.texts, keeps_accents=False)
        if self.choices is not None:
            check_one_key(self.choices)
        if self.answer is not None:
            check_key(self.answer, self.tolerance)
        return self

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The written forms, for editors."""
        text, number = {"type": "string", "minLength": 1}, {"type": ["number", "string"]}
        scored = {"text": text, "score": text, "feedback": text}
        option = {"correct": text, "wrong": text, "feedback": text, "id": text}
        return {
            "anyOf": [
                {"type": "array", "minItems": 1, "items": {"anyOf": [text, _keys(scored, "text")]}},
                _keys({"answer": number, "tolerance": number, "unit": text}, "answer"),
                _keys(
                    {"choices": {"type": "array", "items": {"anyOf": [text, _keys(option)]}}},
                    "choices",
                ),
            ]
        }

    @property
    def is_number(self) -> bool:
        """Whether a number is to be typed."""
        return self.answer is not None

    @property
    def width(self) -> str:
        """How wide its field is: a class of lengths, which does not tell the answer."""
        if self.is_number:
            return "narrow"
        return "broad" if any(len(answer.text) > _LONG for answer in self.texts) else "middling"

    def letters(self) -> tuple[str, ...]:
        """The letters of its choices; none where something is typed."""
        return letters(self.choices or ())

    def choice_of(self, letter: str) -> Choice:
        """The choice of a letter.

        Raises:
            ImpossibleResponseError: there is none.
        """
        return choice_of(self.choices or (), letter)

    def find_text(self, text: str) -> Answer | None:
        """The accepted text that a typed one is, None when it is none of them."""
        return find_answer(self.texts, text, keeps_accents=False)

    def read_number(self, text: str, language: str) -> Decimal | None:
        """The number typed, None where none is asked for.

        Raises:
            NumberError: it is not one number.
        """
        return read_number(text, language, Unit(self.unit or "")) if self.is_number else None

    def bounds(self) -> tuple[Decimal, Decimal]:
        """The lowest and the highest number that count as right."""
        return bounds_around(self.answer or Decimal(0), self.tolerance)

    def score(self, value: str, language: str) -> Fraction:
        """What a typed text, or the letter of a choice, earns out of 1."""
        if self.choices is not None:
            return Fraction(self.choice_of(value).correct)
        if self.is_number:
            return self._score_number(value, language)
        found = self.find_text(value)
        return Fraction(found.score) if found else Fraction(0)

    def _score_number(self, value: str, language: str) -> Fraction:
        try:
            number = self.read_number(value, language)
        except NumberError:
            return Fraction(0)
        low, high = self.bounds()
        return Fraction(number is not None and low <= number <= high)

    def guess_score(self) -> Fraction:
        """One in as many as there are choices; 0 where something is typed."""
        return Fraction(1, len(self.choices)) if self.choices else Fraction(0)

    def feedback_on(self, value: str) -> str | None:
        """What is said to those who typed a text, or picked a choice by its letter."""
        found = self.choice_of(value) if self.choices else self.find_text(value)
        return found.feedback if found else None

    def key(self, language: str) -> str:
        """What earns everything: the first such text, the number, or a letter."""
        if self.choices is not None:
            return letter_of_key(self.choices)
        if self.answer is not None:
            return write_answer(self.answer, language)
        return best_answer(self.texts)

    def say_key(self, language: str) -> str:
        """The right answer as inline Markdown, a number with its unit."""
        key = self.key(language)
        if self.choices is not None:
            return self.choice_of(key).text
        if self.answer is not None:
            key = write_number(self.answer, language)
        return f"{escape_markup(key)} {self.unit or ''}".strip()

    def markdown_texts(self) -> list[tuple[tuple[str | int, ...], str]]:
        """The texts of its choices, its unit, and what is said to those who gave an answer."""
        texts: list[tuple[tuple[str | int, ...], str]] = []
        if self.unit:
            texts.append((("unit",), self.unit))
        for number, answer in enumerate(self.texts):
            if answer.feedback:
                texts.append(((number, "feedback"), answer.feedback))
        return [*texts, *choice_texts(self.choices or ())]


def _keys(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    mapping = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**mapping, "required": list(required)} if required else mapping
