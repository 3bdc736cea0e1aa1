"""`cloze`: a text with gaps, each to be filled with words, a number or a choice."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from itertools import product
from random import Random
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from casekit.domain.item.base import (
    MAX_SAMPLE,
    Arrangement,
    Fault,
    Fields,
    ItemBase,
    Reckoning,
    Response,
    Sample,
)
from casekit.domain.item.card import Card, CardGap
from casekit.domain.item.card_lines import BLANK, GAP, escape_markup, fill_gaps
from casekit.domain.item.choice import Choice
from casekit.domain.item.gap import Gap
from casekit.domain.item.parts import read_parts, read_place
from casekit.domain.item.short_text import MAX_LENGTH
from casekit.domain.number import NumberError
from casekit.domain.value import SLUG, Markdown, language_of

PREFIX = "gap-"
_MAX_NAME = 60
_IN_ADDRESS = re.compile(r"\]\([^)\n]*\[\[|!\[[^\]\n]*\[\[|\[\[[^\]\n]*\]\][^\[\]\n]*\]\(")


class GapsResponse(Response):
    """What stands in each gap, in the order of the text; gaps may be missing.

    Attributes:
        gaps: names with what was typed, or with the letter of a choice.
        language: in which numbers are to be read.
    """

    gaps: tuple[tuple[str, str], ...]
    language: str


class ClozeItem(ItemBase):
    """A text with `[[gaps]]`. Form fields: `gap-<name>`, a text or the position of a choice."""

    response_type: ClassVar[type[Response]] = GapsResponse

    type: Literal["cloze"]
    text: Markdown = Field(description="The text, with [[name]] where something is missing.")
    gaps: dict[str, Gap] = Field(
        description="By name: texts that are right, or {answer:, tolerance:}, or {choices:}."
    )
    language: str = Field("en", exclude=True, json_schema_extra={"hidden": True})

    @model_validator(mode="before")
    @classmethod
    def _learn_language(cls, written: Any, info: ValidationInfo) -> Any:
        if isinstance(written, dict) and "language" not in written:
            return {**written, "language": language_of(info)}
        raise PydanticCustomError("unknown-key", "unknown key", {"key": "language"})

    @model_validator(mode="after")
    def _has_its_gaps(self) -> Self:
        names = self.names
        for name in (*names, *self.gaps):
            if not re.match(SLUG, name) or len(name) > _MAX_NAME:
                raise PydanticCustomError("not-a-gap-name", "not a name", {"value": name})
        if not names:
            raise PydanticCustomError("no-gap", "no gap")
        if _IN_ADDRESS.search(self.text):
            raise PydanticCustomError("gap-in-link", "gap in a link")
        for name in names:
            if names.count(name) > 1:
                raise PydanticCustomError("gap-twice", "gap twice", {"gap": name})
            if name not in self.gaps:
                free = ", ".join(known for known in self.gaps if known not in names)
                context = {"gap": name, "word": name, "known": free}
                raise PydanticCustomError("gap-undefined", "undefined", context)
        for name in self.gaps:
            if name not in names:
                context = {"gap": name, "field": "gaps", "number": name}
                raise PydanticCustomError("gap-unused", "unused", context)
        return self

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the gaps, in the order of the text."""
        return tuple(found["name"] for found in GAP.finditer(self.text))

    def _options(self) -> Iterator[tuple[str, str]]:
        for name in self.names:
            yield from ((name, letter) for letter in self.gaps[name].letters())

    def arrange(self, random: Random, *, shuffle: bool) -> Arrangement:
        """The order of the choices of each gap that has some."""
        order = []
        for name in self.names:
            found = list(self.gaps[name].letters())
            if shuffle:
                random.shuffle(found)
            order += [f"{name}:{letter}" for letter in found]
        return Arrangement(order=tuple(order))

    def letters_shown(self, name: str, arrangement: Arrangement) -> tuple[str, ...]:
        """The letters of a gap's choices in the order shown; none for other gaps."""
        pairs = (entry.split(":") for entry in arrangement.order)
        return tuple(letter for gap, letter in pairs if gap == name)

    def choice_of(self, name: str, letter: str) -> Choice:
        """A choice of a gap.

        Raises:
            ImpossibleResponseError: it has no such letter.
        """
        return self.gaps[name].choice_of(letter)

    def read_response(self, fields: Fields, arrangement: Arrangement) -> GapsResponse | None:
        """What was typed, and the choices at the posted positions."""
        found = read_parts(fields, (PREFIX + name for name in self.names))
        gaps = []
        for name in self.names:
            value, shown = found.get(PREFIX + name), self.letters_shown(name, arrangement)
            if value is not None:
                read = shown[read_place(value, len(shown)) - 1] if shown else value[:MAX_LENGTH]
                gaps.append((name, read))
        return GapsResponse(gaps=tuple(gaps), language=self.language) if gaps else None

    def write_response(
        self, answer: GapsResponse, arrangement: Arrangement
    ) -> dict[str, list[str]]:
        """The texts as typed, and the positions of the choices."""
        written = {}
        for name, value in answer.gaps:
            shown = self.letters_shown(name, arrangement)
            written[PREFIX + name] = [str(shown.index(value) + 1) if shown else value]
        return written

    def find_fault(self, answer: GapsResponse) -> Fault | None:
        """The first number that cannot be read is asked again."""
        for name, value in answer.gaps:
            try:
                self.gaps[name].read_number(value, answer.language)
            except NumberError as error:
                return Fault(error.reason, PREFIX + name)
        return None

    def is_complete(self, answer: GapsResponse) -> bool:
        """Whether each gap is filled."""
        return len(answer.gaps) == len(self.names)

    def score_gap(self, name: str, value: str, language: str) -> Fraction:
        """What a gap earns out of 1."""
        return self.gaps[name].score(value, language)

    def shares(self, fields: Fields, arrangement: Arrangement) -> dict[str, Fraction]:
        """What each filled gap of a form earns out of 1."""
        answer = self.read_response(fields, arrangement)
        if answer is None:
            return {}
        return {name: self.score_gap(name, value, answer.language) for name, value in answer.gaps}

    def feedback_on(self, fields: Fields, arrangement: Arrangement) -> list[str]:
        """What the author says to those who filled the gaps like this."""
        answer = self.read_response(fields, arrangement)
        said = [self.gaps[name].feedback_on(value) for name, value in answer.gaps] if answer else []
        return [text for text in said if text]

    def score(self, answer: GapsResponse, arrangement: Arrangement) -> Fraction:
        """The mean of the gaps; one that is empty or unreadable earns 0."""
        return sum(self._earned(answer), Fraction(0)) / len(self.names)

    def _earned(self, answer: GapsResponse) -> list[Fraction]:
        return [self.score_gap(name, value, answer.language) for name, value in answer.gaps]

    def explain_score(self, answer: GapsResponse, arrangement: Arrangement) -> Reckoning | None:
        """How many gaps are right, and how many in part."""
        earned = self._earned(answer)
        right, partly = earned.count(Fraction(1)), sum(0 < share < 1 for share in earned)
        total = len(self.names)
        return None if right == total else Reckoning("gaps", right, total, partly=partly)

    def guess_score(self) -> Fraction:
        """The mean of one in as many as there are choices; nobody hits a word by chance."""
        chances = (self.gaps[name].guess_score() for name in self.names)
        return sum(chances, Fraction(0)) / len(self.names)

    def key(self, arrangement: Arrangement) -> GapsResponse:
        """The first full answer of each gap."""
        gaps = tuple((name, self.gaps[name].key(self.language)) for name in self.names)
        return GapsResponse(gaps=gaps, language=self.language)

    def sample_responses(self) -> Sample | None:
        """Every way to fill all gaps, where they have choices alone."""
        options = [self.gaps[name].letters() for name in self.names]
        ways = list(product(*options)) if all(options) and self._is_small(options) else []
        found = (tuple(zip(self.names, way, strict=True)) for way in ways)
        filled = tuple(GapsResponse(gaps=gaps, language=self.language) for gaps in found)
        return Sample("every", filled) if filled else None

    def _is_small(self, options: list[tuple[str, ...]]) -> bool:
        ways = 1
        for found in options:
            ways *= len(found)
        return ways <= MAX_SAMPLE

    def make_card(self) -> Card:
        """The stem and the text with blanks; the text with its answers on the back."""
        gaps = tuple(self._card_gap(name) for name in self.names)
        text = f"{self.stem}\n\n{self.text}"
        return Card(
            front=fill_gaps(text, {gap.name: gap.blank for gap in gaps}),
            answer="; ".join(gap.answer for gap in gaps),
            instruction="fill-gaps",
            back=fill_gaps(self.text, {gap.name: f"**{gap.answer}**" for gap in gaps}),
            gaps=gaps,
            text=text,
        )

    def _card_gap(self, name: str) -> CardGap:
        gap = self.gaps[name]
        key = gap.say_key(self.language)
        if not gap.choices:
            blank = f"{BLANK} {gap.unit}" if gap.unit else BLANK
            return CardGap(name, key, blank, hint=gap.unit)
        hint = " / ".join(choice.text for choice in gap.choices)
        return CardGap(name, key, f"{BLANK} ({hint})", hint)

    def markdown_texts(self) -> list[tuple[tuple[str | int, ...], str]]:
        """The common texts, the text with gaps, and what each gap says."""
        texts = [*super().markdown_texts(), (("text",), self.text)]
        for name, gap in self.gaps.items():
            texts += [(("gaps", name, *path), text) for path, text in gap.markdown_texts()]
        return texts

    def say_value(self, name: str, value: str) -> str:
        """What stands in a gap as inline Markdown: a choice's text, or what was typed."""
        gap = self.gaps[name]
        return gap.choice_of(value).text if gap.choices else escape_markup(value)
