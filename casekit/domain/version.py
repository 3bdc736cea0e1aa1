"""An item as it was at one moment, with all that is shown with it, and its digest."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from random import Random
from typing import Any, Self

from casekit.domain.course import Exhibit
from casekit.domain.item import Arrangement, ItemBase, parse_item
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
        cited: the excerpts that its texts cite, each once.
        media: SHA-256, in hex, of each image in its texts, by address.
        cells: exact numbers of the exhibits' cells that its variables stand for, by variable.
    """

    item_id: str
    language: str
    written: Mapping[str, Any]
    item: ItemBase
    evidence: tuple[CitedExcerpt, ...] = ()
    exhibit: Exhibit | None = None
    passages: tuple[CitedExcerpt, ...] = ()
    cited: tuple[CitedExcerpt, ...] = ()
    media: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)

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
        if self.cited:
            document["cited"] = [as_written(cited) for cited in self.cited]
        if self.media:
            document["media"] = dict(self.media)
        if self.cells:
            document["cells"] = dict(self.cells)
        return document

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """The version that `document` wrote.

        Raises:
            pydantic.ValidationError: the document is not one that this program wrote.
        """
        exhibit, cells = document.get("exhibit"), document.get("cells", {})
        passages = tuple(CitedExcerpt.model_validate(c) for c in document.get("passages", ()))
        item = parse_item(document["written"], document["language"])
        return cls(
            item_id=document["item_id"],
            language=document["language"],
            written=document["written"],
            item=item.with_surroundings([cited.ref for cited in passages], cells),
            evidence=tuple(CitedExcerpt.model_validate(c) for c in document["evidence"]),
            exhibit=Exhibit.model_validate(exhibit) if exhibit else None,
            passages=passages,
            cited=tuple(CitedExcerpt.model_validate(c) for c in document.get("cited", ())),
            media=document.get("media", {}),
            cells=cells,
        )

    def settle(self, arrangement: Arrangement) -> Self:
        """The version as one attempt shows it: what was drawn stands in its item's texts."""
        item = self.item.settle(arrangement)
        return self if item is self.item else replace(self, item=item)

    def arrange_alone(self) -> Arrangement:
        """How the item is laid out outside an attempt, always the same: on a card, at the desk."""
        seed = int.from_bytes(hashlib.sha256(self.item_id.encode()).digest()[:8], "big")
        return self.item.arrange(Random(seed), shuffle=False)  # noqa: S311 - a layout

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
    for name in {"evidence", "passages", "cited"} & shown.keys():
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
