"""`casekit impact`: what a change touches, before students meet it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from casekit.cli.house import HouseCommand, fail
from casekit.cli.opening import find_file, open_settings, say_near
from casekit.cli.place import in_workspace
from casekit.cli.preview import find_item
from casekit.cli.reading import get_bank
from casekit.text.i18n import N_, gettext, ngettext

if TYPE_CHECKING:
    from casekit.content.changes import Change
    from casekit.domain.bank import Bank
    from casekit.store.holding import HeldVersions

NO_HISTORY = {
    "no-git": N_("git is not installed, so there is no last commit to compare with."),
    "no-repository": N_("{folder} is in no git repository that can be read: nothing to compare."),
    "no-commit": N_("The git repository has no commit yet: nothing to compare with."),
    "no-course": N_("The last commit has no course in this folder: nothing to compare with."),
}
"""Why nothing can be compared."""


@click.command(
    cls=HouseCommand,
    help=N_(
        "Say what hangs on an excerpt (SOURCE#EXCERPT) or a question (CASE/ITEM): questions,"
        " quizzes, cards, lines of the texts, exhibits, and attempts of students.\n\nWithout a"
        " name: everything that changed since the last commit, with what it touches."
    ),
)
@click.argument("target", metavar="[SOURCE#EXCERPT|CASE/ITEM]", required=False)
@in_workspace
def impact(workspace: Path, target: str | None) -> None:
    from casekit.cli.impact_text import impact_lines
    from casekit.content.impact import find_impact

    bank = get_bank(workspace)
    if target is None:
        show_changes(bank, workspace)
        return
    name = (
        _find_excerpt(bank, target)
        if "#" in target
        else find_item(target, [*bank.items, *bank.term_cards])
    )
    touched = find_impact(bank, name, workspace)
    for line in impact_lines(bank, touched, read_held(bank, workspace)):
        click.echo(line)


def show_changes(bank: "Bank", workspace: Path) -> None:
    """Prints what changed since the last commit; why nothing can be said ends the command."""
    from casekit.cli.impact_text import change_lines

    with _find_changes(bank, workspace) as changes:
        if not changes:
            click.echo(gettext("Nothing that is taught has changed since the last commit."))
            return
        n = len(changes)
        click.echo(
            ngettext("{n} change since the last commit", "{n} changes since the last commit", n)
        )
        held = read_held(bank, workspace)
        for change in changes:
            click.echo()
            for line in change_lines(bank, change, held):
                click.echo(line)


def read_held(bank: "Bank", workspace: Path) -> "tuple[HeldVersions, ...] | None":
    """What attempts hold; None, said on standard error, where the database cannot tell.

    The database is only read: one that waits for an upgrade is left alone.
    """
    from casekit.delivery.holding import list_held
    from casekit.store import StoreError, open_store

    url = open_settings(workspace).database_url
    file = find_file(url)
    if file is not None and not file.exists():
        return None
    try:
        with open_store(url, migrate=False) as store:
            return list_held(store, bank.course.id)
    except StoreError:
        click.echo(
            gettext("The database cannot be read as it is: attempts are not counted."), err=True
        )
        return None


def _find_excerpt(bank: "Bank", word: str) -> str:
    """The excerpt of that name; one that does not exist ends the command."""
    known = [
        f"{name}#{each.id}" for name, source in bank.sources.items() for each in source.excerpts
    ]
    if word not in known:
        sentence = gettext('There is no excerpt "{ref}".', ref=word)
        fail(say_near(sentence, word, known), code=2)
    return word


@contextmanager
def _find_changes(bank: "Bank", workspace: Path) -> "Iterator[tuple[Change, ...]]":
    """The changes since the last commit, whose files lie in a folder until the block is left."""
    from casekit.content import read_workspace
    from casekit.content.changes import compare_courses
    from casekit.content.history import NoHistoryError, write_last_commit
    from casekit.content.impact import Ties

    with TemporaryDirectory(prefix="casekit-") as name:
        folder = Path(name)
        try:
            write_last_commit(workspace, folder)
        except NoHistoryError as error:
            fail(gettext(NO_HISTORY[error.reason]).format(folder=workspace))
        before = read_workspace(folder, cache=False)
        if before.bank is None:
            fail(
                ngettext(
                    "The last commit has {n} error of its own: nothing to compare with.",
                    "The last commit has {n} errors of its own: nothing to compare with.",
                    len(before.errors),
                )
            )
        yield compare_courses(Ties(before.bank, folder), Ties(bank, workspace))
