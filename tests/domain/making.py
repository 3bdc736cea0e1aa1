"""Small items, and what a form earns with them."""

from fractions import Fraction
from random import Random

import pytest
from pydantic import ValidationError

from casekit.domain.item import parse_item

COMMON = {
    "id": "un",
    "stem": "Quoi ?",
    "evidence": ["journal#ventes"],
    "objective": "LO1",
    "bloom": "remember",
    "explanation": "Parce que.",
}


def make(item_type, language="fr", **written):
    return parse_item({**COMMON, "type": item_type, **written}, language)


def earned(item, **fields):
    """What a form earns, with the parts laid out unshuffled."""
    layout = item.arrange(Random(1), shuffle=False)
    answer = item.read_response({name: [value] for name, value in fields.items()}, layout)
    return item.score(answer, layout)


def errors_of(item_type, **written):
    with pytest.raises(ValidationError) as raised:
        make(item_type, **written)
    return [error["type"] for error in raised.value.errors()]


def mean(numbers):
    found = list(numbers)
    return Fraction(sum(found), len(found))
