"""An exhibit as a table of safe HTML, the same on a card and on paper."""

from html import escape

from casekit.domain.course import Exhibit
from casekit.domain.exhibit_data import numeric_columns
from casekit.text.chart import render_chart, written_rows
from casekit.text.markdown import render_inline

SHORT = 12
"""Rows up to which a table is printed under a line chart."""


def exhibit_table(exhibit: Exhibit, language: str) -> str:
    """The `<table>` of an exhibit; columns of numbers carry the class `number`.

    The first column heads its row, at the left. A missing value is shown as a dash.
    """
    numeric = (False, *numeric_columns(exhibit)[1:])
    head = "".join(
        f'<th scope="col"{_class(number)}>{render_inline(title, language)}</th>'
        for title, number in zip(exhibit.columns, numeric, strict=True)
    )
    rows = "".join(_row(row, numeric, language) for row in written_rows(exhibit, language))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def prints_table(exhibit: Exhibit, language: str, tallest: float) -> bool:
    """Whether paper shows the data beside the drawing.

    Bars carry their numbers and a timeline its events; a line needs its table, where that is short,
    to be exact. Where there is no drawing, the table is all there is.

    Args:
        exhibit: as its author wrote it.
        language: of the content.
        tallest: what a drawing may be, as a multiple of its width.
    """
    if not render_chart(exhibit, language, tallest=tallest):
        return True
    return exhibit.kind == "line" and len(exhibit.rows) <= SHORT


def exhibit_title(exhibit: Exhibit, language: str) -> str:
    """The title, with the unit in brackets."""
    title = render_inline(exhibit.title, language)
    return f"{title} ({render_inline(exhibit.unit, language)})" if exhibit.unit else title


def _row(row: tuple[str | None, ...], numeric: tuple[bool, ...], language: str) -> str:
    cells = [render_inline(cell, language) if cell else escape("–") for cell in row]
    first = f'<th scope="row"{_class(numeric[0])}>{cells[0]}</th>'
    rest = zip(cells[1:], numeric[1:], strict=True)
    return f"<tr>{first}{''.join(f'<td{_class(n)}>{cell}</td>' for cell, n in rest)}</tr>"


def _class(number: bool) -> str:
    return ' class="number"' if number else ""
