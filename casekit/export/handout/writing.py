"""Handouts as files: laid out here, set by the press, kept on the shelf."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextvars import copy_context
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from casekit.domain.bank import Bank
from casekit.export.errors import ExportError
from casekit.export.handout.order import Handout
from casekit.export.handout.page import Page, lay_out, own_fonts_dir
from casekit.export.handout.shelf import Shelf, key_of
from casekit.export.output import write_atomically
from casekit.export.press import Job, Press, Printed
from casekit.resources import fonts_dir
from casekit.text.i18n import gettext

WORKERS = 2
"""Processes that set several handouts."""


@dataclass(frozen=True)
class HandoutReport:
    """What was written; the size is in bytes, the version changes when the handout does.

    Attributes:
        warnings: sentences on what does not look as it was written.
    """

    pages: int
    size: int
    version: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What became of one of several handouts: a report, or why it could not be made."""

    handout: Handout
    path: Path
    report: HandoutReport | None = None
    error: ExportError | None = None


@dataclass(frozen=True)
class Draft:
    """A handout that is laid out.

    Attributes:
        key: its name on the shelf.
    """

    handout: Handout
    path: Path
    page: Page
    key: str


@dataclass(frozen=True)
class Writing:
    """How handouts are written.

    Attributes:
        exported_at: aware; its day is printed and stated in the file. An unchanged handout that
            was printed before keeps the day of that time.
        workspace: where its own templates and fonts lie, and its images too.
        content: where its images lie, if not there.
        shelf: the workspace that keeps what was printed; without it nothing is.
        base_url: address of the served site.
    """

    exported_at: datetime | None = None
    workspace: Path | None = None
    content: Path | None = None
    shelf: Path | None = None
    base_url: str | None = None

    @property
    def fonts(self) -> tuple[Path, ...]:
        """The folders of the fonts, ours first."""
        own = own_fonts_dir(self.workspace)
        return (fonts_dir(), own) if own else (fonts_dir(),)

    def draft(self, bank: Bank, handout: Handout, path: Path) -> Draft:
        """The handout, laid out; errors are those of `lay_out`."""
        page = lay_out(
            bank,
            handout,
            workspace=self.workspace,
            content=self.content,
            base_url=self.base_url,
        )
        return Draft(handout, path, page, key_of(page.digest, self.fonts))

    def find(self, draft: Draft) -> Printed | None:
        """The handout as it stands on the shelf."""
        return Shelf(self.shelf).find(draft.key)

    def print(self, draft: Draft, press: Press) -> Printed:
        """The handout, set by a worker of the press and kept; errors are the press's."""
        page = draft.page
        job = Job(page.html(self.exported_at), draft.key[:32], page.media, self.fonts)
        printed = press.print(job)
        Shelf(self.shelf).keep(draft.key, printed)
        return printed


def write_handout(
    bank: Bank, handout: Handout, path: Path, *, press: Press | None = None, **options: Any
) -> HandoutReport:
    """Writes a handout as a tagged PDF, replaced in one step.

    Args:
        bank: the course.
        handout: which one.
        path: the file.
        press: of workers; by default one that ends with this handout.
        options: those of `Writing`.

    Raises:
        KeyError: the bank has no such case or quiz.
        ExportError: it cannot be made; the sentence says why.
    """
    writing = Writing(**options)
    draft = writing.draft(bank, handout, path)
    printed = writing.find(draft)
    if printed is None and press is not None:
        printed = writing.print(draft, press)
    elif printed is None:
        with Press() as own:
            printed = writing.print(draft, own)
    return _write(draft, printed)


def write_handouts(
    bank: Bank, wanted: Sequence[tuple[Handout, Path]], *, workers: int = WORKERS, **options: Any
) -> Iterator[Outcome]:
    """Writes several handouts, as they are ready; one that cannot be made stops no other.

    Those on the shelf come first. The others are begun longest first, so that no worker ends with
    a long one while the rest are idle; the workers get ready while they are laid out.

    Args:
        bank: the course.
        wanted: each with its file.
        workers: how many are set at once.
        options: those of `Writing`.
    """
    writing = Writing(**options)
    left: list[Draft] = []
    with Press(max(1, min(workers, len(wanted)))) as press:
        for handout, path in wanted:
            try:
                draft = writing.draft(bank, handout, path)
            except ExportError as error:
                yield Outcome(handout, path, error=error)
                continue
            if printed := writing.find(draft):
                yield Outcome(handout, path, _write(draft, printed))
            else:
                left.append(draft)
                press.warm_up(len(left), writing.fonts)
        yield from _print_all(writing, left, press)


def _print_all(writing: Writing, drafts: Sequence[Draft], press: Press) -> Iterator[Outcome]:
    def attempt(draft: Draft) -> Outcome:
        try:
            report = _write(draft, writing.print(draft, press))
        except ExportError as error:
            return Outcome(draft.handout, draft.path, error=error)
        return Outcome(draft.handout, draft.path, report)

    longest = sorted(drafts, key=lambda draft: -len(draft.page.undated))
    with ThreadPoolExecutor(press.workers) as pool:
        jobs = [pool.submit(copy_context().run, attempt, draft) for draft in longest]
        try:
            for job in as_completed(jobs):
                yield job.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _write(draft: Draft, printed: Printed) -> HandoutReport:
    write_atomically(draft.path, printed.data)
    page = draft.page
    warnings = _list_warnings(page, printed.missing)
    return HandoutReport(printed.pages, len(printed.data), page.version, warnings)


def _list_warnings(page: Page, missing: str) -> tuple[str, ...]:
    warnings = []
    if missing:
        shown = " ".join(missing[:12]) + (" …" if len(missing) > 12 else "")
        sentence = gettext(
            "Our fonts lack {characters}, so the PDF names them by their numbers. To have them "
            "shown, put a font that has them into templates/handout/fonts/.",
            characters=shown,
        )
        warnings.append(sentence)
    if page.left_out:
        names = ", ".join(page.left_out)
        warnings.append(gettext("Too long for a card, and left out: {names}", names=names))
    return tuple(warnings)
