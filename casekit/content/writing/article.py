"""The text of an article, as an author saved it from a page."""

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from casekit.content.source_file import BOM, MAX_BYTES
from casekit.content.writing.fault import CannotWriteError

SUFFIXES = (".txt", ".md")

_MARKS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))
_FORMATS = ((b"%PDF", "PDF"), (b"PK\x03\x04", "Word"), (b"\xd0\xcf\x11\xe0", "Word"))
_UNPRINTABLE = re.compile("[^\t\n\x0b\x0c\r\x1c-\x7e\x85\xa0-\ud7ff\ue000-\U0010ffff]")


@dataclass(frozen=True)
class Article:
    """A text file.

    Attributes:
        name: the file's.
        data: its bytes, which `sha256` is of.
        text: without a byte order mark.
    """

    name: str
    data: bytes
    text: str

    @property
    def sha256(self) -> str:
        """By which the original is known wherever it lies."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def rows(self) -> list[str]:
        """Its lines, as the excerpts' paragraphs are counted."""
        return self.text.splitlines()


def read_article(path: Path) -> Article:
    """Reads a text file.

    Raises:
        CannotWriteError: `suffix`, `not-a-file`, `too-big`, `format`, `binary`, `encoding`,
            `letter` (no UTF-8) or `empty`.
        OSError: the file cannot be read.
    """
    is_name = path.name.isprintable() and path.name.encode(errors="ignore").decode() == path.name
    if path.suffix.lower() not in SUFFIXES or not is_name:
        raise CannotWriteError("suffix", path=path)
    if path.exists() and not path.is_file():
        raise CannotWriteError("not-a-file", path=path)
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise CannotWriteError("too-big", path=path, size=size, limit=MAX_BYTES)
    return Article(path.name, data, _decode(data, path))


def _decode(data: bytes, path: Path) -> str:
    for start, name in _FORMATS:
        if data.startswith(start):
            raise CannotWriteError("format", path=path, name=name)
    for mark, name in _MARKS:
        if data.startswith(mark):
            raise CannotWriteError("encoding", path=path, name=name)
    try:
        text = data.decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise CannotWriteError("binary", path=path) from None
        raise _wrong_letter(data, error, path) from None
    if _UNPRINTABLE.search(text):
        raise CannotWriteError("binary", path=path)
    if not any(sign.isalnum() for sign in text):
        raise CannotWriteError("empty", path=path)
    return text


def _wrong_letter(data: bytes, error: UnicodeDecodeError, path: Path) -> CannotWriteError:
    line = data.count(b"\n", 0, error.start) + 1
    byte = f"0x{data[error.start]:02X}"
    return CannotWriteError("letter", path=path, line=line, byte=byte)
