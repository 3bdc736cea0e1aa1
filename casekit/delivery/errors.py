"""Why a use case refuses; the web turns each into a sentence."""

from datetime import datetime


class DeliveryError(Exception):
    """What was asked cannot be done; nothing was changed."""


class NoSuchQuizError(DeliveryError):
    """The course has no such quiz."""


class NoSuchAttemptError(DeliveryError):
    """The person has no such attempt in this course; another person's is none either."""


class NoSuchPersonError(DeliveryError):
    """The database knows no such person."""


class EmptyQuizError(DeliveryError):
    """Nothing of the quiz can be served: its items are withdrawn, or its pools are empty."""


class NoAttemptsLeftError(DeliveryError):
    """The person has begun as many attempts as the quiz allows.

    Attributes:
        allowed: how many that are.
    """

    def __init__(self, allowed: int) -> None:
        super().__init__(f"{allowed} attempts are allowed")
        self.allowed = allowed


class NotAssignedError(DeliveryError):
    """The quiz is graded, and nobody has opened it to this person."""


class NotOpenError(DeliveryError):
    """The quiz is assigned to this person, but not open now.

    Attributes:
        opens_at: when it will be; None when it was, and has closed.
    """

    def __init__(self, opens_at: datetime | None) -> None:
        super().__init__("not open now")
        self.opens_at = opens_at


class ReadingClosedError(DeliveryError):
    """The person is taking a quiz from memory: until its end, nothing of the case opens.

    Attributes:
        attempt_id: the running attempt.
    """

    def __init__(self, attempt_id: str) -> None:
        super().__init__(attempt_id)
        self.attempt_id = attempt_id


class OtherAttemptError(DeliveryError):
    """A quiz from memory cannot begin while another graded quiz is under way.

    Attributes:
        attempt_id: the running attempt.
    """

    def __init__(self, attempt_id: str) -> None:
        super().__init__(attempt_id)
        self.attempt_id = attempt_id


class AttemptClosedError(DeliveryError):
    """The attempt is submitted, or its time is over: it takes no more answers."""


class SignedOutError(DeliveryError):
    """The session has been ended elsewhere; nothing is done in its name."""


class SignInError(DeliveryError):
    """E-mail address and password do not belong together; which is wrong is nobody's business."""


class ThrottledError(DeliveryError):
    """Signing in to this account has failed too often.

    Attributes:
        wait_s: seconds until it may be tried again.
    """

    def __init__(self, wait_s: int) -> None:
        super().__init__(f"wait {wait_s} s")
        self.wait_s = wait_s


class UnusableDetailError(DeliveryError):
    """Something that a person wrote about themselves cannot be taken.

    Attributes:
        field: `email`, `name`, `password` or `current` (the password until now).
        reason: a word for it, e.g. `missing`, `taken`, `short`, `common`.
    """

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


class NotOfferedError(DeliveryError):
    """The quiz does not offer this: checking one question, or this hint."""


class SignInLinkError(DeliveryError):
    """The link is unknown, used or expired; which of them is nobody's business."""


class NoSuchSectionError(DeliveryError):
    """There is no such section, or the person is not one of its instructors."""


class NoSuchMemberError(DeliveryError):
    """The section has no such member."""


class NoSuchAssignmentError(DeliveryError):
    """The section has no such assignment."""


class JoinCodeError(DeliveryError):
    """No section has this code."""


class SectionClosedError(DeliveryError):
    """The section takes nobody any more."""


class LastInstructorError(DeliveryError):
    """The only instructor of a section cannot leave it."""


class NotAssignableError(DeliveryError):
    """The quiz is no graded one of the bank, or is assigned to the section already."""


class WrongTimesError(DeliveryError):
    """An assignment would close before it opens."""


class PastEndError(DeliveryError):
    """An assignment would have closed in the past; closing it now is a thing of its own."""


class NoSuchAnswerError(DeliveryError):
    """The assignment has no such answer that a person marks."""


class NotReportableError(DeliveryError):
    """Nothing may be reported there: no such question, or its feedback is not released."""


class AlreadyReportedError(DeliveryError):
    """The student has reported this question, and nobody has settled it yet."""


class NoSuchReportError(DeliveryError):
    """The course has no such report."""


class NoSuchCardError(DeliveryError):
    """The course has no such card any more, or it is not asked with this side, or is withdrawn."""


class UnusableLimitError(DeliveryError):
    """A number of new cards in a day that is none, or is out of range."""
