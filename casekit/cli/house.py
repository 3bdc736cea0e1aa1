"""Commands that speak the user's language, and the one way in which they fail."""

import os
from collections.abc import Mapping
from copy import copy
from typing import Any, NoReturn

import click

from casekit.cli.words import teach_click
from casekit.text.i18n import choose_language, gettext, set_language

teach_click()


def language_of(environment: Mapping[str, str]) -> str:
    """The language that a POSIX environment asks for; English when it names none that we speak."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return choose_language([environment[name].split(".")[0]])
    return "en"


def fail(sentence: str, *, code: int = 1) -> NoReturn:
    """Ends the command with one sentence on standard error and an exit code."""
    error = click.ClickException(sentence)
    error.exit_code = code  # type: ignore[misc]
    raise error


class HouseOption(click.Option):
    """An option whose help is translated when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option's names and its help in the current language."""
        spoken = copy(self)
        spoken.help = self.help and gettext(self.help)
        return super(HouseOption, spoken).get_help_record(ctx)


class HouseCommand(click.Command):
    """A command whose help is translated when it is shown."""

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence of the help, in the current language."""
        spoken = gettext(self.help) if self.help else ""
        return spoken.partition("\n\n")[0].rstrip(".")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, described in the current language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = gettext("Show this message and exit.")
        return option

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the help in the current language."""
        spoken = copy(self)
        spoken.help = self.help and gettext(self.help)
        super(HouseCommand, spoken).format_help_text(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the closing words in the current language."""
        spoken = copy(self)
        spoken.epilog = self.epilog and gettext(self.epilog)
        super(HouseCommand, spoken).format_epilog(ctx, formatter)


class HouseGroup(HouseCommand, click.Group):
    """A group whose commands are house commands, listed in the order in which they were added."""

    command_class = HouseCommand
    group_class = type

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands: the order of a course's life, not of the alphabet."""
        return list(self.commands)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Runs the command line in the language of the environment."""
        set_language(language_of(os.environ))
        return super().main(*args, **kwargs)
