"""Templates: where they come from, what they may use, and what every page is given."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, cast

from flask import Flask, current_app, g, request, session, url_for
from flask.templating import Environment
from flask_wtf.csrf import generate_csrf
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from jinja2.environment import TemplateModule
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from casekit.content import Problem
from casekit.domain.bank import Bank
from casekit.resources import templates_dir
from casekit.text.bloom import bloom_word
from casekit.text.formats import format_datetime, format_minutes, format_number, format_share
from casekit.text.gaps import render_gapped
from casekit.text.i18n import current_language, gettext, ngettext
from casekit.text.markdown import (
    render_inline,
    render_markdown,
    render_plain,
    strip_inline,
    strip_markdown,
)
from casekit.text.responses import say_relation
from casekit.web.question_views import SlotView
from casekit.web.site import seems_instructor, this_site
from casekit.web.views import Link, ProblemView

LANGUAGE_NAMES = (("fr", "Français"), ("en", "English"))


class SandboxedTemplates(ImmutableSandboxedEnvironment, Environment):
    """Where a workspace overrides a template: what its author wrote runs in the sandbox."""


def prepare_templates(app: Flask, workspace: Path, *, watch: bool) -> None:
    """Gives the app its templates: the workspace's own before ours, file by file."""
    own = workspace / "templates" / "web"
    folders = [folder for folder in (own, templates_dir("web")) if folder.is_dir()]
    if own.is_dir():
        app.jinja_environment = SandboxedTemplates
    app.jinja_loader = ChoiceLoader([FileSystemLoader(folder) for folder in folders])
    app.config["TEMPLATES_AUTO_RELOAD"] = watch
    app.jinja_options = {
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    environment = app.jinja_env
    # Flask's own globals would hand a workspace's template the secret key.
    environment.globals.clear()
    environment.globals.update(_globals(app))
    environment.filters.update(_FILTERS)
    # While templates are being written, nothing made from them is kept.
    app.extensions["casekit-questions"] = None if watch else KeptParts()


def render(template: str, **context: Any) -> str:
    """A whole page in the site's layout."""
    return current_app.jinja_env.get_template(template).render(**_page_context(), **context)


def render_part(template: str, macro: str, *arguments: Any, **named: Any) -> Markup:
    """A part of a page, made by a macro: for a script, or to be set into a text."""
    html: Markup = getattr(_module(template), macro)(*arguments, **named)
    return html


def item_macros(slot: SlotView) -> TemplateModule:
    """The macros `ask` and `review` of the slot's item type."""
    return _module(f"item/{slot.item_type}.html")


def render_question(slot: SlotView, total: int) -> Markup:
    """A question's part of the page.

    Until there is feedback, a question looks the same to everybody who has the same item version in
    the same order with the same answer: rendered once, it is kept. (Rendering twenty questions is
    most of what an attempt's page costs.)
    """
    kept = cast("KeptParts | None", current_app.extensions["casekit-questions"])
    if kept is None or slot.feedback or slot.fault or slot.passages or _has_long_text(slot):
        return render_part("_question.html", "question", slot, total)
    key = (
        current_language(),
        total,
        slot.number,
        slot.digest,
        slot.arrangement.order,
        tuple(sorted(slot.arrangement.drawn.items())),
        tuple((name, *values) for name, values in slot.values.items()),
        (slot.can_check, slot.can_open_passages, slot.can_open_hint, slot.hint is None),
        (slot.locked, slot.flagged),
    )
    part = kept.find(key)
    if part is None:
        plain = replace(slot, seq=0)
        part = kept.keep(key, render_part("_question.html", "question", plain, total))
    own = Markup(f'data-seq="{slot.seq}"')  # noqa: S704 - a number
    return part.replace(_NO_SEQ, own, 1) if slot.seq else part


def _has_long_text(slot: SlotView) -> bool:
    """Whether the answer is nobody else's, for its length."""
    return any(len(value) > _KEPT_LENGTH for values in slot.values.values() for value in values)


_KEPT_LENGTH = 100
_NO_SEQ = 'data-seq="0"'
"""How a question says that it has no answer; the number of one is nobody else's."""


class KeptParts:
    """Parts of pages by what they were made from, at most `limit`; safe among threads."""

    def __init__(self, limit: int = 4096) -> None:
        self._limit = limit
        self._parts: OrderedDict[Hashable, Markup] = OrderedDict()
        self._lock = Lock()

    def find(self, key: Hashable) -> Markup | None:
        """The part, or None."""
        with self._lock:
            part = self._parts.get(key)
            if part is not None:
                self._parts.move_to_end(key)
            return part

    def keep(self, key: Hashable, part: Markup) -> Markup:
        """Keeps a part, forgets the one not used for longest; returns the part."""
        with self._lock:
            self._parts[key] = part
            if len(self._parts) > self._limit:
                self._parts.popitem(last=False)
        return part


def _module(template: str) -> TemplateModule:
    return current_app.jinja_env.get_template(template).module


def _readable_path() -> str:
    """The path of this page, or the one to come back to when this one answers only a form."""
    if request.method == "GET":
        return request.path
    return request.path.removesuffix("/submit") if request.endpoint in _FORM_PAGES else "/"


_FORM_PAGES = frozenset({"attempt.answer", "attempt.submit", "quiz.start"})
"""Endpoints of forms whose page, or the page above it, can be asked for."""


def _page_context() -> dict[str, Any]:
    root, is_instructor = request.script_root, seems_instructor()
    role = session.get("role")
    common = {
        "ui_language": current_language(),
        "languages": LANGUAGE_NAMES,
        "language_address": f"{root}/language",
        "sign_out_address": f"{root}/sign-out",
        "home_address": f"{root}/",
        "here": root + _readable_path(),
        "is_instructor": is_instructor,
        "is_signed_in": role in {"student", "instructor"},
        "sign_in_address": f"{root}/sign-in",
        "join_address": f"{root}/join",
        "account_address": f"{root}/account",
        "demo": this_site().settings.demo,
    }
    return {**common, **_course_context(is_instructor=is_instructor)}


def _course_context(*, is_instructor: bool) -> dict[str, Any]:
    content = g.get("content")
    if content is None:
        return {"course": None, "desk_address": None, "is_stale": False, "stale_problems": ()}
    told = show_problems(content.problems) if is_instructor and content.is_stale else ()
    return {
        "course": content.remember("link", lambda: _link_to(content.bank)),
        "desk_address": url_for("desk.show") if is_instructor else None,
        "is_stale": is_instructor and content.is_stale,
        "stale_problems": told,
    }


def _link_to(bank: Bank) -> Link:
    from casekit.web.links import course_link

    return course_link(bank)


def show_problems(problems: Iterable[Problem]) -> tuple[ProblemView, ...]:
    """Problems with their sentences in the language of the page."""
    return tuple(
        ProblemView(
            severity=problem.severity,
            place=f"{problem.file}:{problem.line}:{problem.column}",
            code=problem.code,
            slug=problem.slug,
            message=problem.message(),
            advice=tuple(problem.advice()),
        )
        for problem in problems
    )


def make_link(address: str, title: str, language: str) -> Link:
    """A link with a title in inline Markdown."""
    return Link(address, inline(title, language), strip_markdown(title, language), language)


def inline(text: str, language: str) -> Markup:
    """One line of inline Markdown."""
    return Markup(render_inline(text, language))  # noqa: S704 - sanitised


def block(text: str, language: str, scope: str = "") -> Markup:
    """A block of Markdown; `scope` sets its footnotes apart from others on the page."""
    return Markup(render_markdown(text, language, scope=scope))  # noqa: S704 - sanitised


def plain(text: str, language: str) -> Markup:
    """A text that is not Markdown, with typographic quotes and spaces."""
    return Markup(render_plain(text, language))  # noqa: S704 - escaped


def words(text: str, language: str) -> str:
    """The words of a line of Markdown, for menus and labels."""
    return strip_inline(text, language)


def gapped(text: str, language: str) -> list[tuple[Markup, str, Markup]]:
    """A Markdown text up to each of its gaps, with the gap's name and what must stay with it."""
    pieces = render_gapped(text, language)
    return [(Markup(p.html), p.gap, Markup(p.tail)) for p in pieces]  # noqa: S704 - sanitised


def _font_address(name: str) -> str:
    return f"{request.script_root}/static/fonts/{name}"


def _number(value: Fraction | Decimal | int) -> str:
    return _number_in(current_language(), value)


@lru_cache(maxsize=1024)
def _number_in(_language: str, value: Fraction | Decimal | int) -> str:
    return format_number(value)  # in the current language, which is a key of what is kept


def _moment(value: datetime) -> str:
    return format_datetime(value, this_site().settings.zone)


_FILTERS: dict[str, Callable[..., Any]] = {
    "inline": inline,
    "block": block,
    "plain": plain,
    "words": words,
    "gapped": gapped,
    "number": _number,
    "share": format_share,
    "datetime": _moment,
    "minutes": format_minutes,
    "bloom": bloom_word,
    "relation": say_relation,
}


def _globals(app: Flask) -> dict[str, Any]:
    return {
        "_": gettext,
        "current_language": current_language,
        "ngettext": ngettext,
        "csrf_token": generate_csrf,
        "item_macros": item_macros,
        "question": render_question,
        "namespace": Namespace,
        "range": range,
        "static": _static_address(app),
        "static_font": _font_address,
    }


def _static_address(app: Flask) -> Callable[[str], str]:
    """Addresses of static files that change with what is in them, so that browsers keep them."""
    folder = Path(cast(str, app.static_folder))
    watch = bool(app.config["TEMPLATES_AUTO_RELOAD"])

    def digest_of_file(name: str) -> str:
        return hashlib.sha256((folder / name).read_bytes()).hexdigest()[:12]

    known = digest_of_file if watch else cache(digest_of_file)
    return lambda name: f"{request.script_root}/static/{name}?v={known(name)}"
