"""`casekit export`: files for the world outside."""

import click

from casekit.cli.export_anki import anki
from casekit.cli.export_handout import handout
from casekit.cli.house import HouseGroup
from casekit.text.i18n import N_


@click.group(cls=HouseGroup, help=N_("Write Anki decks and printed handouts."))
def export() -> None:
    pass


export.add_command(anki)
export.add_command(handout)
