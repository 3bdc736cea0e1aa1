"""Anki's card templates and style, read as text: `{{Field}}` in them is Anki's own syntax.

What differs between languages stands as `[[word]]`; the shared pieces as `[[evidence]]` and
`[[shuffle]]`. A workspace replaces a file by one of the same name under `templates/anki/`.
"""

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path

from casekit.export.errors import BrokenTemplateError
from casekit.export.note_type import FACES, NoteType
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
class Face:
    """The two sides of one card of a note type."""

    name: str
    front: str
    back: str


@dataclass(frozen=True)
class Faces:
    """The cards of a note type, in order, and their style."""

    faces: tuple[Face, ...]
    css: str

    def texts(self) -> tuple[str, ...]:
        """Everything that a student's Anki has of the note type's look."""
        return (*(side for face in self.faces for side in (face.front, face.back)), self.css)


def read_faces(note_type: NoteType, workspace: Path | None = None) -> Faces:
    """The templates of a note type, in the current language.

    Raises:
        OSError: a template cannot be read.
        BrokenTemplateError: a template has a `[[mark]]` that means nothing.
    """
    reader = _Reader(override_dir(workspace, "anki"))
    faces = (
        Face(name, reader.fill(f"{file}-front.html"), reader.fill(f"{file}-back.html"))
        for name, file in FACES[note_type].items()
    )
    return Faces(tuple(faces), reader.read("card.css"))


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
