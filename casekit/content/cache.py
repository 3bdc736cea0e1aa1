"""What was read before, so that a second check reads only what changed.

JSON files under `.casekit/cache/`: for each folder the notes on its files, on which the next check
works; for each file of items its data, for who asks for an item. A cache that cannot be read or
written is no mistake of anybody's: it is passed over in silence.
"""

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

import yaml

from casekit import __version__

CACHE_FOLDER = ".casekit/cache"
_ROOMS = ("content", "domain")

_FORM = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class FileCache:
    """The cache of one workspace; `write` ends a run."""

    def __init__(self, root: Path, *, enabled: bool = True) -> None:
        self.folder = root / CACHE_FOLDER
        self.enabled = enabled
        self._notes: dict[str, dict[str, Any]] = {}
        self._changed: set[str] = set()
        self._files: set[str] = set()

    def find_notes(self, file: str, key: str) -> Any:
        """The notes on a file under exactly this key, or None."""
        if not self.enabled:
            return None
        self._files.add(file)
        return _fitting(self._notes_beside(file).get(file), key)

    def keep_notes(self, file: str, key: str, notes: Any) -> None:
        """Keeps the notes on a file until `write`."""
        if self.enabled:
            self._notes_beside(file)[file] = [key, notes]
            self._changed.add(_folder_of(file))

    def find_data(self, file: str, key: str) -> Any:
        """The data of a file under exactly this key, or None."""
        return _fitting(self._read(_name(file, "data")), key) if self.enabled else None

    def keep_data(self, file: str, key: str, data: Any) -> None:
        """Keeps the data of a file."""
        if self.enabled:
            self._write(_name(file, "data"), [key, data])

    def write(self) -> None:
        """Writes the notes that changed, and forgets the files that are no longer there."""
        names = {_name(file, "data") for file in self._files}
        for folder, notes in self._notes.items():
            there = {file: kept for file, kept in notes.items() if file in self._files}
            if folder in self._changed or len(there) < len(notes):
                self._write(_name(folder, "notes"), there)
            names.add(_name(folder, "notes"))
        if self.enabled:
            with suppress(OSError):
                for path in self.folder.iterdir():
                    if path.name not in names:
                        path.unlink(missing_ok=True)
        self._notes.clear()

    def _notes_beside(self, file: str) -> dict[str, Any]:
        """The notes on all files of a file's folder."""
        folder = _folder_of(file)
        if folder not in self._notes:
            found = self._read(_name(folder, "notes"))
            self._notes[folder] = found if isinstance(found, dict) else {}
        return self._notes[folder]

    def _read(self, name: str) -> Any:
        try:
            with open(f"{self.folder}/{name}", "rb", buffering=0) as kept:
                checksum, _, text = kept.readall().partition(b"\n")
            return json.loads(text) if checksum == _checksum(text) else None
        except (OSError, ValueError, RecursionError):
            return None

    def _write(self, name: str, content: Any) -> None:
        """Writes in place: of a file half written the checksum is wrong."""
        text = _FORM.encode(content).encode()
        with suppress(OSError):
            self._make_folder()
            with open(f"{self.folder}/{name}", "wb", buffering=0) as kept:
                kept.write(_checksum(text) + b"\n" + text)

    def _make_folder(self) -> None:
        if not self.folder.is_dir():
            self.folder.mkdir(parents=True)
            (self.folder.parent / ".gitignore").write_text("*\n")


def _fitting(kept: Any, key: str) -> Any:
    fits = isinstance(kept, list) and len(kept) == 2 and kept[0] == key
    return kept[1] if fits else None


def _folder_of(file: str) -> str:
    return file.rpartition("/")[0]


def _name(place: str, part: str) -> str:
    return f"{hashlib.sha256(place.encode()).hexdigest()[:32]}.{part}.json"


def _checksum(text: bytes) -> bytes:
    return b"%08x" % crc32(text)


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
