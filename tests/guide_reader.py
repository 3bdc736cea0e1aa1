"""Reads the guide to the item types: its examples, and what the guide says that answers earn.

    for example in read_guide("en"):
        example.item_id, example.type, example.written, example.item
        for answer in example.answers:
            answer.words, answer.score                     # as in the table
            fields_of(example, answer, arrangement)        # what a form posts, {} for no answer

`make_guide_workspace(folder, language)` writes the starter course with all examples in it.
"""

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

import yaml

from casekit.domain.item import Arrangement, ItemBase, parse_item
from casekit.domain.item.choice import ChoicesItem, letters
from casekit.domain.item.evidence import EvidenceItem
from casekit.resources import docs_dir, starter_dir

CASES = {"en": "bakery", "fr": "boulangerie"}
"""The starter course's one case, by language."""

QUIZ = "guide"
"""Local id of the quiz in which `make_guide_workspace` puts the examples."""

HEADERS = {"| Answer | Score |", "| Réponse | Score |"}
NOTHING = {"(nothing)", "(rien)"}
_TRUTHS = {"true": "1", "vrai": "1", "false": "2", "faux": "2"}
_SCORING = re.compile(r"`scoring: (\w+)`")
_BLOCK = re.compile(r"^```yaml\n(?P<yaml>.*?)^```$|^(?P<table>\|.+?)(?=\n\n|\Z)", re.M | re.S)


@dataclass(frozen=True)
class Answer:
    """A row of a table: the answer in the guide's words, and what it earns out of 1."""

    words: str
    score: Fraction


@dataclass(frozen=True)
class Example:
    """A question of the guide.

    Attributes:
        text: its YAML, as an entry of a list without indentation.
        written: the same as plain data, scalars as text.
    """

    item_id: str
    type: str
    language: str
    text: str
    written: Mapping[str, Any]
    answers: tuple[Answer, ...]

    @cached_property
    def item(self) -> ItemBase:
        """The question itself."""
        return parse_item(self.written, self.language)

    def arrange(self) -> Arrangement:
        """How it is laid out unshuffled."""
        return self.item.arrange(Random(1), shuffle=False)


def read_guide(language: str) -> list[Example]:
    """Every example, in order; a table for another `scoring` makes an example of its own."""
    page = (docs_dir() / f"item-types.{language}.md").read_text(encoding="utf-8")
    return list(_read_examples(page, language))


def _read_examples(page: str, language: str) -> Iterator[Example]:
    text, end = "", 0
    for found in _BLOCK.finditer(page):
        before, end = page[end : found.start()], found.end()
        if found["yaml"]:
            text = found["yaml"]
            continue
        header, _, *rows = found["table"].splitlines()
        assert header in HEADERS, header
        scoring = _SCORING.findall(before.strip().rpartition("\n\n")[2])
        shown = _with_scoring(text, scoring[0]) if scoring else text
        [written] = yaml.load(shown, Loader=yaml.BaseLoader)
        answers = tuple(_read_row(row) for row in rows)
        yield Example(written["id"], written["type"], language, shown, written, answers)


def _with_scoring(text: str, scoring: str) -> str:
    """The example under another rule, with an id of its own; `net` is what it has already."""
    if scoring == "net":
        return text
    named = re.sub(r"^- id: (\S+)", rf"- id: \1-{scoring}", text)
    return re.sub(r"^(  type: multiple)$", rf"\1\n  scoring: {scoring}", named, flags=re.M)


def _read_row(row: str) -> Answer:
    words, score = (cell.strip() for cell in row.strip("|").rsplit("|", 1))
    return Answer(words, Fraction(score.replace(",", ".")))


def fields_of(example: Example, answer: Answer, arrangement: Arrangement) -> dict[str, list[str]]:
    """The form fields of an answer under an arrangement, by the item's own `write_response`."""
    response = response_of(example, answer)
    return {} if response is None else example.item.write_response(response, arrangement)


def response_of(example: Example, answer: Answer) -> Any:
    """The answer in the item's terms, None for no answer."""
    if answer.words in NOTHING:
        return None
    layout = example.arrange()
    return example.item.read_response(_posted(example, answer.words, layout), layout)


def _posted(example: Example, words: str, layout: Arrangement) -> dict[str, list[str]]:
    """What a form under the unshuffled layout would post."""
    item, parts = example.item, [part.strip() for part in words.split(" + ")]
    if isinstance(item, ChoicesItem):
        named = zip(letters(item.choices), item.choices, strict=True)
        by_text = {choice.text: letter for letter, choice in named}
        return {"choice": [_place(layout, by_text[part]) for part in parts]}
    if isinstance(item, EvidenceItem) and item.is_set:
        return {"choice": [_place(layout, part.strip("`")) for part in parts]}
    if isinstance(item, EvidenceItem):
        pairs = [part.split(" = ") for part in parts]
        return {f"p{_place(layout, ref.strip('`'))}": [word] for ref, word in pairs}
    if example.type == "true-false":
        return {"choice": [_TRUTHS[words]]}
    [field] = item.write_response(item.key(layout), layout)
    return {field: [words.strip("`")]}


def _place(layout: Arrangement, name: str) -> str:
    return str(layout.order.index(name) + 1)


def make_guide_workspace(folder: Path, language: str, *, quiz: bool = False) -> Path:
    """Writes the starter course into a folder, with every example among its questions.

    Args:
        folder: made here.
        language: of the course and of the guide.
        quiz: whether to add a practice quiz `QUIZ` that asks all examples, in order.
    """
    shutil.copytree(starter_dir(language), folder)
    case = folder / "content" / CASES[language]
    examples = read_guide(language)
    with (case / "items.yaml").open("a", encoding="utf-8") as items:
        for example in examples:
            items.write("\n" + re.sub(r"^(?=.)", "  ", example.text, flags=re.M))
    if quiz:
        ids = ", ".join(example.item_id for example in examples)
        with (case / "quizzes.yaml").open("a", encoding="utf-8") as quizzes:
            quizzes.write(f"\n  - id: {QUIZ}\n    title: Guide\n    items: [{ids}]\n")
    return folder
