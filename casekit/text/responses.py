"""Responses in a few words, for an author who reads what each of them would earn."""

import re
from collections.abc import Sequence
from fractions import Fraction
from string import ascii_uppercase
from typing import NamedTuple

from casekit.domain.item import Arrangement, ItemBase, Response
from casekit.domain.item.pick import FIELD as PICKED
from casekit.domain.item.responses import score_sample
from casekit.text.formats import join_texts
from casekit.text.i18n import N_, gettext, ngettext
from casekit.text.markdown import strip_inline
from casekit.text.parts import list_parts

_RELATION_WORDS = {
    "supports": N_("supports it"),
    "contradicts": N_("contradicts it"),
    "neither": N_("does neither"),
}
"""What a passage does to a claim, in words that wait to be translated."""

SAMPLE_TITLES = {
    "every": N_("Score of every response"),
    "named": N_("Texts that earn something"),
    "bounds": N_("Lowest and highest number that earn the points"),
}
"""What the responses of a sample have in common, by its kind."""

MAX_WORDS_LENGTH = 240
"""Characters that the responses of one score may take before only some of them are named."""

_JUDGED = re.compile(r"^p(\d+)$")


class ScoreRow(NamedTuple):
    """Responses that earn the same; `words` names them."""

    score: Fraction
    words: str


class ScoreTable(NamedTuple):
    """What responses earn, highest first; the title says which responses these are."""

    title: str
    rows: tuple[ScoreRow, ...]


def make_score_table(item: ItemBase, arrangement: Arrangement) -> ScoreTable | None:
    """What responses to an item earn; None where they are too many to be read."""
    item = item.settle(arrangement)
    sample = item.sample_responses()
    if sample is None:
        return None
    rows = [
        ScoreRow(score, _say_all([say_response(item, one, arrangement) for one in responses]))
        for score, responses in score_sample(item, arrangement)
    ]
    if sample.kind != "every":
        rows.append(ScoreRow(Fraction(0), gettext("anything else")))
    return ScoreTable(gettext(SAMPLE_TITLES[sample.kind]), tuple(rows))


def say_response(item: ItemBase, response: Response, arrangement: Arrangement) -> str:
    """The letters picked in the order shown, what was said of each part, or what was typed."""
    parts = list_parts(item, response)
    if parts:
        return ", ".join(
            gettext("{asked}: {said}", asked=strip_inline(asked), said=strip_inline(said))
            for asked, said in parts
        )
    fields = item.write_response(response, arrangement)
    return ", ".join(_say_field(name, values) for name, values in fields.items())


def _say_field(name: str, values: Sequence[str]) -> str:
    if name == PICKED:
        return " ".join(letter_of(int(position)) for position in values)
    judged = _JUDGED.match(name)
    if judged is None:
        return " ".join(values)
    return f"{letter_of(int(judged[1]))} {say_relation(values[0])}"


def say_relation(word: str) -> str:
    """What a passage does to a claim, in words."""
    return gettext(_RELATION_WORDS[word])


def letter_of(position: int) -> str:
    """The letter that stands beside an option shown at a position, from 1."""
    return ascii_uppercase[position - 1]


def _say_all(said: Sequence[str]) -> str:
    words = join_texts(dict.fromkeys(said))
    if len(words) <= MAX_WORDS_LENGTH:
        return words
    few = join_texts(said[:3])
    some = few if len(few) <= MAX_WORDS_LENGTH // 2 else said[0]
    return ngettext(
        "{n} response, for example {some}",
        "{n} responses, for example {some}",
        len(said),
        some=some,
    )
