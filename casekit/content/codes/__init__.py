"""The table of all codes: E1xx reading, E2xx what the files say, W3xx advice on teaching."""

from collections.abc import Mapping

from casekit.content.codes.advice import ADVICE
from casekit.content.codes.closed_types import CLOSED_TYPES
from casekit.content.codes.code import Code
from casekit.content.codes.exhibits import EXHIBITS
from casekit.content.codes.fields import FIELDS
from casekit.content.codes.open_types import OPEN_TYPES
from casekit.content.codes.reading import READING
from casekit.content.codes.references import REFERENCES

CODES: Mapping[str, Code] = dict(
    sorted(
        {
            **READING,
            **FIELDS,
            **CLOSED_TYPES,
            **REFERENCES,
            **EXHIBITS,
            **OPEN_TYPES,
            **ADVICE,
        }.items()
    )
)
"""Every code, in order."""

__all__ = ["CODES", "Code"]
