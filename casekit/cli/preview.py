"""`casekit preview`: one question on the terminal, before any student meets it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from casekit.cli.address import find_home, open_browser, with_base_url
from casekit.cli.house import HouseCommand, HouseOption, fail
from casekit.cli.opening import open_settings, say_near
from casekit.cli.place import in_workspace
from casekit.text.i18n import N_, gettext

if TYPE_CHECKING:
    from casekit.content import Problem, Reading
    from casekit.domain.bank import Bank


@click.command(
    cls=HouseCommand,
    help=N_(
        "Show the question ITEM as students see it, then its key, its evidence, what check says of"
        " it and what each answer would earn.\n\nITEM is case/item, or the item's id alone where"
        " only one case has it."
    ),
)
@click.argument("item", metavar="ITEM")
@click.option(
    "--open",
    "in_browser",
    cls=HouseOption,
    is_flag=True,
    help=N_("Open its page on the desk of a running server instead."),
)
@with_base_url
@in_workspace
def preview(workspace: Path, item: str, in_browser: bool, base_url: str | None) -> None:
    from casekit.content import read_workspace
    from casekit.content.own_lines import find_all_lines

    lines = find_all_lines(workspace)
    item_id = find_item(item, list(lines))
    reading = read_workspace(workspace)
    own = lines[item_id].own(reading.problems)
    bank = _get_bank(reading, item_id, own)
    if in_browser:
        home = find_home(open_settings(workspace), base_url)
        address = address_of_item(home, bank.course.id, item_id)
        click.echo(address)
        open_browser(address)
        return
    from casekit.cli.preview_text import preview_lines

    for line in preview_lines(bank, bank.items[item_id], own):
        click.echo(line)


def find_item(word: str, known: list[str]) -> str:
    """The full id that a word names; one that names none or several ends the command."""
    meant = [each for each in known if word in {each, each.partition("/")[2]}]
    if len(meant) > 1:
        several = ", ".join(meant)
        sentence = gettext(
            'Several cases have a question "{id}": {several}', id=word, several=several
        )
        fail(sentence, code=2)
    if not meant:
        names = known if "/" in word else [each.partition("/")[2] for each in known]
        fail(say_near(gettext('There is no question "{id}".', id=word), word, names), code=2)
    return meant[0]


def address_of_item(home: str, course_id: str, item_id: str) -> str:
    """The page of an item on the desk of a server."""
    return f"{home}/c/{course_id}/teach/items/{item_id}"


def _get_bank(reading: "Reading", item_id: str, own: "tuple[Problem, ...]") -> "Bank":
    """The course with the item in it; errors, first of all the item's own, end the command."""
    from casekit.content.report import render_text

    if reading.bank is None:
        mine = any(problem.severity == "error" for problem in own)
        click.echo(render_text(own if mine else reading.errors, reading.files), err=True)
        if mine:
            fail(gettext("{item} must be mended first.", item=item_id))
        fail(gettext("The files must be mended first."))
    if item_id not in reading.bank.items:
        case_id = item_id.partition("/")[0]
        fail(gettext("content/course.yaml does not list the case {case}.", case=case_id))
    return reading.bank
