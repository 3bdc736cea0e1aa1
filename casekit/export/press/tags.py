"""What PDF/UA asks for and WeasyPrint leaves out: whose cells a header cell heads."""

from typing import Any

_SCOPES = {"/THead": "/Column", "/TBody": "/Row"}


def finish_tags(_document: Any, pdf: Any) -> None:
    """Gives every header cell its scope: a column's in the head of a table, a row's below."""
    elements: dict[int, Any] = {thing.number: thing for thing in pdf.objects if _is_element(thing)}
    for cell in elements.values():
        if cell["S"] != "/TH":
            continue
        row = elements.get(_number(cell["P"]))
        part = elements.get(_number(row["P"])) if row else None
        cell["A"]["Scope"] = _SCOPES.get(part["S"] if part else "", "/Row")


def _is_element(thing: Any) -> bool:
    return isinstance(thing, dict) and thing.get("Type") == "/StructElem"


def _number(reference: bytes | str) -> int:
    """The number of the object that `12 0 R` refers to."""
    return int(reference.split()[0])
