"""The only SQLAlchemy: tables, migrations, queries; rows to values of the domain and back."""

from casekit.store.attempts import NewScore, ResponseKind
from casekit.store.engine import find_sqlite_file, sqlite_url
from casekit.store.errors import (
    StoreError,
    StoreTooNewError,
    StoreTooOldError,
    StoreUnavailableError,
)
from casekit.store.people import Person, Role
from casekit.store.session import Reader, Writer
from casekit.store.store import Store, open_store

__all__ = [
    "NewScore",
    "Person",
    "Reader",
    "ResponseKind",
    "Role",
    "Store",
    "StoreError",
    "StoreTooNewError",
    "StoreTooOldError",
    "StoreUnavailableError",
    "Writer",
    "find_sqlite_file",
    "open_store",
    "sqlite_url",
]
