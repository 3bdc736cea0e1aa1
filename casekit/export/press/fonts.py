"""Fonts unpacked once for all documents: WeasyPrint unpacks every WOFF2 for each, in Python.

That takes as long as setting three pages. Here it is done while a worker is starting.
"""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path


def unpack_fonts(folders: Sequence[Path], target: Path) -> tuple[Path, ...]:
    """Folders below `target` with the same files, WOFF2 fonts unpacked under their own names."""
    unpacked = []
    for number, folder in enumerate(folders):
        place = target / str(number)
        place.mkdir()
        for path in sorted(folder.iterdir()):
            if path.is_file():
                (place / path.name).write_bytes(_unpack(path, path.stat().st_mtime_ns))
        unpacked.append(place)
    return tuple(unpacked)


@cache
def _unpack(path: Path, _mtime_ns: int) -> bytes:
    data = path.read_bytes()
    if not data.startswith(b"wOF2"):
        return data
    from fontTools.ttLib import woff2

    font = BytesIO()
    try:
        woff2.decompress(BytesIO(data), font)
    except Exception:  # a broken one raises anything; WeasyPrint passes it over
        return data
    return font.getvalue()
