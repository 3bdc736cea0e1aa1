"""A case as a PDF to hand out: the only module that knows WeasyPrint, imported when it is used.

The HTML is made by Jinja from `templates/handout/`; nothing is loaded but our fonts and the case's
own images. The same content gives the same bytes.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from casekit.domain.bank import Bank
from casekit.export.errors import (
    BrokenTemplateError,
    EditionError,
    MissingLibraryError,
    RefusedAddressError,
)
from casekit.export.handout_outlet import SCHEME, HandoutOutlet
from casekit.export.handout_view import student_view
from casekit.export.markup import trusted
from casekit.export.output import find_image, override_dir, write_atomically
from casekit.resources import fonts_dir, templates_dir
from casekit.text.formats import format_number
from casekit.text.gaps import render_gapped
from casekit.text.i18n import gettext, ngettext, use_language
from casekit.text.markdown import render_inline, render_markdown, render_plain
from casekit.text.responses import say_relation

EDITIONS = ("student", "instructor", "quiz", "key", "cards")
"""Every edition that there is to be."""

MADE = ("student",)
"""Those that are made so far."""

FindFile = Callable[[str], Path | None]
"""The file behind an address that a document may load, None for any other."""

VARIANT = "pdf/ua-1"
"""Tagged for assistive technology, as PDF/UA asks."""

_FACE = re.compile(r"casekit-(serif|sans)-(regular|italic|semibold|bold)\.woff2")
_WEIGHTS = {"regular": 400, "italic": 400, "semibold": 600, "bold": 700}
_VERSION = "\ue002"


@dataclass(frozen=True)
class HandoutReport:
    """What was written; the size is in bytes, the version changes when the handout does."""

    pages: int
    size: int
    version: str


def render_handout_html(
    bank: Bank,
    case_id: str,
    edition: str = "student",
    *,
    exported_at: datetime | None = None,
    workspace: Path | None = None,
) -> str:
    """A handout as the HTML that becomes the PDF, its style included.

    Args:
        bank: the course.
        case_id: the case to hand out.
        edition: one of `MADE`.
        exported_at: aware; the date printed and stated in the file, none without it.
        workspace: where images and the workspace's own templates lie.

    Raises:
        KeyError: the bank has no such case.
        EditionError: there is no such edition, or not yet.
        BrokenTemplateError: a template does not render.
        RefusedAddressError: a text shows an image that is not in the case's media folder.
    """
    if edition not in MADE:
        raise EditionError(edition, MADE)
    case = bank.cases[case_id]
    with use_language(bank.language):
        outlet = HandoutOutlet(bank, case, workspace)
        try:
            html = _render(outlet, f"{edition}.html", exported_at)
        except TemplateError as error:
            name = getattr(error, "name", None) or f"{edition}.html"
            raise BrokenTemplateError(f"handout/{name}", error.message or str(error)) from error
    return html.replace(_VERSION, hashlib.sha256(html.encode()).hexdigest()[:8])


def write_handout(
    bank: Bank,
    case_id: str,
    path: Path,
    *,
    edition: str = "student",
    exported_at: datetime | None = None,
    workspace: Path | None = None,
) -> HandoutReport:
    """Writes a handout as a tagged PDF, replaced in one step.

    The arguments are those of `render_handout_html`.

    Raises:
        KeyError: the bank has no such case.
        EditionError: there is no such edition, or not yet.
        BrokenTemplateError: a template does not render.
        MissingLibraryError: the system has no Pango.
        RefusedAddressError: the document asks for a file that is neither ours nor the case's.
    """
    html = render_handout_html(bank, case_id, edition, exported_at=exported_at, workspace=workspace)
    digest = hashlib.sha256(html.encode()).digest()
    pages, data = _make_pdf(html, digest[:16], partial(_find_file, case_id, workspace))
    write_atomically(path, data)
    version = re.search(r'<meta name="version" content="(\w+)">', html)
    return HandoutReport(pages, len(data), version[1] if version else "")


def _render(outlet: HandoutOutlet, name: str, exported_at: datetime | None) -> str:
    environment = _environment(outlet)
    outlet.blocks = environment.get_template("blocks.html").module
    view = student_view(outlet, exported_at)
    template = environment.get_template(name)
    return template.render(view, font_faces=trusted(font_faces()), version=_VERSION)


def font_faces() -> str:
    """The `@font-face` rules of our fonts."""
    return "\n".join(_font_rules())


def _font_rules() -> Iterator[str]:
    for path in sorted(fonts_dir().glob("casekit-*.woff2")):
        face = _FACE.fullmatch(path.name)
        if face is not None:
            style = "italic" if face[2] == "italic" else "normal"
            yield (
                f'@font-face {{ font-family: "Casekit {face[1].title()}"; font-style: {style}; '
                f"font-weight: {_WEIGHTS[face[2]]}; "
                f'src: url("{SCHEME}:fonts/{path.name}") format("woff2"); }}'
            )


def _environment(outlet: HandoutOutlet) -> Environment:
    """Jinja for handouts; where a workspace brings templates of its own, all run in a sandbox."""
    language = outlet.bank.language
    override = override_dir(outlet.workspace, "handout")
    folders = [override, templates_dir("handout")] if override else [templates_dir("handout")]
    kind = ImmutableSandboxedEnvironment if override else Environment
    environment = kind(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"_": gettext, "gettext": gettext, "ngettext": ngettext}
    filters: dict[str, Callable[..., Any]] = {
        "block": lambda text: trusted(render_markdown(text, language, outlet)),
        "inline": lambda text: trusted(render_inline(text, language)),
        "plain": lambda text: trusted(render_plain(text, language)),
        "gapped": lambda text: [
            (trusted(piece.html), piece.gap, trusted(piece.tail))
            for piece in render_gapped(text, language)
        ],
        "number": format_number,
        "passage": outlet.passage,
        "relation": say_relation,
    }
    environment.filters |= filters
    return environment


def _find_file(case_id: str, workspace: Path | None, address: str) -> Path | None:
    """The file behind `casekit:fonts/...` or `casekit:media/...`; None for anything else."""
    scheme, _, name = address.partition(":")
    if scheme != SCHEME:
        return None
    folder, _, file = name.partition("/")
    if folder == "fonts" and _FACE.fullmatch(file):
        return fonts_dir() / file
    return find_image(workspace, case_id, file) if folder == "media" else None


def _make_pdf(html: str, identifier: bytes, find_file: FindFile) -> tuple[int, bytes]:
    """The number of pages and the PDF; WeasyPrint loads attachments only when it writes."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import FatalURLFetchingError
    except OSError as error:
        raise MissingLibraryError from error
    try:
        document = HTML(string=html, url_fetcher=_own_files_only(find_file)).render(
            pdf_variant=VARIANT
        )
        data = document.write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier)
    except FatalURLFetchingError as error:
        raise RefusedAddressError(str(error)) from error
    return len(document.pages), data


def _own_files_only(find_file: FindFile) -> Any:
    """A fetcher that loads what `find_file` knows; WeasyPrint's own would read any file."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OwnFilesOnly(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            path = find_file(url)
            if path is None:
                raise FatalURLFetchingError(url)
            return URLFetcherResponse(url, path.read_bytes())

    return OwnFilesOnly()
