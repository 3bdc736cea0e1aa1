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


def write_handout(
    bank: Bank,
    handout: Handout,
    path: Path,
    *,
    exported_at: datetime | None = None,
    workspace: Path | None = None,
    content: Path | None = None,
    shelf: Path | None = None,
    base_url: str | None = None,
    press: Press | None = None,
) -> HandoutReport:
    """Writes a handout as a tagged PDF, replaced in one step.

    Args:
        bank: the course.
        handout: which one.
        path: the file.
        exported_at: aware; its day is printed and stated in the file. An unchanged handout that
            was printed before keeps the day of that time.
        workspace: where its own templates and fonts lie, and its images too.
        content: where its images lie, if not there.
        shelf: the workspace that keeps what was printed; without it nothing is.
        base_url: address of the served site.
        press: of workers; by default one that ends with this handout.

    Raises:
        KeyError: the bank has no such case or quiz.
        ExportError: it cannot be made; the sentence says why.
    """
    page = lay_out(bank, handout, workspace=workspace, content=content, base_url=base_url)
    own = own_fonts_dir(workspace)
    fonts = (fonts_dir(), own) if own else (fonts_dir(),)
    key, kept = key_of(page.digest, fonts), Shelf(shelf)
    printed = kept.find(key)
    if printed is None:
        job = Job(page.html(exported_at), key[:32], page.media, fonts)
        printed = _print(job, press)
        kept.keep(key, printed)
    write_atomically(path, printed.data)
    return HandoutReport(
        printed.pages, len(printed.data), page.version, _list_warnings(page, printed.missing)
    )


def write_handouts(
    bank: Bank, wanted: Sequence[tuple[Handout, Path]], *, workers: int = WORKERS, **options: Any
) -> Iterator[Outcome]:
    """Writes several handouts, as they are ready; one that cannot be made stops no other.

    Args:
        bank: the course.
        wanted: each with its file; long ones are begun first.
        workers: how many are set at once.
        options: those of `write_handout`, the press left out.
    """
    workers = max(1, min(workers, len(wanted)))
    longest = sorted(wanted, key=lambda each: -_length(bank, each[0]))

    def attempt(each: tuple[Handout, Path]) -> Outcome:
        handout, path = each
        try:
            report = write_handout(bank, handout, path, press=press, **options)
        except ExportError as error:
            return Outcome(handout, path, error=error)
        return Outcome(handout, path, report=report)

    with Press(workers) as press, ThreadPoolExecutor(workers) as pool:
        jobs = [pool.submit(copy_context().run, attempt, each) for each in longest]
        try:
            for job in as_completed(jobs):
                yield job.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _length(bank: Bank, handout: Handout) -> int:
    case = bank.cases.get(handout.scope)
    return len(case.narrative) if case else 0


def _print(job: Job, press: Press | None) -> Printed:
    if press is not None:
        return press.print(job)
    with Press() as own:
        return own.print(job)


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
