"""`matching`: what belongs to what, in pairs."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from itertools import product
from random import Random
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from casekit.domain.item.base import (
    MAX_SAMPLE,
    Arrangement,
    Fields,
    ItemBase,
    Reckoning,
    Response,
    Sample,
)
from casekit.domain.item.card import Card
from casekit.domain.item.card_lines import list_lines
from casekit.domain.item.choice import letter_at, position_of
from casekit.domain.item.parts import (
    Placed,
    arrange_texts,
    check_texts,
    letter_texts,
    name_fields,
    read_parts,
)
from casekit.domain.value import Inline, OneOrMany, Value, fold_label


class PairsResponse(Response):
    """The letter of the right text for each letter of a left one; lefts may be missing."""

    pairs: tuple[tuple[str, str], ...]


class MatchedPair(Value):
    """A text, and the one that belongs to it."""

    left: Inline
    right: Inline

    @model_validator(mode="before")
    @classmethod
    def _read_written(cls, written: Any) -> Any:
        if not isinstance(written, Mapping) or not {"left", "right"} & set(written):
            raise PydanticCustomError("not-a-pair", "not a pair")
        return written


class MatchingItem(ItemBase):
    """Texts at the left to be given theirs at the right. Form fields: `m1`, `m2` ... by left.

    Lefts are lettered in the order of the file; so are the options, each text once: those at the
    right of the pairs, then the distractors.
    """

    response_type: ClassVar[type[Response]] = PairsResponse
    card_by_default: ClassVar[bool] = False

    type: Literal["matching"]
    pairs: tuple[MatchedPair, ...] = Field(
        min_length=2, description="What belongs together, each as {left:, right:}."
    )
    distractors: Annotated[tuple[Inline, ...], OneOrMany] = Field(
        (), description="Texts that belong to nothing, to be told apart from the others."
    )

    @model_validator(mode="after")
    def _can_be_asked(self) -> Self:
        check_texts(("pairs", n, pair.left) for n, pair in enumerate(self.pairs))
        rights = {fold_label(pair.right): n for n, pair in enumerate(self.pairs)}
        options: list[Placed] = [("pairs", n, text) for text, n in rights.items()]
        options += [("distractors", n, text) for n, text in enumerate(self.distractors)]
        check_texts(options)
        return self

    @cached_property
    def lefts(self) -> dict[str, str]:
        """The texts at the left by letter."""
        return letter_texts([pair.left for pair in self.pairs])

    @cached_property
    def options(self) -> dict[str, str]:
        """The texts to choose among by letter, each once."""
        texts = (*(pair.right for pair in self.pairs), *self.distractors)
        return letter_texts([*{fold_label(text): text for text in reversed(texts)}.values()][::-1])

    @cached_property
    def solution(self) -> dict[str, str]:
        """The letter of the option that belongs to each letter of a left."""
        letter_of = {fold_label(text): letter for letter, text in self.options.items()}
        return {
            left: letter_of[fold_label(pair.right)]
            for left, pair in zip(self.lefts, self.pairs, strict=True)
        }

    def arrange(self, random: Random, *, shuffle: bool) -> Arrangement:
        """The order of the options; the lefts stay as in the file."""
        return arrange_texts(self.options, random, shuffle=shuffle)

    def read_response(self, fields: Fields, arrangement: Arrangement) -> PairsResponse | None:
        """The option at the position posted for each left."""
        names = name_fields("m", self.lefts)
        pairs = sorted(
            (names[name], letter_at(value, arrangement))
            for name, value in read_parts(fields, names).items()
        )
        return PairsResponse(pairs=tuple(pairs)) if pairs else None

    def write_response(
        self, answer: PairsResponse, arrangement: Arrangement
    ) -> dict[str, list[str]]:
        """The position of the option chosen for each left that has one."""
        chosen = dict(answer.pairs)
        names = name_fields("m", self.lefts)
        return {n: [position_of(chosen[x], arrangement)] for n, x in names.items() if x in chosen}

    def is_complete(self, answer: PairsResponse) -> bool:
        """Whether each left has an option."""
        return len(answer.pairs) == len(self.pairs)

    def _count_right(self, answer: PairsResponse) -> int:
        return sum(self.solution[left] == option for left, option in answer.pairs)

    def score(self, answer: PairsResponse, arrangement: Arrangement) -> Fraction:
        """The right pairs over all of them."""
        return Fraction(self._count_right(answer), len(self.pairs))

    def explain_score(self, answer: PairsResponse, arrangement: Arrangement) -> Reckoning | None:
        """How many pairs are right."""
        right = self._count_right(answer)
        return None if right == len(self.pairs) else Reckoning("pairs", right, len(self.pairs))

    def guess_score(self) -> Fraction:
        """Of the option with the most lefts, given to all of them.

        No way of spreading options blindly expects more, random answering included: it would earn
        a mean of what each option alone earns.
        """
        most = max(Counter(self.solution.values()).values())
        return Fraction(most, len(self.pairs))

    def key(self, arrangement: Arrangement) -> PairsResponse:
        """All pairs."""
        return PairsResponse(pairs=tuple(sorted(self.solution.items())))

    def sample_responses(self) -> Sample | None:
        """Every way to give each left an option."""
        if len(self.options) ** len(self.lefts) > MAX_SAMPLE:
            return None
        ways = product(self.options, repeat=len(self.lefts))
        found = (tuple(zip(self.lefts, way, strict=True)) for way in ways)
        return Sample("every", tuple(PairsResponse(pairs=pairs) for pairs in found))

    def make_card(self) -> Card:
        """The stem with both lists; the pairs on the back."""
        lefts = list_lines(self.lefts.values(), numbered=True)
        rights = list_lines(sorted(self.options.values(), key=str.casefold))
        pairs = [f"{pair.left} → **{pair.right}**" for pair in self.pairs]
        return Card(
            front=f"{self.stem}{lefts}\n\n---{rights}",
            answer="; ".join(pairs),
            instruction="match-each",
            back=list_lines(pairs, numbered=True).strip(),
        )

    def markdown_texts(self) -> list[tuple[tuple[str | int, ...], str]]:
        """The common texts, the pairs and the distractors."""
        texts = super().markdown_texts()
        for n, pair in enumerate(self.pairs):
            texts += [(("pairs", n, "left"), pair.left), (("pairs", n, "right"), pair.right)]
        return texts + [(("distractors", n), text) for n, text in enumerate(self.distractors)]
