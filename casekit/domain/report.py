"""What students report about a question."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

Reason = Literal["key-wrong", "unclear", "passage", "typo", "other"]

REASONS: tuple[Reason, ...] = get_args(Reason)
"""Why a question may be reported, in the order in which a form offers them."""

MAX_REPORT_CHARS = 1000


@dataclass(frozen=True)
class Report:
    """A report of a question, as its instructors read it: without the student's name.

    Attributes:
        digest: of the item version that the student met.
        excerpt: `source#excerpt` that the student points to, None without.
        settled_at: when an instructor has done with it; None while it waits.
    """

    report_id: int
    item_id: str
    digest: str
    reason: Reason
    text: str
    excerpt: str | None
    at: datetime
    settled_at: datetime | None = None
