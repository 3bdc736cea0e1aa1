"""`categorize`: things to be put where they belong; some belong nowhere."""

from fractions import Fraction
from functools import cached_property
from itertools import product
from random import Random
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from casekit.domain.item.base import (
    MAX_SAMPLE,
    Arrangement,
    Fields,
    ImpossibleResponseError,
    ItemBase,
    Reckoning,
    Response,
    Sample,
)
from casekit.domain.item.card import Card
from casekit.domain.item.card_lines import list_lines
from casekit.domain.item.parts import (
    Placed,
    arrange_texts,
    check_texts,
    letter_texts,
    name_fields,
    read_parts,
    read_place,
)
from casekit.domain.value import Inline, OneOrMany

NOWHERE = ""
"""The category of what belongs to none."""

Things = Annotated[tuple[Inline, ...], OneOrMany]


class PlacedResponse(Response):
    """The category of each thing by its letter, `NOWHERE` for none; things may be missing."""

    placed: tuple[tuple[str, str], ...]


class CategorizeItem(ItemBase):
    """Things to be sorted. Form fields: `c1`, `c2` ... by position.

    Each has the number of a category, or 0 for none. Things are lettered by their texts: the order
    in which a file has its categories is no part of what it says, nor of the digest.
    """

    response_type: ClassVar[type[Response]] = PlacedResponse
    card_by_default: ClassVar[bool] = False

    type: Literal["categorize"]
    categories: dict[str, Annotated[Things, Field(min_length=1)]] = Field(
        min_length=2, description="What belongs where: Name: [thing, ...]."
    )
    distractors: Things = Field((), description="Things that belong nowhere.")

    @model_validator(mode="after")
    def _can_be_asked(self) -> Self:
        if not all(name.strip() for name in self.categories):
            raise PydanticCustomError("string_too_short", "no name")
        check_texts(self._placed())
        return self

    def _placed(self) -> list[Placed]:
        placed: list[Placed] = [
            ("categories", name, text) for name, texts in self.categories.items() for text in texts
        ]
        return placed + [("distractors", n, text) for n, text in enumerate(self.distractors)]

    @cached_property
    def things(self) -> dict[str, str]:
        """The texts by letter."""
        return letter_texts(sorted((text for *_, text in self._placed()), key=str.casefold))

    @cached_property
    def solution(self) -> dict[str, str]:
        """The category of each letter."""
        of_text = {t: name for name, texts in self.categories.items() for t in texts}
        return {letter: of_text.get(text, NOWHERE) for letter, text in self.things.items()}

    def arrange(self, random: Random, *, shuffle: bool) -> Arrangement:
        """The order of the things."""
        return arrange_texts(self.things, random, shuffle=shuffle)

    def read_response(self, fields: Fields, arrangement: Arrangement) -> PlacedResponse | None:
        """The category whose number was posted for each thing."""
        names, categories = name_fields("c", arrangement.order), (NOWHERE, *self.categories)
        placed = sorted(
            (names[name], categories[read_place(value, len(categories) - 1, least=0)])
            for name, value in read_parts(fields, names).items()
        )
        return PlacedResponse(placed=tuple(placed)) if placed else None

    def write_response(
        self, answer: PlacedResponse, arrangement: Arrangement
    ) -> dict[str, list[str]]:
        """The number of the category of each thing that has one, 0 for none."""
        chosen, categories = dict(answer.placed), (NOWHERE, *self.categories)
        names = name_fields("c", arrangement.order)
        return {n: [str(categories.index(chosen[x]))] for n, x in names.items() if x in chosen}

    def is_complete(self, answer: PlacedResponse) -> bool:
        """Whether something was said of each thing."""
        return len(answer.placed) == len(self.things)

    def _count_right(self, answer: PlacedResponse) -> int:
        chosen = dict(answer.placed)
        if chosen.keys() - self.things.keys():
            raise ImpossibleResponseError("no such thing")
        if not any(chosen.values()):
            return 0
        return sum(chosen.get(x, NOWHERE) == where for x, where in self.solution.items())

    def score(self, answer: PlacedResponse, arrangement: Arrangement) -> Fraction:
        """The right ones over all; leaving out what belongs nowhere is right once any is placed."""
        return Fraction(self._count_right(answer), len(self.things))

    def explain_score(self, answer: PlacedResponse, arrangement: Arrangement) -> Reckoning | None:
        """How many things are where they belong."""
        right, total = self._count_right(answer), len(self.things)
        return None if right == total else Reckoning("in-category", right, total)

    def guess_score(self) -> Fraction:
        """Of all things in the largest category; or of one there, and the others left out.

        What a blind answer expects grows evenly with each thing that it puts into a category, so
        one of these two is best; random answering expects a mean of such answers.
        """
        total = len(self.things)
        most = max(map(len, self.categories.values()))
        one = Fraction(most + (total - 1) * len(self.distractors), total * total)
        return max(Fraction(most, total), one)

    def key(self, arrangement: Arrangement) -> PlacedResponse:
        """Everything where it belongs."""
        return PlacedResponse(placed=tuple(sorted(self.solution.items())))

    def sample_responses(self) -> Sample | None:
        """Every way to sort all things."""
        names = (*self.categories, NOWHERE)
        if len(names) ** len(self.things) > MAX_SAMPLE:
            return None
        ways = product(names, repeat=len(self.things))
        found = (tuple(zip(self.things, way, strict=True)) for way in ways)
        return Sample("every", tuple(PlacedResponse(placed=placed) for placed in found))

    def make_card(self) -> Card:
        """The stem with the categories and the things; the sorted things on the back."""
        sorted_things = [f"**{name}** → {' / '.join(t)}" for name, t in self.categories.items()]
        if self.distractors:
            sorted_things.append(f"— → {' / '.join(self.distractors)}")
        names = " · ".join(f"**{name}**" for name in self.categories)
        return Card(
            front=f"{self.stem}{list_lines(self.things.values())}\n\n{names}",
            answer="; ".join(sorted_things),
            instruction="sort-each",
            back=list_lines(sorted_things).strip(),
        )

    def markdown_texts(self) -> list[tuple[tuple[str | int, ...], str]]:
        """The common texts, the names of the categories and the things."""
        texts = super().markdown_texts()
        for name, things in self.categories.items():
            texts.append((("categories", name), name))
            texts += [(("categories", name, n), text) for n, text in enumerate(things)]
        return texts + [(("distractors", n), text) for n, text in enumerate(self.distractors)]
