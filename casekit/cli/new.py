"""`casekit new`: a source, a case, an item or a quiz, as a commented file to write over."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from casekit.cli.ask import ask, ask_id, ask_many, ask_which
from casekit.cli.house import HouseGroup, HouseOption
from casekit.cli.place import in_workspace
from casekit.cli.written import one_sentence, open_desk, say
from casekit.text.i18n import N_, gettext, ngettext

if TYPE_CHECKING:
    from casekit.content.writing.desk import Desk
    from casekit.domain.quiz import Kind

SHOWN = 60
"""Signs of a passage or an objective in a list."""

_ID = click.option("--id", "new_id", cls=HouseOption, metavar="ID", help=N_("Its id, for ever."))
_TITLE = click.option(
    "--title", cls=HouseOption, metavar="TEXT", help=N_("Its title, as students read it.")
)
_CASE = click.option(
    "--case", "case_id", cls=HouseOption, metavar="CASE", help=N_("The case that it belongs to.")
)


@click.group(
    cls=HouseGroup,
    help=N_(
        "Write a source, a case, a question or a quiz to fill in.\n\nWhat no option says is asked"
        " for. Nothing that is there is ever overwritten."
    ),
)
def new() -> None:
    pass


@new.command(
    help=N_(
        "Make an article a source, asking for what its text does not say.\n\nThe same as casekit"
        " sources add, which asks nothing."
    )
)
@click.option(
    "--article",
    cls=HouseOption,
    metavar="FILE",
    help=N_("The article's text, *.txt or *.md."),
)
@_ID
@_TITLE
@click.option("--publisher", cls=HouseOption, metavar="NAME", help=N_("The paper or site."))
@click.option("--author", cls=HouseOption, multiple=True, metavar="NAME", help=N_("Who wrote it."))
@click.option(
    "--published",
    cls=HouseOption,
    metavar="DATE",
    help=N_("2026, 2026-04 or 2026-04-17: only as exact as you know it."),
)
@in_workspace
def source(
    workspace: Path,
    article: str | None,
    new_id: str | None,
    title: str | None,
    publisher: str | None,
    author: tuple[str, ...],
    published: str | None,
) -> None:
    from casekit.cli.sources import add_article

    desk = open_desk(workspace)
    path = Path(ask(gettext("The article's file"), "--article", article))
    add_article(desk, path, new_id, (title, publisher, author, published))


@new.command(
    "case",
    help=N_("Begin a case: its folder, with a page, questions, quizzes and a teaching note."),
)
@_ID
@_TITLE
@click.option(
    "--source",
    "sources",
    cls=HouseOption,
    multiple=True,
    metavar="SOURCE",
    help=N_("A source that it draws on; may be given several times."),
)
@click.option(
    "--objective",
    "objectives",
    cls=HouseOption,
    multiple=True,
    metavar="ID",
    help=N_("An objective of the course; by default all."),
)
@in_workspace
def case(
    workspace: Path,
    new_id: str | None,
    title: str | None,
    sources: tuple[str, ...],
    objectives: tuple[str, ...],
) -> None:
    from casekit.content.writing.new_case import NewCase, write_case

    desk = open_desk(workspace)
    taken = set(desk.material.cases)
    with one_sentence():
        title = ask(gettext("Its title"), "--title", title)
        case_id = ask_id(new_id, title, taken)
        known = tuple(desk.index.sources)
        proposed = known if len(known) == 1 else None
        label = gettext("Its sources, of {known} (; between several)", known=", ".join(known))
        drawn_on = ask_many(label, "--source", sources, proposed)
        every = tuple(each.id for each in desk.course.objectives)
        path = write_case(desk, NewCase(case_id, title, drawn_on, objectives or every))
    what = gettext('case "{id}", at the end of the course', id=case_id)
    say(path, 1, what, f"casekit new item --case {case_id}")


@new.command("item", help=N_("Add a question of any type to a case, as a draft to fill in."))
@_CASE
@_ID
@click.option(
    "--type",
    "type_name",
    cls=HouseOption,
    metavar="TYPE",
    help=N_("How it is answered: single, multiple, numeric ..."),
)
@click.option("--stem", cls=HouseOption, metavar="TEXT", help=N_("What it asks."))
@click.option(
    "--evidence",
    cls=HouseOption,
    multiple=True,
    metavar="SOURCE#EXCERPT",
    help=N_("The passage that proves its key; may be given several times."),
)
@click.option("--objective", cls=HouseOption, metavar="ID", help=N_("The objective it serves."))
@click.option(
    "--bloom",
    cls=HouseOption,
    metavar="LEVEL",
    default="understand",
    show_default=True,
    help=N_("Bloom's level of what it asks for."),
)
@in_workspace
def item(
    workspace: Path,
    case_id: str | None,
    new_id: str | None,
    type_name: str | None,
    stem: str | None,
    evidence: tuple[str, ...],
    objective: str | None,
    bloom: str,
) -> None:
    from casekit.content.writing.new_item import NewItem, check_case, write_item
    from casekit.domain.item import ITEM_TYPES

    desk = open_desk(workspace)
    with one_sentence():
        case_id = ask_which(gettext("Its case"), "--case", case_id, _titles(desk))
        check_case(desk, case_id)
        type_name = ask_which(
            gettext("Its type"), "--type", type_name, dict.fromkeys(ITEM_TYPES, "")
        )
        item_id = ask_id(new_id, stem, desk.item_ids(case_id))
        cited = evidence or (_ask_evidence(desk, case_id),)
        objectives = {each.id: _shorten(each.text) for each in desk.course.objectives}
        served = ask_which(gettext("Its objective"), "--objective", objective, objectives)
        made = NewItem(case_id, item_id, type_name, cited, served, bloom, stem)
        path, line = write_item(desk, made)
    what = gettext('draft of a question of type "{type}"', type=type_name)
    say(path, line, what, f"casekit preview {case_id}/{item_id}")


def _titles(desk: "Desk") -> dict[str, str]:
    """The titles of the cases, by id; empty where a case has mistakes."""
    heads = desk.index.heads
    return {case: heads[case].value.title if case in heads else "" for case in desk.cases}


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN].rstrip()} ..."


def _ask_evidence(desk: "Desk", case_id: str) -> str:
    from casekit.content.writing.fault import CannotWriteError

    excerpts = desk.index.excerpts
    known = {ref: _shorten(excerpts[ref].excerpt.text) for ref in desk.excerpts_of(case_id)}
    if not known:
        raise CannotWriteError("nothing-quoted", case=case_id)
    return ask_which(gettext("The passage that proves its key"), "--evidence", None, known)


@new.command("quiz", help=N_("Add a quiz to a case, of all its questions that are ready."))
@_CASE
@_ID
@_TITLE
@click.option(
    "--kind",
    cls=HouseOption,
    type=click.Choice(("practice", "graded")),
    help=N_("practice: feedback at once. graded: for marks."),
)
@click.option(
    "--item",
    "items",
    cls=HouseOption,
    multiple=True,
    metavar="ITEM",
    help=N_("A question of it; may be given several times."),
)
@in_workspace
def quiz(
    workspace: Path,
    case_id: str | None,
    new_id: str | None,
    title: str | None,
    kind: "Kind | None",
    items: tuple[str, ...],
) -> None:
    from casekit.content.writing.new_item import check_case
    from casekit.content.writing.new_quiz import NewQuiz, quiz_ids, ready_items, write_quiz

    desk = open_desk(workspace)
    with one_sentence():
        case_id = ask_which(gettext("Its case"), "--case", case_id, _titles(desk))
        check_case(desk, case_id)
        title = ask(gettext("Its title"), "--title", title)
        quiz_id = ask_id(new_id, title, quiz_ids(desk, case_id))
        kind = _ask_kind(kind)
        listed = items or ready_items(desk, case_id, kind)
        path, line = write_quiz(desk, NewQuiz(case_id, quiz_id, title, kind, listed))
    count = ngettext("{n} question", "{n} questions", len(listed))
    what = gettext('quiz "{id}", {count}', id=f"{case_id}/{quiz_id}", count=count)
    say(path, line, what, "casekit serve --watch")


def _ask_kind(given: "Kind | None") -> "Kind":
    kinds: dict[Kind, str] = {
        "practice": gettext("feedback at once, as often as one likes"),
        "graded": gettext("for marks"),
    }
    meanings = {str(kind): meaning for kind, meaning in kinds.items()}
    word = ask_which(gettext("What it is for"), "--kind", given, meanings, "practice")
    return next(kind for kind in kinds if kind == word)
