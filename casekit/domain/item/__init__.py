"""Item types: one module each. This front is their union and nothing else."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from casekit.domain.item.base import (
    BLOOM_LEVELS,
    Arrangement,
    Bloom,
    Fault,
    Fields,
    ImpossibleResponseError,
    ItemBase,
    Reckoning,
    ReckoningKind,
    Response,
    Sample,
    Status,
)
from casekit.domain.item.card import (
    RELATIONS,
    Card,
    CardChoice,
    CardGap,
    CardText,
    Instruction,
    Relation,
)
from casekit.domain.item.categorize import CategorizeItem
from casekit.domain.item.cloze import ClozeItem
from casekit.domain.item.essay import EssayItem
from casekit.domain.item.evidence import EvidenceItem
from casekit.domain.item.matching import MatchingItem
from casekit.domain.item.multiple import MultipleItem
from casekit.domain.item.numeric import NumericItem
from casekit.domain.item.ordering import OrderingItem
from casekit.domain.item.position import PositionItem
from casekit.domain.item.short_text import ShortTextItem
from casekit.domain.item.single import SingleItem
from casekit.domain.item.true_false import TrueFalseItem

Item = Annotated[
    SingleItem
    | MultipleItem
    | TrueFalseItem
    | NumericItem
    | ShortTextItem
    | ClozeItem
    | MatchingItem
    | OrderingItem
    | CategorizeItem
    | EvidenceItem
    | PositionItem
    | EssayItem,
    Field(discriminator="type"),
]
"""Any item, told apart by its `type`."""

ITEM_TYPES: Mapping[str, type[ItemBase]] = {
    "single": SingleItem,
    "multiple": MultipleItem,
    "true-false": TrueFalseItem,
    "numeric": NumericItem,
    "short-text": ShortTextItem,
    "cloze": ClozeItem,
    "matching": MatchingItem,
    "ordering": OrderingItem,
    "categorize": CategorizeItem,
    "evidence": EvidenceItem,
    "position": PositionItem,
    "essay": EssayItem,
}
"""Item models by the word that authors write as `type`."""

_ITEM: TypeAdapter[ItemBase] = TypeAdapter(Item)


def parse_item(written: Mapping[str, Any], language: str) -> ItemBase:
    """An item from what its author wrote, numbers read in the course's language.

    Raises:
        pydantic.ValidationError: the item is not valid; its `loc` begins with the type.
    """
    return _ITEM.validate_python(dict(written), context={"language": language})


__all__ = [
    "BLOOM_LEVELS",
    "ITEM_TYPES",
    "RELATIONS",
    "Arrangement",
    "Bloom",
    "Card",
    "CardChoice",
    "CardGap",
    "CardText",
    "CategorizeItem",
    "ClozeItem",
    "EssayItem",
    "EvidenceItem",
    "Fault",
    "Fields",
    "ImpossibleResponseError",
    "Instruction",
    "Item",
    "ItemBase",
    "MatchingItem",
    "MultipleItem",
    "NumericItem",
    "OrderingItem",
    "PositionItem",
    "Reckoning",
    "ReckoningKind",
    "Relation",
    "Response",
    "Sample",
    "ShortTextItem",
    "SingleItem",
    "Status",
    "TrueFalseItem",
    "parse_item",
]
