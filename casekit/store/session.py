"""What one transaction can ask and write, in the domain's own values."""

from casekit.store.attempts import AttemptReads, AttemptWrites
from casekit.store.people import PeopleReads, PeopleWrites
from casekit.store.versions import VersionReads, VersionWrites


class Reader(AttemptReads, PeopleReads, VersionReads):
    """One consistent view of the database."""


class Writer(AttemptWrites, PeopleWrites, VersionWrites, Reader):
    """One transaction that writes; what it reads of an attempt nobody else can change meanwhile."""
