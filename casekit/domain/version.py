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
"""Keys of an item that say nothing to a student and change no score: not in the digest."""


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
    """

    item_id: str
    language: str
    written: Mapping[str, Any]
    item: ItemBase
    evidence: tuple[CitedExcerpt, ...] = ()
    exhibit: Exhibit | None = None

    @cached_property
    def document(self) -> dict[str, Any]:
        """The version as plain data, for the store; `from_document` reads it back."""
        return {
            "item_id": self.item_id,
            "language": self.language,
            "written": dict(self.written),
            "evidence": [as_written(cited) for cited in self.evidence],
            "exhibit": as_written(self.exhibit) if self.exhibit else None,
        }

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
        )

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hex, over what the author wrote and all that is shown with it."""
        written = {k: v for k, v in self.written.items() if k not in BOOKKEEPING}
        return digest_of({**self.document, "written": written})


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
