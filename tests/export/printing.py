"""Handouts as PDFs, each printed once in a test process, and what can be read in them."""

import re
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from export.sample import NOW

from casekit.domain.bank import Bank
from casekit.export.handout import Handout, HandoutReport, write_handout
from casekit.export.press import Press
from casekit.text.markdown import strip_markdown

BASE_URL = "https://cases.example.org"

LEAST = 24
"""Letters from which a sentence is told from a chance likeness."""


@dataclass(frozen=True)
class Copy:
    """A printed handout."""

    path: Path
    report: HandoutReport

    @property
    def text(self) -> str:
        """Its text, in reading order."""
        command = ["pdftotext", str(self.path), "-"]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode()


class Copies:
    """Handouts of one bank, printed when they are asked for and kept."""

    def __init__(self, bank: Bank, folder: Path, press: Press) -> None:
        self.bank = bank
        self._folder = folder
        self._press = press
        self._kept: dict[Handout, Copy] = {}

    def get(self, handout: Handout) -> Copy:
        """The PDF of a handout."""
        if handout not in self._kept:
            path = self._folder / f"{handout.name(self.bank.course.id)}.pdf"
            options: dict[str, Any] = {"exported_at": NOW, "base_url": BASE_URL}
            report = write_handout(self.bank, handout, path, press=self._press, **options)
            self._kept[handout] = Copy(path, report)
        return self._kept[handout]


def elements(node: Any) -> Iterator[Any]:
    """All elements of a structure tree, from the top."""
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from elements(child)


def letters(text: str) -> str:
    """The letters and figures alone, so that hyphenation and line ends do not matter."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if c.isalnum()).casefold()


def secrets(bank: Bank) -> set[str]:
    """Every sentence that only instructors read, as its letters."""
    texts = [case.teaching_note for case in bank.cases.values()]
    for version in bank.items.values():
        item: Any = version.item
        texts += [item.explanation, item.warrant, item.hint, getattr(item, "sample", None)]
        texts += _feedback(version.written)
    public = letters(_public_text(bank))
    found = {sentence for text in filter(None, texts) for sentence in _sentences(text)}
    return {sentence for sentence in found if sentence not in public}


def find_leaks(bank: Bank, text: str, edition: str = "") -> set[str]:
    """The sentences among them that a text has; on a card its author may say one as its answer."""
    shown = letters(text)
    said = letters(_card_text(bank)) if edition == "cards" else ""
    return {sentence for sentence in secrets(bank) if sentence in shown and sentence not in said}


def _feedback(written: Any) -> Iterator[str]:
    """The feedback of all choices and answers, at whatever depth."""
    if isinstance(written, dict):
        for key, value in written.items():
            if key == "feedback" and isinstance(value, str):
                yield value
            else:
                yield from _feedback(value)
    elif isinstance(written, (list, tuple)):
        for value in written:
            yield from _feedback(value)


def _sentences(text: str) -> Iterator[str]:
    for sentence in re.split(r"[.!?:;|\n]", strip_markdown(text, "fr")):
        if len(letters(sentence)) >= LEAST:
            yield letters(sentence)


def _public_text(bank: Bank) -> str:
    texts = [excerpt.text for source in bank.sources.values() for excerpt in source.excerpts]
    for case in bank.cases.values():
        head = case.head
        texts += [case.narrative, head.title, head.subtitle or "", head.summary]
        texts += [head.decision or "", *(question.text for question in head.questions)]
        texts += [f"{term.term} {term.definition}" for term in head.glossary]
        for exhibit in case.exhibits.values():
            cells = [cell or "" for row in exhibit.rows for cell in row]
            texts += [exhibit.title, exhibit.note or "", *exhibit.columns, *cells]
    texts += [quiz.description or "" for quiz in bank.quizzes.values()]
    texts += [version.item.stem for version in bank.items.values()]
    return "\n".join(texts)


def _card_text(bank: Bank) -> str:
    """What authors wrote on cards themselves."""
    return "\n".join(card.card.back or "" for card in bank.flashcards())
