"""Anki's note types as ours are: their fields and faces, frozen, for progress hangs on them."""

import re
from collections.abc import Mapping
from typing import Literal

NoteType = Literal["basic", "term", "cloze", "choice"]

NOTE_TYPES: tuple[NoteType, ...] = ("basic", "term", "cloze", "choice")

_COMMON = ("Explanation", "Excerpt", "Citation", "Course", "Case", "ID")
FIELDS: Mapping[NoteType, tuple[str, ...]] = {
    "basic": ("Front", "Back", *_COMMON),
    "term": ("Term", "Definition", "Reversed", *_COMMON),
    "cloze": ("Text", *_COMMON),
    "choice": ("Question", "Choices", *_COMMON),
}
"""Field names in order, frozen: the main ones, then what every note has.

`Reversed` is empty or `1`: the second face of a term asks only where it is 1, so that an author can
reverse a card later without another note type.
"""

FACES: Mapping[NoteType, Mapping[str, str]] = {
    "basic": {"Card": "basic"},
    "term": {"Card": "term", "Reverse": "term-reverse"},
    "cloze": {"Card": "cloze"},
    "choice": {"Card": "choice"},
}
"""Names of the card templates in order, frozen, with what their files begin with."""

MODEL_NAMES: Mapping[NoteType, str] = {
    "basic": "Basic",
    "term": "Term",
    "cloze": "Cloze",
    "choice": "Choice",
}

_COMMANDS = re.compile(r"\[(?=(?:sound:|anki:|/?latex\]|/?\$+\]))", re.IGNORECASE)


def shield(html: str) -> str:
    """HTML in which nothing is an Anki command: no `{{c1::gap}}`, `[sound:...]` or `[latex]`."""
    plain = html.replace("\x1f", " ").replace("{", "&#123;")
    return _COMMANDS.sub("&#91;", plain)
