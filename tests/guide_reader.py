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
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

import yaml

from casekit.domain.expression import parse_expression
from casekit.domain.item import Arrangement, ItemBase, parse_item
from casekit.domain.item.categorize import CategorizeItem
from casekit.domain.item.choice import ChoicesItem, letters
from casekit.domain.item.cloze import ClozeItem
from casekit.domain.item.evidence import EvidenceItem
from casekit.domain.item.matching import MatchingItem
from casekit.domain.item.ordering import OrderingItem
from casekit.domain.item.position import PositionItem
from casekit.resources import docs_dir, starter_dir

CASES = {"en": "bakery", "fr": "boulangerie"}
"""The starter course's one case, by language."""

QUIZ = "guide"
"""Local id of the quiz in which `make_guide_workspace` puts the examples."""

HEADERS = {"| Answer | Score |", "| Réponse | Score |"}
NOTHING = {"(nothing)", "(rien)"}
PENDING = {"(pending)", "(en attente)"}
NOWHERE = ("none of them", "aucune")
_TRUTHS = {"true": "1", "vrai": "1", "false": "2", "faux": "2"}
_SCORING = re.compile(r"`scoring: (\w+)`")
_BLOCK = re.compile(r"^```yaml\n(?P<yaml>.*?)^```$|^(?P<table>\|.+?)(?=\n\n|\Z)", re.M | re.S)


@dataclass(frozen=True)
class Answer:
    """A row of a table: the answer in the guide's words, and what it earns out of 1.

    Attributes:
        score: None where a person has to give it.
    """

    words: str
    score: Fraction | None


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
        item = parse_item(self.written, self.language)
        passages = _list_excerpts(self.language) if item.asks_all_passages else item.passages()
        return item.with_surroundings(passages, {})

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
    named += "  accept: {W345: the same question under another rule}\n"
    return re.sub(r"^(  type: multiple)$", rf"\1\n  scoring: {scoring}", named, flags=re.M)


def _read_row(row: str) -> Answer:
    words, score = (cell.strip() for cell in row.strip("|").rsplit("|", 1))
    return Answer(words, None if score in PENDING else Fraction(score.replace(",", ".")))


def _list_excerpts(language: str) -> list[str]:
    """All excerpts of the starter course's one source."""
    [path] = (starter_dir(language) / "seeds").glob("*.yaml")
    source = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [f"{path.stem}#{excerpt['id']}" for excerpt in source["excerpts"]]


def fields_of(example: Example, answer: Answer, arrangement: Arrangement) -> dict[str, list[str]]:
    """The form fields of an answer under an arrangement, by the item's own `write_response`."""
    response = response_of(example, answer, arrangement)
    return {} if response is None else example.item.write_response(response, arrangement)


def response_of(example: Example, answer: Answer, arrangement: Arrangement) -> Any:
    """The answer in the item's terms, None for no answer; with the values of an arrangement."""
    if answer.words in NOTHING:
        return None
    layout = arrangement if arrangement.drawn else example.arrange()
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
    posted = _posted_parts(item, words, layout)
    if posted is not None:
        return posted
    if isinstance(item, PositionItem):
        return _posted_position(item, parts, layout)
    if layout.drawn:
        values = {name: Decimal(text) for name, text in layout.drawn.items()}
        number = parse_expression(words.strip("`")).evaluate(values)
        return {"number": [f"{number:f}".replace(".", "," if example.language == "fr" else ".")]}
    if example.type == "true-false":
        return {"choice": [_TRUTHS[words]]}
    [field] = item.write_response(item.key(layout), layout)
    return {field: [words.strip("`")]}


def _posted_parts(item: ItemBase, words: str, layout: Arrangement) -> dict[str, list[str]] | None:
    """The fields of a question in parts: `part = what + part = what`, or `first → second`."""
    if isinstance(item, OrderingItem):
        letter_of = {text: letter for letter, text in item.steps.items()}
        steps = [_place(layout, letter_of[text.strip()]) for text in words.split("→")]
        return {f"o{position}": [str(place)] for place, position in enumerate(steps, 1)}
    if not isinstance(item, (ClozeItem, MatchingItem, CategorizeItem)):
        return None
    pairs = [part.split(" = ") for part in words.split(" + ")]
    return dict(_posted_part(item, asked, said, layout) for asked, said in pairs)


def _posted_part(
    item: ClozeItem | MatchingItem | CategorizeItem, asked: str, said: str, layout: Arrangement
) -> tuple[str, list[str]]:
    if isinstance(item, ClozeItem):
        texts = [choice.text for choice in item.gaps[asked].choices or ()]
        return f"gap-{asked}", [str(texts.index(said) + 1) if texts else said]
    if isinstance(item, MatchingItem):
        letter_of = {text: letter for letter, text in item.options.items()}
        place = list(item.lefts.values()).index(asked) + 1
        return f"m{place}", [_place(layout, letter_of[said])]
    letter_of = {text: letter for letter, text in item.things.items()}
    names = (*NOWHERE, *item.categories)
    number = max(0, names.index(said) - len(NOWHERE) + 1)
    return f"c{_place(layout, letter_of[asked])}", [str(number)]


def _posted_position(
    item: PositionItem, parts: list[str], layout: Arrangement
) -> dict[str, list[str]]:
    """The fields of `option + for = passage + against = passage + why = text`."""
    option, *rest = parts
    said = dict(part.split(" = ") for part in rest)
    cited = {name: [_place(layout, ref.strip("`"))] for name, ref in said.items() if name != "why"}
    why = {"why": [said["why"]]} if "why" in said else {}
    return {"option": [str(item.options.index(option) + 1)], **cited, **why}


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
