"""Checks of one item by itself: its wording, its choices, its images."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from casekit.content.checks.marks import find_marks
from casekit.content.document import Document, Path
from casekit.content.facts import Facts, Notes, choices_of, note_facts
from casekit.domain.item import ItemBase

MAX_GUESS = 0.5
MIN_CHOICES, MAX_CHOICES = 3, 5

IMAGE = re.compile(r"!\[(?P<alt>[^\]\n]*)\]\(\s*<?(?P<src>[^)>\s]*)[^)\n]*\)")
_REMOTE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_SHOWN = re.compile(r"media/[A-Za-z0-9_-]+\.(?:png|jpe?g|gif|webp)")

_NEGATIONS: Mapping[str, re.Pattern[str]] = {
    "fr": re.compile(
        r"\b(?:(?:ne\s+|n['’])[\w-]+(?:\s+[\w-]+)?\s+(?:pas|jamais|aucun|aucune|rien)"
        r"|sauf|excepté|hormis|à l['’]exception)\b"
    ),
    "en": re.compile(r"\b(?:not|never|except|cannot|\w+n['’]t|none of the following)\b"),
}
_ASKS: Mapping[str, re.Pattern[str]] = {
    "fr": re.compile(
        r"\b(?:lequel|laquelle|lesquels|lesquelles|quel|quels|quelle|quelles|qui|que|qu['’]\w+"
        r"|combien|où|quand)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(r"\b(?:which|what|who|whom|whose|where|when|how)\b", re.IGNORECASE),
}
_ALL_OR_NONE: Mapping[str, re.Pattern[str]] = {
    "fr": re.compile(
        r"^(?:toutes? (?:les|ces) (?:réponses|propositions|affirmations)?"
        r"|tous ces choix|toutes les réponses|aucune? (?:de ces|des) "
        r"(?:réponses|propositions|affirmations|choix)|aucune de ces|aucun de ces"
        r"|toutes ces réponses|tout ce qui précède|rien de tout cela)",
        re.IGNORECASE,
    ),
    "en": re.compile(r"^(?:all|none|both) of (?:the above|these|them|the answers)", re.IGNORECASE),
}
_MARKED = re.compile(r"\*\*[^*]+\*\*|__[^_]+__")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[^\s?!])")


def check_item(
    item: ItemBase, written: Mapping[str, Any], document: Document, path: Path, language: str
) -> Facts:
    """Checks a valid item; its problems go to the document.

    Returns:
        The notes that the checks across files need.
    """
    guess = item.guess_score()
    used = []
    if item.status != "withdrawn":
        for code, where, params in _find_advice(item, guess, language):
            if code in item.accept:
                used.append(code)
            else:
                params = {"name": item.id, **params}
                document.problems.append(document.problem(code, (*path, *where), params))
    images: list[tuple[Path, str]] = []
    marks: list[tuple[Path, str]] = []
    for where, text in item.markdown_texts():
        if "![" in text:
            images += check_images(document, (*path, *where), text)
        if "[@" in text or "{{" in text:
            marks += [(where, mark) for mark in find_marks(text)]
    place = document.locate_now(path)
    notes = Notes(int(path[-1]), place, guess, tuple(images), tuple(used), tuple(marks))
    return note_facts(item, str(written["type"]), notes)


def check_images(document: Document, path: Path, text: str) -> Iterator[tuple[Path, str]]:
    """Refuses remote images and those without an alternative text.

    Yields:
        Path of the field and address of each image that lies in the workspace.
    """
    for image in IMAGE.finditer(text):
        params = {"src": image["src"][:80]}
        if not image["alt"].strip():
            document.problems.append(document.problem("E261", path, params, fragment=image[0]))
        if is_remote(image["src"]):
            document.problems.append(document.problem("E260", path, params, fragment=image[0]))
        elif not can_be_shown(image["src"]):
            near = find_shown(image["src"])
            problem = document.problem("E322", path, params, suggestion=near, fragment=image[0])
            document.problems.append(problem)
        else:
            yield path, image["src"]


def is_remote(src: str) -> bool:
    """Whether an image's address leads out of the workspace."""
    return _REMOTE.match(src) is not None


def can_be_shown(src: str) -> bool:
    """Whether page, card and handout all show an image of this address."""
    return _SHOWN.fullmatch(src) is not None


def find_shown(src: str) -> str | None:
    """The address that an image should have, None where its name cannot be kept."""
    moved = f"media/{src.rpartition('/')[2]}"
    return moved if moved != src and can_be_shown(moved) else None


def _find_advice(
    item: ItemBase, guess: Fraction, language: str
) -> Iterator[tuple[str, Path, dict[str, Any]]]:
    """Code, path within the item and params of each warning."""
    if float(guess) > MAX_GUESS:
        yield "W310", (), {"share": round(guess * 100)}
    word = find_negation(item.stem, language)
    if word:
        yield "W320", ("stem",), {"word": word}
    for name in item.unused_variables():
        yield "W370", ("variables", name), {"word": name}
    choices = choices_of(item)
    if choices and not MIN_CHOICES <= len(choices) <= MAX_CHOICES:
        yield "W317", ("choices",), {"count": len(choices)}
    pattern = _ALL_OR_NONE.get(language, _ALL_OR_NONE["en"])
    for number, choice in enumerate(choices):
        if pattern.match(choice.text):
            yield "W321", ("choices", number), {"text": choice.text[:60]}


def find_negation(stem: str, language: str) -> str | None:
    """The negation in the question that nothing marks; bold or capitals mark it.

    Only the sentence that asks is looked at: a negation in what leads up to it is plain prose.
    """
    pattern = _NEGATIONS.get(language, _NEGATIONS["en"])
    if pattern.search(stem) is None:
        return None
    asking = _SENTENCE_END.split(stem.strip())[-1]
    found = pattern.search(_MARKED.sub(" ", asking))
    asks = _ASKS.get(language, _ASKS["en"])
    return found[0] if found and ("?" in asking or asks.search(asking)) else None
