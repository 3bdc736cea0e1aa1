"""What all values of the domain share: the frozen base and the small field types."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from casekit.domain.number import NumberError, read_written_number


class Value(BaseModel):
    """A frozen value; a key that it does not know is an error, never silently dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
CITATION = re.compile(rf"^(?P<source>{_ID})#(?P<excerpt>{_ID})$")
_PERCENT = re.compile(r"^(\d{1,3}(?:[.,]\d{1,4})?)[\s\u00a0\u202f]?%$")
_YES = {"true", "yes", "oui", "vrai"}
_NO = {"false", "no", "non", "faux"}


def fold_label(text: str) -> str:
    """The form in which an author's short texts are the same: white space and case left aside."""
    return " ".join(text.split()).casefold()


def language_of(info: ValidationInfo) -> str:
    """The language in which an author's numbers are read: the course's, English without one."""
    context = info.context if isinstance(info.context, Mapping) else {}
    return str(context.get("language", "en"))


def _read_number(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        raise PydanticCustomError("not-a-number", "not a number")
    try:
        return read_written_number(str(value), language_of(info))
    except NumberError as error:
        raise PydanticCustomError(
            "not-a-number", "not a number", {"reason": error.reason}
        ) from None


def _read_share(value: Any) -> Any:
    if isinstance(value, Decimal):
        return value
    found = _PERCENT.match(str(value).strip())
    share = Decimal(found[1].replace(",", ".")) / 100 if found else None
    if share is None or share > 1:
        raise PydanticCustomError("not-a-percentage", "not a percentage")
    return share


def _write_share(share: Decimal) -> str:
    return format((share * 100).normalize(), "f") + "%"


def _read_flag(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    if word in _YES or word in _NO:
        return word in _YES
    raise PydanticCustomError("not-true-or-false", "neither true nor false")


def _check_citation(value: str) -> str:
    if not CITATION.match(value):
        raise PydanticCustomError("not-a-citation", "not a citation")
    return value


def _one_or_many(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _each_once(value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value))


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Plain text, never empty."""

Inline = Annotated[Text, "inline"]
"""One line of inline Markdown: emphasis, links, code; no lists, headings or tables."""

Markdown = Annotated[Text, "markdown"]
"""A block of CommonMark with tables and footnotes; raw HTML is shown as text."""

Slug = Annotated[str, StringConstraints(strip_whitespace=True, pattern=SLUG, max_length=64)]
"""An id: lower-case letters, digits and single hyphens."""

Citation = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_check_citation)]
"""`source#excerpt`."""

Number = Annotated[
    Decimal, BeforeValidator(_read_number), WithJsonSchema({"type": ["number", "string"]})
]
"""A number as its author wrote it: `12.5`, or `12,5` in a French course."""

Share = Annotated[
    Decimal,
    BeforeValidator(_read_share),
    PlainSerializer(_write_share, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,3}([.,]\d+)? ?%$"}),
]
"""A percentage as written (`70%`), kept as a fraction in [0, 1]."""

Flag = Annotated[bool, BeforeValidator(_read_flag)]
"""True or false; yes, no, oui, non, vrai, faux are read too."""

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
"""An ISO 639-1 code."""

EachOnce = AfterValidator(_each_once)
"""After a tuple of names: one that is listed twice counts once, where it stands first."""

OneOrMany = BeforeValidator(_one_or_many)
"""Before a tuple: a single text stands for a list of one."""
