"""The sentences of the writing commands."""

import re
from pathlib import Path

from casekit.cli.written import FAULTS, USAGE

FOLDER = Path(__file__).parents[2] / "casekit/content/writing"
RAISED = re.compile(r'CannotWriteError\(\s*"([a-z-]+)"(?: if \w+ else "([a-z-]+)")?')


def test_every_reason_has_its_sentence_and_every_sentence_its_reason() -> None:
    sources = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.py"))]
    raised = {word for text in sources for found in RAISED.findall(text) for word in found if word}
    raised |= {"nothing-quoted"}  # by the command itself
    assert raised == {*USAGE, *FAULTS}
