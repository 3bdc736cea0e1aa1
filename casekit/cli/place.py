"""Where a command works: the workspace, and the folders in which it writes."""

import errno
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

import click

from casekit.cli.house import HouseOption, fail
from casekit.cli.show import show_path
from casekit.text.i18n import N_, gettext

REASONS: Mapping[int, str] = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.EACCES: N_("you may not open or change it"),
    errno.EPERM: N_("you may not open or change it"),
    errno.EEXIST: N_("there is a file of this name already"),
    errno.ENOTDIR: N_("a part of this path is a file, not a folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EROFS: N_("the disk may not be written to"),
    errno.ENAMETOOLONG: N_("the name is too long"),
}
"""Why the system refuses a file; it says so itself in the language of its own settings."""


def in_workspace(command: Callable[..., Any]) -> Callable[..., Any]:
    """Hands the command its workspace: what `--workspace` says, else the nearest one upwards."""
    option = click.option(
        "--workspace",
        cls=HouseOption,
        type=click.Path(path_type=Path),
        metavar="DIR",
        callback=_find,
        help=N_("The workspace's folder, if not the nearest one upwards."),
    )
    return option(command)


def with_originals(sentence: str) -> Callable[..., Any]:
    """The option `--originals`, or `CASEKIT_ORIGINALS`, a folder; `sentence` is its help."""
    return click.option(
        "--originals",
        cls=HouseOption,
        type=click.Path(path_type=Path),
        metavar="DIR",
        envvar="CASEKIT_ORIGINALS",
        callback=check_folder,
        help=sentence,
    )


def check_folder(
    _context: click.Context, _parameter: click.Parameter, given: Path | None
) -> Path | None:
    """The folder given, if any; what is none ends the command."""
    if given is not None and not given.is_dir():
        fail(gettext("{folder} is not a folder.", folder=show_path(given)), code=2)
    return given


def _find(context: click.Context, _parameter: click.Parameter, given: Path | None) -> Path:
    chosen = given or context.find_root().obj
    if chosen is not None:
        return get_workspace(chosen)
    from casekit.content import NoWorkspaceError, find_workspace

    try:
        return find_workspace(Path.cwd())
    except NoWorkspaceError:
        fail(
            gettext(
                "There is no course here: neither this folder nor one above it has"
                " content/course.yaml. To begin one: casekit init my-course"
            ),
            code=2,
        )


def get_workspace(folder: Path) -> Path:
    """The folder, made absolute; one without a course ends the command."""
    if not (folder / "content" / "course.yaml").is_file():
        fail(
            gettext(
                "{folder} holds no course: it has no content/course.yaml."
                " To begin one there: casekit init {folder}",
                folder=folder,
            ),
            code=2,
        )
    return folder.resolve()


def make_folder(folder: Path) -> Path:
    """The folder, made when it is missing; one that cannot be made ends the command."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fail_on_file(folder, error)
    return folder


def fail_on_file(path: Path, error: OSError) -> NoReturn:
    """Ends the command because a file or folder cannot be read or written."""
    known = REASONS.get(error.errno or 0)
    reason = gettext(known) if known else error.strerror or str(error)
    fail(gettext("{path}: {reason}.", path=show_path(path), reason=reason))
