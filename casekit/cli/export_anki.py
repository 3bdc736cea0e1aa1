"""`casekit export anki`: a deck, and what it changes for those who have the last one."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casekit.cli.exporting import OUT, check_case, find_folder, one_sentence, say_written
from casekit.cli.house import HouseCommand, HouseOption, fail
from casekit.cli.place import in_workspace
from casekit.cli.reading import get_bank
from casekit.text.i18n import N_, gettext, ngettext

if TYPE_CHECKING:
    from casekit.domain.bank import Bank
    from casekit.export.anki import DeckReport
    from casekit.export.deck_changes import DeckChanges
    from casekit.export.deck_plan import Selection

_SHOWN = 20
"""How many cards of one kind of change are named."""

_WORDS = {
    "new": N_("new"),
    "updated": N_("updated"),
    "withdrawn": N_("withdrawn"),
    "unchanged": N_("unchanged"),
    "conflicting": N_("conflicting"),
    "ignored": N_("ignored"),
    "left": N_("left as it is"),
}
_WHY = {
    "conflicting": N_("Anki keeps the old note: its note type is another one."),
    "ignored": N_("Anki keeps the old note: it is not older than the new one."),
    "left": N_("The old deck has it and the new one has not; Anki deletes nothing."),
}


@click.command(
    cls=HouseCommand,
    help=N_(
        "Write an Anki deck of the course, or of some of its cards.\n\nImported again after a"
        " change, it updates the cards and keeps each student's progress. What it changes since"
        " the last export is said in Anki's words."
    ),
)
@click.option(
    "--case",
    "cases",
    cls=HouseOption,
    metavar="ID",
    multiple=True,
    help=N_("This case only; may be given several times."),
)
@click.option("--tag", cls=HouseOption, metavar="TAG", help=N_("Only cards with this tag."))
@click.option(
    "--diff",
    cls=HouseOption,
    type=click.Path(path_type=Path),
    metavar="OLD.apkg",
    help=N_("Say what changes for those who have this deck, and write nothing."),
)
@OUT
@in_workspace
def anki(
    workspace: Path, cases: tuple[str, ...], tag: str | None, diff: Path | None, out: Path | None
) -> None:
    bank = get_bank(workspace)
    for case_id in cases:
        check_case(bank, case_id)
    if tag is not None:
        _check_tag(bank, tag)
    from casekit.export.deck_plan import Selection

    selection = Selection(frozenset(cases) or None, tag)
    if diff is not None:
        with one_sentence(diff):
            _say_changes(_compare(bank, workspace, selection, diff))
        return
    name = "-".join([bank.course.id, *dict.fromkeys(cases), *([tag] if tag else [])])
    _write(bank, workspace, selection, find_folder(workspace, out) / f"{name}.apkg")


def _write(bank: "Bank", workspace: Path, selection: "Selection", path: Path) -> None:
    from casekit.export.anki import write_deck
    from casekit.export.deck_changes import compare_with_ledger

    with one_sentence(path), _progress(bank) as watch:
        report = write_deck(
            bank,
            path,
            selection=selection,
            exported_at=datetime.now(UTC),
            base_url=os.environ.get("CASEKIT_BASE_URL") or None,
            workspace=workspace,
            watch=watch,
        )
    notes = ngettext("{n} note", "{n} notes", report.notes)
    say_written(path, notes, report.size, report.warnings)
    if not report.is_first:
        _say_changes(compare_with_ledger(report.plan))


def _compare(bank: "Bank", workspace: Path, selection: "Selection", path: Path) -> "DeckChanges":
    from casekit.export.anki import preview_deck
    from casekit.export.deck_changes import compare_with_deck, read_old_deck

    old = read_old_deck(path)
    report: DeckReport = preview_deck(
        bank, exported_at=datetime.now(UTC), selection=selection, workspace=workspace
    )
    return compare_with_deck(report.plan, bank.course.id, old)


def _check_tag(bank: "Bank", tag: str) -> None:
    known = sorted({tag for card in bank.flashcards() for tag in card.tags})
    if tag not in known:
        from casekit.content.nearness import find_near

        sentence = gettext('No card has the tag "{tag}".', tag=tag)
        near = find_near(tag, known, 0.5)
        hint = gettext('Did you mean "{near}"?', near=near) if near else ""
        fail(f"{sentence} {hint}".strip(), code=2)


@contextmanager
def _progress(bank: "Bank") -> Iterator[Callable[[int], None] | None]:
    """A bar on a terminal where many cards are made."""
    count = sum(1 for _ in bank.flashcards())
    if count < 1000 or not sys.stderr.isatty():
        yield None
        return
    label = gettext("Making cards")
    with click.progressbar(length=count, label=label, file=sys.stderr) as bar:
        yield lambda done: bar.update(done - bar.pos)


def _say_changes(changes: "DeckChanges") -> None:
    counts = [f"{len(ids)} {gettext(_WORDS[kind])}" for kind, ids in changes.by_kind.items() if ids]
    if changes.old is None:
        head = gettext("Since the last export: {counts}.", counts=", ".join(counts))
    else:
        head = gettext("Against {deck}: {counts}.", deck=changes.old, counts=", ".join(counts))
    click.echo(head)
    for kind, ids in changes.by_kind.items():
        if kind != "unchanged" and ids:
            _list_cards(gettext(_WORDS[kind]), ids)
            if kind in _WHY:
                click.echo(f"    {gettext(_WHY[kind])}")


def _list_cards(word: str, ids: tuple[str, ...]) -> None:
    for card_id in ids[:_SHOWN]:
        click.echo(f"    {word}  {card_id}")
    if len(ids) > _SHOWN:
        rest = len(ids) - _SHOWN
        click.echo(f"    {word}  " + ngettext("{n} more", "{n} more", rest))
