"""What comes before serving: settings, the state of the content, the instructor's way in."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import urlsplit

import click

from casekit.cli.house import fail
from casekit.cli.place import fail_on_file
from casekit.text.i18n import N_, gettext, ngettext

if TYPE_CHECKING:
    from casekit.store import Store
    from casekit.web.settings import SettingError, Settings

LINK_LIFE = timedelta(hours=1)

SETTING_SENTENCES = {
    "CASEKIT_PROXIES": N_("CASEKIT_PROXIES must be a number, e.g. 1."),
    "CASEKIT_GUESTS": N_("CASEKIT_GUESTS must be 1 (visitors may practise) or 0."),
    "CASEKIT_TIMEZONE": N_("CASEKIT_TIMEZONE must name a time zone, e.g. Europe/Paris."),
}
"""What each variable of the environment should say."""

ADDRESS_REASONS = (
    N_("it is no address like sqlite:///path/to/casekit.db"),
    N_("an SQLite database needs a file: sqlite:///path/to/casekit.db"),
)
"""Those of the store's reasons against an address that can be said in another language."""


def open_settings(workspace: Path, *, watch: bool = False, demo: bool = False) -> "Settings":
    """The workspace's settings; what keeps them from being read ends the command."""
    from casekit.web.settings import SettingError, Settings

    try:
        return Settings.for_workspace(workspace, watch=watch, demo=demo)
    except OSError as error:
        fail_on_file(Path(error.filename or workspace), error)
    except SettingError as error:
        fail(say_setting(error), code=2)


def say_setting(error: "SettingError") -> str:
    """What a variable of the environment should say, and what it may have meant."""
    sentence = gettext(SETTING_SENTENCES[error.name])
    if error.name != "CASEKIT_TIMEZONE":
        return sentence
    from zoneinfo import available_timezones

    return say_near(sentence, error.value, available_timezones())


def say_near(sentence: str, word: str, known: Iterable[str], limit: float = 0.34) -> str:
    """The sentence, and after it the known word that a misspelt one may have meant.

    `limit` is the share of the letters that may differ.
    """
    from casekit.content.nearness import find_near

    near = find_near(word, sorted(known), limit)
    return (
        sentence
        if near is None
        else gettext('{sentence} Did you mean "{word}"?', sentence=sentence, word=near)
    )


@contextmanager
def opened_store(database_url: str, *, migrate: bool | None = None) -> Iterator["Store"]:
    """The database; what keeps it from being used ends the command with a sentence."""
    from casekit.store import StoreError, StoreTooNewError, StoreTooOldError, open_store

    try:
        with open_store(database_url, migrate=migrate) as store:
            yield store
    except StoreTooNewError:
        fail(gettext("A newer casekit has upgraded this database: install that one again."))
    except StoreTooOldError:
        fail(gettext("The database waits for its upgrade. Back it up, then: casekit db upgrade"))
    except StoreError as error:
        fail(gettext("The database cannot be used: {reason}.", reason=str(error).rstrip(".")))
    except ValueError as error:
        fail_on_address(error)


def fail_on_address(error: ValueError) -> NoReturn:
    """Ends the command because the database's address is not usable."""
    reason = gettext(str(error))
    fail(gettext("CASEKIT_DATABASE_URL is not usable: {reason}.", reason=reason), code=2)


def find_file(url: str) -> Path | None:
    """The file of an SQLite address, None for another database; no address ends the command."""
    from casekit.store import find_sqlite_file

    try:
        return find_sqlite_file(url)
    except ValueError as error:
        fail_on_address(error)


@contextmanager
def existing_store(database_url: str) -> Iterator["Store"]:
    """The database, as `opened_store`; one that was never made ends the command."""
    file = find_file(database_url)
    if file is not None and not file.exists():
        fail(gettext("No database yet: {path} is made at the first start.", path=file))
    with opened_store(database_url) as store:
        yield store


def check_base_url(address: str) -> str:
    """The address of a server, without a slash at its end; what is none ends the command."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        fail(gettext("{address} is no address like https://example.org", address=address), code=2)
    return address.rstrip("/")


def make_instructor_address(settings: "Settings", home: str) -> str:
    """An address that signs in an instructor, once and within `LINK_LIFE`."""
    from casekit.delivery import ensure_instructor, make_sign_in_link

    now = datetime.now(UTC)
    with opened_store(settings.database_url) as store:
        person = ensure_instructor(store, now)
        token = make_sign_in_link(store, person.person_id, now, LINK_LIFE)
    return f"{home}/sign-in/{token}"


def report_content(workspace: Path) -> None:
    """Says in one line whether the files are in order; a course with errors is served as it was."""
    from casekit.content import read_workspace

    reading = read_workspace(workspace)
    if reading.bank is not None:
        items = len(reading.bank.items)
        click.echo(
            ngettext(
                "{title} ({n} question), no errors in the files",
                "{title} ({n} questions), no errors in the files",
                items,
                title=reading.bank.course.title,
            )
        )
        return
    click.echo(
        ngettext(
            "{n} error in the files. Students see the last version that was right, if there was"
            " one. To see it: casekit check",
            "{n} errors in the files. Students see the last version that was right, if there was"
            " one. To see them: casekit check",
            len(reading.errors),
        ),
        err=True,
    )
