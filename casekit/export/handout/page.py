"""A handout as the HTML that becomes its PDF.

It is made by Jinja from `templates/handout/`; each edition has a template of its own, and the view
of an edition for students has nothing that they may not read.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
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
from markupsafe import Markup

from casekit.domain.bank import Bank
from casekit.export.errors import BrokenTemplateError
from casekit.export.handout.cards_view import cards_view
from casekit.export.handout.case_view import student_view
from casekit.export.handout.finishing import CONTENTS, finish
from casekit.export.handout.key_view import instructor_view, key_view
from casekit.export.handout.order import Handout
from casekit.export.handout.outlet import HandoutOutlet
from casekit.export.handout.paper import Asker
from casekit.export.handout.quiz_view import quiz_view
from casekit.export.markup import fill, trusted
from casekit.export.output import override_dir
from casekit.export.press.job import SCHEME
from casekit.resources import fonts_dir, templates_dir
from casekit.text.formats import format_number, format_partial_date, format_share
from casekit.text.gaps import render_gapped
from casekit.text.i18n import gettext, ngettext, use_language
from casekit.text.markdown import render_inline, render_markdown, render_plain
from casekit.text.responses import say_relation

View = dict[str, Any]

_FACE = re.compile(r"casekit-(serif|sans)-(regular|italic|semibold|bold)\.woff2")
_WEIGHTS = {"regular": 400, "italic": 400, "semibold": 600, "bold": 700}
_OWN_FONT = re.compile(r"[\w-]+\.(?:woff2|ttf|otf)", re.ASCII)
_VERSION, _DATE, _DATES, _DIGEST = "\ue002", "\ue003", "\ue005", "\ue007"

OWN_FAMILIES = ("Own", "Own 2", "Own 3")
"""What the workspace's own fonts are called in the style sheet, which asks them after ours."""


@dataclass(frozen=True)
class Page:
    """A handout as HTML.

    Attributes:
        undated: with marks where date and version stand: equal for equal content on any day.
        digest: SHA-256, in hex, of that and of the images.
        media: the folder of its images.
        left_out: ids of the cards that are too long to be printed.
    """

    undated: str
    digest: str
    language: str
    media: Path | None
    left_out: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """What is printed of the digest."""
        return self.digest[:8]

    def html(self, exported_at: datetime | None) -> str:
        """The document; the day is printed and stated in the file, none without it."""
        words = dates = ""
        if exported_at is not None:
            with use_language(self.language):
                words = f", {format_partial_date(exported_at.date().isoformat())}"
            day = exported_at.strftime("%Y-%m-%dT00:00:00Z")
            dates = "".join(
                f'<meta name="dcterms.{name}" content="{day}">' for name in ("created", "modified")
            )
        html = self.undated.replace(_VERSION, self.version).replace(_DIGEST, self.digest)
        return html.replace(_DATE, words).replace(_DATES, dates)


def lay_out(
    bank: Bank,
    handout: Handout,
    *,
    workspace: Path | None = None,
    content: Path | None = None,
    base_url: str | None = None,
) -> Page:
    """A handout as HTML.

    Args:
        bank: the course.
        handout: which one.
        workspace: where its own templates and fonts lie, and its images too.
        content: where its images lie, if not there.
        base_url: address of the served site, for the codes that lead to its quizzes.

    Raises:
        KeyError: the bank has no such case or quiz.
        EmptyCardSheetError: nothing of the case becomes a card.
        BrokenTemplateError: a template does not render.
        RefusedAddressError: a text shows an image that is not in the case's media folder.
    """
    with use_language(bank.language):
        tallest = handout.layout.tallest_chart
        outlet = HandoutOutlet(bank, handout.scope, content or workspace, tallest)
        try:
            html, left_out = _render(outlet, handout, workspace, base_url)
        except TemplateError as error:
            name = getattr(error, "name", None) or f"{handout.edition}.html"
            raise BrokenTemplateError(f"handout/{name}", error.message or str(error)) from error
    digest = hashlib.sha256(html.encode())
    for path in outlet.images.values():
        digest.update(path.read_bytes())
    folders = {path.parent for path in outlet.images.values()}
    media = folders.pop() if folders else None
    return Page(html, digest.hexdigest(), bank.language, media, left_out)


def render_handout_html(
    bank: Bank, handout: Handout, *, exported_at: datetime | None = None, **options: Any
) -> str:
    """A handout as HTML, dated; options and errors are those of `lay_out`."""
    return lay_out(bank, handout, **options).html(exported_at)


def _render(
    outlet: HandoutOutlet, handout: Handout, workspace: Path | None, base_url: str | None
) -> tuple[str, tuple[str, ...]]:
    """The HTML, and what is left out of it."""
    environment = _environment(outlet, handout, workspace)
    outlet.blocks = environment.get_template("blocks.html").module
    view = _view(outlet, handout, Asker(environment, outlet), base_url)
    html = environment.get_template(f"{handout.edition}.html").render(
        view | _frame(outlet, handout, workspace)
    )
    html = finish(html, outlet.uses, with_contents=view["with_contents"])
    return html, tuple(view.get("left_out", ()))


def _view(outlet: HandoutOutlet, handout: Handout, asker: Asker, base_url: str | None) -> View:
    """What the edition shows."""
    edition, quiz_id = handout.edition, handout.quiz_id or ""
    if edition == "quiz":
        return quiz_view(outlet, asker, quiz_id, handout.forms)
    if edition == "key":
        return key_view(outlet, asker, quiz_id, handout.forms, base_url)
    if edition == "instructor":
        return instructor_view(outlet, asker, base_url)
    if edition == "cards":
        return cards_view(outlet, large_print=handout.layout.large_print)
    return student_view(outlet, base_url)


def _frame(outlet: HandoutOutlet, handout: Handout, workspace: Path | None) -> View:
    """What every edition has around it."""
    return {
        "language": outlet.bank.language,
        "course": outlet.bank.course,
        "edition": handout.edition,
        "layout": handout.layout,
        "font_faces": trusted(font_faces(workspace)),
        "permission": _permission(outlet.bank),
        "folio": _folio(),
        "version": _VERSION,
        "digest": _DIGEST,
        "date": _DATE,
        "dates": _DATES,
        "contents": CONTENTS,
        "watermark": _css_text(
            gettext("Answer key: not for students")
            if handout.edition == "key"
            else gettext("Instructor's copy: not for students")
        ),
    }


def _permission(bank: Bank) -> str:
    """The line at the foot of page 1: whose the case is, and what may be done with it."""
    authors = ", ".join(bank.course.authors)
    whose = f"© {authors}. " if authors else ""
    if bank.course.licence is None:
        return whose + gettext("Not to be copied or passed on without the authors' permission.")
    return whose + gettext(
        "The text of the case is under {licence}; the quoted passages remain their owners'. "
        "It was written for discussion in class, not to show good or bad management.",
        licence=bank.course.licence,
    )


def _css_text(words: str) -> Markup:
    """A text of ours as a string of a style sheet, in which HTML's escapes mean nothing."""
    return trusted('"{}"'.format(re.sub(r'["\\\n<]', " ", words)))


def _folio() -> Markup:
    """`Page 1 of 9`, the numbers left to the style sheet."""
    return fill(
        gettext("Page {page} of {pages}"),
        page=trusted('<span class="page"></span>'),
        pages=trusted('<span class="pages"></span>'),
    )


def gather(order: Iterable[str], name_of: Callable[[str], str]) -> dict[str, list[int]]:
    """The places, from 1, of what has the same name, in the order in which a paper shows it."""
    places: dict[str, list[int]] = {}
    for place, letter in enumerate(order, 1):
        places.setdefault(name_of(letter), []).append(place)
    return places


def own_fonts_dir(workspace: Path | None) -> Path | None:
    """The workspace's own fonts, for characters that ours lack; None when it has none."""
    folder = workspace / "templates" / "handout" / "fonts" if workspace is not None else None
    return folder if folder is not None and folder.is_dir() else None


def font_faces(workspace: Path | None = None) -> str:
    """The `@font-face` rules of our fonts, and of the workspace's own."""
    return "\n".join([*_font_rules(), *_own_font_rules(own_fonts_dir(workspace))])


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


def _own_font_rules(folder: Path | None) -> Iterator[str]:
    paths = sorted(folder.iterdir()) if folder else []
    fonts = [path.name for path in paths if _OWN_FONT.fullmatch(path.name)]
    for family, name in zip(OWN_FAMILIES, fonts, strict=False):
        yield f'@font-face {{ font-family: "{family}"; src: url("{SCHEME}:fonts/{name}"); }}'


def _environment(outlet: HandoutOutlet, handout: Handout, workspace: Path | None) -> Environment:
    """Jinja for handouts; where a workspace brings templates of its own, all run in a sandbox."""
    language = outlet.bank.language
    override = override_dir(workspace, "handout")
    folders = [override, templates_dir("handout")] if override else [templates_dir("handout")]
    kind = ImmutableSandboxedEnvironment if override else Environment
    environment = kind(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "_": gettext,
        "gettext": gettext,
        "ngettext": ngettext,
        "gather": gather,
        "ruled": handout.layout.rule,
    }
    filters: dict[str, Callable[..., Any]] = {
        "block": lambda text: trusted(render_markdown(text, language, outlet)),
        "inline": lambda text: trusted(render_inline(text, language)),
        "plain": lambda text: trusted(render_plain(text, language)),
        "gapped": lambda text: [
            (trusted(piece.html), piece.gap, trusted(piece.tail))
            for piece in render_gapped(text, language)
        ],
        "number": format_number,
        "share": format_share,
        "passage": outlet.passage,
        "relation": say_relation,
    }
    environment.filters |= filters
    return environment
