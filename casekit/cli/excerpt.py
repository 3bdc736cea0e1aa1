"""`casekit excerpt`: a passage of an article, found, counted and appended to its source."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casekit.cli.ask import ask_id, ask_many, ask_which, can_ask
from casekit.cli.house import HouseCommand, HouseOption, fail
from casekit.cli.place import in_workspace, with_originals
from casekit.cli.written import one_sentence, open_desk, say
from casekit.text.i18n import N_, gettext, ngettext

if TYPE_CHECKING:
    from casekit.content.writing.desk import Desk
    from casekit.content.writing.new_excerpt import Budget
    from casekit.content.writing.passage import Passage
    from casekit.domain.source import ClaimKind

KINDS: Mapping["ClaimKind", str] = {
    "fact": N_("the article reports it as established"),
    "claim": N_("somebody with an interest says so"),
    "opinion": N_("somebody judges"),
    "forecast": N_("somebody says what will happen"),
}
"""Written out, for the domain is loaded only by a command that needs it."""

SHOWN = 90
"""Signs of a passage in a list of several."""

MOST_SHOWN = 20


@click.command(
    cls=HouseCommand,
    help=N_(
        "Quote a passage of an article: find it, count its words, add it to its source.\n\n"
        'WORDS are the passage, or its first and last words: "In five years ... smartphones".'
        ' What is left out is marked: "a b [...] c d". Capitals, accents and quotes need not match.'
    ),
)
@click.argument("source", metavar="SOURCE")
@click.argument("words", metavar="WORDS")
@click.option("--id", "excerpt_id", cls=HouseOption, metavar="ID", help=N_("Its id, for ever."))
@click.option(
    "--kind",
    cls=HouseOption,
    type=click.Choice(tuple(KINDS)),
    help=N_("What it is: reported as established, said by a party, judged, or foretold."),
)
@click.option(
    "--voice",
    cls=HouseOption,
    multiple=True,
    metavar="TEXT",
    help=N_("Who says so, the nearest first; only a fact may have no voice."),
)
@click.option(
    "--paragraph",
    cls=HouseOption,
    type=click.IntRange(1),
    metavar="N",
    help=N_("Where it stands, if it stands in several paragraphs."),
)
@with_originals(N_("The folder of the original articles, if not seeds/originals."))
@in_workspace
def excerpt(
    workspace: Path,
    source: str,
    words: str,
    excerpt_id: str | None,
    kind: "ClaimKind | None",
    voice: tuple[str, ...],
    paragraph: int | None,
    originals: Path | None,
) -> None:
    from casekit.content.writing.new_excerpt import NewExcerpt, check_passage, write_excerpt

    desk = open_desk(workspace)
    with one_sentence():
        passage = _find(desk, source, words, paragraph, originals)
        budget = check_passage(desk, source, passage)
        if can_ask():
            click.echo(gettext("paragraph {n}: {text}", n=passage.paragraph, text=passage.text))
            click.echo(_count(budget))
        chosen = _ask_id(desk, source, passage, excerpt_id)
        kind = kind or _ask_kind()
        if kind != "fact":
            voice = ask_many(gettext("Who says so (; between several)"), "--voice", voice)
        new = NewExcerpt(chosen, passage, kind, voice)
        path, line = write_excerpt(desk, source, new)
    ref = f"{source}#{chosen}"
    say(path, line, f"{ref}, {_count(budget)}", f"casekit new item --evidence {ref}")


def _ask_kind() -> "ClaimKind":
    meanings = {str(kind): gettext(meaning) for kind, meaning in KINDS.items()}
    word = ask_which(gettext("What it is"), "--kind", None, meanings)
    return next(kind for kind in KINDS if kind == word)


def _ask_id(desk: "Desk", source: str, passage: "Passage", given: str | None) -> str:
    taken = [each.id for each in desk.get_source(source).excerpts]
    return ask_id(given, passage.text, taken)


def _find(
    desk: "Desk", source: str, words: str, paragraph: int | None, originals: Path | None
) -> "Passage":
    """The one passage that is meant; none or several end the command, or are asked about."""
    from casekit.content.writing.new_excerpt import read_paragraphs
    from casekit.content.writing.passage import find_nearest, find_passages

    paragraphs = read_paragraphs(desk, source, originals)
    found = find_passages(paragraphs, words)
    if paragraph is not None:
        elsewhere = list(dict.fromkeys(each.paragraph for each in found))
        found = [each for each in found if each.paragraph == paragraph]
        if not found and elsewhere:
            fail(_say_elsewhere(paragraph, elsewhere))
    if not found:
        sentence = gettext('The article of "{source}" has no such passage.', source=source)
        near = find_nearest(paragraphs, words)
        if near is not None:
            sentence += "\n" + gettext(
                "The nearest one, in paragraph {n}: {text}", n=near.paragraph, text=near.text
            )
        fail(sentence)
    return found[0] if len(found) == 1 else _choose(found)


def _say_elsewhere(paragraph: int, numbers: Sequence[int]) -> str:
    return ngettext(
        "Paragraph {wanted} has no such passage; paragraph {numbers} has.",
        "Paragraph {wanted} has no such passage; paragraphs {numbers} have.",
        len(numbers),
        wanted=paragraph,
        numbers=", ".join(map(str, numbers)),
    )


def _choose(found: Sequence["Passage"]) -> "Passage":
    lines = [
        f"  {number}. "
        + gettext("paragraph {n}: {text}", n=each.paragraph, text=_shorten(each.text))
        for number, each in enumerate(found[:MOST_SHOWN], 1)
    ]
    if len(found) > MOST_SHOWN:
        lines.append("  ...")
    head = gettext("Several passages fit:")
    if not can_ask():
        advice = gettext("Give more of its words, or say where: --paragraph N")
        fail("\n".join([head, *lines, advice]), code=2)
    click.echo("\n".join([head, *lines]))
    number: int = click.prompt(
        gettext("Which one"), type=click.IntRange(1, len(found)), prompt_suffix=gettext(": ")
    )
    return found[number - 1]


def _shorten(text: str) -> str:
    half = SHOWN // 2
    return text if len(text) <= SHOWN else f"{text[:half]} ... {text[-half:]}"


def _count(budget: "Budget") -> str:
    """`21 words of 45; 80 words may still be quoted`."""
    words = ngettext("{n} word", "{n} words", budget.words)
    if budget.longest is None:
        return words
    counted = gettext("{words} of {limit}", words=words, limit=budget.longest)
    if budget.left is None:
        return counted
    left = ngettext("{n} word may still be quoted", "{n} words may still be quoted", budget.left)
    return gettext("{counted}; {left}", counted=counted, left=left)
