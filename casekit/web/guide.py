"""The documentation, served as it stands in `casekit/docs/`."""

import re
from pathlib import Path

from flask import Blueprint, abort, redirect, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from casekit.resources import docs_dir
from casekit.text.i18n import current_language
from casekit.web.guide_outlet import render_guide
from casekit.web.rendering import make_link, render
from casekit.web.views import Link

bp = Blueprint("guide", __name__, url_prefix="/help")

_NAME = re.compile(r"^(?P<page>[a-z0-9-]+)\.(?P<language>[a-z]{2})\.md$")
_CODE = re.compile(r"<h2>([EW]\d{3})\b")
_HEADING = re.compile(r"^# +(?P<title>.+?) *$", re.MULTILINE)


@bp.get("/")
def show_first() -> Response:
    """The first page there is."""
    pages = sorted(_list_pages())
    if not pages:
        abort(404)
    return redirect(url_for("guide.show", page=pages[0]))


@bp.get("/<page>")
def show(page: str) -> str:
    """A page, in the language of the interface where it is written in it."""
    pages = _list_pages()
    if page not in pages:
        abort(404)
    language, path = _choose(pages[page])
    text = path.read_text(encoding="utf-8")
    found = _HEADING.search(text)
    body = text[: found.start()] + text[found.end() :] if found else text
    return render(
        "help.html",
        title=found["title"] if found else page,
        body=_make_reachable(render_guide(body, language)),
        page_language=language,
        pages=tuple(_link(name, files) for name, files in sorted(pages.items())),
    )


def _make_reachable(html: Markup) -> Markup:
    """Headings that begin with a code can be linked to: `/help/codes#e203`.

    An example that is wider than the page is scrolled with the keyboard too.
    """
    linked = _CODE.sub(lambda found: f'<h2 id="{found[1].lower()}">{found[1]}', html)
    linked = linked.replace("<pre>", '<pre tabindex="0">')
    return Markup(linked)  # noqa: S704 - sanitised, and an id of our own


def _list_pages() -> dict[str, dict[str, Path]]:
    """Files by page and language; a page is served only when it is listed here."""
    pages: dict[str, dict[str, Path]] = {}
    for path in sorted(docs_dir().glob("*.md")):
        if found := _NAME.match(path.name):
            pages.setdefault(found["page"], {})[found["language"]] = path
    return pages


def _choose(files: dict[str, Path]) -> tuple[str, Path]:
    language = current_language()
    return (language, files[language]) if language in files else next(iter(files.items()))


def _link(page: str, files: dict[str, Path]) -> Link:
    language, path = _choose(files)
    found = _HEADING.search(path.read_text(encoding="utf-8"))
    return make_link(url_for("guide.show", page=page), found["title"] if found else page, language)
