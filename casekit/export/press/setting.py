"""Setting one document: the only module that knows WeasyPrint.

Nothing is loaded but our fonts and the images of the job's folder. Equal jobs give equal bytes.
"""

import gc
import re
from pathlib import Path
from typing import Any

from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from casekit.export.press.footnotes import TRIES, find_stray_notes, make_room
from casekit.export.press.images import check_image
from casekit.export.press.job import SCHEME, Job
from casekit.export.press.tags import finish_tags

VARIANT = "pdf/ua-1"
"""Tagged for assistive technology, as PDF/UA asks."""

_FONT = re.compile(r"[\w-]+\.(?:woff2|ttf|otf)", re.ASCII)
_IMAGE = re.compile(r"[\w-]+\.(?:png|jpe?g|gif|webp)", re.ASCII | re.IGNORECASE)


class RefusedError(Exception):
    """A document that asks for what it may not have.

    Attributes:
        address: what it asks for.
        reason: `address`, or what is wrong with the image there: `bytes`, `pixels`, `unreadable`.
    """

    def __init__(self, address: str, reason: str = "address") -> None:
        super().__init__(address)
        self.address = address
        self.reason = reason


def set_document(job: Job) -> tuple[int, bytes]:
    """The number of pages and the tagged PDF; WeasyPrint loads attachments only when it writes.

    Raises:
        RefusedError: it asks for a file that is neither a font of ours nor an image of the job's.
    """
    fetcher = _OwnFilesOnly(job)
    try:
        document = render(HTML(string=job.html, url_fetcher=fetcher))
        gc.collect()  # what the layout leaves behind is a tenth of all the memory
        data = document.write_pdf(
            pdf_variant=VARIANT,
            pdf_identifier=bytes.fromhex(job.identifier),
            finisher=finish_tags,
            custom_metadata=True,
            dpi=300,
        )
    except FatalURLFetchingError as error:
        raise RefusedError(*fetcher.refused) from error
    return len(document.pages), data


def render(html: HTML) -> Any:
    """The document, every note on the page of its call as far as that can be."""
    for _ in range(TRIES):
        document = html.render(pdf_variant=VARIANT, dpi=300)
        stray = find_stray_notes(document.pages)
        if not stray or not make_room(html.etree_element, stray[0]):
            break
    return document


class _OwnFilesOnly(URLFetcher):  # type: ignore[misc]
    """Loads the job's fonts and images; WeasyPrint's own would read any file."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self.refused = ("", "address")
        self._job = job

    def fetch(self, url: str, headers: Any = None) -> Any:
        """The file behind an address of ours."""
        path = _find_file(self._job, url)
        fault = "address" if path is None else check_image(path)
        if path is None or fault is not None:
            self.refused = (url.removeprefix(f"{SCHEME}:media/"), fault or "address")
            raise FatalURLFetchingError(url)
        return URLFetcherResponse(url, path.read_bytes())


def _find_file(job: Job, address: str) -> Path | None:
    scheme, _, name = address.partition(":")
    folder, _, file = name.partition("/")
    if scheme != SCHEME:
        return None
    if folder == "fonts" and _FONT.fullmatch(file):
        return next((path for each in job.fonts if (path := each / file).is_file()), None)
    if folder == "media" and job.media is not None and _IMAGE.fullmatch(file):
        path = job.media / file
        return path if path.is_file() else None
    return None
