"""What the instructor takes away: decks, made from the content as it is served."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, Response, abort, request, send_file

from casekit.domain.bank import Bank
from casekit.web.login import require_instructor
from casekit.web.site import now, this_bank, this_live, this_site

bp = Blueprint("downloads", __name__, url_prefix="/c/<course>/teach")
bp.before_request(require_instructor)


@dataclass(frozen=True)
class Wanted:
    """What to make.

    Attributes:
        case_id: None for the whole course.
        workspace: where the deck's ledger lives, whatever version of the content is served.
    """

    bank: Bank
    case_id: str | None
    workspace: Path
    at: datetime


@dataclass(frozen=True)
class Target:
    """A kind of file, and what writes it."""

    write: Callable[[Wanted, Path], None]
    suffix: str
    mimetype: str


@bp.post("/exports")
def export() -> Response:
    """The file that the pressed button names, e.g. `deck:europe-2015`."""
    kind, _, case_id = request.form.get("action", "").partition(":")
    target, bank = TARGETS.get(kind), this_bank()
    if target is None or (case_id and case_id not in bank.cases):
        abort(400)
    wanted = Wanted(bank, case_id or None, this_live().workspace, now())
    name = f"{'-'.join(part for part in (bank.course.id, case_id) if part)}{target.suffix}"
    with TemporaryDirectory(prefix="casekit-") as folder:
        path = Path(folder, name)
        target.write(wanted, path)
        data = BytesIO(path.read_bytes())
    return send_file(data, mimetype=target.mimetype, as_attachment=True, download_name=name)


def _write_deck(wanted: Wanted, path: Path) -> None:
    from casekit.export.anki import write_deck
    from casekit.export.deck_plan import Selection

    write_deck(
        wanted.bank,
        path,
        selection=Selection(cases=frozenset({wanted.case_id}) if wanted.case_id else None),
        exported_at=wanted.at,
        base_url=this_site().settings.base_url,
        workspace=wanted.workspace,
    )


TARGETS = {
    "deck": Target(_write_deck, ".apkg", "application/octet-stream"),
}
"""Kinds of files by the word that a button posts."""
