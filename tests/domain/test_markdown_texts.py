"""Every text that an author writes in Markdown is checked: none is left out by its type."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any

import pytest
from domain.making import make
from pydantic import BaseModel

from casekit.domain.item import ITEM_TYPES

WRITTEN_AS = re.compile("'(inline|markdown)'")
NUMBER = count()


def text() -> str:
    """A text that no other is."""
    return f"Texte {next(NUMBER)}"


def choices() -> list[dict[str, str]]:
    return [{"correct": text(), "feedback": text()}, {"wrong": text(), "feedback": text()}]


def pair() -> dict[str, str]:
    return {"left": text(), "right": text()}


def criterion() -> dict[str, Any]:
    return {"criterion": text(), "points": 1, "levels": [text(), text()]}


def gaps() -> dict[str, Any]:
    typed = {"text": "a", "score": "50%", "feedback": text()}
    return {
        "un": ["b", typed],
        "deux": {"answer": 1, "unit": text()},
        "trois": {"choices": choices()},
    }


FIELDS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "single": lambda: {"choices": choices()},
    "multiple": lambda: {"choices": choices()},
    "true-false": lambda: {"answer": True, "feedback": text()},
    "numeric": lambda: {"answer": 1, "unit": text()},
    "short-text": lambda: {"answers": ["a", {"text": "b", "score": "50%", "feedback": text()}]},
    "cloze": lambda: {"text": f"{text()} [[un]] [[deux]] [[trois]]", "gaps": gaps()},
    "matching": lambda: {"pairs": [pair(), pair()], "distractors": [text()]},
    "ordering": lambda: {"sequence": [text(), [text(), text()]]},
    "categorize": lambda: {
        "categories": {text(): [text()], text(): [text()]},
        "distractors": [text()],
    },
    "evidence": lambda: {"supports": ["journal#a"], "neither": ["journal#b"], "evidence": []},
    "position": lambda: {"options": [text(), text()], "evidence": []},
    "essay": lambda: {"rubric": [criterion()], "sample": text(), "points": 1},
}
"""By type: what it has besides the common fields, each text of it given."""


def find_fields(value: Any) -> Iterator[tuple[str, Any]]:
    """Every field within an item that is declared as Markdown, and its value."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            found = getattr(value, name)
            if WRITTEN_AS.search(repr(field)):
                yield f"{type(value).__name__}.{name}", found
            yield from find_fields(found)
    elif isinstance(value, Mapping | tuple):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from find_fields(each)


@pytest.mark.parametrize("item_type", ITEM_TYPES)
def test_every_markdown_field_of_a_type_is_checked(item_type):
    first = next(NUMBER)
    fields = {
        **{name: text() for name in ("stem", "explanation", "warrant", "hint")},
        "card": {"front": text(), "back": text()},
        **FIELDS[item_type](),
    }
    written = {f"Texte {number}" for number in range(first + 1, next(NUMBER))}
    item = make(item_type, **fields)
    checked = re.findall(r"Texte \d+", "\n".join(found for _, found in item.markdown_texts()))
    assert sorted(checked) == sorted(written)
    found = list(find_fields(item))
    left_out = {name for name, _ in found} - {name for name, value in found if value}
    assert left_out == set(), "give each of them a text here"
