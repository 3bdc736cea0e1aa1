"""Where files are written: within the workspace, in one step, and never over another file."""

from pathlib import Path

from casekit.content.fix import write_atomically
from casekit.content.workspace import ORIGINALS
from casekit.content.writing.fault import CannotWriteError

KEPT_IN = f"seeds/{ORIGINALS}"
_NOTE = "# full texts of articles that may only be quoted stay outside\n"


def check_inside(root: Path, path: Path) -> None:
    """Refuses a path that a link leads out of the workspace.

    Raises:
        CannotWriteError: `outside`.
    """
    try:
        is_inside = path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # links that lead in a circle
        is_inside = False
    if not is_inside:
        raise CannotWriteError("outside", path=path)


def create_file(root: Path, path: Path, data: bytes) -> None:
    """Writes a new file and the folders above it; a failure leaves nothing half written.

    Raises:
        CannotWriteError: `exists` or `outside`.
        OSError: it cannot be written.
    """
    check_inside(root, path)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        file = path.open("xb")
    except FileExistsError:
        raise CannotWriteError("exists", path=path) from None
    try:
        with file:
            file.write(data)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def replace_file(root: Path, path: Path, data: bytes) -> None:
    """Changes a file in one step.

    Raises:
        CannotWriteError: `outside`, or `read-only`, as its author has set it.
        OSError: it cannot be written.
    """
    check_inside(root, path)
    if not path.stat().st_mode & 0o222:
        raise CannotWriteError("read-only", path=path)
    write_atomically(path, data)


def keep_original(root: Path, name: str, data: bytes) -> tuple[Path, bool]:
    """Copies an article to where git does not look.

    Returns:
        The copy, and whether it is new.

    Raises:
        CannotWriteError: `exists` when another file has this name; `outside`.
        OSError: it cannot be written.
    """
    _ignore_originals(root)
    path = root / KEPT_IN / name
    check_inside(root, path)
    if path.is_file() and path.read_bytes() == data:
        return path, False
    create_file(root, path, data)
    return path, True


def _ignore_originals(root: Path) -> None:
    """Names the folder in `.gitignore`, made when it is missing."""
    path = root / ".gitignore"
    check_inside(root, path)
    text = path.read_text(encoding="utf-8", errors="surrogateescape") if path.exists() else ""
    if any(line.strip().strip("/") == KEPT_IN for line in text.splitlines()):
        return
    joint = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    data = f"{text}{joint}{_NOTE}{KEPT_IN}/\n".encode(errors="surrogateescape")
    if path.exists():
        replace_file(root, path, data)
    else:
        create_file(root, path, data)
