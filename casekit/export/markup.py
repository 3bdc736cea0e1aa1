"""The one place where a text becomes HTML that the handout's templates do not escape."""

from html import escape
from typing import Any

from markupsafe import Markup


def trusted(html: str) -> Markup:
    """HTML that the text room has made, and therefore sanitised, or that stands in our code."""
    return Markup(html)  # noqa: S704 - this is what the function is for


def fill(sentence: str, **values: Any) -> Markup:
    """A translated sentence as HTML, its fields escaped unless they are trusted already."""
    return trusted(escape(sentence, quote=False)).format(**values)
