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
    from casekit.export.deck_changes import DeckChanges
    from casekit.export.deck_plan import Selection

_SHOWN = 20
"""How many cards of one kind of change are named."""

_WORDS: dict[str, str] = {
    "new": N_("Notes added: {n}"),
    "updated": N_("Notes updated: {n}"),
    "withdrawn": N_("Notes withdrawn: {n}"),
    "unchanged": N_("Notes unchanged: {n}"),
    "conflicting": N_("Notes in conflict: {n}"),
    "ignored": N_("Notes ignored: {n}"),
    "left": N_("Notes left as they are: {n}"),
}
_WHY = {
    "conflicting": N_("Anki keeps the old notes: their note type is another one."),
    "ignored": N_("Anki keeps the old notes: they are not older than the new ones."),
    "left": N_("The old deck has them and the new one has not; Anki deletes nothing."),
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
    from casekit.export.deck_changes import compare_with_deck, read_old_deck
    from casekit.export.deck_plan import preview_plan

    old = read_old_deck(path)
    plan = preview_plan(bank, workspace, datetime.now(UTC), selection)
    return compare_with_deck(plan, bank.course.id, old)


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
    """How many notes are new, updated ..., with the cards that they are of."""
    if changes.old is None:
        click.echo(gettext("Since the last export:"))
    else:
        click.echo(gettext("For those who have {deck}:", deck=changes.old))
    for kind, ids in changes.by_kind.items():
        if not ids:
            continue
        click.echo(f"    {gettext(_WORDS[kind], n=len(ids))}")
        if kind in _WHY:
            click.echo(f"        {gettext(_WHY[kind])}")
        if kind != "unchanged":
            _list_cards(ids)


def _list_cards(ids: tuple[str, ...]) -> None:
    for card_id in ids[:_SHOWN]:
        click.echo(f"        {card_id}")
    if len(ids) > _SHOWN:
        rest = len(ids) - _SHOWN
        click.echo("        " + ngettext("and {n} more", "and {n} more", rest))
