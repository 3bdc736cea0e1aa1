"""Forms that people fill in about themselves: what they typed, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from casekit.delivery import DeliveryError, SignInError, ThrottledError, UnusableDetailError
from casekit.delivery.errors import JoinCodeError, SectionClosedError
from casekit.delivery.password import MIN_LENGTH
from casekit.text.i18n import N_, gettext, ngettext

DETAIL_SENTENCES = {
    ("email", "missing"): N_("Write your e-mail address."),
    ("email", "form"): N_("Write the whole e-mail address, for example ada@example.org."),
    ("email", "taken"): N_("This e-mail address has an account already: sign in with it first."),
    ("name", "missing"): N_("Write your name, as your instructor knows it."),
    ("name", "long"): N_("Write a shorter name: 100 characters at most."),
    ("password", "short"): N_("Choose a password of {n} characters or more."),
    ("password", "long"): N_("Choose a shorter password: 200 characters at most."),
    ("password", "common"): N_("Choose another password: this one is among the first guesses."),
    ("password", "own"): N_("Choose a password that is not your name or e-mail address."),
    ("current", "wrong"): N_("This is not your current password."),
}
"""Why something that a person wrote about themselves cannot be taken."""


@dataclass(frozen=True)
class FormView:
    """A form as it is shown (`_form.html`).

    Attributes:
        values: what was typed, by field; never a password.
        faults: why a field is asked again, by field.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """What was typed in a field."""
        return self.values.get(name, "")

    def fault(self, name: str) -> str | None:
        """Why a field is asked again, None if it is not."""
        return self.faults.get(name)


def explain(error: DeliveryError, field_name: str) -> dict[str, str]:
    """A refusal as the fault of a field; none for a refusal that no field can mend.

    Args:
        error: the refusal.
        field_name: the field for refusals that name none.
    """
    if isinstance(error, UnusableDetailError):
        sentence = gettext(DETAIL_SENTENCES[error.field, error.reason])
        return {error.field: sentence.format(n=MIN_LENGTH)}
    if isinstance(error, SignInError):
        return {field_name: gettext("This e-mail address and password do not belong together.")}
    if isinstance(error, ThrottledError):
        return {field_name: _wait(error.wait_s)}
    if isinstance(error, JoinCodeError):
        return {
            field_name: gettext("No section has this code. Compare it with the one you were given.")
        }
    if isinstance(error, SectionClosedError):
        return {field_name: gettext("This section takes nobody any more. Ask your instructor.")}
    return {}


def _wait(seconds: int) -> str:
    if seconds < 90:
        return ngettext(
            "Too many attempts. Try again in {n} second.",
            "Too many attempts. Try again in {n} seconds.",
            seconds,
        )
    return ngettext(
        "Too many attempts. Try again in {n} minute.",
        "Too many attempts. Try again in {n} minutes.",
        -(-seconds // 60),
    )
