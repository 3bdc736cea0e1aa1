"""`casekit person`: accounts, and the one-time addresses at which people choose a password."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casekit.cli.address import find_home, with_base_url
from casekit.cli.house import HouseGroup, HouseOption, fail
from casekit.cli.opening import existing_store, open_settings, opened_store, say_near
from casekit.cli.place import in_workspace
from casekit.cli.show import align
from casekit.text.i18n import N_, gettext

if TYPE_CHECKING:
    from casekit.store import Person, Role, Store

LINK_LIFE = timedelta(hours=24)

NEAR_EMAIL = 0.15
"""Share of its letters that may be wrong: people of one school share most of an address."""

ROLES = {"instructor": N_("instructor"), "student": N_("student")}
"""What somebody with an account can be, as a word for people."""

FAULTS = {
    ("email", "missing"): N_("The e-mail address is missing, for example ada@example.org."),
    ("email", "form"): N_('"{email}" is not an e-mail address like ada@example.org.'),
    ("email", "taken"): N_("{email} has an account already. For a new password: {command}"),
    ("name", "missing"): N_('The name is missing, for example --name "Ada Lovelace".'),
    ("name", "long"): N_("The name is too long: 100 characters at most."),
}
"""Why nobody can be added with what was typed."""

_EMAIL = click.argument("email", metavar="EMAIL")
_ROLE = click.Choice(tuple(ROLES))


@click.group(cls=HouseGroup, help=N_("Add instructors, renew passwords, list who has an account."))
def person() -> None:
    pass


@person.command(
    help=N_(
        "Add a person, and print an address at which they choose a password.\n\nIt works once,"
        " within 24 hours. Students need none of this: they join with their section's code."
    )
)
@_EMAIL
@click.option(
    "--name", cls=HouseOption, required=True, metavar="NAME", help=N_("The name to be shown.")
)
@click.option(
    "--role",
    cls=HouseOption,
    type=_ROLE,
    default="instructor",
    show_default=True,
    help=N_("What the person may do here."),
)
@with_base_url
@in_workspace
def add(workspace: Path, email: str, name: str, role: "Role", base_url: str | None) -> None:
    from casekit.delivery import make_person

    settings = open_settings(workspace)
    home = find_home(settings, base_url)
    with opened_store(settings.database_url) as store, _one_sentence(email):
        added = make_person(store, email, name, role, datetime.now(UTC))
        click.echo(_say_role(added))
        _print_link(store, added, home)


@person.command(
    help=N_(
        "Print an address at which a person chooses a new password.\n\nIt works once, within 24"
        " hours, and then signs them out everywhere else. Until then the old password stays."
    )
)
@_EMAIL
@with_base_url
@in_workspace
def link(workspace: Path, email: str, base_url: str | None) -> None:
    settings = open_settings(workspace)
    home = find_home(settings, base_url)
    with existing_store(settings.database_url) as store:
        _print_link(store, _get_person(store, email), home)


@person.command(
    help=N_(
        "Make a student an instructor, or an instructor a student.\n\nWhoever becomes an"
        " instructor sees the desk after signing in again; the sections of others stay closed."
    )
)
@_EMAIL
@click.argument("role", type=_ROLE, metavar="instructor|student")
@in_workspace
def role(workspace: Path, email: str, role: "Role") -> None:
    from casekit.delivery import change_role

    with existing_store(open_settings(workspace).database_url) as store:
        found = _get_person(store, email)
        change_role(store, found.person_id, role, datetime.now(UTC))
        click.echo(_say_role(_get_person(store, email)))


@person.command("list", help=N_("List everybody who has an account: name, e-mail address, role."))
@in_workspace
def list_all(workspace: Path) -> None:
    from casekit.delivery import list_people

    with existing_store(open_settings(workspace).database_url) as store:
        people = list_people(store)
    if not people:
        click.echo(gettext("Nobody has an account yet. To add an instructor: casekit person add"))
        return
    rows = [(each.name, each.email or "", gettext(ROLES[each.role])) for each in people]
    for line in align([(gettext("name"), gettext("e-mail"), gettext("role")), *rows]):
        click.echo(line)


def _get_person(store: "Store", email: str) -> "Person":
    from casekit.delivery import find_by_email, list_people

    found = find_by_email(store, email)
    if found is None:
        sentence = gettext("Nobody has the e-mail address {email}.", email=email)
        known = [each.email for each in list_people(store) if each.email]
        fail(say_near(sentence, email, known, NEAR_EMAIL), code=2)
    return found


def _print_link(store: "Store", person: "Person", home: str) -> None:
    from casekit.delivery import make_sign_in_link

    now = datetime.now(UTC)
    token = make_sign_in_link(store, person.person_id, now, LINK_LIFE, purpose="password")
    click.echo(
        gettext(
            "To choose a password (once, within 24 hours): {address}",
            address=f"{home}/sign-in/{token}",
        )
    )


def _say_role(person: "Person") -> str:
    return gettext(
        "{name} ({email}): {role}",
        name=person.name,
        email=person.email,
        role=gettext(ROLES[person.role]),
    )


@contextmanager
def _one_sentence(email: str) -> Iterator[None]:
    from casekit.delivery import UnusableDetailError

    try:
        yield
    except UnusableDetailError as error:
        sentence = gettext(FAULTS[error.field, error.reason])
        command = f"casekit person link {email}"
        fail(sentence.format(email=email, command=command), code=2)
