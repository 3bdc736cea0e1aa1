"""Choices as authors write them: a plain text is wrong, `correct:` and `wrong:` say so."""

from collections.abc import Mapping, Sequence
from random import Random
from string import ascii_lowercase
from typing import Any

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema, PydanticCustomError

from casekit.domain.item.base import Arrangement, ImpossibleResponseError, ItemBase
from casekit.domain.item.card import CardChoice
from casekit.domain.item.parts import read_place
from casekit.domain.value import Inline, Markdown, Slug, Value, fold_label

MAX_CHOICES = len(ascii_lowercase)


class Choice(Value):
    """One option.

    Attributes:
        id: optional and explicit; lets a later version of the item keep this choice's identity
            when its text changes.
    """

    text: Inline
    correct: bool = False
    feedback: Markdown | None = None
    id: Slug | None = None

    @model_validator(mode="before")
    @classmethod
    def _read_written(cls, written: Any) -> Any:
        if isinstance(written, str):
            return {"text": written}
        if not isinstance(written, Mapping):
            raise PydanticCustomError("not-a-choice", "not a choice")
        verdicts = [word for word in ("correct", "wrong") if word in written]
        if len(verdicts) != 1 or not isinstance(written[verdicts[0]], str):
            raise PydanticCustomError("not-a-choice", "not a choice")
        rest = {name: value for name, value in written.items() if name != verdicts[0]}
        return {**rest, "text": written[verdicts[0]], "correct": verdicts[0] == "correct"}

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The written forms, for editors."""
        text = {"type": "string", "minLength": 1}
        more = {"feedback": text, "id": {"type": "string", "pattern": "^[a-z0-9-]+$"}}
        return {
            "anyOf": [
                text,
                *(
                    {
                        "type": "object",
                        "properties": {verdict: text, **more},
                        "required": [verdict],
                        "additionalProperties": False,
                    }
                    for verdict in ("correct", "wrong")
                ),
            ]
        }


def letters(choices: Sequence[Choice]) -> tuple[str, ...]:
    """The letters of the choices within this version, in the order of the file."""
    return tuple(ascii_lowercase[: len(choices)])


def choice_of(choices: Sequence[Choice], letter: str) -> Choice:
    """The choice of a letter.

    Raises:
        ImpossibleResponseError: there is none.
    """
    known = letters(choices)
    if letter not in known:
        raise ImpossibleResponseError("no such choice")
    return choices[known.index(letter)]


def letter_of_key(choices: Sequence[Choice]) -> str:
    """The letter of the first right choice; there must be one."""
    return next(letter for letter in letters(choices) if choice_of(choices, letter).correct)


def choice_texts(choices: Sequence[Choice]) -> list[tuple[tuple[str | int, ...], str]]:
    """The choices and their feedback, each with its place, as `markdown_texts` has them."""
    texts: list[tuple[tuple[str | int, ...], str]] = []
    for i, choice in enumerate(choices):
        texts.append((("choices", i), choice.text))
        if choice.feedback:
            texts.append((("choices", i, "feedback"), choice.feedback))
    return texts


class ChoicesItem(ItemBase):
    """What the types have in common that offer choices."""

    choices: tuple[Choice, ...] = Field(
        min_length=2, description="Strings are wrong; mark what is right with correct:."
    )

    def arrange(self, random: Random, *, shuffle: bool) -> Arrangement:
        """The order of the choices."""
        order = list(letters(self.choices))
        if shuffle:
            random.shuffle(order)
        return Arrangement(order=tuple(order))

    def choice_of(self, letter: str) -> Choice:
        """The choice of a letter.

        Raises:
            ImpossibleResponseError: this version has no such letter.
        """
        return choice_of(self.choices, letter)

    def markdown_texts(self) -> list[tuple[tuple[str | int, ...], str]]:
        """The common texts, the choices and their feedback."""
        return [*super().markdown_texts(), *choice_texts(self.choices)]


def letter_at(position: str, arrangement: Arrangement) -> str:
    """The letter of the choice shown at a position (from 1), as a form posts it.

    A form posts positions, so that a page does not tell in which order the file has the choices.

    Raises:
        ImpossibleResponseError: no choice was shown there.
    """
    return arrangement.order[read_place(position, len(arrangement.order)) - 1]


def position_of(letter: str, arrangement: Arrangement) -> str:
    """The position (from 1) at which a choice is shown."""
    return str(arrangement.order.index(letter) + 1)


def card_choices(choices: Sequence[Choice]) -> tuple[CardChoice, ...]:
    """The choices as a card shows them."""
    return tuple(CardChoice(c.text, c.correct, c.feedback) for c in choices)


def check_distinct(choices: Sequence[Choice]) -> None:
    """Refuses two choices with one text or one id, and more than there are letters."""
    if len(choices) > MAX_CHOICES:
        raise PydanticCustomError("too-many-choices", "too many", {"limit": MAX_CHOICES})
    for field in ("text", "id"):
        seen: set[str] = set()
        for choice in choices:
            value = getattr(choice, field)
            if value is not None and fold_label(value) in seen:
                raise PydanticCustomError("duplicate-choice", "duplicate", {"choice": value})
            seen |= {fold_label(value)} if value is not None else set()


def check_one_key(choices: Sequence[Choice]) -> None:
    """As `check_distinct`; and refuses any number of right choices but one."""
    check_distinct(choices)
    keys = sum(choice.correct for choice in choices)
    if keys != 1:
        raise PydanticCustomError("not-one-key", "not one key", {"keys": keys})
