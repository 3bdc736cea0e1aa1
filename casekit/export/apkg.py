"""The `.apkg` container: a zip whose bytes depend on its contents alone."""

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def pack_deck(collection: bytes, media: Mapping[str, Path]) -> bytes:
    """The bytes of the package: the database, the media by number, and their names.

    Args:
        collection: Anki's SQLite database, schema 11.
        media: files by the name under which the notes show them.
    """
    names = sorted(media)
    contents = {
        "collection.anki2": collection,
        "media": json.dumps({str(i): name for i, name in enumerate(names)}).encode(),
        **{str(i): media[name].read_bytes() for i, name in enumerate(names)},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = 0o644 << 16
            package.writestr(entry, content)
    return buffer.getvalue()
