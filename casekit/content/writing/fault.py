"""Why something cannot be written, as a word; the command line has the sentence."""

from collections.abc import Sequence
from typing import Any

from casekit.content.problem import Problem


class CannotWriteError(Exception):
    """Nothing was written.

    Attributes:
        reason: a word such as `taken` or `binary`.
        params: what the sentence names.
        problems: what `check` would say of the file, for the reason `broken`.
    """

    def __init__(self, reason: str, problems: Sequence[Problem] = (), **params: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.params = params
        self.problems = tuple(problems)
