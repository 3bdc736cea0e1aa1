"""`casekit doctor`: whether this machine has what casekit needs, and what mends it."""

import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from casekit.cli.house import HouseCommand
from casekit.cli.opening import say_setting
from casekit.cli.server import find_free_port
from casekit.text.i18n import N_, gettext, ngettext

PANGO = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@dataclass(frozen=True)
class Finding:
    """What one look found.

    Attributes:
        what: the part of the machine, in the current language.
        detail: what was found of it.
        remedy: the command or the step that mends it; None where nothing is to mend.
    """

    what: str
    detail: str
    remedy: str | None = None


@click.command(
    cls=HouseCommand,
    help=N_(
        "Look whether this machine has what casekit needs.\n\n"
        "Below each thing that is missing stands what mends it."
    ),
)
@click.pass_context
def doctor(context: click.Context) -> None:
    findings = list(examine(context.find_root().obj or Path.cwd()))
    width = max(len(finding.what) for finding in findings)
    for finding in findings:
        verdict = gettext("ok") if finding.remedy is None else gettext("to mend")
        click.echo(f"{finding.what:<{width}}  {verdict:<9} {finding.detail}")
        if finding.remedy is not None:
            click.echo(f"{'':<{width}}  {'':<9} {finding.remedy}")
    context.exit(1 if any(finding.remedy for finding in findings) else 0)


def examine(folder: Path) -> Iterator[Finding]:
    """Looks at everything, beginning with what the rest stands on."""
    looks: tuple[Callable[[], Finding], ...] = (look_at_python, look_at_pango, look_at_fonts)
    for look in looks:
        yield look()
    yield from _look_at_course(folder)
    yield look_at_port(8000)


def look_at_python() -> Finding:
    """The version of Python; pip has seen to it that it is one that casekit runs on."""
    return Finding("Python", platform.python_version())


def look_at_pango() -> Finding:
    """The system's libraries that set the PDF handouts."""
    try:
        import weasyprint  # noqa: F401 - it is there when it can be imported
    except OSError:
        detail = gettext("PDF handouts cannot be made")
        return Finding("Pango", detail, _pango_remedy())
    return Finding("Pango", gettext("PDF handouts can be made"))


def _pango_remedy() -> str:
    if sys.platform == "darwin":
        return "brew install pango"
    if sys.platform == "win32":
        return "https://doc.courtbouillon.org/weasyprint/stable/first_steps.html#windows"
    return f"sudo apt-get install -y {PANGO}"


def look_at_fonts() -> Finding:
    """The fonts that came with casekit."""
    from casekit.resources import fonts_dir

    faces = len(list(fonts_dir().glob("*.woff2")))
    detail = ngettext("{n} face", "{n} faces", faces)
    remedy = None if faces else "pip install --force-reinstall --no-deps casekit"
    return Finding(gettext("Fonts"), detail, remedy)


def _look_at_course(folder: Path) -> Iterator[Finding]:
    from casekit.content import NoWorkspaceError, find_workspace

    try:
        workspace = find_workspace(folder)
    except NoWorkspaceError:
        yield Finding(gettext("Workspace"), gettext("none here"), "casekit init my-course")
        return
    yield look_at_content(workspace)
    yield look_at_database(workspace)


def look_at_content(workspace: Path) -> Finding:
    """Whether the files have errors."""
    from casekit.content import read_workspace

    errors = len(read_workspace(workspace).errors)
    remedy = f'casekit --workspace "{workspace}" check' if errors else None
    detail = ngettext("{n} error in {folder}", "{n} errors in {folder}", errors, folder=workspace)
    return Finding(gettext("Workspace"), detail, remedy)


def look_at_database(workspace: Path) -> Finding:
    """Whether the database can be used as it is; it is not made here."""
    from casekit.store import StoreError, StoreTooOldError, find_sqlite_file, open_store
    from casekit.web.settings import SettingError, Settings

    what = gettext("Database")
    try:
        url = Settings.for_workspace(workspace).database_url
        file = find_sqlite_file(url)
        if file is not None and not file.exists():
            return Finding(what, gettext("made at the first start"))
        open_store(url, migrate=False).close()
    except StoreTooOldError:
        return Finding(what, gettext("waits for its upgrade"), "casekit db upgrade")
    except SettingError as error:
        return Finding(gettext("Settings"), str(error), say_setting(error))
    except (StoreError, OSError, ValueError) as error:
        advice = gettext("See CASEKIT_DATABASE_URL, and who may write in .casekit/.")
        return Finding(what, str(error), advice)
    return Finding(what, gettext("up to date"))


def look_at_port(port: int) -> Finding:
    """Whether the usual port is free."""
    free = find_free_port("127.0.0.1", port)
    if free == port:
        return Finding(gettext("Port"), gettext("{port} is free", port=port))
    busy = gettext("{port} is in use", port=port)
    return Finding(gettext("Port"), busy, f"casekit serve --port {free}")
