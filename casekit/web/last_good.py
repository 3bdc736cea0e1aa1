"""The newest content without errors, kept in the workspace so that a restart finds it again."""

import hashlib
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

CONTENT_DIRS = ("content", "seeds")
_KEPT = 5
"""Versions that stay on disk: other processes may still serve an older one."""

_log = logging.getLogger(__name__)


class LastGood:
    """Copies of a workspace's content under `.casekit/last-good/<digest>/`.

    A file `current` names the newest. It is replaced in one step, after its folder is complete, so
    that a process that is killed, or another that reads at that moment, never meets half a copy.
    """

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace
        self._folder = workspace / ".casekit" / "last-good"

    def keep(self) -> Path | None:
        """Copies what the workspace has now and names it as the last good content.

        Returns:
            The folder of the copy; None when it cannot be written (a read-only workspace).
        """
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            digest = self._digest()
            target = self._folder / digest
            if not target.is_dir():
                self._copy(target)
            self._point_to(digest)
            self._prune(digest)
        except OSError as error:
            _log.warning("the last good content cannot be kept: %s", error)
            return None
        return target

    def find(self) -> Path | None:
        """The folder of the last good content, or None."""
        try:
            digest = (self._folder / "current").read_text(encoding="ascii").strip()
        except OSError:
            return None
        target = self._folder / digest
        return target if digest.isalnum() and target.is_dir() else None

    def _files(self) -> Iterator[tuple[str, Path]]:
        for top in CONTENT_DIRS:
            for folder, names, files in os.walk(self._workspace / top):
                # The articles themselves are never needed to serve, and are not ours to copy.
                names[:] = [n for n in names if n != "originals" or top != "seeds"]
                for name in files:
                    path = Path(folder, name)
                    if path.is_file() and not path.is_symlink():
                        yield path.relative_to(self._workspace).as_posix(), path

    def _digest(self) -> str:
        digest = hashlib.sha256()
        for name, path in sorted(self._files()):
            file_digest = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"{name}\0{file_digest}\n".encode())
        return digest.hexdigest()[:32]

    def _copy(self, target: Path) -> None:
        draft = Path(tempfile.mkdtemp(prefix=".new-", dir=self._folder))
        try:
            for name, path in self._files():
                copy = draft / name
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy)
            draft.rename(target)
        except OSError:
            shutil.rmtree(draft, ignore_errors=True)
            if not target.is_dir():  # else another process was faster
                raise

    def _point_to(self, digest: str) -> None:
        descriptor, name = tempfile.mkstemp(prefix=".current-", dir=self._folder)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(digest)
        Path(name).replace(self._folder / "current")

    def _prune(self, current: str) -> None:
        copies = [p for p in self._folder.iterdir() if p.is_dir() and p.name != current]
        copies.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for path in copies[_KEPT - 1 :]:
            shutil.rmtree(path, ignore_errors=True)
