"""Answers as JSON: one key, the word of the item type, around the answer's own fields."""

import json
from collections.abc import Mapping
from functools import lru_cache

from casekit.domain.item import ITEM_TYPES, Response

_WORDS: Mapping[type[Response], str] = {
    ITEM_TYPES[word].response_type: word for word in reversed(list(ITEM_TYPES))
}
"""The word for each class of answer: the first item type that has it."""


@lru_cache(maxsize=2000)
def write_answer(answer: Response | None) -> str | None:
    """The stored form, e.g. `{"single": {"letter": "b"}}`; None for a field that was emptied."""
    if answer is None:
        return None
    return json.dumps({_WORDS[type(answer)]: answer.model_dump(mode="json")}, ensure_ascii=False)


@lru_cache(maxsize=2000)
def read_answer(stored: str | None) -> Response | None:
    """The answer that `write_answer` wrote; picked choices are the same few again and again."""
    if stored is None:
        return None
    [(word, fields)] = json.loads(stored).items()
    return ITEM_TYPES[word].response_type.model_validate(fields)
