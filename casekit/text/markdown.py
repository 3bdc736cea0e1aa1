"""Markdown to safe HTML, in the typography of the content's language.

CommonMark with tables and footnotes. Raw HTML is shown as text, dangerous links too, and the
result is sanitised once more. What only an outlet can make (a citation's link or note, a block
quotation, an exhibit, an image's address) comes from an `Outlet` and is set in after sanitising.
"""

import re
import secrets
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, Protocol

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin

from casekit.text.typography import NBSP, space_text

CITATION = re.compile(
    r"\[@(?P<source>[a-z0-9-]+)(?:#(?P<excerpt>[a-z0-9-]+)|:p(?P<paragraph>\d{1,4}))\]"
)
"""`[@source#excerpt]` or `[@source:p7]` in a narrative."""

DIRECTIVE = re.compile(r"^\{\{\s*(?P<kind>excerpt|exhibit)\s+(?P<ref>[a-z0-9#-]+)\s*\}\}\s*$")
"""A line `{{ excerpt source#excerpt }}` or `{{ exhibit id }}` in a narrative."""

_QUOTES = {"fr": [f"«{NBSP}", f"{NBSP}»", "“", "”"], "en": "“”‘’"}
_PRIVATE = re.compile("[\ue000\ue001]")
_TAGS = {
    "p", "br", "em", "strong", "code", "pre", "blockquote", "hr", "a", "ul", "ol", "li", "img",
    "h2", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td", "section", "sup",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title", "id", "class"},
    "img": {"src", "alt", "title"},
    "ol": {"start", "class"},
    "li": {"id", "class"},
    "sup": {"class"},
    "section": {"class"},
    "hr": {"class"},
    "th": {"class"},
    "td": {"class"},
}


class Outlet(Protocol):
    """What differs between a page, a PDF and a card; every method returns trusted HTML."""

    def citation(self, source: str, excerpt: str | None, paragraph: int | None) -> str:
        """The mark that stands for a citation within a line."""

    def excerpt(self, ref: str) -> str:
        """An excerpt set apart as a block quotation, with credit, kind and voice."""

    def exhibit(self, exhibit_id: str) -> str:
        """An exhibit of the case."""

    def image(self, src: str, alt: str) -> str:
        """An image of the case's `media/` folder."""


class _PlainOutlet:
    """The outlet of texts that have no citations: what it is asked for is shown as written."""

    def citation(self, source: str, excerpt: str | None, paragraph: int | None) -> str:
        return escapeHtml(f"[{source}]")

    def excerpt(self, ref: str) -> str:
        return f"<p>{escapeHtml(ref)}</p>"

    def exhibit(self, exhibit_id: str) -> str:
        return f"<p>{escapeHtml(exhibit_id)}</p>"

    def image(self, src: str, alt: str) -> str:
        return escapeHtml(alt)


PLAIN = _PlainOutlet()


def render_markdown(
    text: str, language: str, outlet: Outlet | None = None, *, scope: str = ""
) -> str:
    """A block of Markdown as safe HTML.

    Args:
        text: as its author wrote it.
        language: of the content; decides quotes and spaces.
        outlet: makes what differs between outlets; without one, images become their alt text.
        scope: a prefix for footnote ids where several texts share a page.
    """
    if outlet is None:
        return _render_cached(text, language, scope)
    return _render(text, language, outlet, scope)


@lru_cache(maxsize=8192)
def render_inline(text: str, language: str) -> str:
    """One line of inline Markdown as safe HTML: `2015.` is no list and `+ 20 %` no bullet."""
    env: dict[str, Any] = {"outlet": PLAIN, "holes": _Holes()}
    html: str = _parser(language).renderInline(text.replace("\n", " "), env)
    return _clean(html, env["holes"])


@lru_cache(maxsize=8192)
def render_plain(text: str, language: str) -> str:
    """A text that is not Markdown (an excerpt, a name) as HTML, with typographic quotes."""
    html: str = _plain_parser(language).renderInline(" ".join(text.split()))
    return html.strip()


@lru_cache(maxsize=2048)
def strip_markdown(text: str, language: str = "en") -> str:
    """The words of a Markdown text, for titles and alternative texts; not escaped."""
    return " ".join(_words_of(token) for token in _parse(text, language) if token.children)


@lru_cache(maxsize=2048)
def strip_inline(text: str, language: str = "en") -> str:
    """The words of one line of inline Markdown; `2015.` and `+ 20 %` stay whole. Not escaped."""
    env: dict[str, Any] = {"outlet": PLAIN, "holes": _Holes()}
    tokens = _parser(language).parseInline(text.replace("\n", " "), env)
    return " ".join(_words_of(token) for token in tokens)


def plain_lines(text: str, language: str = "en") -> list[str]:
    """The words of a Markdown text for a terminal: a line for a paragraph, list entry or row."""
    lines: list[str] = []
    row: list[str] | None = None
    mark = ""
    for token in _parse(text, language):
        if token.type == "list_item_open":
            mark = f"{token.info}. " if token.info else "- "
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            lines.append(" | ".join(row or ()))
            row = None
        elif token.type == "inline":
            (lines if row is None else row).append(mark + _words_of(token))
            mark = ""
        elif token.type in {"fence", "code_block"}:
            lines += token.content.splitlines()
    return lines


def _parse(text: str, language: str) -> list[Token]:
    return _parser(language).parse(text, {"outlet": PLAIN, "holes": _Holes()})


def _words_of(token: Token) -> str:
    words = (_word_of(child) for child in token.children or ())
    return re.sub("[ \t\n]+", " ", "".join(words)).strip()


def _word_of(token: Token) -> str:
    if token.type in {"text", "code_inline"}:
        return token.content
    return " " if token.type in {"softbreak", "hardbreak"} else ""


@lru_cache(maxsize=8192)
def _render_cached(text: str, language: str, scope: str) -> str:
    return _render(text, language, PLAIN, scope)


def _render(text: str, language: str, outlet: Outlet, scope: str) -> str:
    env: dict[str, Any] = {"outlet": outlet, "holes": _Holes()}
    if scope:
        env["docId"] = scope
    html: str = _parser(language).render(text, env)
    return _clean(html, env["holes"])


class _Holes:
    """What outlets made, set in after sanitising where a mark that nobody can write stands."""

    def __init__(self) -> None:
        self._secret = secrets.token_hex(8)
        self._fillings: list[str] = []

    def make(self, html: str) -> str:
        """The mark that stands for trusted HTML."""
        self._fillings.append(html)
        return f"\ue000{self._secret}-{len(self._fillings) - 1}\ue001"

    def fill(self, html: str) -> str:
        """The HTML with every mark replaced by what it stands for."""
        if not self._fillings:
            return html
        mark = re.compile(f"\ue000{self._secret}-(\\d+)\ue001")
        return mark.sub(lambda found: self._fillings[int(found[1])], html)


def _clean(html: str, holes: _Holes) -> str:
    return holes.fill(nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES))


@cache
def _parser(language: str) -> MarkdownIt:
    options = {"html": False, "typographer": True, "quotes": _QUOTES.get(language, _QUOTES["en"])}
    parser = MarkdownIt("commonmark", options).enable(["table", "smartquotes"])
    parser.use(footnote_plugin)
    parser.inline.ruler.before("link", "citation", _citation_rule)
    parser.block.ruler.before("paragraph", "directive", _directive_rule, {"alt": ["paragraph"]})
    parser.core.ruler.push("spacing", _spacing_rule(language))
    parser.core.ruler.push("headings", _headings_rule)
    for kind in ("citation", "directive", "image"):
        parser.add_render_rule(kind, globals()[f"_render_{kind}"])
    return parser


@cache
def _plain_parser(language: str) -> MarkdownIt:
    options = {"html": False, "typographer": True, "quotes": _QUOTES.get(language, _QUOTES["en"])}
    parser = MarkdownIt("zero", options).enable(["smartquotes"])
    parser.core.ruler.push("spacing", _spacing_rule(language))
    return parser


def _citation_rule(state: StateInline, silent: bool) -> bool:
    found = CITATION.match(state.src, state.pos) if state.src[state.pos] == "[" else None
    if found is None:
        return False
    if not silent:
        _close_up(state)
        state.push("citation", "", 0).meta = found.groupdict()
    state.pos = found.end()
    return True


def _close_up(state: StateInline) -> None:
    """Drops the space or line break before a citation: its mark stands at the word it follows."""
    state.pending = state.pending.rstrip(" ")
    if not state.pending and state.tokens and state.tokens[-1].type == "softbreak":
        state.tokens.pop()


def _directive_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    found = DIRECTIVE.match(line) if line.startswith("{{") else None
    if found is None:
        return False
    if not silent:
        token = state.push("directive", "", 0)
        token.block, token.map, token.meta = True, [start, start + 1], found.groupdict()
        state.line = start + 1
    return True


def _spacing_rule(language: str) -> Any:
    def rule(state: StateCore) -> None:
        for token in state.tokens:
            before = ""
            for child in token.children or ():
                if child.type == "text":
                    # "*mot* ?": the sign's word stands in the token before.
                    child.content = space_text(before + child.content, language)[len(before) :]
                before = "" if child.type in {"text", "softbreak", "hardbreak"} else "a"

    return rule


def _headings_rule(state: StateCore) -> None:
    """Headings start at h2 (the page has the h1); column alignment is a class (strict CSP)."""
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = {"h1": "h2", "h5": "h4", "h6": "h4"}.get(token.tag, token.tag)
        style = token.attrs.pop("style", None)
        if style is not None:
            token.attrs["class"] = str(style).replace("text-align:", "align-")


def _render_citation(
    renderer: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    meta = tokens[idx].meta
    paragraph = int(meta["paragraph"]) if meta["paragraph"] else None
    mark: str = env["holes"].make(
        env["outlet"].citation(meta["source"], meta["excerpt"], paragraph)
    )
    return mark


def _render_directive(
    renderer: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    meta = tokens[idx].meta
    mark: str = env["holes"].make(getattr(env["outlet"], meta["kind"])(meta["ref"]))
    return mark + "\n"


def _render_image(
    renderer: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[idx]
    alt = renderer.renderInlineAsText(token.children, options, env) if token.children else ""
    mark: str = env["holes"].make(env["outlet"].image(str(token.attrs.get("src", "")), alt))
    return mark
