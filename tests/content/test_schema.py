import json

import pytest

from casekit.content import schema
from casekit.content.keys import KNOWN_KEYS, keys_of
from casekit.content.schema import FILES, get_schema, vscode_settings, write_schemas
from casekit.domain.item import ITEM_TYPES
from casekit.text.i18n import use_language


@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_file_has_a_schema_that_refuses_unknown_keys(tmp_path, name):
    write_schemas(tmp_path)
    document = json.loads((tmp_path / f"{name}.schema.json").read_text(encoding="utf-8"))
    assert document["type"] == "object"
    assert document["additionalProperties"] is False
    assert document["$schema"].startswith("https://json-schema.org/")


@pytest.mark.parametrize("name", ITEM_TYPES)
def test_an_item_schema_has_exactly_the_keys_that_reading_knows(name):
    model = ITEM_TYPES[name]
    written = get_schema("items")["$defs"][model.__name__]["properties"]
    assert set(written) == set(keys_of(model))
    assert "language" not in written


def test_the_pass_mark_is_written_as_pass():
    quiz = get_schema("quizzes")["properties"]["quizzes"]["items"]
    quiz = quiz.get("properties") or get_schema("quizzes")["$defs"]["Quiz"]["properties"]
    assert "pass" in quiz
    assert "pass_mark" not in quiz
    assert "pass" in KNOWN_KEYS


def test_texts_may_look_like_numbers_and_lists_may_be_one_text():
    item = get_schema("items")["$defs"]["SingleItem"]["properties"]
    assert item["stem"]["type"] == ["string", "number"]
    assert item["evidence"]["anyOf"][0]["type"] == ["string", "number"]
    assert item["evidence"]["anyOf"][1]["type"] == "array"
    assert (
        "oui" in get_schema("items")["$defs"]["NumericItem"]["properties"]["accept_scale"]["enum"]
    )


def test_descriptions_speak_the_language_of_the_user():
    with use_language("en"):
        item = get_schema("items")["$defs"]["SingleItem"]["properties"]
    assert item["stem"]["description"] == "The question, in Markdown."
    described = {value["description"] for value in item.values() if "description" in value}
    assert described <= set(schema._FIELD_DESCRIPTIONS)


def test_every_description_of_an_item_field_can_be_translated():
    for model in ITEM_TYPES.values():
        for field in model.model_fields.values():
            assert field.description is None or field.description in schema._FIELD_DESCRIPTIONS


def test_the_settings_of_the_editor_name_every_schema():
    settings = json.loads(vscode_settings())
    assert "content/*/items.yaml" in settings["yaml.schemas"]["./.casekit/schema/items.schema.json"]
