"""What a served app must be told, and where it is told so."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from casekit.store import sqlite_url


@dataclass(frozen=True)
class Settings:
    """The settings of one app.

    Attributes:
        workspace: the folder with `content/` and `seeds/`.
        database_url: `sqlite:///path` or `postgresql+psycopg://...`.
        secret_key: signs the session cookies.
        watch: content is read again when a file changes.
        demo: the workspace is a copy to play with.
        base_url: how the outside calls this server, e.g. `https://cases.example.org`; with it,
            requests for another host are refused.
        proxies: how many proxies in front set the `X-Forwarded-` headers.
    """

    workspace: Path
    database_url: str
    secret_key: str
    watch: bool = False
    demo: bool = False
    base_url: str | None = None
    proxies: int = 0

    @classmethod
    def for_workspace(
        cls,
        workspace: Path,
        environ: Mapping[str, str] = os.environ,
        *,
        watch: bool = False,
        demo: bool = False,
    ) -> Self:
        """The settings of a workspace; `CASEKIT_...` variables go before what it keeps itself.

        `CASEKIT_DATABASE_URL`, `CASEKIT_SECRET_KEY`, `CASEKIT_BASE_URL` and `CASEKIT_PROXIES`. By
        default the database and the key lie in the workspace's `.casekit/`.

        Raises:
            OSError: the key can be neither read nor made.
            ValueError: `CASEKIT_PROXIES` is not a number.
        """
        state = workspace / ".casekit"
        return cls(
            workspace=workspace,
            database_url=environ.get("CASEKIT_DATABASE_URL")
            or sqlite_url(state.absolute() / "casekit.db"),
            secret_key=environ.get("CASEKIT_SECRET_KEY") or read_secret_key(state),
            watch=watch,
            demo=demo,
            base_url=environ.get("CASEKIT_BASE_URL") or None,
            proxies=int(environ.get("CASEKIT_PROXIES") or 0),
        )


def read_secret_key(state_dir: Path) -> str:
    """The workspace's key, made when it is missing; only its owner can read the file.

    Raises:
        OSError: it can be neither read nor made.
    """
    path = state_dir / "secret-key"
    state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        _write_new(path, secrets.token_urlsafe(32))
    return path.read_text(encoding="ascii").strip()


def _write_new(path: Path, text: str) -> None:
    """Writes a file as a whole; of several processes that do so at once, the first one wins."""
    draft = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text)
        if not path.exists():
            _link(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _link(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        draft.replace(path)
