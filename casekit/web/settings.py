"""What a served app must be told, and where it is told so."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property
from pathlib import Path
from typing import Self

from casekit.store import sqlite_url


class SettingError(ValueError):
    """A variable of the environment says what it cannot.

    Attributes:
        name: of the variable, e.g. `CASEKIT_PROXIES`.
        value: what it says.
    """

    def __init__(self, name: str, value: str) -> None:
        super().__init__(f"{name}={value}")
        self.name = name
        self.value = value


@dataclass(frozen=True)
class Settings:
    """The settings of one app.

    Attributes:
        workspace: the folder with `content/` and `seeds/`.
        database_url: `sqlite:///path` or `postgresql+psycopg://...`.
        secret_key: signs the session cookies.
        watch: content is read again when a file changes.
        demo: the workspace is a copy to play with, and lets guests in.
        base_url: how the outside calls this server, e.g. `https://cases.example.org`; with it,
            requests for another host are refused.
        proxies: how many proxies in front set the `X-Forwarded-` headers.
        guests: whether visitors may practise without an account.
        timezone: in which times are shown and read; None for the machine's own.
    """

    workspace: Path
    database_url: str
    secret_key: str
    watch: bool = False
    demo: bool = False
    base_url: str | None = None
    proxies: int = 0
    guests: bool = False
    timezone: str | None = None

    def __post_init__(self) -> None:
        if self.demo:
            object.__setattr__(self, "guests", True)

    @cached_property
    def zone(self) -> tzinfo:
        """The time zone."""
        from babel.dates import get_timezone

        return get_timezone(self.timezone)

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

        `CASEKIT_DATABASE_URL`, `CASEKIT_SECRET_KEY`, `CASEKIT_BASE_URL`, `CASEKIT_PROXIES`,
        `CASEKIT_GUESTS` (1: visitors may practise; the demo lets them) and `CASEKIT_TIMEZONE`
        (`Europe/Paris`). By default the database and the key lie in the workspace's `.casekit/`.

        Raises:
            OSError: the key can be neither read nor made.
            SettingError: `CASEKIT_PROXIES` is not a number, `CASEKIT_GUESTS` neither 1 nor 0, or
                `CASEKIT_TIMEZONE` no time zone.
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
            proxies=_read_proxies(environ.get("CASEKIT_PROXIES") or "0"),
            guests=_read_guests(environ.get("CASEKIT_GUESTS") or "0"),
            timezone=_read_timezone(environ.get("CASEKIT_TIMEZONE") or None),
        )


def _read_proxies(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 3):
        raise SettingError("CASEKIT_PROXIES", text)
    return int(text)


def _read_guests(text: str) -> bool:
    if text not in {"0", "1"}:
        raise SettingError("CASEKIT_GUESTS", text)
    return text == "1"


def _read_timezone(name: str | None) -> str | None:
    if name is not None:
        from babel.dates import get_timezone

        try:
            get_timezone(name)
        except (LookupError, ValueError) as error:  # a path is a ValueError
            raise SettingError("CASEKIT_TIMEZONE", name) from error
    return name


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
