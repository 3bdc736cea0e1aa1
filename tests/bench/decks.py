"""Writing an Anki deck of a large course, beside genanki alone and beside Anki itself.

The same notes, rendered beforehand, are written by casekit (dated, in a temporary folder of its
own, compressed) and by genanki's own `write_to_file` (stored, not compressed). Aims: 1.3 times the
time, 1.5 times the memory, 1.2 times the size of Anki's own package of the same notes, and no more
time for ten times as many decks.
"""

import tracemalloc
import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import genanki

from casekit.content import read_workspace
from casekit.export.anki import Draft, draft_deck, write_package
from casekit.export.deck_plan import EVERYTHING, PlannedDeck, PlannedNote
from tests.bench.generate import write_course
from tests.bench.measure import Line, cpu_of, line_of

NOW = datetime(2026, 3, 1, tzinfo=UTC)
DECKS = 50
AIM_TIME, AIM_MEMORY, AIM_SIZE, AIM_DECKS = 1.3, 1.5, 1.2, 1.3


def bench_decks(items: int, rounds: int) -> list[Line]:
    """The lines for the deck of a course of so many items."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        draft = _make_draft(write_course(folder / "course", items))
        notes = list(draft.report.plan.notes())
        few, many = _deal(draft, notes, DECKS), _deal(draft, notes, 10 * DECKS)
        ours, bare = folder / "ours.apkg", folder / "bare.apkg"
        times, growth = [], []
        for _ in range(max(3, rounds)):
            mine = cpu_of(lambda: write_package(few, ours))
            times.append((mine, cpu_of(lambda: _write_bare(few, bare))))
            growth.append((cpu_of(lambda: write_package(many, folder / "many.apkg")), mine))
        memory = (
            _memory_of(lambda: write_package(few, ours)),
            _memory_of(lambda: _write_bare(few, bare)),
        )
        sizes = (ours.stat().st_size, _size_of_ankis(folder, ours))
    what = f"deck of {len(notes)} notes"
    return [
        line_of(f"{what}, written", times, AIM_TIME),
        replace(line_of(f"{what}, memory added", [memory], AIM_MEMORY), unit="MB"),
        replace(line_of(f"{what}, size beside Anki's own", [sizes], AIM_SIZE), unit="MB"),
        line_of(f"{what}, in ten times the decks", growth, AIM_DECKS),
    ]


def _make_draft(root: Path) -> Draft:
    bank = read_workspace(root).bank
    if bank is None:
        raise AssertionError("the course made up has errors")
    return draft_deck(bank, NOW, EVERYTHING, None, root, None)


def _deal(draft: Draft, notes: Sequence[PlannedNote], count: int) -> Draft:
    """The same notes in so many decks, as far as they go."""
    decks = tuple(
        PlannedDeck(f"deck-{number}", f"Cours::{number}", "", part)
        for number in range(count)
        if (part := tuple(notes[number::count]))
    )
    report = replace(draft.report, plan=replace(draft.report.plan, decks=decks))
    return replace(draft, report=report)


def _write_bare(draft: Draft, path: Path) -> None:
    """What genanki does when it is given the same notes."""
    models = {
        name: genanki.Model(
            model.model_id, model.name, model.fields, model.templates, model.css, model.model_type
        )
        for name, model in draft.models.items()
    }
    decks = []
    for number, planned in enumerate(draft.report.plan.decks, 1):
        deck = genanki.Deck(number, planned.name)
        for each in planned.notes:
            note = each.note
            deck.add_note(
                genanki.Note(models[note.type], list(note.fields), guid=each.guid, tags=note.tags)
            )
        decks.append(deck)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        genanki.Package(decks).write_to_file(str(path), timestamp=NOW.timestamp())


def _memory_of(work: Callable[[], None]) -> float:
    """Bytes that the work adds, at most, to what Python has; SQLite's own few are not seen."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return float(peak)


def _size_of_ankis(folder: Path, deck: Path) -> int:
    """Bytes of the package that Anki itself makes of the notes."""
    from anki.collection import (
        Collection,
        ExportAnkiPackageOptions,
        ImportAnkiPackageOptions,
        ImportAnkiPackageRequest,
    )

    collection = Collection(str(folder / "collection.anki2"))
    options = ImportAnkiPackageOptions(with_scheduling=False, with_deck_configs=False)
    collection.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(deck), options=options)
    )
    path = folder / "anki.apkg"
    collection.export_anki_package(
        out_path=str(path), options=ExportAnkiPackageOptions(with_media=True), limit=None
    )
    collection.close()
    return path.stat().st_size
