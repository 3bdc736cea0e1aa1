"""Handouts that were printed before, by the digest of all that goes into them.

A shelf that cannot be read or written is no mistake of anybody's: it is passed over in silence.
"""

import hashlib
import json
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from casekit import __version__
from casekit.export.output import write_atomically
from casekit.export.press import Printed

FOLDER = ".casekit/handouts"
"""Where it stands in a workspace."""

ROOM = 200
"""Handouts that are kept; the ones that were longest not asked for go first."""


def key_of(digest: str, fonts: tuple[Path, ...]) -> str:
    """The name of a handout on the shelf.

    Args:
        digest: of its HTML and its images.
        fonts: folders of its fonts.
    """
    parts = [
        digest,
        __version__,
        version("weasyprint"),
        *(_digest_of(each, each.stat().st_mtime_ns) for each in fonts),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@cache
def _digest_of(folder: Path, _mtime_ns: int) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


class Shelf:
    """The shelf of one workspace; without one nothing is kept."""

    def __init__(self, workspace: Path | None) -> None:
        self._folder = workspace / FOLDER if workspace else None

    def find(self, key: str) -> Printed | None:
        """What was printed under this key, or None."""
        if self._folder is None:
            return None
        try:
            note = json.loads((self._folder / f"{key}.json").read_bytes())
            path = self._folder / f"{key}.pdf"
            path.touch()
            return Printed(path.read_bytes(), note["pages"], note["missing"])
        except (OSError, ValueError, KeyError):
            return None

    def keep(self, key: str, printed: Printed) -> None:
        """Keeps a handout, and lets the oldest go where there are too many."""
        if self._folder is None:
            return
        note = {"pages": printed.pages, "missing": printed.missing}
        with suppress(OSError):
            write_atomically(self._folder / f"{key}.pdf", printed.data)
            write_atomically(self._folder / f"{key}.json", json.dumps(note).encode())
            self._make_room(self._folder)

    def _make_room(self, folder: Path) -> None:
        kept = sorted(folder.glob("*.pdf"), key=lambda path: path.stat().st_mtime)
        for path in kept[:-ROOM]:
            path.with_suffix(".json").unlink(missing_ok=True)
            path.unlink(missing_ok=True)
