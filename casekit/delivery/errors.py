"""Why a use case refuses; the web turns each into a sentence."""


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


class AttemptClosedError(DeliveryError):
    """The attempt is submitted and takes no more answers."""


class NotOfferedError(DeliveryError):
    """The quiz does not offer this: checking one question, or this hint."""


class SignInLinkError(DeliveryError):
    """The link is unknown, used or expired; which of them is nobody's business."""
