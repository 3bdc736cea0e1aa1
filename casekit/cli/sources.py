"""`casekit sources`: the articles and what is quoted of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casekit.cli.house import HouseGroup, HouseOption, fail
from casekit.cli.place import in_workspace
from casekit.cli.show import align, show_path
from casekit.text.i18n import N_, gettext, ngettext

if TYPE_CHECKING:
    from casekit.content.originals import SourceReport


@click.group(cls=HouseGroup, help=N_("Compare excerpts with their articles, and count words."))
def sources() -> None:
    pass


@sources.command(
    help=N_(
        "Compare every excerpt, word for word, with the original articles in the folder DIR.\n\n"
        "Originals are known by their SHA-256, whatever their names."
    )
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@in_workspace
def verify(workspace: Path, folder: Path) -> None:
    from casekit.content.originals import verify_sources
    from casekit.content.report import render_text

    verification = verify_sources(workspace, _get_folder(folder))
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
@click.option(
    "--originals",
    cls=HouseOption,
    type=click.Path(path_type=Path),
    metavar="DIR",
    envvar="CASEKIT_ORIGINALS",
    help=N_("The folder of the original articles."),
)
@in_workspace
def report(workspace: Path, originals: Path | None) -> None:
    from casekit.content.originals import verify_sources

    folder = _get_folder(originals) if originals else None
    for line in _table(verify_sources(workspace, folder).reports):
        click.echo(line)


def _get_folder(folder: Path) -> Path:
    if not folder.is_dir():
        fail(gettext("{folder} is not a folder.", folder=show_path(folder)), code=2)
    return folder


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
