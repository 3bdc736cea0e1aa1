"""Writing a finished file, and finding the files of the workspace that go into one."""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casekit.resources import templates_dir

_IMAGE = re.compile(r"(?:media/)?([\w-]+\.(?:png|jpe?g|gif|webp|svg))", re.ASCII | re.IGNORECASE)


@contextmanager
def replace_atomically(path: Path) -> Iterator[Path]:
    """A file to write instead of `path`, which is replaced by it when all went well.

    So nobody ever sees half of a file. Its folder is made when missing.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        yield part
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def write_atomically(path: Path, data: bytes) -> None:
    """Writes a file so that nobody ever sees half of it; its folder is made when missing."""
    with replace_atomically(path) as part:
        part.write_bytes(data)


def find_image(workspace: Path | None, case_id: str, src: str) -> Path | None:
    """An image in a case's `media` folder as a text names it, `media/map.png` or `map.png`.

    None for any other address, for a file that is not there, and without a workspace.
    """
    name = _IMAGE.fullmatch(src)
    if workspace is None or name is None:
        return None
    path = workspace / "content" / case_id / "media" / name[1]
    return path if path.is_file() else None


def override_dir(workspace: Path | None, outlet: str) -> Path | None:
    """The workspace's own templates of an outlet, None when it has none."""
    folder = workspace / "templates" / outlet if workspace is not None else None
    if folder is None or not folder.is_dir() or folder.samefile(templates_dir(outlet)):
        return None
    return folder
