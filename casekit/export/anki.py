"""An Anki deck of a course: the only module that knows genanki.

The same content and the same `exported_at` give the same bytes. Students' progress survives a new
deck because guids, note types, fields and deck names are fixed, and because a note's time of
change rises only with its content (see `ledger`).
"""

import itertools
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import genanki

from casekit.domain.bank import Bank
from casekit.export.apkg import pack_deck
from casekit.export.card_faces import read_faces
from casekit.export.cards import anki_id_of
from casekit.export.deck_plan import (
    EVERYTHING,
    DeckPlan,
    PlannedDeck,
    PlannedNote,
    Selection,
    plan_decks,
    whole_second,
)
from casekit.export.errors import EmptyDeckError
from casekit.export.ledger import LEDGER, Ledger, digest_fields, read_ledger, write_ledger
from casekit.export.note_type import FIELDS, MODEL_NAMES, NoteType
from casekit.export.output import replace_atomically
from casekit.text.i18n import gettext, ngettext, use_language


@dataclass(frozen=True)
class DeckReport:
    """What was written, or would be.

    Attributes:
        plan: the decks and their notes, each with what Anki will do with it.
        is_first: whether nothing was ever exported from this workspace.
        size: bytes; 0 when nothing was written.
        warnings: sentences on what the deck lacks.
    """

    plan: DeckPlan
    is_first: bool
    size: int = 0
    warnings: tuple[str, ...] = ()

    @property
    def notes(self) -> int:
        """How many notes there are."""
        return sum(1 for _ in self.plan.notes())


def write_deck(
    bank: Bank,
    path: Path,
    *,
    exported_at: datetime,
    selection: Selection = EVERYTHING,
    base_url: str | None = None,
    workspace: Path | None = None,
    record: bool = True,
    watch: Callable[[int], None] | None = None,
) -> DeckReport:
    """Writes the deck of a course, or of some of its cards; a card is the same in both.

    Args:
        bank: the course.
        path: the `.apkg`, replaced in one step.
        exported_at: aware; the time of change of what is new or changed.
        selection: which cards.
        base_url: address of the served site, for a link on each card.
        workspace: where images, the workspace's own templates and the ledger lie. Without it
            images become their alternative text and every note counts as changed now.
        record: whether the ledger is written; a server that may not write reads it only.
        watch: called with the number of notes that are ready, now and then.

    Raises:
        EmptyDeckError: nothing becomes a card.
        BrokenTemplateError: a template of the workspace's own cannot be used.
        ValueError: `exported_at` has no time zone.
        OSError: the file cannot be written, or the ledger not read.
    """
    draft = draft_deck(bank, exported_at, selection, base_url, workspace, watch)
    with replace_atomically(path) as part:
        write_package(draft, part)
    warnings = list(draft.report.warnings)
    if workspace and record:
        warnings += _record(draft.ledger, workspace / LEDGER)
    return DeckReport(
        draft.report.plan, draft.report.is_first, path.stat().st_size, tuple(warnings)
    )


@dataclass(frozen=True)
class Draft:
    """A deck that is not written yet, with the ledger as it will be."""

    course_id: str
    now: datetime
    ledger: Ledger
    models: Mapping[NoteType, "_Model"]
    report: DeckReport


def draft_deck(
    bank: Bank,
    exported_at: datetime,
    selection: Selection,
    base_url: str | None,
    workspace: Path | None,
    watch: Callable[[int], None] | None,
) -> Draft:
    """What `write_deck` writes; the arguments are its own, and so are the errors."""
    now = whole_second(exported_at)
    ledger = read_ledger(workspace / LEDGER) if workspace else Ledger()
    is_first = not ledger.entries
    with use_language(bank.language):
        plan = plan_decks(
            bank,
            ledger,
            now,
            selection=selection,
            workspace=workspace,
            base_url=base_url,
            watch=watch,
        )
        if not plan.decks:
            raise EmptyDeckError
        models = {
            name: _make_model(bank.course.id, name, ledger, workspace, now) for name in plan.types()
        }
    report = DeckReport(plan, is_first, warnings=tuple(_warn(plan, ledger)))
    return Draft(bank.course.id, now, ledger, models, report)


class _Model(genanki.Model):  # type: ignore[misc]
    """A note type whose time of change is its own: a newer one overwrites a student's style."""

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


def _make_model(
    course_id: str, note_type: NoteType, ledger: Ledger, workspace: Path | None, now: datetime
) -> _Model:
    faces = read_faces(note_type, workspace)
    is_cloze = note_type == "cloze"
    model = _Model(
        anki_id_of("model", course_id, note_type),
        f"casekit {MODEL_NAMES[note_type]} ({course_id})",
        fields=[{"name": name} for name in FIELDS[note_type]],
        templates=[
            {"name": face.name, "qfmt": face.front, "afmt": face.back} for face in faces.faces
        ],
        css=faces.css,
        model_type=genanki.Model.CLOZE if is_cloze else genanki.Model.FRONT_BACK,
    )
    digest = digest_fields(faces.texts())
    model.changed_at = ledger.date("model", note_type, str(model.model_id), digest, now)
    return model


def write_package(draft: Draft, path: Path) -> None:
    """Writes the package; its database is made in a folder of its own, which does not stay.

    Raises:
        OSError: the file cannot be written.
    """
    with TemporaryDirectory(prefix="casekit-") as folder:
        database = Path(folder) / "collection.anki2"
        with closing(sqlite3.connect(database)) as connection:
            _fill_database(connection.cursor(), draft)
            connection.commit()
        pack_deck(path, database, draft.report.plan.media)


def _fill_database(cursor: sqlite3.Cursor, draft: Draft) -> None:
    """Everything that Anki reads.

    genanki's own deck reads and writes the list of all decks and note types for each deck, which
    is quadratic; here they are written once, at the end.
    """
    timestamp = draft.now.timestamp()
    ids = itertools.count(int(timestamp * 1000))
    genanki.Package([]).write_to_db(cursor, timestamp, ids)
    decks, due = {}, itertools.count(1)
    for planned in draft.report.plan.decks:
        deck_id = anki_id_of("deck", draft.course_id, planned.case_id)
        decks[deck_id] = genanki.Deck(deck_id, planned.name, planned.description).to_json()
        for note in _make_notes(planned, draft.models, due):
            note.write_to_db(cursor, timestamp, deck_id, ids)
    first_deck = next(iter(decks))
    models = {m.model_id: m.to_json(timestamp, first_deck) for m in draft.models.values()}
    for column, added in (("decks", decks), ("models", models)):
        (text,) = cursor.execute(f"SELECT {column} FROM col").fetchone()  # noqa: S608 - our names
        text = json.dumps({**json.loads(text), **{str(k): v for k, v in added.items()}})
        cursor.execute(f"UPDATE col SET {column} = ?", (text,))  # noqa: S608 - our names


def _make_notes(
    deck: PlannedDeck, models: Mapping[NoteType, _Model], due: Iterator[int]
) -> Iterator[_Note]:
    for planned in deck.notes:
        yield _make_note(planned, models[planned.note.type], next(due))


def _make_note(planned: PlannedNote, model: _Model, due: int) -> _Note:
    note = planned.note
    made = _Note(
        model=model,
        fields=note.shown_fields,
        tags=list(note.tags),
        guid=planned.guid,
        due=due,
    )
    made.changed_at = planned.changed_at
    return made


def _warn(plan: DeckPlan, ledger: Ledger) -> Iterator[str]:
    for card_id, src in plan.missing:
        yield gettext(
            'The card of {item} shows words instead of the image "{src}", which is not in the '
            "media folder of its case.",
            item=card_id,
            src=src,
        )
    if ledger.has_conflict:
        yield gettext(
            "The deck ledger {path} had the marks of a merge that was not finished. The lines of "
            "both sides were read; of each note the newest counts, and the file is whole again.",
            path=LEDGER,
        )
    if ledger.unread:
        count = len(ledger.unread)
        yield ngettext(
            "{n} line of the deck ledger {path} cannot be read; it was kept as it is.",
            "{n} lines of the deck ledger {path} cannot be read; they were kept as they are.",
            count,
            path=LEDGER,
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
