"""The files of a workspace as the last commit of its git repository has them."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

FOLDERS = ("content", "seeds")


class NoHistoryError(Exception):
    """There is nothing to compare with.

    Attributes:
        reason: `no-git` (the program is missing), `no-repository`, `no-commit`, or `no-course`
            (the last commit has no course here).
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def write_last_commit(root: Path, folder: Path) -> None:
    """Writes `content/` and `seeds/` of the last commit into an empty folder; nothing else changes.

    Links and submodules are left out.

    Raises:
        NoHistoryError: there is no such commit.
    """
    if _run(root, "rev-parse", "--is-inside-work-tree").strip() != b"true":
        raise NoHistoryError("no-repository")
    try:
        _run(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    except NoHistoryError:
        raise NoHistoryError("no-commit") from None
    names = dict(_list_files(root))
    if "content/course.yaml" not in names:
        raise NoHistoryError("no-course")
    contents = _read_objects(root, list(names.values()))
    for name, data in zip(names, contents, strict=True):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _list_files(root: Path) -> Iterator[tuple[str, str]]:
    """Path below the workspace and object id of each file."""
    listed = _run(root, "ls-tree", "-r", "-z", "HEAD", "--", *FOLDERS)
    for entry in filter(None, listed.split(b"\0")):
        about, _, name = entry.partition(b"\t")
        mode, kind, object_id = about.decode().split()
        if kind == "blob" and mode != "120000":
            yield os.fsdecode(name), object_id


def _read_objects(root: Path, ids: list[str]) -> Iterator[bytes]:
    given = "".join(f"{object_id}\n" for object_id in ids).encode()
    data = _run(root, "cat-file", "--batch", given=given)
    start = 0
    for _ in ids:
        end = data.index(b"\n", start)
        about = data[start:end].split()
        if about[-1] == b"missing":  # of a partial clone, whose rest lies elsewhere
            raise NoHistoryError("no-repository")
        size = int(about[2])
        yield data[end + 1 : end + 1 + size]
        start = end + size + 2


def _run(root: Path, *words: str, given: bytes | None = None) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and no word comes from a file
            ["git", "-C", str(root), *words],  # noqa: S607 - git is where the user has it
            input=given or b"",
            env={**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"},
            capture_output=True,
            check=True,
        )
    except OSError as error:
        raise NoHistoryError("no-git") from error
    except subprocess.CalledProcessError as error:
        raise NoHistoryError("no-repository") from error
    return done.stdout
