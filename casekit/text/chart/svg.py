"""Elements of a drawing as text: escaped, with plain attributes only, never a style or an id."""

import re
from collections.abc import Iterable
from html import escape

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

WIDTH = 360
"""Of every drawing, in units; it is shown at any width."""

SIZE = 14
"""Of all letters, in units."""

INK, SOFT, RULE = "#1d1c1a", "#5b5750", "#bdb7ab"
"""The greys of paper: of what is read, of what only helps, of hairlines."""


def clean(text: str) -> str:
    """The text as it may stand in XML, escaped; characters that XML does not know are left out."""
    return escape(_NOT_IN_XML.sub("", text))


def element(name: str, content: str | Iterable[str] = "", /, **attributes: object) -> str:
    """An element; `content` is markup, attributes are values.

    `class_` stands for `class`, `font_size` for `font-size`; a number is rounded to a tenth, and an
    attribute that is None is left out.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_write(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = content if isinstance(content, str) else "".join(content)
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def _write(value: object) -> str:
    if isinstance(value, float):
        return format_coordinate(value)
    return clean(str(value))


def format_coordinate(value: float) -> str:
    """A coordinate rounded to a tenth, as short as it can be written."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def drawing(parts: Iterable[str], height: float, title: str, description: str) -> str:
    """The whole `<svg>`, `WIDTH` units wide: an image with a name and a description.

    Its attributes hold for paper; a page's style may override them by class.
    """
    return element(
        "svg",
        [element("title", clean(title)), element("desc", clean(description)), *parts],
        xmlns="http://www.w3.org/2000/svg",
        class_="chart",
        role="img",
        viewBox=f"0 0 {WIDTH} {format_coordinate(height)}",
        font_family="Casekit Sans, sans-serif",
        font_size=SIZE,
        fill=INK,
    )
