"""What was read before, so that a second check reads only what changed.

JSON files, two for each authored file, under `.casekit/cache/`. A cache that cannot be read or
written is no mistake of anybody's: it is passed over in silence.
"""

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4
from zlib import crc32

import yaml

from casekit import __version__

CACHE_FOLDER = ".casekit/cache"
_ROOMS = ("content", "domain")

Part = Literal["notes", "data"]
"""What is kept of a file: notes for the next check, and its data for who asks for a value."""


class FileCache:
    """The cache of one workspace."""

    def __init__(self, root: Path, *, enabled: bool = True) -> None:
        self.folder = root / CACHE_FOLDER
        self.enabled = enabled
        self.used: set[str] = set()

    def find(self, part: Part, file: str, key: str) -> Any:
        """What was kept of a file under exactly this key, or None."""
        if not self.enabled:
            return None
        try:
            with open(f"{self.folder}/{self._name(part, file)}", "rb", buffering=0) as kept:
                head, _, content = kept.readall().partition(b"\n")
            return json.loads(content) if head == _head(key, content) else None
        except (OSError, ValueError, RecursionError):
            return None

    def keep(self, part: Part, file: str, key: str, content: Any) -> None:
        """Keeps a part of what was read of a file."""
        if not self.enabled:
            return
        target = self.folder / self._name(part, file)
        temporary = target.with_name(f"{uuid4().hex}.part")
        with suppress(OSError):
            self._make_folder()
            text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
            temporary.write_bytes(_head(key, text) + b"\n" + text)
            temporary.replace(target)

    def prune(self) -> None:
        """Forgets the files that are no longer there."""
        if self.enabled:
            with suppress(OSError):
                for path in self.folder.iterdir():
                    if path.name.partition(".")[0] not in self.used:
                        path.unlink(missing_ok=True)

    def _name(self, part: Part, file: str) -> str:
        stem = hashlib.sha256(file.encode()).hexdigest()[:32]
        self.used.add(stem)
        return f"{stem}.{part}.json"

    def _make_folder(self) -> None:
        if not self.folder.is_dir():
            self.folder.mkdir(parents=True)
            (self.folder.parent / ".gitignore").write_text("*\n")


def _head(key: str, content: bytes) -> bytes:
    """The first line of an entry: its key, and a checksum against damage."""
    return f"{key} {crc32(content):08x}".encode()


def entry_key(data: bytes, language: str) -> str:
    """What an entry depends on: the file's bytes, the language, the code that read it."""
    return f"{hashlib.sha256(data).hexdigest()} {language} {code_fingerprint()}"


@cache
def code_fingerprint() -> str:
    """A digest of casekit's version and of the code that reads files."""
    digest = hashlib.sha256(f"{__version__} {yaml.__version__}".encode())
    package = Path(__file__).parents[1]
    for path in _code_files(package):
        with suppress(OSError):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _code_files(package: Path) -> Iterable[Path]:
    return sorted(path for room in _ROOMS for path in (package / room).rglob("*.py"))
