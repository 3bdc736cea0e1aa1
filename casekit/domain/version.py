"""An item as it was at one moment, with all that is shown with it, and its digest."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from casekit.domain.course import Exhibit
from casekit.domain.item import ItemBase, parse_item
from casekit.domain.source import CitedExcerpt, as_written

BOOKKEEPING = frozenset({"accept", "status", "was"})
"""Keys of an item or excerpt that say nothing to a student: not in the digest."""


@dataclass(frozen=True)
class ItemVersion:
    """One item with its evidence and exhibit; equal digests mean equal in every outlet.

    Attributes:
        item_id: the full id, `case/item`.
        language: the content's language.
        written: what the author wrote, as plain data.
        item: the same, validated.
        evidence: the cited excerpts with their credits, in the order of citation.
        exhibit: the exhibit shown with the item.
        passages: the excerpts that the question itself shows.
    """

    item_id: str
    language: str
    written: Mapping[str, Any]
    item: ItemBase
    evidence: tuple[CitedExcerpt, ...] = ()
    exhibit: Exhibit | None = None
    passages: tuple[CitedExcerpt, ...] = ()

    @cached_property
    def document(self) -> dict[str, Any]:
        """The version as plain data, for the store; `from_document` reads it back."""
        document = {
            "item_id": self.item_id,
            "language": self.language,
            "written": dict(self.written),
            "evidence": [as_written(cited) for cited in self.evidence],
            "exhibit": as_written(self.exhibit) if self.exhibit else None,
        }
        if self.passages:  # a version without them keeps the digest that it has always had
            document["passages"] = [as_written(cited) for cited in self.passages]
        return document

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """The version that `document` wrote.

        Raises:
            pydantic.ValidationError: the document is not one that this program wrote.
        """
        exhibit = document.get("exhibit")
        return cls(
            item_id=document["item_id"],
            language=document["language"],
            written=document["written"],
            item=parse_item(document["written"], document["language"]),
            evidence=tuple(CitedExcerpt.model_validate(c) for c in document["evidence"]),
            exhibit=Exhibit.model_validate(exhibit) if exhibit else None,
            passages=tuple(CitedExcerpt.model_validate(c) for c in document.get("passages", ())),
        )

    def proof(self) -> tuple[CitedExcerpt, ...]:
        """The excerpts that prove the key, among them some that the question itself shows."""
        known = {cited.ref: cited for cited in (*self.passages, *self.evidence)}
        return tuple(known[ref] for ref in self.item.proof() if ref in known)

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hex, over what the author wrote and all that is shown with it."""
        shown = {key: value for key, value in self.document.items() if key != "item_id"}
        return digest_of(_without_bookkeeping(shown))


def _without_bookkeeping(shown: dict[str, Any]) -> dict[str, Any]:
    """The document without what says nothing to a student, of the item and of its excerpts."""
    said = {**shown, "written": _said(shown["written"])}
    for name in {"evidence", "passages"} & shown.keys():
        said[name] = [{**one, "excerpt": _said(one["excerpt"])} for one in shown[name]]
    return said


def _said(mapping: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if key not in BOOKKEEPING}


def digest_of(value: Any) -> str:
    """SHA-256, in hex, of plain data: keys sorted, texts in NFC without outer white space."""
    text = json.dumps(_canonical(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _canonical(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).strip()
    if isinstance(value, Mapping):
        return {key: _canonical(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_canonical(item) for item in value]
    return value
