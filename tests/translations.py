"""The sentences of the interface and their French: what the code says, what the catalogue has.

`python -m tests.translations` (or `make translations`) adds new sentences to the catalogue, with an
empty translation to fill in, and drops those that the code no longer says.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from casekit.text.i18n import LOCALE_DIR

ROOT = Path(__file__).parent.parent
FRENCH = LOCALE_DIR / "fr.po"
KEYWORDS: dict[str, Any] = {"gettext": None, "ngettext": (1, 2), "N_": None, "_": None}


def read_sentences() -> Catalog:
    """Every sentence that code and templates mark for translation, with its file."""
    catalog = Catalog(locale="fr", project="casekit", charset="utf-8")
    for path, found in _extract_all():
        _line, sentence, comments, _context = found
        place = (path.relative_to(ROOT).as_posix(), 0)
        catalog.add(sentence, None, [place], auto_comments=comments)
    return catalog


def _extract_all() -> Iterator[tuple[Path, Any]]:
    for path in sorted((ROOT / "casekit").rglob("*.py")):
        with path.open("rb") as file:
            for found in extract("python", file, keywords=KEYWORDS):
                yield path, found
    # Anki's templates are no Jinja; their words are put in by code.
    pages = [*ROOT.glob("templates/web/**/*.html"), *ROOT.glob("templates/handout/**/*.html")]
    for path in sorted(pages):
        with path.open("rb") as file:
            options = {"silent": "false", "trimmed": "true"}
            found_in_template = extract(babel_extract, file, keywords=KEYWORDS, options=options)
            for found in found_in_template:
                yield path, found


def read_french() -> Catalog:
    """The French catalogue as it is."""
    with FRENCH.open("rb") as file:
        return read_po(file, locale="fr")


def key_of(message: Message) -> tuple[str, ...]:
    """The sentence, or its singular and plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def translations_of(message: Message) -> tuple[str, ...]:
    """The translation, or one for the singular and one for the plural; empty where none is."""
    if isinstance(message.string, (list, tuple)):
        return tuple(text or "" for text in message.string)
    return (message.string or "",)


def fields_of(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def update_french() -> int:
    """Brings the catalogue to what the code says; returns how many sentences wait for their French.

    A sentence that is already translated keeps its translation.
    """
    catalog = read_french() if FRENCH.exists() else Catalog(locale="fr", charset="utf-8")
    catalog.update(read_sentences(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    FRENCH.parent.mkdir(parents=True, exist_ok=True)
    with FRENCH.open("wb") as file:
        write_po(file, catalog, width=100, sort_output=True, include_lineno=False)
    return sum(1 for message in catalog if message.id and not all(translations_of(message)))


if __name__ == "__main__":
    sys.stdout.write(f"{update_french()} sentences wait for their French in {FRENCH}\n")
