"""What the writing commands say: what was written and what comes next, or why nothing was."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casekit.cli.house import fail
from casekit.cli.place import fail_on_file
from casekit.cli.show import show_path, show_size
from casekit.text.i18n import N_, gettext

if TYPE_CHECKING:
    from casekit.content.writing.desk import Desk
    from casekit.content.writing.fault import CannotWriteError

USAGE: Mapping[str, str] = {
    "suffix": N_("{path}: an article is a text file, *.txt or *.md."),
    "not-a-file": N_("{path} is not a file."),
    "slug": N_('"{id}" is no id: small letters a to z, digits and single hyphens, 64 at most.'),
    "taken": N_('"{id}" is taken already.'),
    "date": N_('"{value}" is no date: 2026, 2026-04 or 2026-04-17, only as exact as you know it.'),
    "no-words": N_("Which passage? Give its words, or its first and last words: a b ... y z."),
    "no-source": N_('There is no source "{id}". Known: {known}'),
    "no-case": N_('There is no case "{id}". Known: {known}'),
    "no-excerpt": N_('There is no excerpt "{ref}". Known: {known}'),
    "no-objective": N_('There is no objective "{id}". Known: {known}'),
    "no-item": N_('There is no question "{id}". Known: {known}'),
    "no-type": N_('There is no type of question "{id}". Known: {known}'),
    "no-level": N_('"{id}" is none of Bloom\'s levels. Known: {known}'),
    "voice": N_("Only a fact may have no voice: say who says so with --voice."),
}
"""What was asked for wrongly: exit code 2."""

FAULTS: Mapping[str, str] = {
    "too-big": N_("{path} has {size}; an article may have {limit}."),
    "format": N_("{path} is a file of {name}, not text: copy its text into a .txt file."),
    "binary": N_("{path} is not text."),
    "encoding": N_("{path} is written in {name}. Save it as UTF-8."),
    "letter": N_("{path}:{line}: byte {byte} is not UTF-8. Save the file as UTF-8."),
    "empty": N_("{path} is empty."),
    "known": N_('The article is source "{id}" already.'),
    "exists": N_("{path} is there already, and stays as it is. Give another name."),
    "outside": N_("{path} leads out of the course's folder: nothing was written."),
    "read-only": N_("{path} may not be written: it is read-only."),
    "changed": N_("{path} was changed meanwhile: nothing was written. Try again."),
    "unsound": N_("{file} must be mended first:"),
    "unreadable": N_("The file has mistakes that must be mended first: casekit check"),
    "no-list": N_('The file has no list "{key}:" with one entry to a line: add it by hand.'),
    "broken": N_("Nothing was written, for the course would have errors:"),
    "no-original": N_(
        'The article of "{id}", {file}, is not in {folder}. Say where it is: --originals DIR'
    ),
    "two-paragraphs": N_(
        "The passage begins in paragraph {first} and ends in paragraph {last}: an excerpt stands in"
        " one paragraph. Quote two."
    ),
    "quoted": N_('This passage is quoted already: "{ref}".'),
    "too-long": N_(
        "The passage has {words} words, and an excerpt {limit} at most. Leave something out with"
        " [...]: a b ... c [...] d ... e"
    ),
    "over-budget": N_(
        'The passage has {words} words, and only {left} may still be quoted of "{id}".'
    ),
    "nothing-quoted": N_(
        'The sources of case "{case}" have no excerpt yet. Quote a passage first: casekit excerpt'
    ),
    "one-passage": N_(
        'The question shows two passages or more, and the sources of case "{case}" have one.'
    ),
    "nothing-ready": N_(
        'No question of case "{case}" is ready for it: drafts are not asked. Take away'
        " status: draft first."
    ),
    "nothing-free": N_(
        'Every question of case "{case}" that is ready is in a quiz of the other kind: what is'
        " practised is not graded. Name questions with --item to do it all the same."
    ),
}
"""What cannot be done: exit code 1."""


@contextmanager
def one_sentence() -> Iterator[None]:
    """Ends the command with one sentence for what cannot be written, and the problems behind it."""
    from casekit.content.writing.fault import CannotWriteError

    try:
        yield
    except CannotWriteError as error:
        _fail(error)
    except OSError as error:
        fail_on_file(Path(error.filename or "."), error)


def _fail(error: "CannotWriteError") -> None:
    from casekit.content.report import render_problem

    lines = [line for problem in error.problems for line in render_problem(problem)]
    fail("\n".join([say_fault(error), *lines]), code=2 if error.reason in USAGE else 1)


def say_fault(error: "CannotWriteError") -> str:
    """Why nothing was written, as a sentence."""
    params = {name: _show(name, value) for name, value in error.params.items()}
    return gettext({**USAGE, **FAULTS}[error.reason]).format(**params)


def _show(name: str, value: object) -> str:
    if isinstance(value, Path):
        return show_path(value)
    if name in {"size", "limit"} and isinstance(value, int) and value > 1000:
        return show_size(value)
    if isinstance(value, (tuple, list)):
        return ", ".join(map(str, value)) or gettext("none")
    return str(value)


def open_desk(workspace: Path) -> "Desk":
    """What is known of the workspace; a broken `course.yaml` ends the command."""
    from casekit.content.writing.desk import read_desk

    with one_sentence():
        return read_desk(workspace)
    raise AssertionError  # the sentence ended the command


def say(path: Path, line: int, what: str, following: str) -> None:
    """Two lines: where and what was written, and the next step."""
    click.echo(f"{show_path(path)}:{line}: {what}")
    click.echo(gettext("Next: {step}", step=following))
