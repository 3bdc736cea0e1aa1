"""The use cases: start, save, check, submit; guests and one-time links.

Everything here takes the time as `now` (aware UTC), writes in one transaction, and returns only
when what it wrote is durable.
"""

from casekit.delivery.answer import CheckOutcome, check_slot, save_answers
from casekit.delivery.errors import (
    AttemptClosedError,
    DeliveryError,
    EmptyQuizError,
    NoAttemptsLeftError,
    NoSuchAttemptError,
    NoSuchPersonError,
    NoSuchQuizError,
    NotOfferedError,
    SignInLinkError,
)
from casekit.delivery.hint import open_hint
from casekit.delivery.people import (
    ensure_instructor,
    find_person,
    make_guest,
    make_sign_in_link,
    use_sign_in_link,
)
from casekit.delivery.sitting import AttemptRef, Posted, find_fault
from casekit.delivery.start import (
    attempts_of,
    get_attempt,
    get_item_versions,
    get_sitting,
    start_attempt,
)
from casekit.delivery.submit import submit_attempt

__all__ = [
    "AttemptClosedError",
    "AttemptRef",
    "CheckOutcome",
    "DeliveryError",
    "EmptyQuizError",
    "NoAttemptsLeftError",
    "NoSuchAttemptError",
    "NoSuchPersonError",
    "NoSuchQuizError",
    "NotOfferedError",
    "Posted",
    "SignInLinkError",
    "attempts_of",
    "check_slot",
    "ensure_instructor",
    "find_fault",
    "find_person",
    "get_attempt",
    "get_item_versions",
    "get_sitting",
    "make_guest",
    "make_sign_in_link",
    "open_hint",
    "save_answers",
    "start_attempt",
    "submit_attempt",
    "use_sign_in_link",
]
