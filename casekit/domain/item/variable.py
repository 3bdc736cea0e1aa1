"""Variables of a question: the values that each can take, how they are drawn and shown."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, product
from random import Random
from typing import Any, Self

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema, PydanticCustomError

from casekit.domain.number import plain_number, write_number
from casekit.domain.value import Number, Slug, Text, Value

MAX_VALUES = 10_000
"""Most values that one variable can take."""

MAX_VARIABLES = 8
MAX_TRIED = 2_000
"""Combinations of values up to which each is tried; of more, the corners and so many others."""

ANSWER = "answer"
"""Stands for the key in texts that are shown after answering; no variable is called so."""

_PLACEHOLDER = re.compile(r"\{([A-Za-z_]\w*)\}", re.ASCII)


class Variable(Value):
    """A range with its step, a list of numbers, or a cell of an exhibit of the case.

    Attributes:
        row: its header, which is the first cell, or its number from 1; `column` too.
    """

    start: Number | None = Field(None, alias="from")
    to: Number | None = None
    step: Number = Decimal(1)
    values: tuple[Number, ...] = Field((), json_schema_extra={"hidden": True})
    exhibit: Slug | None = None
    row: Text | None = None
    column: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _read_written(cls, written: Any) -> Any:
        if isinstance(written, list) and written:
            return {"values": written}
        if not isinstance(written, dict) or "values" in written:
            raise PydanticCustomError("not-a-variable", "not a variable")
        return written

    @model_validator(mode="after")
    def _is_one_of_three(self) -> Self:
        fields = frozenset(self.model_fields_set)
        if fields not in _SHAPES:
            raise PydanticCustomError("not-a-variable", "not a variable")
        if not self._runs_forward():
            raise PydanticCustomError("variable-range", "range")
        if len(self.values) > MAX_VALUES or self._is_too_long():
            raise PydanticCustomError("too-many-values", "values", {"most": MAX_VALUES})
        return self

    def _runs_forward(self) -> bool:
        return self.start is None or self.to is None or (self.step > 0 and self.start <= self.to)

    def _is_too_long(self) -> bool:
        if self.start is None or self.to is None:
            return False
        return self.to - self.start >= self.step * MAX_VALUES

    @property
    def count(self) -> int:
        """How many values it can take; 1 for a cell."""
        if self.start is not None and self.to is not None:
            return int((self.to - self.start) // self.step) + 1
        return len(self.values) or 1

    def value_at(self, number: int) -> Decimal:
        """One of its values, counted from 0; a cell's is known to the version alone."""
        if self.start is not None:
            return self.start + number * self.step
        return self.values[number]

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The written forms, for editors."""
        number = {"type": ["number", "string"]}
        text = {"type": ["number", "string"]}
        steps = {"from": number, "to": number, "step": number}
        cell = {"exhibit": text, "row": text, "column": text}
        return {
            "anyOf": [
                _mapping(steps, ["from", "to"]),
                {"type": "array", "items": number, "minItems": 1},
                _mapping(cell, ["exhibit", "row", "column"]),
            ]
        }


_SHAPES = frozenset(
    frozenset(names)
    for names in (
        ("start", "to"),
        ("start", "to", "step"),
        ("values",),
        ("exhibit", "row", "column"),
    )
)

Variables = Mapping[str, Variable]


def _mapping(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def draw(variables: Variables, cells: Mapping[str, str], random: Random) -> dict[str, str]:
    """A value for each variable, as an exact number in text.

    Raises:
        LookupError: a variable stands for a cell that is not among the `cells`.
    """
    return {
        name: cells[name] if each.exhibit else str(each.value_at(random.randrange(each.count)))
        for name, each in variables.items()
    }


def list_combinations(
    variables: Variables, cells: Mapping[str, str]
) -> Iterator[dict[str, Decimal]]:
    """Values to try: all combinations, or the corners and a sample that is always the same."""
    counts = [each.count for each in variables.values()]
    total = 1
    for count in counts:
        total *= count
    if total <= MAX_TRIED:
        places: Iterator[tuple[int, ...]] = product(*map(range, counts))
    else:
        places = _some_places(counts)
    fixed = {name: Decimal(cells[name]) for name, each in variables.items() if each.exhibit}
    for place in places:
        pairs = zip(variables.items(), place, strict=True)
        yield {
            name: fixed[name] if name in fixed else each.value_at(at) for (name, each), at in pairs
        }


def _some_places(counts: list[int]) -> Iterator[tuple[int, ...]]:
    """The corners, each variable's whole range as far as it goes, and a sample."""
    yield from product(*(sorted({0, count - 1}) for count in counts))
    random = Random(0)  # noqa: S311 - a sample to try, the same at every check
    middle = [count // 2 for count in counts]
    for at, count in enumerate(counts):
        for value in islice(range(count), MAX_TRIED // len(counts)):
            yield (*middle[:at], value, *middle[at + 1 :])
    for _ in range(MAX_TRIED):
        yield tuple(random.randrange(count) for count in counts)


def list_placeholders(text: str) -> list[str]:
    """The names that stand in braces in a text."""
    return _PLACEHOLDER.findall(text)


@dataclass(frozen=True)
class Filling:
    """What stands in the place of `{name}`, by name."""

    words: Mapping[str, str]

    @classmethod
    def of(cls, values: Mapping[str, Decimal], language: str) -> Self:
        """Numbers as they stand in a text of a language."""
        return cls({name: write_number(value, language) for name, value in values.items()})

    def fill(self, text: str) -> str:
        """The text with every name that is known replaced."""
        return _PLACEHOLDER.sub(lambda found: self.words.get(found[1], found[0]), text)


def say_values(values: Mapping[str, Decimal]) -> str:
    """Values as an author reads them in a message: `n = 3, m = 0.5`."""
    return ", ".join(f"{name} = {plain_number(value)}" for name, value in values.items())
