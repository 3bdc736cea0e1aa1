"""An answer in words, for one cell of a table: what its form shows in many lines."""

from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup, escape

from casekit.domain.item import Relation, Response
from casekit.domain.item.choice import ChoicesItem
from casekit.domain.version import ItemVersion
from casekit.text.i18n import gettext
from casekit.text.responses import RELATION_WORDS
from casekit.web.rendering import inline


def say_answer(version: ItemVersion, answer: Response) -> Markup:
    """What was answered: the texts of the choices picked, a verdict, or what was typed."""
    words = [
        said for name, value in answer if name in _FIELDS for said in _FIELDS[name](version, value)
    ]
    return Markup("; ").join(words)


def _say_letter(version: ItemVersion, letter: str) -> Iterable[Markup]:
    yield _say_choice(version, letter)


def _say_letters(version: ItemVersion, letters: Iterable[str]) -> Iterable[Markup]:
    return (_say_choice(version, letter) for letter in letters)


def _say_verdicts(
    version: ItemVersion, verdicts: Iterable[tuple[str, Relation]]
) -> Iterable[Markup]:
    for ref, relation in verdicts:
        yield escape(f"{ref}: {gettext(RELATION_WORDS[relation])}")


def _say_truth(_version: ItemVersion, value: bool) -> Iterable[Markup]:
    yield escape(gettext("True") if value else gettext("False"))


def _say_text(_version: ItemVersion, text: str) -> Iterable[Markup]:
    yield escape(text)


_FIELDS: dict[str, Callable[[ItemVersion, Any], Iterable[Markup]]] = {
    "letter": _say_letter,
    "letters": _say_letters,
    "verdicts": _say_verdicts,
    "value": _say_truth,
    "text": _say_text,
}
"""What says an answer's own fields; one that is missing here says nothing that people read."""


def _say_choice(version: ItemVersion, letter: str) -> Markup:
    item = version.item
    if not isinstance(item, ChoicesItem):
        return escape(letter)
    return inline(item.choice_of(letter).text, version.language)
