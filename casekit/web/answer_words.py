"""An answer in words, for one cell of a table: what its form shows in many lines."""

from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup, escape

from casekit.domain.item import PositionItem, Relation, Response
from casekit.domain.item.choice import ChoicesItem
from casekit.domain.source import count_words
from casekit.domain.version import ItemVersion
from casekit.text.i18n import gettext, ngettext
from casekit.text.parts import list_parts
from casekit.text.responses import say_relation
from casekit.web.rendering import inline

MAX_TOLD = 160
"""Characters of a text that stand in a table: the answer itself stands above it."""


def say_answer(version: ItemVersion, answer: Response) -> Markup:
    """What was answered: the texts of the choices picked, each part, or what was typed."""
    parts = list_parts(version.item, answer)
    if parts:
        sentence = escape(gettext("{asked}: {said}", asked="{asked}", said="{said}"))
        language = version.language
        return escape(gettext("; ")).join(
            sentence.format(asked=inline(asked, language), said=inline(said, language))
            for asked, said in parts
        )
    words = [
        said for name, value in answer if name in _FIELDS for said in _FIELDS[name](version, value)
    ]
    return escape(gettext("; ")).join(words)


def _say_letter(version: ItemVersion, letter: str) -> Iterable[Markup]:
    yield _say_choice(version, letter)


def _say_letters(version: ItemVersion, letters: Iterable[str]) -> Iterable[Markup]:
    return (_say_choice(version, letter) for letter in letters)


def _say_verdicts(
    version: ItemVersion, verdicts: Iterable[tuple[str, Relation]]
) -> Iterable[Markup]:
    for ref, relation in verdicts:
        yield escape(f"{ref}: {say_relation(relation)}")


def _say_truth(_version: ItemVersion, value: bool) -> Iterable[Markup]:
    yield escape(gettext("True") if value else gettext("False"))


def _say_text(_version: ItemVersion, text: str) -> Iterable[Markup]:
    if len(text) <= MAX_TOLD:
        yield escape(text)
    else:
        count = count_words(text)
        words = ngettext("{n} word", "{n} words", count)
        yield escape(f"{text[:MAX_TOLD].rstrip()}… ({words})")


def _say_option(version: ItemVersion, option: str) -> Iterable[Markup]:
    if option and isinstance(version.item, PositionItem):
        yield inline(version.item.option_of(option), version.language)


def _say_cited_for(_version: ItemVersion, refs: Iterable[str]) -> Iterable[Markup]:
    if refs:
        yield escape(gettext("for: {passages}", passages=", ".join(refs)))


def _say_cited_against(_version: ItemVersion, refs: Iterable[str]) -> Iterable[Markup]:
    if refs:
        yield escape(gettext("against: {passages}", passages=", ".join(refs)))


_FIELDS: dict[str, Callable[[ItemVersion, Any], Iterable[Markup]]] = {
    "letter": _say_letter,
    "letters": _say_letters,
    "verdicts": _say_verdicts,
    "value": _say_truth,
    "text": _say_text,
    "option": _say_option,
    "cited_for": _say_cited_for,
    "cited_against": _say_cited_against,
    "why": _say_text,
}
"""What says an answer's own fields; one that is missing here says nothing that people read."""


def _say_choice(version: ItemVersion, letter: str) -> Markup:
    item = version.item
    if not isinstance(item, ChoicesItem):
        return escape(letter)
    return inline(item.choice_of(letter).text, version.language)
