"""`short-text`: a few words as typed, compared with those that count as right."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema, PydanticCustomError

from casekit.domain.item.base import (
    Arrangement,
    Fields,
    ItemBase,
    Reckoning,
    Response,
    Sample,
    single_value,
)
from casekit.domain.item.card import Card
from casekit.domain.item.card_lines import escape_markup
from casekit.domain.source import fold_text
from casekit.domain.value import Markdown, Share, Text, Value

FIELD = "text"
MAX_LENGTH = 200

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_CLOSING = " .,;:!?…"


class TextResponse(Response):
    """The text as typed."""

    text: str


class Answer(Value):
    """A text that earns something.

    Attributes:
        score: the fraction of the points that it earns.
        feedback: shown to those who wrote it.
    """

    text: Text
    score: Annotated[Share, Field(gt=0)] = Decimal(1)
    feedback: Markdown | None = None

    @model_validator(mode="before")
    @classmethod
    def _read_written(cls, written: Any) -> Any:
        return {"text": written} if isinstance(written, str) else written

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The written forms, for editors."""
        text = {"type": "string", "minLength": 1}
        share = {"type": "string", "pattern": r"^\d{1,3}([.,]\d+)? ?%$"}
        keys = {"text": text, "score": share, "feedback": text}
        mapping = {"type": "object", "properties": keys, "required": ["text"]}
        return {"anyOf": [text, {**mapping, "additionalProperties": False}]}


def fold_answer(text: str, *, keeps_accents: bool) -> str:
    """The form in which answers are compared.

    NFKC and case-folded; white space, quotes and dashes each alike; without closing punctuation
    and without quotes around it; without accents, œ as oe and æ as ae, unless they are to be kept.
    """
    plain = unicodedata.normalize("NFKC", fold_text(text)).casefold().translate(_DASHES)
    if not keeps_accents:
        plain = _ACCENTS.sub("", unicodedata.normalize("NFD", plain.translate(_LIGATURES)))
    plain = fold_text(unicodedata.normalize("NFKC", plain))
    return plain.rstrip(_CLOSING).strip('"').strip().rstrip(_CLOSING) or plain


def check_answers(answers: Sequence[Answer], *, keeps_accents: bool) -> None:
    """Refuses answers of which none earns everything, or two are the same."""
    if not any(answer.score == 1 for answer in answers):
        raise PydanticCustomError("no-full-answer", "no full answer")
    seen: set[str] = set()
    for number, answer in enumerate(answers):
        folded = fold_answer(answer.text, keeps_accents=keeps_accents)
        if folded in seen:
            context = {"answer": answer.text, "field": "answers", "number": number}
            raise PydanticCustomError("duplicate-answer", "duplicate", context)
        seen.add(folded)


def find_answer(answers: Sequence[Answer], text: str, *, keeps_accents: bool) -> Answer | None:
    """The answer that a typed text is, None when it is none of them."""
    folded = fold_answer(text, keeps_accents=keeps_accents)
    same = (a for a in answers if fold_answer(a.text, keeps_accents=keeps_accents) == folded)
    return next(same, None)


def best_answer(answers: Sequence[Answer]) -> str:
    """The first text that earns everything; the others are mostly spellings of it."""
    return next(answer.text for answer in answers if answer.score == 1)


class ShortTextItem(ItemBase):
    """A question whose answer is a name or a few words. Form field: `text`."""

    response_type: ClassVar[type[Response]] = TextResponse

    type: Literal["short-text"]
    answers: tuple[Answer, ...] = Field(
        min_length=1, description="Texts that are right, or {text:, score: 50%, feedback:}."
    )
    accents: Literal["loose", "strict"] = Field(
        "loose", description="strict: é and e are two letters."
    )

    @model_validator(mode="after")
    def _has_distinct_answers(self) -> Self:
        check_answers(self.answers, keeps_accents=self._keeps_accents)
        return self

    @property
    def _keeps_accents(self) -> bool:
        return self.accents == "strict"

    def find_answer(self, text: str) -> Answer | None:
        """The answer that a typed text is, None when it is none of them."""
        return find_answer(self.answers, text, keeps_accents=self._keeps_accents)

    def best_answer(self) -> str:
        """The first text that earns everything."""
        return best_answer(self.answers)

    def read_response(self, fields: Fields, arrangement: Arrangement) -> TextResponse | None:
        """The text as typed."""
        text = single_value(fields, FIELD)
        return None if text is None else TextResponse(text=text[:MAX_LENGTH])

    def write_response(
        self, answer: TextResponse, arrangement: Arrangement
    ) -> dict[str, list[str]]:
        """The text as it was typed."""
        return {FIELD: [answer.text]}

    def score(self, answer: TextResponse, arrangement: Arrangement) -> Fraction:
        """What the text earns among the answers; 0 when it is none of them."""
        found = self.find_answer(answer.text)
        return Fraction(found.score) if found else Fraction(0)

    def explain_score(self, answer: TextResponse, arrangement: Arrangement) -> Reckoning | None:
        """What share of the points an answer earns that is not wholly right."""
        share = self.score(answer, arrangement)
        return Reckoning("share", share=share) if 0 < share < 1 else None

    def guess_score(self) -> Fraction:
        """0: nobody hits a word by chance."""
        return Fraction(0)

    def key(self, arrangement: Arrangement) -> TextResponse:
        """The first text that earns everything."""
        return TextResponse(text=self.best_answer())

    def sample_responses(self) -> Sample:
        """The texts that earn something."""
        return Sample("named", tuple(TextResponse(text=answer.text) for answer in self.answers))

    def make_card(self) -> Card:
        """The stem; the first right text on the back."""
        return Card(front=self.stem, answer=escape_markup(self.best_answer()))

    def markdown_texts(self) -> list[tuple[tuple[str | int, ...], str]]:
        """The common texts and the feedback of each answer."""
        texts = super().markdown_texts()
        for number, answer in enumerate(self.answers):
            if answer.feedback:
                texts.append((("answers", number, "feedback"), answer.feedback))
        return texts
