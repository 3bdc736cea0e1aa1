"""The keys that authors may write, read off the models."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from casekit.domain.course import CaseHead, Course, Exhibit
from casekit.domain.flashcard import TermCard
from casekit.domain.item import ITEM_TYPES
from casekit.domain.item.choice import Choice
from casekit.domain.quiz import Quiz
from casekit.domain.source import Source

CHOICE_KEYS = ("correct", "wrong", "feedback", "id")
LIST_KEYS = ("items", "cards", "exhibits", "quizzes")
"""The one key at the top of a file that is a list."""


def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys of a model as they are written."""
    if issubclass(model, Choice):
        return CHOICE_KEYS
    return tuple(
        field.alias or name
        for name, field in model.model_fields.items()
        if not field.exclude and not (isinstance(field.json_schema_extra, dict))
    )


def find_model(model: type[BaseModel], path: tuple[str | int, ...]) -> type[BaseModel]:
    """The model of the mapping at a path, the nearest one around it when it has none."""
    for step in path:
        inner = _models_in(model, step) if isinstance(step, str) else ()
        model = inner[0] if inner else model
    return model


@cache
def _models_in(model: type[BaseModel], name: str) -> tuple[type[BaseModel], ...]:
    for field_name, field in model.model_fields.items():
        if name in (field_name, field.alias):
            return tuple(_walk(field.annotation))
    return ()


def _walk(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _walk(part)


def find_models() -> tuple[type[BaseModel], ...]:
    """Every model that some file can hold."""
    todo: list[type[BaseModel]] = [Course, CaseHead, TermCard, Exhibit, Quiz, Source]
    todo += ITEM_TYPES.values()
    found: dict[type[BaseModel], None] = {}
    while todo:
        model = todo.pop()
        if model not in found:
            found[model] = None
            todo += [m for field in model.model_fields.values() for m in _walk(field.annotation)]
    return tuple(found)


KNOWN_KEYS = frozenset([*(key for model in find_models() for key in keys_of(model)), *LIST_KEYS])
"""Every key of every file."""
