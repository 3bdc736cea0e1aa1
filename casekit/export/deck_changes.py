"""What a new deck changes for those who have an old one, in Anki's words."""

import sqlite3
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from casekit.export.cards import WITHDRAWN_TAG, CardNote, anki_id_of
from casekit.export.deck_plan import CHANGES, Change, DeckPlan, PlannedNote
from casekit.export.errors import OldDeckError
from casekit.export.note_type import FIELDS

Kind = Literal["new", "updated", "withdrawn", "unchanged", "conflicting", "ignored", "left"]
KINDS: tuple[Kind, ...] = (*CHANGES, "conflicting", "ignored", "left")

_MAX_BYTES = 500_000_000
_DATABASE = "collection.anki2"
_NOTES = "SELECT guid, mid, mod, tags, flds FROM notes ORDER BY id"


@dataclass(frozen=True)
class DeckChanges:
    """What Anki will do, card by card.

    Attributes:
        old: name of the deck compared with; None: the last export, as the ledger knows it.
        by_kind: ids of cards by what becomes of their notes, in the order of `KINDS`: `conflicting`
            and `ignored` notes stay as they were, `left` ones are in the old deck alone.
    """

    old: str | None
    by_kind: Mapping[Kind, tuple[str, ...]]


@dataclass(frozen=True)
class OldNote:
    """A note of an old deck.

    Attributes:
        model_id: of its note type.
        mod: seconds since 1970.
        fields: in order; the last one is the id of the card.
    """

    model_id: int
    mod: int
    fields: tuple[str, ...]
    is_withdrawn: bool


@dataclass(frozen=True)
class OldDeck:
    """A deck that was exported before: its notes by guid."""

    name: str
    notes: Mapping[str, OldNote]


def compare_with_ledger(plan: DeckPlan) -> DeckChanges:
    """Against the last export from this workspace."""
    return DeckChanges(None, _gather((p.change, p.note.card_id) for p in plan.notes()))


def compare_with_deck(plan: DeckPlan, course_id: str, old: OldDeck) -> DeckChanges:
    """Against a deck that students have, by the rules of Anki's import."""
    found = [
        (_find_change(course_id, planned, old.notes.get(planned.guid)), planned.note.card_id)
        for planned in plan.notes()
    ]
    new = {planned.guid for planned in plan.notes()}
    left = [("left", note.fields[-1]) for guid, note in old.notes.items() if guid not in new]
    return DeckChanges(old.name, _gather([*found, *left]))


def _find_change(course_id: str, planned: PlannedNote, old: OldNote | None) -> str:
    if old is None:
        return "new"
    if old.model_id != anki_id_of("model", course_id, planned.note.type):
        return "conflicting"
    change: Change = "updated"
    if planned.note.is_withdrawn and not old.is_withdrawn:
        change = "withdrawn"
    if int(planned.changed_at.timestamp()) > old.mod:
        return change
    return "unchanged" if _is_same(planned.note, old.fields) else "ignored"


def _is_same(note: CardNote, fields: tuple[str, ...]) -> bool:
    """Whether an old note says the same, whatever link its citation ends with."""
    at = FIELDS[note.type].index("Citation")
    return len(fields) == len(note.fields) and all(
        old == new or (number == at and old.startswith(new))
        for number, (old, new) in enumerate(zip(fields, note.fields, strict=True))
    )


def _gather(found: Iterable[tuple[str, str]]) -> dict[Kind, tuple[str, ...]]:
    pairs = list(found)
    return {kind: tuple(card for each, card in pairs if each == kind) for kind in KINDS}


def read_old_deck(path: Path) -> OldDeck:
    """The notes of a deck that casekit wrote.

    Raises:
        OldDeckError: it is no such deck.
        OSError: it cannot be read.
    """
    with TemporaryDirectory(prefix="casekit-") as folder:
        database = Path(folder) / _DATABASE
        try:
            _unpack(path, database)
            notes = _read_notes(database)
        except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, sqlite3.Error) as error:
            raise OldDeckError(path.name) from error
    return OldDeck(path.name, notes)


def _unpack(path: Path, database: Path) -> None:
    with zipfile.ZipFile(path) as package:
        if package.getinfo(_DATABASE).file_size > _MAX_BYTES:
            raise ValueError("too large")
        with package.open(_DATABASE) as source, database.open("wb") as target:
            left = _MAX_BYTES
            while chunk := source.read(1 << 20):
                left -= len(chunk)
                if left < 0:
                    raise ValueError("larger than it says")
                target.write(chunk)


def _read_notes(database: Path) -> dict[str, OldNote]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        rows = connection.execute(_NOTES).fetchall()
    return {
        str(guid): OldNote(
            model_id=int(mid),
            mod=int(mod),
            fields=tuple(str(fields).split("\x1f")),
            is_withdrawn=WITHDRAWN_TAG in str(tags).split(),
        )
        for guid, mid, mod, tags, fields in rows
    }
