"""Quizzes on paper: each form is laid out like an attempt, from a seed of its own."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from jinja2 import Environment

from casekit.domain.attempt import Slot, plan_attempt
from casekit.domain.bank import COURSE_SCOPE, Bank
from casekit.domain.item import ItemBase
from casekit.domain.quiz import Quiz
from casekit.domain.version import ItemVersion
from casekit.export.errors import BrokenTemplateError
from casekit.export.handout.order import FORMS
from casekit.export.handout.outlet import HandoutOutlet
from casekit.export.markup import trusted
from casekit.text.markdown import render_markdown

_NOTE = re.compile(r'<span class="note"(?: data-cites="[^"]*")?>')


@dataclass(frozen=True)
class PaperSlot:
    """One question of a form: its number from 1, and its item as the form shows it."""

    number: int
    slot: Slot
    version: ItemVersion

    @property
    def item(self) -> ItemBase:
        """The item, what was drawn standing in it."""
        return self.version.item


@dataclass(frozen=True)
class Form:
    """A form of a quiz.

    Attributes:
        letter: what it is called.
        quiz_id: the full id of the quiz.
    """

    letter: str
    quiz_id: str
    quiz: Quiz
    slots: tuple[PaperSlot, ...]

    @property
    def points(self) -> Fraction:
        """What all its questions are worth."""
        return sum((each.slot.max_points for each in self.slots), Fraction(0))

    @property
    def asks_all_passages(self) -> bool:
        """Whether a question asks for passages by their numbers."""
        return any(each.item.asks_all_passages for each in self.slots)


def lay_out_form(bank: Bank, quiz_id: str, letter: str) -> Form:
    """The form of a letter, the same at every export, whatever is right in it.

    Form A keeps the order of the file where the quiz does; every other form has its own, and all
    of them draw their own values and, where the quiz draws, their own questions.

    Raises:
        KeyError: the bank has no such quiz.
    """
    seed = _paper_seed(bank.course.id, quiz_id, letter)
    plan = plan_attempt(bank, quiz_id, seed)
    slots = list(plan.slots)
    if letter != FORMS[0]:
        Random(seed).shuffle(slots)  # noqa: S311 - a layout, not a secret
    numbered = tuple(
        PaperSlot(number, slot, bank.items[slot.item_id].settle(slot.arrangement))
        for number, slot in enumerate(slots, 1)
    )
    return Form(letter, quiz_id, plan.quiz, numbered)


def cases_of(bank: Bank, scope: str, forms: Iterable[Form]) -> list[str]:
    """The cases whose passages a quiz on paper may show, in teaching order."""
    if scope != COURSE_SCOPE:
        return [scope]
    used = {slot.version.item_id.partition("/")[0] for form in forms for slot in form.slots}
    return [case_id for case_id in bank.cases if case_id in used]


class Asker:
    """Asks items on paper, and gives their keys, by the macros of their types' templates."""

    def __init__(self, environment: Environment, outlet: HandoutOutlet) -> None:
        self._environment = environment
        self._outlet = outlet

    def ask(self, one: PaperSlot) -> dict[str, Any]:
        """A question without anything that tells its key: its macro alone sees the item."""
        exhibit = one.version.exhibit
        is_new = exhibit is not None and exhibit.id not in self._outlet.exhibit_numbers
        shown = self._outlet.show_exhibit(exhibit) if exhibit and is_new else ""
        return {
            "number": one.number,
            "points": Decimal(one.slot.points),
            "stem": self.prose(one, one.item.stem),
            "exhibit": trusted(shown),
            "seen_exhibit": None
            if exhibit is None or is_new
            else self._outlet.exhibit_numbers[exhibit.id],
            "asked": trusted(str(self._macro(one, "question"))),
        }

    def key(self, one: PaperSlot) -> Any:
        """What earns everything."""
        return trusted(str(self._macro(one, "key")))

    def marks(self, one: PaperSlot) -> Any:
        """The same in a few signs, as they stand on a paper: to mark many of them."""
        return trusted(str(self._macro(one, "marks")).strip())

    def prose(self, one: PaperSlot, text: str) -> Any:
        """A text of an item, with the images of its case."""
        own = self._outlet
        if own.scope == COURSE_SCOPE:
            case_id = one.version.item_id.partition("/")[0]
            own = HandoutOutlet(own.bank, case_id, own.content, own.tallest_chart)
            own.passages, own.images = self._outlet.passages, self._outlet.images
        return trusted(_without_notes(render_markdown(text, own.bank.language, own)))

    def _macro(self, one: PaperSlot, name: str) -> Any:
        kind = one.version.written["type"]
        module: Any = self._environment.get_template(f"item/{kind}.html").module
        if not hasattr(module, name):  # a workspace's own template, from before there was one
            raise BrokenTemplateError(f"handout/item/{kind}.html", f'it has no macro "{name}"')
        return getattr(module, name)(one.item, one.slot.arrangement)


def _without_notes(html: str) -> str:
    """A citation within a question stands in brackets: its foot of the page may be another's."""
    return _NOTE.sub('<span class="in-note">', html)


def _paper_seed(course_id: str, quiz_id: str, letter: str) -> int:
    """Fixes the layout of a form; it must not hang on what is right."""
    digest = hashlib.sha256(f"casekit:paper:{course_id}:{quiz_id}:{letter}".encode()).digest()
    return int.from_bytes(digest[:8], "big")
