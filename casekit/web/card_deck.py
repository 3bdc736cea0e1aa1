"""The questions that a student has missed, as an Anki deck: the same notes as in the course's."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Response, abort, send_file

from casekit.web.cards_page import open_cards
from casekit.web.site import now, this_bank, this_live, this_site


def send_missed() -> Response:
    """The deck; whoever has the course's deck too keeps one note for each question."""
    missed = frozenset(open_cards().missed)
    if not missed:
        abort(404)
    name = f"{this_bank().course.id}-missed.apkg"
    with TemporaryDirectory(prefix="casekit-") as folder:
        path = Path(folder, name)
        _write(missed, path)
        data = BytesIO(path.read_bytes())
    return send_file(
        data, mimetype="application/octet-stream", as_attachment=True, download_name=name
    )


def _write(card_ids: frozenset[str], path: Path) -> None:
    from casekit.export.anki import write_deck
    from casekit.export.deck_plan import Selection

    write_deck(
        this_bank(),
        path,
        selection=Selection(cards=card_ids),
        exported_at=now(),
        base_url=this_site().settings.base_url,
        workspace=this_live().workspace,
        record=False,  # what students take says nothing of what the next export changes
    )
