"""What is wrong in an author's file: where, which code, and what would mend it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from casekit.content.codes import CODES
from casekit.text.i18n import gettext

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """One thing to mend; its sentences are made in the current language when they are asked for.

    Attributes:
        code: as in the table of codes, e.g. `E203`.
        file: path within the workspace, with `/`.
        line: from 1.
        column: in characters, from 1.
        params: what the message says; values of names that end in `_word` are translated.
        suggestion: a word that the author may have meant.
        mended: the line as it should be written, with its indentation.
    """

    code: str
    file: str
    line: int = 1
    column: int = 1
    params: Mapping[str, Any] = field(default_factory=dict)
    suggestion: str | None = None
    mended: str | None = None

    @property
    def severity(self) -> Severity:
        """Errors keep a Bank from existing, warnings do not."""
        return "error" if self.code.startswith("E") else "warning"

    @property
    def slug(self) -> str:
        """The name of the code, e.g. `unknown-excerpt`."""
        return CODES[self.code].slug

    @property
    def place(self) -> tuple[str, int, int, str]:
        """What problems are sorted by."""
        return self.file, self.line, self.column, self.code

    def message(self) -> str:
        """The sentence, in the current language."""
        words = {
            name: gettext(value) if name.endswith("_word") else value
            for name, value in self.params.items()
        }
        return gettext(CODES[self.code].message).format(**words)

    def advice(self) -> list[str]:
        """The lines that say what to write instead, in the current language; often none."""
        lines = []
        if self.suggestion is not None:
            lines.append(gettext('did you mean "{word}"?').format(word=self.suggestion))
        if self.mended is not None:
            lines.append(gettext("write: {line}").format(line=self.mended.strip()))
        return lines
