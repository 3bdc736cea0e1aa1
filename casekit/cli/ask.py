"""Asking on a terminal for what no option said; without a terminal its absence ends the command."""

import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NoReturn

import click

from casekit.cli.house import fail
from casekit.cli.written import say_fault
from casekit.text.i18n import gettext


def can_ask() -> bool:
    """Whether somebody sits there."""
    return sys.stdin.isatty()


def ask(
    label: str,
    option: str,
    given: str | None,
    proposed: str | None = None,
    check: Callable[[str], str] = str,
) -> str:
    """What was given, else what is typed; what is proposed stands where nobody can be asked.

    `check` returns the text, or refuses it: then a typed one is asked for again.

    Raises:
        CannotWriteError: from `check`, on what was given.
    """
    if given is not None:
        return check(given)
    if not can_ask():
        return proposed if proposed is not None else fail_on_missing(option)
    answer: str = click.prompt(
        label,
        default=proposed,
        value_proc=lambda text: _read_typed(text, check),
        prompt_suffix=gettext(": "),
    )
    return answer


def _read_typed(text: str, check: Callable[[str], str]) -> str:
    from casekit.content.writing.fault import CannotWriteError

    try:
        return check(text)
    except CannotWriteError as error:
        raise click.BadParameter(say_fault(error)) from None


def ask_id(given: str | None, title: str | None, taken: Collection[str]) -> str:
    """An id that is free; one is proposed that is made of a title.

    Raises:
        CannotWriteError: `slug` or `taken`, on the id given.
    """
    from casekit.content.writing.slug import check_slug, propose_slug

    proposed = propose_slug(title, taken) if title else None
    return ask(
        gettext("Its id"), "--id", given, proposed, check=lambda text: check_slug(text, taken)
    )


def ask_which(
    label: str,
    option: str,
    given: str | None,
    known: Mapping[str, str],
    proposed: str | None = None,
) -> str:
    """One of what is known, asked only where there are several; a number or the word is typed.

    `known` says of each what it is, an empty text where its name says it.
    """
    if given is not None:
        return given
    if len(known) == 1:
        return next(iter(known))
    if not can_ask():
        return proposed if proposed is not None else fail_on_missing(option, tuple(known))
    width = max(len(name) for name in known)
    for number, (name, meaning) in enumerate(known.items(), 1):
        click.echo(f"{number:>4}. {name.ljust(width)}  {meaning}".rstrip())
    answer: str = click.prompt(
        label,
        default=proposed,
        value_proc=lambda text: _read_one(text, known),
        prompt_suffix=gettext(": "),
    )
    return answer


def _read_one(text: str, known: Collection[str]) -> str:
    names = list(known)
    if text.isdecimal() and 1 <= int(text) <= len(names):
        return names[int(text) - 1]
    if text.strip() in names:
        return text.strip()
    raise click.BadParameter(gettext("a number from 1 to {n}, or its name", n=len(names)))


def ask_many(
    label: str,
    option: str,
    given: Sequence[str],
    proposed: Sequence[str] | None = None,
) -> tuple[str, ...]:
    """Several texts; typed with a semicolon between them."""
    if given:
        return tuple(given)
    shown = "; ".join(proposed) if proposed is not None else None
    text = ask(label, option, None, shown)
    return tuple(part for each in text.split(";") if (part := each.strip()))


def fail_on_missing(option: str, known: Sequence[str] = ()) -> NoReturn:
    """Ends the command because an option is missing and nobody can be asked."""
    if known:
        fail(
            gettext(
                "{option} is missing, and there is no terminal to ask on. It is one of: {known}.",
                option=option,
                known=", ".join(known),
            ),
            code=2,
        )
    fail(
        gettext("{option} is missing, and there is no terminal to ask on.", option=option),
        code=2,
    )
