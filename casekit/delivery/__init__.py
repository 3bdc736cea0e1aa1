"""The use cases: start, save, check, submit; guests and one-time links.

Everything here takes the time as `now` (aware UTC), writes in one transaction, and returns only
when what it wrote is durable.
"""

from casekit.delivery.account import (
    NewAccount,
    change_details,
    change_password,
    change_role,
    end_sessions,
    erase_person,
    find_by_email,
    join,
    list_people,
    make_person,
    set_language,
    sign_in,
    use_password_link,
)
from casekit.delivery.answer import CheckOutcome, check_slot, flag_slot, save_answers
from casekit.delivery.closing import close_overdue
from casekit.delivery.errors import (
    AttemptClosedError,
    DeliveryError,
    EmptyQuizError,
    NoAttemptsLeftError,
    NoSuchAttemptError,
    NoSuchPersonError,
    NoSuchQuizError,
    NotAssignedError,
    NotOfferedError,
    NotOpenError,
    ReadingClosedError,
    SignedOutError,
    SignInError,
    SignInLinkError,
    ThrottledError,
    UnusableDetailError,
)
from casekit.delivery.hint import open_hint
from casekit.delivery.people import (
    ensure_instructor,
    find_person,
    get_link,
    make_guest,
    make_sign_in_link,
    use_sign_in_link,
)
from casekit.delivery.sitting import AttemptRef, Posted, Seqs, find_fault, to_ms
from casekit.delivery.standing import Standing, list_standings
from casekit.delivery.start import (
    check_reading,
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
    "NewAccount",
    "NoAttemptsLeftError",
    "NoSuchAttemptError",
    "NoSuchPersonError",
    "NoSuchQuizError",
    "NotAssignedError",
    "NotOfferedError",
    "NotOpenError",
    "Posted",
    "ReadingClosedError",
    "Seqs",
    "SignInError",
    "SignInLinkError",
    "SignedOutError",
    "Standing",
    "ThrottledError",
    "UnusableDetailError",
    "change_details",
    "change_password",
    "change_role",
    "check_reading",
    "check_slot",
    "close_overdue",
    "end_sessions",
    "ensure_instructor",
    "erase_person",
    "find_by_email",
    "find_fault",
    "find_person",
    "flag_slot",
    "get_attempt",
    "get_item_versions",
    "get_link",
    "get_sitting",
    "join",
    "list_people",
    "list_standings",
    "make_guest",
    "make_person",
    "make_sign_in_link",
    "open_hint",
    "save_answers",
    "set_language",
    "sign_in",
    "start_attempt",
    "submit_attempt",
    "to_ms",
    "use_password_link",
    "use_sign_in_link",
]
