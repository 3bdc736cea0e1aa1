"""What one transaction can ask and write, in the domain's own values."""

from casekit.store.attempts import AttemptReads, AttemptWrites
from casekit.store.cards import CardReads, CardWrites
from casekit.store.distribution import DistributionReads
from casekit.store.holding import HoldingReads
from casekit.store.marks import MarkReads, MarkWrites
from casekit.store.people import PeopleReads, PeopleWrites
from casekit.store.progress import ProgressReads
from casekit.store.reports import ReportReads, ReportWrites
from casekit.store.scored import ScoredReads
from casekit.store.sections import SectionReads, SectionWrites
from casekit.store.standing import StandingReads
from casekit.store.versions import VersionReads, VersionWrites


class Reader(
    AttemptReads,
    CardReads,
    DistributionReads,
    HoldingReads,
    MarkReads,
    PeopleReads,
    ProgressReads,
    ReportReads,
    ScoredReads,
    SectionReads,
    StandingReads,
    VersionReads,
):
    """One consistent view of the database."""


class Writer(
    AttemptWrites,
    CardWrites,
    MarkWrites,
    PeopleWrites,
    ReportWrites,
    SectionWrites,
    VersionWrites,
    Reader,
):
    """One transaction that writes; what it reads of an attempt nobody else can change meanwhile."""
