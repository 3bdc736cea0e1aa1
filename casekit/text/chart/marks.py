"""How the series of a chart are told apart: by grey and hatch, or by dash and marker.

Class `c1` to `c4` lets a page colour them; nothing here needs colour.
"""

from collections.abc import Sequence

from casekit.text.chart.lettering import LEADING, letters, measure
from casekit.text.chart.svg import INK, WIDTH, element

_SAMPLE = 26
_BAR_FILLS = ("#55514a", "#cfcabf", "none", "#ffffff")
_DASHES = (None, "7 4", "2 4", "11 4 2 4")
_GREYS = (INK, INK, "#6b675f", "#6b675f")


def bar(series: int, left: float, top: float, width: float, height: float) -> str:
    """A bar of a series, counted from 0: solid, light, striped, hollow."""
    is_plain = series in {0, 2}
    shape = element(
        "rect",
        class_=f"c-bar c{series + 1}",
        x=left + (0.0 if is_plain else 0.5),
        y=top + (0.0 if is_plain else 0.5),
        width=max(width - (0 if is_plain else 1), 0.5),
        height=height - (0.0 if is_plain else 1.0),
        fill=_BAR_FILLS[series],
        stroke=None if is_plain else INK,
    )
    return _stripes(left, top, width, height) if series == 2 else shape


def _stripes(left: float, top: float, width: float, height: float) -> str:
    """A striped bar is one thick dashed line: a pattern would need an id."""
    return element(
        "path",
        class_="c-stripes c3",
        d=f"M{left:.1f} {top + height / 2:.1f}h{width:.1f}",
        fill="none",
        stroke=INK,
        stroke_width=float(height),
        stroke_dasharray="3 3",
    )


def line(series: int, points: Sequence[tuple[float, float]]) -> str:
    """The line of a series through its points, without its markers."""
    return element(
        "path",
        class_=f"c-line c{series + 1}",
        d="M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points),
        fill="none",
        stroke=_GREYS[series],
        stroke_width=2,
        stroke_dasharray=_DASHES[series],
        stroke_linejoin="round",
    )


def markers(series: int, points: Sequence[tuple[float, float]]) -> str:
    """The markers of a series as one path: disc, square, diamond, triangle."""
    return element(
        "path",
        class_=f"c-marker c{series + 1}",
        d="".join(_outline(series, x, y) for x, y in points),
        fill=_GREYS[series],
    )


def _outline(series: int, x: float, y: float) -> str:
    return (
        f"M{x - 4:.1f} {y:.1f}a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
        f"M{x - 3.5:.1f} {y - 3.5:.1f}h7v7h-7z",
        f"M{x:.1f} {y - 5:.1f}l5 5-5 5-5-5z",
        f"M{x:.1f} {y - 5:.1f}l5 9h-10z",
    )[series]


def legend(names: Sequence[str], *, of_lines: bool) -> tuple[list[str], float]:
    """The names of the series, each beside its look, and the height that they take."""
    parts: list[str] = []
    x, y = 0.0, 4.0
    for number, name in enumerate(names):
        width = _SAMPLE + 6 + measure(name)
        if x and x + width > WIDTH:
            x, y = 0.0, y + LEADING + 4
        parts.append(_sample(number, x, y, of_lines=of_lines))
        parts.append(letters(name, x + _SAMPLE + 6, y + 11))
        x += width + 18
    return parts, y + LEADING + 12


def _sample(series: int, x: float, y: float, *, of_lines: bool) -> str:
    if not of_lines:
        return bar(series, x, y, _SAMPLE, 12)
    middle = y + 6
    return line(series, [(x, middle), (x + _SAMPLE, middle)]) + markers(
        series, [(x + _SAMPLE / 2, middle)]
    )
