"""Answers as JSON: one key, the word of the item type, around the answer's own fields."""

import json
from collections.abc import Mapping
from functools import lru_cache

from casekit.domain.item import ITEM_TYPES, Response

_WORDS: Mapping[type[Response], str] = {
    ITEM_TYPES[word].response_type: word for word in reversed(list(ITEM_TYPES))
}
"""The word for each class of answer: the first item type that has it."""


_KEPT_LENGTH = 300
"""Longest stored form that is kept: texts of many words are written once."""


def write_answer(answer: Response | None) -> str | None:
    """The stored form, e.g. `{"single": {"letter": "b"}}`; None for a field that was emptied."""
    if answer is None:
        return None
    return _write_kept(answer) if answer.recurs else _write(answer)


def _write(answer: Response) -> str:
    return json.dumps({_WORDS[type(answer)]: answer.model_dump(mode="json")}, ensure_ascii=False)


_write_kept = lru_cache(maxsize=2000)(_write)


def read_answer(stored: str | None) -> Response | None:
    """The answer that `write_answer` wrote; picked choices are the same few again and again."""
    if stored is None:
        return None
    return _read_kept(stored) if len(stored) <= _KEPT_LENGTH else _read(stored)


def _read(stored: str) -> Response:
    [(word, fields)] = json.loads(stored).items()
    return ITEM_TYPES[word].response_type.model_validate(fields)


_read_kept = lru_cache(maxsize=2000)(_read)
