"""From the bytes of a file to its text, or to the problem that prevents it."""

from pathlib import Path

from casekit.content.problem import Problem
from casekit.text.i18n import N_

MAX_BYTES = 2_000_000
BOM = "\ufeff"


def read_bytes(path: Path, root: Path, file: str) -> bytes | Problem:
    """The bytes of a file within the workspace, or why they cannot be read.

    Args:
        path: where the file lies.
        root: the workspace, resolved; a link that leads out of it is not followed.
        file: the path to show.
    """
    try:
        if not path.resolve(strict=True).is_relative_to(root):
            return Problem("E116", file)
        if not path.is_file():
            return Problem("E115", file, params={"reason_word": N_("it is not a file")})
        if path.stat().st_size > MAX_BYTES:
            return Problem("E111", file, params={"limit": MAX_BYTES // 1_000_000})
        return path.read_bytes()
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links, until Python 3.12
        return Problem("E115", file, params={"reason_word": _reason(error)})


def decode(data: bytes, file: str) -> str | Problem:
    """The text of a file without its byte order mark, or where its bytes stop being UTF-8."""
    try:
        return data.decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8").removeprefix(BOM)) + 1
        params = {"byte": f"0x{data[error.start]:02X}"}
        guess = data[error.start : error.start + 1].decode("latin-1")
        if guess.isalpha():
            return Problem("E113", file, line, column, {**params, "letter": guess})
        return Problem("E113", file, line, column, {**params, "letter": "?"})


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return N_("it does not exist")
    if isinstance(error, PermissionError):
        return N_("you may not read it")
    if isinstance(error, RuntimeError) or getattr(error, "errno", None) == 40:
        return N_("its links lead in a circle")
    return N_("the system cannot read it")
