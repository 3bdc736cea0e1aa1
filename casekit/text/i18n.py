"""Translations of the interface: English sentences in the code, French ones in `locale/fr.po`.

One mechanism serves the web app, the command line and the documents. The current language is a
context variable, so that threads and requests do not disturb each other.
"""

import gettext as stdlib_gettext
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

LANGUAGES = ("fr", "en")
"""Languages of the interface; the source language of the messages is English."""

LOCALE_DIR = Path(__file__).parent / "locale"

_language: ContextVar[str] = ContextVar("casekit_language", default="en")


def N_(message: str) -> str:  # noqa: N802 - the marker's name is gettext's own
    """Marks a message for translation where it stands; it is translated when it is shown."""
    return message


def current_language() -> str:
    """The language in which sentences are made now: `fr` or `en`."""
    return _language.get()


def set_language(language: str) -> None:
    """Sets the language for the current context; one that is not known means English."""
    _language.set(language if language in LANGUAGES else "en")


@contextmanager
def use_language(language: str) -> Iterator[None]:
    """Sets the language for the length of a block."""
    token = _language.set(language if language in LANGUAGES else "en")
    try:
        yield
    finally:
        _language.reset(token)


def gettext(message: str, /, **values: Any) -> str:
    """The message in the current language, its `{name}` fields filled in from `values`."""
    text = _catalog(_language.get()).gettext(message) if message else ""
    return text.format(**values) if values else text


def ngettext(singular: str, plural: str, n: int | Fraction | Decimal, /, **values: Any) -> str:
    """The message for a count, `{n}` included, in the current language.

    What is not whole is plural in English, as in 1.5 points; in French its whole part decides, as
    in 1,5 point.
    """
    language, whole = _language.get(), int(n)
    number = whole if n == whole or language == "fr" else 2
    text = _catalog(language).ngettext(singular, plural, number)
    return text.format(n=n, **values)


def choose_language(wanted: Sequence[str]) -> str:
    """The first language wanted that the interface speaks, English when it speaks none."""
    for tag in wanted:
        code = tag.replace("_", "-").split("-")[0].lower()
        if code in LANGUAGES:
            return code
    return "en"


@cache
def _catalog(language: str) -> stdlib_gettext.NullTranslations:
    path = LOCALE_DIR / f"{language}.po"
    if not path.exists():
        return stdlib_gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalog = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return stdlib_gettext.GNUTranslations(compiled)
