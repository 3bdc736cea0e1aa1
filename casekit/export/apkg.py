"""The `.apkg` container: a zip whose bytes depend on its contents alone."""

import json
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_LEVEL = 6


def pack_deck(target: Path, collection: Path, media: Mapping[str, Path]) -> None:
    """Writes the package: the database, the media by number, and their names.

    Args:
        target: the file to write.
        collection: Anki's SQLite database, schema 11.
        media: files by the name under which the notes show them.
    """
    names = sorted(media)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        _add(package, "collection.anki2", collection)
        listed = json.dumps({str(i): name for i, name in enumerate(names)})
        package.writestr(_entry("media"), listed)
        for i, name in enumerate(names):
            _add(package, str(i), media[name])


def _add(package: zipfile.ZipFile, name: str, path: Path) -> None:
    """Streams a file, so that a large one is never whole in memory."""
    with path.open("rb") as source, package.open(_entry(name), "w", force_zip64=False) as target:
        shutil.copyfileobj(source, target, 1 << 18)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry._compresslevel = _LEVEL  # type: ignore[attr-defined]
    entry.create_system = _UNIX
    entry.external_attr = 0o644 << 16
    return entry
