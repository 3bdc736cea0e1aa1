"""`casekit demo`: the demo course in the browser, in one command."""

import secrets
import shutil
from pathlib import Path

import click

from casekit.cli.address import open_browser
from casekit.cli.house import HouseCommand, HouseOption, fail
from casekit.cli.opening import make_instructor_address, open_settings, report_content
from casekit.cli.place import fail_on_file, get_workspace
from casekit.cli.server import Pool, address_of, bind, bind_first_free, run_server
from casekit.cli.show import show_path
from casekit.text.i18n import N_, gettext

HOST = "127.0.0.1"
DEFAULT_PORT = 8000
COPY = "casekit-demo"


@click.command(
    cls=HouseCommand,
    help=N_(
        "Try casekit with its demo course, in your browser.\n\n"
        "The course is yours to change: a file that you save shows at once."
    ),
)
@click.option(
    "--port",
    cls=HouseOption,
    type=click.IntRange(0, 65535),
    help=N_("The port to listen on; by default 8000 or the next free one."),
)
@click.option(
    "--no-browser", cls=HouseOption, is_flag=True, help=N_("Open no browser, print the addresses.")
)
def demo(port: int | None, no_browser: bool) -> None:
    workspace = find_demo(Path.cwd())
    settings = open_settings(workspace, watch=True, demo=True)
    listener = bind_first_free(HOST, DEFAULT_PORT) if port is None else bind(HOST, port)
    address = address_of(HOST, listener)
    link = make_instructor_address(settings, address)
    report_content(workspace)
    click.echo(gettext("The course's files: {folder}", folder=workspace))
    click.echo("")
    click.echo(gettext("As a student: {address}", address=f"{address}/"))
    click.echo(gettext("As the instructor (once, within the hour): {address}", address=link))
    click.echo("")
    click.echo(gettext("Ctrl-C ends it."))
    if not no_browser:
        open_browser(f"{address}/")
    run_server(settings, listener, Pool(workers=1))


def find_demo(folder: Path) -> Path:
    """The demo's workspace: the checkout itself, or a copy in `folder`, kept when it is there."""
    from casekit.resources import demo_dir, is_checkout

    if is_checkout():
        return demo_dir()
    copy = folder / COPY
    if not copy.exists():
        copy_demo(demo_dir(), copy)
    return get_workspace(copy)


def copy_demo(source: Path, target: Path) -> None:
    """Copies the demo; `target` is there when all of it is, and a failure ends the command."""
    draft = target.with_name(f".{target.name}-{secrets.token_hex(4)}")
    try:
        shutil.copytree(source, draft)
        draft.rename(target)
    except shutil.Error as error:  # an OSError with a list of what could not be copied
        [[_source, _target, reason], *_] = error.args[0]
        fail(gettext("{path}: {reason}.", path=show_path(target), reason=reason))
    except OSError as error:
        fail_on_file(target, error)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
