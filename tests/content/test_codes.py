from pathlib import Path

import pytest

import casekit
from casekit.content.codes import CODES
from casekit.content.report import explain, render_codes
from casekit.text.i18n import use_language

DOCS = Path(casekit.__file__).parent / "docs"


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_slug_a_message_an_explanation_and_an_example(code):
    entry = CODES[code]
    assert code[0] in "EW"
    assert entry.slug.replace("-", "").isalnum()
    assert entry.message
    assert entry.explanation.count(".") >= 1
    assert entry.example.endswith("\n")
    assert not entry.message.endswith(".")


def test_no_two_codes_share_a_slug():
    slugs = [entry.slug for entry in CODES.values()]
    assert len(slugs) == len(set(slugs))


def test_explaining_a_code_shows_its_example():
    text = explain("E103")
    assert text.startswith("E103 hash-in-text\n")
    assert "Xiaomi, #1 en Chine" in text


def test_explaining_an_unknown_code_is_a_key_error():
    with pytest.raises(KeyError):
        explain("E999")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_of_codes_is_the_table(language):
    page = (DOCS / f"codes.{language}.md").read_text(encoding="utf-8")
    assert page == render_codes(language), "run: python -m casekit.content.codes_page"


@pytest.mark.parametrize("code", CODES)
def test_a_translated_message_keeps_its_fields(code):
    with use_language("fr"):
        from casekit.text.i18n import gettext

        french = gettext(CODES[code].message)
    assert fields_of(french) == fields_of(CODES[code].message)


def fields_of(message: str) -> set[str]:
    from string import Formatter

    return {name for _, name, _, _ in Formatter().parse(message) if name}
