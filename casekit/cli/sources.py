"""`casekit sources`: the articles and what is quoted of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casekit.cli.house import HouseGroup, HouseOption
from casekit.cli.place import check_folder, in_workspace, with_originals
from casekit.cli.show import align
from casekit.cli.source_details import Asked, complete_source
from casekit.cli.written import one_sentence, open_desk, say
from casekit.text.i18n import N_, gettext, ngettext

if TYPE_CHECKING:
    from casekit.content.originals import SourceReport
    from casekit.content.writing.desk import Desk


@click.group(
    cls=HouseGroup,
    help=N_("Add articles, compare excerpts with them, and count what is quoted."),
)
def sources() -> None:
    pass


@sources.command(
    help=N_(
        "Make an article a source: propose its title, its lines and its paragraphs.\n\nThe article"
        " itself is copied to seeds/originals, which git does not see."
    )
)
@click.argument("article", metavar="ARTICLE", type=click.Path(path_type=Path))
@click.option("--id", "source_id", cls=HouseOption, metavar="ID", help=N_("Its id, for ever."))
@in_workspace
def add(workspace: Path, article: Path, source_id: str | None) -> None:
    add_article(open_desk(workspace), article, source_id)


def add_article(
    desk: "Desk", article: Path, source_id: str | None, asked: "Asked | None" = None
) -> None:
    """Writes the source of an article, and says what its author has to complete.

    `asked` is what `complete_source` asks for, as far as options say it; None asks nothing.
    """
    from casekit.content.writing.article import read_article
    from casekit.content.writing.new_source import propose_source, write_source

    with one_sentence():
        new = propose_source(desk, read_article(article), source_id)
        if asked is not None:
            new = complete_source(desk, new, asked, source_id)
        written = write_source(desk, new)
    paragraphs = ngettext("{n} paragraph", "{n} paragraphs", len(new.paragraphs))
    words = ngettext("{n} word", "{n} words", new.words)
    what = gettext(
        'source "{id}": {title} ({paragraphs}, {words})',
        id=new.source_id,
        title=new.metadata.title,
        paragraphs=paragraphs,
        words=words,
    )
    if not new.metadata.has_title:
        click.echo(gettext("The text states no title: its first words stand for it."))
    step = f'casekit excerpt {new.source_id} "..."'
    say(written.path, 1, what, gettext("read it through, then quote: {command}", command=step))


@sources.command(
    help=N_(
        "Compare every excerpt, word for word, with the original articles in the folder DIR.\n\n"
        "Originals are known by their SHA-256, whatever their names."
    )
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path), callback=check_folder)
@in_workspace
def verify(workspace: Path, folder: Path) -> None:
    from casekit.content.originals import verify_sources
    from casekit.content.report import render_text

    verification = verify_sources(workspace, folder)
    excerpts = sum(report.excerpts for report in verification.reports)
    if verification.problems:
        click.echo(render_text(verification.problems, len(verification.reports)))
    if any(problem.severity == "error" for problem in verification.problems):
        click.get_current_context().exit(1)
    click.echo(
        ngettext(
            "{n} excerpt stands word for word in its original.",
            "{n} excerpts stand word for word in their originals.",
            excerpts,
        )
    )


@sources.command(
    help=N_(
        "List for each source its rights and how much of it is quoted.\n\nThe share of an article"
        " is known where its source notes the article's words, or with --originals."
    )
)
@with_originals(N_("The folder of the original articles."))
@in_workspace
def report(workspace: Path, originals: Path | None) -> None:
    from casekit.content.originals import verify_sources

    for line in _table(verify_sources(workspace, originals).reports):
        click.echo(line)


def _table(reports: Sequence["SourceReport"]) -> list[str]:
    from casekit.text.formats import format_share

    head = (
        gettext("source"),
        gettext("rights"),
        gettext("excerpts"),
        gettext("words"),
        gettext("longest"),
        gettext("share"),
    )
    rows = [head]
    for each in reports:
        share = format_share(each.share) if each.share is not None else "?"
        if each.budget is not None:
            share = gettext("{share} of {budget}", share=share, budget=format_share(each.budget))
        numbers = (str(each.excerpts), str(each.quoted_words), str(each.largest))
        rows.append((each.source_id, each.rights, *numbers, share))
    return align(rows)
