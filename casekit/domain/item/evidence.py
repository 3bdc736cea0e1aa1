"""`evidence`: a claim, and passages that support it, contradict it or do neither."""

from fractions import Fraction
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
from casekit.domain.item.card import RELATIONS, Card, CardChoice, Relation
from casekit.domain.item.parts import name_fields, read_parts
from casekit.domain.item.pick import (
    Pick,
    explain_pick,
    guess_pick,
    list_picks,
    read_picked,
    score_pick,
    write_picked,
)
from casekit.domain.value import Citation, OneOrMany

Passages = Annotated[tuple[Citation, ...], OneOrMany]

MIN_PASSAGES = 2


class EvidenceResponse(Response):
    """What each passage was said to do, by `source#excerpt`, sorted; passages may be missing."""

    verdicts: tuple[tuple[str, Relation], ...]


class EvidenceItem(ItemBase):
    """A claim to hold against passages, which the question shows.

    Without `contradicts` those that support it are picked (form field `choice`, positions from 1);
    with it each passage has a field of its own, `p1`, `p2` ... by position, with a `Relation`.
    """

    response_type: ClassVar[type[Response]] = EvidenceResponse
    card_by_default: ClassVar[bool] = False
    is_its_own_evidence: ClassVar[bool] = True

    type: Literal["evidence"]
    supports: Passages = Field((), description="Passages that support the claim of the stem.")
    contradicts: Passages = Field((), description="Passages that contradict the claim.")
    neither: Passages = Field((), description="Passages that do neither.")

    @model_validator(mode="after")
    def _can_be_asked(self) -> Self:
        seen: set[str] = set()
        for (name, number), ref in self._listed():
            if ref in seen:
                context = {"ref": ref, "field": name, "number": number}
                raise PydanticCustomError("passage-twice", "twice", context)
            seen.add(ref)
        if not self.supports and not self.contradicts:
            raise PydanticCustomError("no-supports", "no supports")
        if len(seen) < MIN_PASSAGES:
            raise PydanticCustomError("too-few-passages", "too few", {"least": MIN_PASSAGES})
        return self

    def _listed(self) -> list[tuple[tuple[str, int], str]]:
        return [((name, n), r) for name in RELATIONS for n, r in enumerate(getattr(self, name))]

    @property
    def is_set(self) -> bool:
        """Whether supporting passages are picked, instead of each passage judged."""
        return not self.contradicts

    def passages(self) -> tuple[str, ...]:
        """All three lists."""
        return tuple(ref for _, ref in self._listed())

    def citations(self) -> list[tuple[tuple[str | int, ...], str]]:
        """What is cited as evidence, then the passages."""
        return [*super().citations(), *self._listed()]

    def proof(self) -> tuple[str, ...]:
        """What is cited as evidence, else the passages that bear on the claim."""
        return self.evidence or (*self.supports, *self.contradicts)

    def relation_of(self, ref: str) -> Relation:
        """What a passage does.

        Raises:
            ImpossibleResponseError: the question does not show it.
        """
        for relation in RELATIONS:
            if ref in getattr(self, relation):
                return relation
        raise ImpossibleResponseError("no such passage")

    def arrange(self, random: Random, *, shuffle: bool) -> Arrangement:
        """The order of the passages; unshuffled by name, which does not tell the lists apart."""
        order = sorted(self.passages())
        if shuffle:
            random.shuffle(order)
        return Arrangement(order=tuple(order))

    def read_response(self, fields: Fields, arrangement: Arrangement) -> EvidenceResponse | None:
        """The passages picked, or what was chosen for each; None when nothing was."""
        if self.is_set:
            verdicts = [(ref, RELATIONS[0]) for ref in read_picked(fields, arrangement)]
        else:
            verdicts = _read_verdicts(fields, arrangement)
        return EvidenceResponse(verdicts=tuple(sorted(verdicts))) if verdicts else None

    def write_response(
        self, answer: EvidenceResponse, arrangement: Arrangement
    ) -> dict[str, list[str]]:
        """The positions picked, or one field for each passage that was judged."""
        verdicts = dict(answer.verdicts)
        if self.is_set:
            return write_picked(verdicts, arrangement)
        names = name_fields("p", arrangement.order)
        return {name: [verdicts[ref]] for name, ref in names.items() if ref in verdicts}

    def is_complete(self, answer: EvidenceResponse) -> bool:
        """Whether each passage was judged; a set is always complete."""
        return self.is_set or len(answer.verdicts) == len(self.passages())

    def score(self, answer: EvidenceResponse, arrangement: Arrangement) -> Fraction:
        """As a set scored `net`, or the right verdicts over all passages."""
        pick = self._pick(answer)
        return score_pick("net", pick) if self.is_set else Fraction(pick.right, pick.options)

    def _pick(self, answer: EvidenceResponse) -> Pick:
        right = sum(self.relation_of(ref) == relation for ref, relation in answer.verdicts)
        wrong = len(answer.verdicts) - right
        return Pick(len(self.passages()), len(self.supports), right, wrong)

    def explain_score(self, answer: EvidenceResponse, arrangement: Arrangement) -> Reckoning | None:
        """How many passages were picked rightly and wrongly, or judged rightly."""
        pick = self._pick(answer)
        if self.is_set:
            return explain_pick("net", pick)
        if pick.right == pick.options:
            return None
        return Reckoning("judged", pick.right, pick.options)

    def guess_score(self) -> Fraction:
        """Of a set as in `multiple`; else of one word for all, or of any word at random."""
        options = len(self.passages())
        if self.is_set:
            return guess_pick("net", options, len(self.supports))
        largest = max(len(self.supports), len(self.contradicts), len(self.neither))
        return max(Fraction(1, len(RELATIONS)), Fraction(largest, options))

    def key(self, arrangement: Arrangement) -> EvidenceResponse:
        """The supporting passages, or what each passage does."""
        refs = sorted(self.supports if self.is_set else self.passages())
        return EvidenceResponse(verdicts=tuple((ref, self.relation_of(ref)) for ref in refs))

    def sample_responses(self) -> Sample | None:
        """Every set of passages, or every way to judge them all."""
        refs = sorted(self.passages())
        if self.is_set:
            sets = list_picks(refs) or []
            found = [tuple((ref, RELATIONS[0]) for ref in picked) for picked in sets]
        elif len(RELATIONS) ** len(refs) <= MAX_SAMPLE:
            words = product(RELATIONS, repeat=len(refs))
            found = [tuple(zip(refs, verdicts, strict=True)) for verdicts in words]
        else:
            found = []
        responses = tuple(EvidenceResponse(verdicts=verdicts) for verdicts in found)
        return Sample("every", responses) if responses else None

    def make_card(self) -> Card:
        """The claim with its passages; what each does on the back."""
        choices = tuple(
            CardChoice(
                text=ref,
                correct=self.is_set and relation == "supports",
                feedback=None,
                passage=ref,
                relation=None if self.is_set else relation,
            )
            for ref in sorted(self.passages())
            if (relation := self.relation_of(ref))
        )
        answer = ", ".join(self.supports or self.contradicts)
        instruction: Literal["which-support", "what-each-does"] = (
            "which-support" if self.is_set else "what-each-does"
        )
        return Card(front=self.stem, answer=answer, choices=choices, instruction=instruction)


def _read_verdicts(fields: Fields, arrangement: Arrangement) -> list[tuple[str, Relation]]:
    names = name_fields("p", arrangement.order)
    known = {str(relation): relation for relation in RELATIONS}
    found = read_parts(fields, names)
    if found.values() - known.keys():
        raise ImpossibleResponseError("no such verdict")
    return [(names[name], known[word]) for name, word in found.items()]
