"""The only SQLAlchemy: tables, migrations, queries; rows to values of the domain and back."""

from casekit.store.attempts import AttemptKey, NewScore, ResponseKind
from casekit.store.cards import CardReview, LearnerKey
from casekit.store.engine import find_sqlite_file, sqlite_url
from casekit.store.errors import (
    StoreError,
    StoreTooNewError,
    StoreTooOldError,
    StoreUnavailableError,
    TakenError,
)
from casekit.store.marks import GivenMark, SlotKey
from casekit.store.people import Account, LinkPurpose, Person, Role
from casekit.store.progress import SatAttempt, TrailEvent
from casekit.store.session import Reader, Writer
from casekit.store.standing import BegunAttempt, OpenAttempt
from casekit.store.store import Store, open_store

__all__ = [
    "Account",
    "AttemptKey",
    "BegunAttempt",
    "CardReview",
    "GivenMark",
    "LearnerKey",
    "LinkPurpose",
    "NewScore",
    "OpenAttempt",
    "Person",
    "Reader",
    "ResponseKind",
    "Role",
    "SatAttempt",
    "SlotKey",
    "Store",
    "StoreError",
    "StoreTooNewError",
    "StoreTooOldError",
    "StoreUnavailableError",
    "TakenError",
    "TrailEvent",
    "Writer",
    "find_sqlite_file",
    "open_store",
    "sqlite_url",
]
