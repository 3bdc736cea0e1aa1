"""JSON Schemas of the authored files, for the completion and the checks of an editor."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from casekit.content.entries import LIST_MODELS, ROOT_MODELS
from casekit.content.keys import find_models
from casekit.domain.item import Item
from casekit.domain.value import OneOrMany
from casekit.text.i18n import N_, gettext

SCHEMA_FOLDER = ".casekit/schema"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"

FILES: Mapping[str, tuple[str, ...]] = {
    "course": ("content/course.yaml",),
    "source": ("seeds/*.yaml",),
    "items": ("content/*/items.yaml", "content/*/items/*.yaml"),
    "cards": ("content/*/cards.yaml",),
    "exhibits": ("content/*/exhibits.yaml",),
    "quizzes": ("content/*/quizzes.yaml", "content/quizzes.yaml"),
    "case": (),
}
"""Schemas by name, with the files that each holds for; that of `case` is for front matter."""

_DESCRIPTIONS = {
    "course": N_("The course: its objectives and its cases in teaching order."),
    "source": N_("A source article and the excerpts quoted from it."),
    "items": N_("The item bank of a case."),
    "cards": N_("The flashcards of a case for terms and ideas that are no questions."),
    "exhibits": N_("The exhibits of a case, as data."),
    "quizzes": N_("Quizzes: which items, under which settings."),
    "case": N_("The front matter of a case."),
}
# What the models say of their fields; the sentences stand there, the list makes them translatable.
_FIELD_DESCRIPTIONS = (
    N_("Stable for ever: results, cards and notes hang on it."),
    N_("The question, in Markdown."),
    N_("Excerpts that prove the key, each as source#excerpt."),
    N_("A scholarly source, for course knowledge that no excerpt carries."),
    N_("Id of a learning objective of course.yaml."),
    N_("Bloom's level of what the question asks for."),
    N_("Why the key is right; shown with the feedback."),
    N_("The step from the passage to the key, when the passage does not say it."),
    N_("true, false, or {front:, back:} for the flashcard."),
    N_("Id of an exhibit of the case."),
    N_("Warnings silenced, each with a reason."),
    N_("The former id of a renamed item."),
    N_("Strings are wrong; mark what is right with correct:."),
    N_("net, exact, each or false2: how a set earns."),
    N_("Whether the statement is true."),
    N_("Shown to those who answered wrongly."),
    N_("What the card asks with: a term, in Markdown."),
    N_("What it answers, in Markdown."),
    N_("Also asks the other way round."),
    N_("Texts that are right, or {text:, score: 50%, feedback:}."),
    N_("The text, with [[name]] where something is missing."),
    N_("By name: texts that are right, or {answer:, tolerance:}, or {choices:}."),
    N_("What belongs together, each as {left:, right:}."),
    N_("Texts that belong to nothing, to be told apart from the others."),
    N_("The steps in the right order; those in any order in a list of their own."),
    N_("What belongs where: Name: [thing, ...]."),
    N_("Things that belong nowhere."),
    N_("strict: é and e are two letters."),
    N_("Passages that support the claim of the stem."),
    N_("Passages that contradict the claim."),
    N_("Passages that do neither."),
    N_("0.5 (in the unit) or 2% (of the key), bounds included."),
    N_("[lowest, highest] that count as right, instead of a tolerance."),
    N_("Shown beside the field."),
    N_('Reads "7,7 milliards" as a number.'),
    N_("Drawn for each attempt: a range, a list, or a cell of an exhibit."),
    N_("The key, in the unit below; with variables also n * 20."),
    N_("What can be decided."),
    N_("Passages to cite for it, at least."),
    N_("Passages to cite against it, at least."),
    N_("Excerpts to choose from; all of the case's when left out."),
    N_("What is marked: {criterion:, points:, levels: [...]}."),
    N_("A text that earns all points; shown with the feedback."),
    N_("{min:, max:}: how long the text is."),
    N_("table, bar, line or timeline: how the rows are shown."),
    N_("What the numbers count: millions of units, %."),
    N_("The heads of the columns; the first column names the rows."),
    N_("Rows of cells as they are to be read; null where there is no value."),
    N_("What the exhibit does not say, and where it is uncertain."),
    N_("Excerpts on which the exhibit stands."),
)


def get_schema(name: str) -> dict[str, Any]:
    """The schema of one kind of file, descriptions in the current language.

    Raises:
        KeyError: there is no such kind.
    """
    if name in ROOT_MODELS:
        schema = _schema_of(ROOT_MODELS[name])
    else:
        schema = _list_schema(name, _schema_of(LIST_MODELS[name] or Item))
    head = {"$schema": _DIALECT, "description": gettext(_DESCRIPTIONS[name])}
    cleaned: dict[str, Any] = _clean({**schema, **head})
    return cleaned


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Writes `<name>.schema.json` for every kind of file into a folder, made when missing."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in FILES:
        path = folder / f"{name}.schema.json"
        text = json.dumps(get_schema(name), ensure_ascii=False, indent=2)
        path.write_text(text + "\n", encoding="utf-8")
        written.append(path)
    return tuple(written)


def vscode_settings() -> str:
    """`.vscode/settings.json`: which schema holds for which file."""
    schemas = {
        f"./{SCHEMA_FOLDER}/{name}.schema.json": list(paths)
        for name, paths in FILES.items()
        if paths
    }
    settings = {"yaml.schemas": schemas, "files.encoding": "utf8", "files.eol": "\n"}
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"


def vscode_recommendations() -> str:
    """`.vscode/extensions.json`: the extension that reads the schemas."""
    return json.dumps({"recommendations": ["redhat.vscode-yaml"]}, indent=2) + "\n"


def _schema_of(model: Any) -> dict[str, Any]:
    if isinstance(model, type) and issubclass(model, BaseModel):
        return model.model_json_schema(by_alias=True, schema_generator=_Generator)
    adapter: TypeAdapter[Any] = TypeAdapter(model)
    return adapter.json_schema(by_alias=True, schema_generator=_Generator)


class _Generator(GenerateJsonSchema):
    """What an author writes, not what the models hold."""

    def decimal_schema(self, schema: Any) -> dict[str, Any]:
        return {"type": ["number", "string"]}


def _list_schema(name: str, entry: dict[str, Any]) -> dict[str, Any]:
    definitions = entry.pop("$defs", {})
    return {
        "type": "object",
        "properties": {name: {"type": "array", "items": entry}},
        "required": [name],
        "additionalProperties": False,
        "$defs": definitions,
    }


def _clean(node: Any) -> Any:
    """The schema of what is written: texts may look like numbers, hidden fields are left out."""
    if isinstance(node, list):
        return [_clean(each) for each in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _clean(value) for key, value in node.items() if key not in {"title", "default"}}
    if isinstance(node.get("properties"), dict):
        kept["properties"] = _clean_properties(node)
    if node.get("type") == "string" and not {"enum", "const"} & set(node):
        kept["type"] = ["string", "number"]
    if node.get("type") == "boolean":
        kept = {"enum": [True, False, "yes", "no", "oui", "non", "vrai", "faux"]}
    _translate(node, kept)
    return kept


def _clean_properties(node: dict[str, Any]) -> dict[str, Any]:
    single = _ONE_OR_MANY.get(str(node.get("title")), frozenset())
    properties = {}
    for key, value in node["properties"].items():
        if isinstance(value, dict) and value.get("hidden"):
            continue
        cleaned = _clean(value)
        if key in single:
            cleaned = {"anyOf": [cleaned["items"], cleaned]}
            _translate(value, cleaned)
        properties[key] = cleaned
    return properties


def _translate(node: dict[str, Any], kept: dict[str, Any]) -> None:
    description = node.get("description")
    if description in _FIELD_DESCRIPTIONS:
        kept["description"] = gettext(description)
    elif isinstance(description, str) and "$schema" not in node:
        kept.pop("description", None)  # a docstring, written for developers


_ONE_OR_MANY: Mapping[str, frozenset[str]] = {
    model.__name__: frozenset(
        field.alias or name
        for name, field in model.model_fields.items()
        if OneOrMany in field.metadata
    )
    for model in find_models()
}
"""Fields, by the name of their model, where a single text stands for a list of one."""
