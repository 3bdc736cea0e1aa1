"""Anki's card templates and style, read as text: `{{Field}}` in them is Anki's own syntax.

What differs between languages stands as `[[word]]`; the shared pieces as `[[evidence]]` and
`[[shuffle]]`. A workspace replaces a file by one of the same name under `templates/anki/`.
"""

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path

from casekit.export.cards import NoteType
from casekit.export.errors import BrokenTemplateError
from casekit.export.output import override_dir
from casekit.resources import templates_dir
from casekit.text.i18n import N_, current_language, gettext

WORDS = {
    "explanation": N_("Explanation"),
    "passage": N_("Passage"),
    "source": N_("Source"),
}
"""Words of the interface on a card, by their marks in the templates."""

_PIECES = {"evidence": "evidence.html", "shuffle": "shuffle.js"}
_MARK = re.compile(r"\[\[(\w+)\]\]")


@dataclass(frozen=True)
class Faces:
    """The two sides of a note type's card, and their style."""

    front: str
    back: str
    css: str


def read_faces(note_type: NoteType, workspace: Path | None = None) -> Faces:
    """The templates of a note type, in the current language.

    Raises:
        OSError: a template cannot be read.
        BrokenTemplateError: a template has a `[[mark]]` that means nothing.
    """
    reader = _Reader(override_dir(workspace, "anki"))
    return Faces(
        front=reader.fill(f"{note_type}-front.html"),
        back=reader.fill(f"{note_type}-back.html"),
        css=reader.read("card.css"),
    )


@dataclass(frozen=True)
class _Reader:
    override: Path | None

    def read(self, name: str) -> str:
        own = self.override / name if self.override else None
        path = own if own and own.is_file() else templates_dir("anki") / name
        return path.read_text(encoding="utf-8").strip()

    def fill(self, name: str) -> str:
        return _MARK.sub(lambda mark: self._meaning(mark[1], name), self.read(name))

    def _meaning(self, mark: str, name: str) -> str:
        if mark in _PIECES:
            return self.fill(_PIECES[mark])
        if mark == "lang":
            return current_language()
        if mark not in WORDS:
            raise BrokenTemplateError(f"anki/{name}", f"[[{mark}]]")
        return escape(gettext(WORDS[mark]))
