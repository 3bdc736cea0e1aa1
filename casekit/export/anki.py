"""An Anki deck of a course: the only module that knows genanki.

The same content and the same `exported_at` give the same bytes. Students' progress survives a new
deck because guids, note types, fields and deck names are fixed, and because a note's time of
change rises only with its content (see `ledger`).
"""

import itertools
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import genanki

from casekit.domain.bank import Bank
from casekit.export.apkg import pack_deck
from casekit.export.card_faces import read_faces
from casekit.export.card_outlet import CardOutlet
from casekit.export.cards import (
    FIELDS,
    CardNote,
    NoteType,
    anki_id_of,
    assign_guids,
    deck_title,
    make_note,
)
from casekit.export.errors import EmptyDeckError
from casekit.export.ledger import Ledger, digest_fields, read_ledger, write_ledger
from casekit.export.output import write_atomically
from casekit.text.credit import credit_html
from casekit.text.formats import format_partial_date
from casekit.text.i18n import gettext, use_language
from casekit.text.markdown import render_markdown

LEDGER = "content/anki-ledger.tsv"
"""Where a workspace keeps its deck ledger."""

_NAMES: Mapping[NoteType, str] = {"basic": "Basic", "choice": "Choice"}


@dataclass(frozen=True)
class DeckReport:
    """What was written.

    Attributes:
        by_type: notes by note type.
        decks: full names, in teaching order.
        size: bytes.
        warnings: sentences on what the deck lacks.
    """

    notes: int
    by_type: Mapping[str, int]
    decks: tuple[str, ...]
    size: int
    warnings: tuple[str, ...] = ()


def write_deck(
    bank: Bank,
    path: Path,
    *,
    case_id: str | None = None,
    exported_at: datetime,
    base_url: str | None = None,
    workspace: Path | None = None,
    record: bool = True,
) -> DeckReport:
    """Writes the deck of a course, or of one of its cases; a case's notes are the same in both.

    Args:
        bank: the course.
        path: the `.apkg`, replaced in one step.
        case_id: leaves the other cases out.
        exported_at: aware; the time of change of what is new or changed.
        base_url: address of the served site, for a link on each card to its case.
        workspace: where images, the workspace's own templates and the ledger lie. Without it
            images become their alternative text and every note counts as changed now.
        record: whether the ledger is written; a server that may not write reads it only.

    Raises:
        KeyError: the bank has no such case.
        EmptyDeckError: nothing becomes a card.
        BrokenTemplateError: a template of the workspace's own cannot be used.
        ValueError: `exported_at` has no time zone.
    """
    if exported_at.tzinfo is None:
        raise ValueError("exported_at must be aware")
    now = exported_at.astimezone(UTC).replace(microsecond=0)
    ledger = read_ledger(workspace / LEDGER) if workspace else Ledger()
    with use_language(bank.language):
        build = _Build(bank, now, ledger, workspace)
        decks = [deck for case in _cases(bank, case_id) if (deck := build.deck(case, base_url))]
        if not decks:
            raise EmptyDeckError
        data = pack_deck(_collection(decks, now), build.media)
    write_atomically(path, data)
    warnings = [_missing_image(src, item_id) for item_id, src in build.missing]
    if workspace and record:
        warnings += _record(ledger, workspace / LEDGER)
    types = Counter(note.model.note_type for deck in decks for note in deck.notes)
    return DeckReport(
        notes=types.total(),
        by_type={name: types[name] for name in FIELDS if types[name]},
        decks=tuple(deck.name for deck in decks),
        size=len(data),
        warnings=tuple(warnings),
    )


class _Model(genanki.Model):  # type: ignore[misc]
    """A note type whose time of change is its own: a newer one overwrites a student's style."""

    note_type: NoteType
    changed_at: datetime

    def to_json(self, timestamp: float, deck_id: int) -> Any:
        return super().to_json(self.changed_at.timestamp(), deck_id)


class _Note(genanki.Note):  # type: ignore[misc]
    """A note with its own time of change."""

    changed_at: datetime

    def write_to_db(self, cursor: Any, timestamp: float, deck_id: int, id_gen: Any) -> None:
        super().write_to_db(cursor, self.changed_at.timestamp(), deck_id, id_gen)

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Left out: the fields are sanitised already, and the check is quadratic."""


class _Build:
    """What the decks of one export share."""

    def __init__(self, bank: Bank, now: datetime, ledger: Ledger, workspace: Path | None) -> None:
        self.bank = bank
        self.now = now
        self.ledger = ledger
        self.workspace = workspace
        self.models: dict[NoteType, _Model] = {}
        self.media: dict[str, Path] = {}
        self.missing: list[tuple[str, str]] = []
        self.due = itertools.count(1)

    def deck(self, case_id: str, base_url: str | None) -> Any:
        """The deck of a case, None when no item of it becomes a card."""
        outlet = CardOutlet(self.bank, case_id, self.workspace)
        notes = []
        for version in self.bank.card_items(case_id):
            notes.append(make_note(version, outlet, base_url))
            self.missing += [(version.item_id, src) for src in outlet.missing]
            outlet.missing.clear()
        if not notes:
            return None
        self.media |= outlet.media
        deck_id = anki_id_of("deck", self.bank.course.id, case_id)
        description = _description(self.bank, case_id, notes, self.now)
        deck = genanki.Deck(deck_id, self._deck_name(case_id), description)
        for note, guid in assign_guids(self.bank.course.id, notes, self.ledger):
            deck.add_note(self._note(note, guid))
        return deck

    def _note(self, note: CardNote, guid: str) -> _Note:
        made = _Note(
            model=self._model(note.type),
            fields=note.shown_fields,
            tags=list(note.tags),
            guid=guid,
            due=next(self.due),
        )
        made.changed_at = self.ledger.date("note", note.item_id, guid, note.digest, self.now)
        return made

    def _model(self, note_type: NoteType) -> _Model:
        if note_type not in self.models:
            self.models[note_type] = self._make_model(note_type)
        return self.models[note_type]

    def _make_model(self, note_type: NoteType) -> _Model:
        course_id = self.bank.course.id
        faces = read_faces(note_type, self.workspace)
        model = _Model(
            anki_id_of("model", course_id, note_type),
            f"casekit {_NAMES[note_type]} ({course_id})",
            fields=[{"name": name} for name in FIELDS[note_type]],
            templates=[{"name": "Card", "qfmt": faces.front, "afmt": faces.back}],
            css=faces.css,
        )
        model.note_type = note_type
        digest = digest_fields((faces.front, faces.back, faces.css))
        model.changed_at = self.ledger.date(
            "model", note_type, str(model.model_id), digest, self.now
        )
        return model

    def _deck_name(self, case_id: str) -> str:
        """`Course::Case`, as it was when the deck was first exported."""
        bank, head = self.bank, self.bank.cases[case_id].head
        title = deck_title(bank.course.title, bank.language)
        course = self.ledger.freeze("deck", "*", title, self.now)
        former = self.ledger.find("deck", head.was) if head.was else None
        name = former.value if former else f"{course}::{deck_title(head.title, bank.language)}"
        return self.ledger.freeze("deck", case_id, name, self.now)


def _cases(bank: Bank, case_id: str | None) -> tuple[str, ...]:
    return (bank.cases[case_id].id,) if case_id is not None else tuple(bank.cases)


def _description(bank: Bank, case_id: str, notes: Iterable[CardNote], now: datetime) -> str:
    """What Anki shows on the deck's page: the case, whose it is, and which version this is."""
    head, course = bank.cases[case_id].head, bank.course
    whose = [escape(", ".join(course.authors)), escape(course.licence or "")]
    credits = "; ".join(credit_html(bank.sources[source].credit()) for source in head.sources)
    version = gettext(
        "Version {version}, {date}",
        version=digest_fields(note.digest for note in notes)[:8],
        date=format_partial_date(now.date().isoformat()),
    )
    lines = [
        ". ".join(part for part in whose if part),
        gettext("Sources: {credits}").format(credits=credits),
        escape(version),
    ]
    summary = render_markdown(head.summary, bank.language)
    return summary + "".join(f"<p>{line}</p>" for line in lines if line)


def _collection(decks: Sequence[Any], now: datetime) -> bytes:
    """The database, made in a folder of its own: genanki itself would leave it in the temp one."""
    timestamp = now.timestamp()
    with TemporaryDirectory(prefix="casekit-") as folder:
        path = Path(folder) / "collection.anki2"
        with closing(sqlite3.connect(path)) as connection:
            ids = itertools.count(int(timestamp * 1000))
            genanki.Package(list(decks)).write_to_db(connection.cursor(), timestamp, ids)
            connection.commit()
        return path.read_bytes()


def _missing_image(src: str, item_id: str) -> str:
    return gettext(
        'The card of {item} shows words instead of the image "{src}", which is not in the media '
        "folder of its case.",
        item=item_id,
        src=src,
    )


def _record(ledger: Ledger, path: Path) -> list[str]:
    try:
        write_ledger(ledger, path)
    except OSError as error:
        sentence = gettext(
            "The deck ledger {path} could not be written ({reason}). The next deck will overwrite "
            "what students changed on their notes.",
            path=path,
            reason=error.strerror or error,
        )
        return [sentence]
    return []
