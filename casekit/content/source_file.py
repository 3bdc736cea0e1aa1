"""From the bytes of a file to its text, or to the problem that prevents it."""

import os
from pathlib import Path
from stat import S_ISLNK, S_ISREG

from casekit.content.problem import Problem
from casekit.text.i18n import N_

MAX_BYTES = 2_000_000
BOM = "\ufeff"


class Folders:
    """Which folders lie in the workspace, each looked up once in a run.

    Attributes:
        root: the workspace, resolved; a link that leads out of it is not followed.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._inside: dict[str, bool] = {}

    def have(self, name: str) -> bool:
        """Whether a path that is no link lies within the workspace.

        Raises:
            OSError: its folder does not exist, or links lead in a circle.
        """
        folder = os.path.dirname(name)
        inside = self._inside.get(folder)
        if inside is None:
            inside = self._inside[folder] = self.have_target(folder)
        return inside

    def have_target(self, name: str) -> bool:
        """Whether a path, its links followed, lies within the workspace; raises as `have`."""
        return Path(name).resolve(strict=True).is_relative_to(self.root)


def read_bytes(path: Path, folders: Folders, file: str) -> bytes | Problem:
    """The bytes of a file within the workspace, or why they cannot be read; `file` is shown."""
    name = str(path)
    try:
        status = os.lstat(name)
        is_link = S_ISLNK(status.st_mode)
        if not (folders.have_target(name) if is_link else folders.have(name)):
            return Problem("E116", file)
        status = os.stat(name) if is_link else status
        if not S_ISREG(status.st_mode):
            return Problem("E115", file, params={"reason_word": N_("it is not a file")})
        if status.st_size > MAX_BYTES:
            return Problem("E111", file, params={"limit": MAX_BYTES // 1_000_000})
        with open(name, "rb", buffering=0) as opened:
            return opened.readall()
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
