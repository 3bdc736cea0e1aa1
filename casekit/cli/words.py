"""click's own sentences, in our catalogue.

click asks the `gettext` of the standard library, which reads compiled catalogues from files. Ours
is not compiled, so click's modules are given our function instead. A sentence that click words in
another way one day appears in English, and nothing else happens.
"""

import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types

from casekit.text.i18n import N_, gettext

SENTENCES = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Aborted!"),
    N_("Error: {message}"),
    N_("Error: {e.message}"),
    N_("Try '{command} {option}' for help."),
    N_("Show this message and exit."),
    N_("default: {default}"),
    N_("env var: {var}"),
    N_("required"),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("No such command {name!r}."),
    N_("No such option {name!r}."),
    N_("Did you mean {possibility}?"),
    N_("(Did you mean one of: {possibilities}?)"),
    N_("Option {name!r} requires an argument."),
    N_("Option {name!r} does not take a value."),
    N_("Got unexpected extra argument ({args})"),
    N_("Got unexpected extra arguments ({args})"),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("{value!r} is not {choice}."),
    N_("{value!r} is not one of {choices}."),
)
"""Those of click's sentences that our commands can show."""


def teach_click() -> None:
    """Makes click speak the current language."""
    for module in (
        click.core,
        click.decorators,
        click.exceptions,
        click.formatting,
        click.parser,
        click.termui,
        click.types,
    ):
        for name, function in (("_", gettext), ("ngettext", _count)):
            if hasattr(module, name):
                setattr(module, name, function)


def _count(singular: str, plural: str, n: int) -> str:
    return gettext(singular if n == 1 else plural)
