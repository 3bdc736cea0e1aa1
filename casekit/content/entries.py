"""The kinds of files, and the values that each holds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from casekit.content.checks.likeness import LIKE, find_pairs, read_asked, say_alike
from casekit.content.checks.wording import check_item
from casekit.content.document import Document, Path
from casekit.content.facts import Facts, Use, gather_uses
from casekit.content.keys import keys_of
from casekit.content.nearness import find_near
from casekit.content.problem import Problem
from casekit.content.validation import check_model, kind_of, show
from casekit.domain.course import CaseHead, Course, Exhibit
from casekit.domain.flashcard import TermCard
from casekit.domain.item import ITEM_TYPES, ItemBase
from casekit.domain.quiz import Quiz
from casekit.domain.source import Source
from casekit.domain.value import SLUG

ROOT_MODELS: Mapping[str, type[BaseModel]] = {
    "source": Source,
    "course": Course,
    "case": CaseHead,
}
LIST_MODELS: Mapping[str, type[BaseModel] | None] = {
    "items": None,
    "cards": TermCard,
    "exhibits": Exhibit,
    "quizzes": Quiz,
}
"""Kinds of files that are one list under their own name; an item's model follows its type."""

_SLUG = re.compile(SLUG)


@dataclass
class Entries:
    """A document with its values.

    Attributes:
        document: the file.
        language: of the course, in which its numbers are read.
        values: validated values by their path in the file, those without problems.
        ids: ids by path, those of entries with problems included.
        facts: notes on the valid items, in order.
        own_problems: what is kept with the cache: of an items file all that it shows by itself,
            of any other only what reading it showed.
    """

    document: Document
    language: str = "en"
    values: dict[Path, Any] = field(default_factory=dict)
    ids: dict[Path, str] = field(default_factory=dict)
    facts: list[Facts] = field(default_factory=list)
    own_problems: tuple[Problem, ...] = ()

    @cached_property
    def uses(self) -> list[Use]:
        """The different uses of the items, to be asked for once all are read."""
        return gather_uses(self.facts)

    def get_item(self, number: int) -> ItemBase:
        """The item at a place in the list; made now if it comes from the cache."""
        path: Path = ("items", number)
        if path not in self.values:
            written = self.document.data["items"][number]
            model = ITEM_TYPES[written["type"]]
            self.values[path] = model.model_validate(written, context={"language": self.language})
        item: ItemBase = self.values[path]
        return item


def check_document(document: Document, kind: str, language: str) -> Entries:
    """Validates a document of a kind; problems go to the document."""
    entries = Entries(document, language, own_problems=document.syntax_problems)
    if document.data is None and not document.complete:
        return entries
    if not isinstance(document.data, dict):
        params = {"found_word": kind_of(document.data)}
        document.problems.append(document.problem("E117", (), params))
        document.complete = False
    elif kind in ROOT_MODELS:
        value = check_model(document, (), ROOT_MODELS[kind], language)
        if value is not None:
            entries.values[()] = value
    else:
        for path in _list_paths(document, kind):
            _check_entry(entries, path, kind)
    if kind == "items":
        _advise_likeness(entries)
        entries.own_problems = tuple(document.problems)
        document.parsed_whole = document.complete
    return entries


def _advise_likeness(entries: Entries) -> None:
    """Names the questions of the file that are nearly the same as an earlier one."""
    asked = [
        read_asked(place, entries.get_item(facts.number), facts.evidence)
        for place, facts in enumerate(entries.facts)
        if facts.status != "withdrawn"
    ]
    for pair in find_pairs(asked):
        facts, first = entries.facts[pair.second], entries.facts[pair.first]
        if LIKE in facts.accept:
            entries.facts[pair.second] = facts._replace(used=(*facts.used, LIKE))
            continue
        path: Path = ("items", facts.number, "stem")
        problem = entries.document.problem(LIKE, path, say_alike(facts.id, first.id, pair))
        entries.document.problems.append(problem)


def _list_paths(document: Document, kind: str) -> list[Path]:
    for key in document.data:
        if key != kind:
            near = kind if kind not in document.data and find_near(key, [kind], 0.5) else None
            problem = document.problem("E201", (key,), {"key": key[:60]}, suggestion=near, key=True)
            document.problems.append(problem)
    if kind not in document.data:
        if not document.problems:
            document.problems.append(document.problem("E202", (), {"key": kind, "name": ""}))
        document.complete = False
        return []
    entries = document.data[kind]
    if not isinstance(entries, list):
        if entries is not None or document.complete:
            words = {"key": kind, "wanted_word": "a list", "found_word": kind_of(entries)}
            document.problems.append(document.problem("E204", (kind,), words))
        document.complete = False
        return []
    return [(kind, number) for number in range(len(entries))]


def _check_entry(entries: Entries, path: Path, kind: str) -> None:
    document = entries.document
    data = document.data[kind][path[1]]
    if not isinstance(data, dict):
        words = {"key": kind, "wanted_word": "keys with values", "found_word": kind_of(data)}
        document.problems.append(document.problem("E204", path, words))
        return
    if isinstance(data.get("id"), str):
        entries.ids[path] = data["id"].strip()
    if not _SLUG.match(entries.ids.get(path, "")):
        document.complete = False  # what others call it cannot be known
    model = LIST_MODELS[kind] or _item_model(document, path, data)
    value = check_model(document, path, model, entries.language) if model else None
    if value is None:
        return
    entries.values[path] = value
    if isinstance(value, ItemBase):
        entries.facts.append(check_item(value, data, document, path, entries.language))


def _item_model(document: Document, path: Path, data: dict[str, Any]) -> type[BaseModel] | None:
    written = data.get("type")
    if isinstance(written, str) and written in ITEM_TYPES:
        return ITEM_TYPES[written]
    name = {"name": show(data.get("id"))}
    if "type" in data:
        params = {**name, "value": show(written), "known": ", ".join(ITEM_TYPES)}
        near = find_near(str(written), ITEM_TYPES, 0.5)
        problem = document.problem("E234", (*path, "type"), params, suggestion=near)
    else:
        problem = _missing_type(document, path, data, name)
    document.problems.append(problem)
    return None


def _missing_type(
    document: Document, path: Path, data: dict[str, Any], name: dict[str, str]
) -> Problem:
    known = {key for model in ITEM_TYPES.values() for key in keys_of(model)}
    for key in data:
        if key not in known and find_near(key, ["type"], 0.5):
            params = {"key": key}
            return document.problem("E201", (*path, key), params, suggestion="type", key=True)
    return document.problem("E202", path, {"key": "type", **name})
