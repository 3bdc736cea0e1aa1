"""An exhibit as a table of safe HTML, the same on a card and on paper.

Every kind of exhibit is shown as its data; the drawing of bars and lines is another module's.
"""

import re
from html import escape

from casekit.domain.course import Exhibit
from casekit.text.markdown import render_inline

_NUMBER = re.compile(r"[+\-−]?\d[\d\s.,\u00a0\u202f]*\s?[%€$£]?")


def exhibit_table(exhibit: Exhibit, language: str) -> str:
    """The `<table>` of an exhibit; columns of numbers carry the class `number`.

    The first column heads its row. A missing value is shown as a dash.
    """
    numeric = [_is_numeric(exhibit, column) for column in range(len(exhibit.columns))]
    head = "".join(
        f'<th scope="col"{_class(number)}>{render_inline(title, language)}</th>'
        for title, number in zip(exhibit.columns, numeric, strict=True)
    )
    rows = "".join(_row(row, numeric, language) for row in exhibit.rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def exhibit_title(exhibit: Exhibit, language: str) -> str:
    """The title, with the unit in brackets."""
    title = render_inline(exhibit.title, language)
    return f"{title} ({render_inline(exhibit.unit, language)})" if exhibit.unit else title


def _row(row: tuple[str | None, ...], numeric: list[bool], language: str) -> str:
    cells = [render_inline(cell, language) if cell else escape("–") for cell in row]
    first = f'<th scope="row"{_class(numeric[0])}>{cells[0]}</th>'
    rest = zip(cells[1:], numeric[1:], strict=True)
    return f"<tr>{first}{''.join(f'<td{_class(n)}>{cell}</td>' for cell, n in rest)}</tr>"


def _class(number: bool) -> str:
    return ' class="number"' if number else ""


def _is_numeric(exhibit: Exhibit, column: int) -> bool:
    cells = [row[column] for row in exhibit.rows if row[column]]
    return bool(cells) and all(_NUMBER.fullmatch(cell) for cell in cells if cell)
