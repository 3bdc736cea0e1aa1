"""From a variable that names a cell of an exhibit to the number that stands there."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

from casekit.domain.course import Exhibit
from casekit.domain.exhibit_data import read_cell
from casekit.domain.item import ItemBase
from casekit.domain.item.variable import Variable
from casekit.domain.number import NumberError
from casekit.domain.value import fold_label

CellKey = Literal["exhibit", "row", "column"]


class CellError(LookupError):
    """A variable that names no cell, or one that holds no number.

    Attributes:
        key: what names nothing; None when the cell is there and is no number.
        value: what it says, or the cell's text.
        known: what could stand there.
    """

    def __init__(self, key: CellKey | None, value: str, known: Sequence[str] = ()) -> None:
        super().__init__(value)
        self.key = key
        self.value = value
        self.known = tuple(known)


def cell_variables(item: ItemBase) -> Mapping[str, Variable]:
    """The variables of an item that stand for cells, by name."""
    variables: Mapping[str, Variable] = getattr(item, "variables", {})
    return {name: each for name, each in variables.items() if each.exhibit}


def find_number(variable: Variable, exhibits: Mapping[str, Exhibit], language: str) -> Decimal:
    """The number in the variable's cell, in the exhibit's unit.

    Raises:
        CellError: there is no such exhibit, row or column, or no number in the cell.
    """
    exhibit = exhibits.get(variable.exhibit or "")
    if exhibit is None:
        raise CellError("exhibit", variable.exhibit or "", list(exhibits))
    row = _place("row", variable.row or "", [row[0] or "" for row in exhibit.rows])
    column = _place("column", variable.column or "", exhibit.columns)
    cell = exhibit.rows[row][column]
    try:
        number = read_cell(cell, language, exhibit.unit)
    except NumberError:
        raise CellError(None, cell or "") from None
    if number is None:
        raise CellError(None, cell or "")
    return number


def read_cells(item: ItemBase, exhibits: Mapping[str, Exhibit], language: str) -> dict[str, str]:
    """The numbers of all cells that an item's variables stand for, exact, in text.

    Raises:
        CellError: as in `find_number`.
    """
    named = cell_variables(item)
    return {name: str(find_number(each, exhibits, language)) for name, each in named.items()}


def _place(key: CellKey, wanted: str, headers: Sequence[str]) -> int:
    """The place of a header; a number from 1 counts where no header has this text."""
    folded = [fold_label(header) for header in headers]
    text = fold_label(wanted)
    if text in folded:
        return folded.index(text)
    if text.isascii() and text.isdigit() and len(text) < 7 and 1 <= int(text) <= len(headers):
        return int(text) - 1
    raise CellError(key, wanted, headers)
