"""What the parts of a session share."""

from dataclasses import dataclass

from sqlalchemy import Connection

from casekit.store.cache import VersionCache


@dataclass(frozen=True)
class Session:
    """A transaction on one connection; the item versions met before come from memory."""

    connection: Connection
    cache: VersionCache
