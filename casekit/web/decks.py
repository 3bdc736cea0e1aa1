"""Anki decks for the instructor: what each holds, what changed since the last export, downloads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, Response, abort, request, send_file, url_for

from casekit.domain.bank import Bank, Case
from casekit.export.deck_changes import Kind, compare_with_ledger
from casekit.export.deck_plan import DeckPlan, PlannedNote, Selection, preview_plan
from casekit.export.ledger import LEDGER, read_ledger
from casekit.text.i18n import N_, gettext
from casekit.web.coverage import Named
from casekit.web.links import case_link, course_link, find_item_address
from casekit.web.login import require_instructor
from casekit.web.rendering import render
from casekit.web.site import now, this_bank, this_content, this_live, this_site
from casekit.web.views import Link

bp = Blueprint("decks", __name__, url_prefix="/c/<course>/teach/decks")
bp.before_request(require_instructor)

CHANGE_WORDS: Mapping[Kind, str] = {
    "new": N_("New since the last export"),
    "updated": N_("Corrected since"),
    "withdrawn": N_("Withdrawn since"),
}
"""What is said of the notes that an import will change, by change."""


@dataclass(frozen=True)
class DeckRow:
    """The deck of a case.

    Attributes:
        case_id: what its button posts as `case`.
        notes: how many notes it holds; `cards`, what they ask.
        changed: how many notes an import will add or change.
    """

    case_id: str
    link: Link
    notes: int
    cards: int
    changed: int


@dataclass(frozen=True)
class DecksView:
    """The page (`decks.html`).

    Attributes:
        is_first: whether nothing was ever exported from this workspace.
        changes: what changed, in words, with the notes that did.
    """

    course: Link
    address: str
    is_first: bool
    rows: tuple[DeckRow, ...]
    changes: tuple[tuple[str, tuple[Named, ...]], ...]

    @property
    def notes(self) -> int:
        """How many notes the course's deck holds."""
        return sum(row.notes for row in self.rows)


@bp.get("/")
def show() -> str:
    """The decks as an export would make them now."""
    bank, workspace = this_bank(), this_live().workspace
    ledger = workspace / LEDGER
    plan = this_content().remember(
        f"decks {_stamp(ledger)}", lambda: preview_plan(bank, workspace, now())
    )
    view = DecksView(
        course=course_link(bank),
        address=url_for("decks.make"),
        is_first=not read_ledger(ledger).entries,
        rows=tuple(_show_rows(bank, plan)),
        changes=tuple(_show_changes(bank, plan)),
    )
    return render("decks.html", view=view)


@bp.post("/")
def make() -> Response:
    """The deck of the case that the pressed button names; of the whole course for none."""
    from casekit.export.anki import write_deck

    bank, case_id = this_bank(), request.form.get("case")
    if case_id is None or (case_id and case_id not in bank.cases):
        abort(400)
    name = f"{'-'.join(filter(None, (bank.course.id, case_id)))}.apkg"
    with TemporaryDirectory(prefix="casekit-") as folder:
        path = Path(folder, name)
        write_deck(
            bank,
            path,
            selection=Selection(cases=frozenset({case_id}) if case_id else None),
            exported_at=now(),
            base_url=this_site().settings.base_url,
            workspace=this_live().workspace,
        )
        data = BytesIO(path.read_bytes())
    return send_file(
        data, mimetype="application/octet-stream", as_attachment=True, download_name=name
    )


def _stamp(path: Path) -> str:
    """Differs when the file does."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return "-"
    return f"{found.st_mtime_ns} {found.st_size}"


def _show_rows(bank: Bank, plan: DeckPlan) -> Iterator[DeckRow]:
    notes = {deck.case_id: deck.notes for deck in plan.decks}
    for case in bank.cases.values():
        yield _show_row(bank, case, notes.get(case.id, ()))


def _show_row(bank: Bank, case: Case, notes: Sequence[PlannedNote]) -> DeckRow:
    return DeckRow(
        case_id=case.id,
        link=case_link(bank, case),
        notes=len(notes),
        cards=sum(len(card.sides) for card in bank.flashcards(case.id)),
        changed=sum(planned.change != "unchanged" for planned in notes),
    )


def _show_changes(bank: Bank, plan: DeckPlan) -> Iterator[tuple[str, tuple[Named, ...]]]:
    found = compare_with_ledger(plan).by_kind
    for kind, word in CHANGE_WORDS.items():
        names = tuple(Named(card_id, find_item_address(bank, card_id)) for card_id in found[kind])
        if names:
            yield gettext(word), names
