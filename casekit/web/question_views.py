"""What the templates are given of a question, an attempt and a result.

Anything that tells the key of a question is in `Feedback` and nowhere else, and a slot has its
`Feedback` only from the moment at which its student may see it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import Literal

from markupsafe import Markup

from casekit.domain.attempt import Score
from casekit.domain.item import Arrangement, ItemBase
from casekit.web.views import ExcerptView, ExhibitView, Link

Verdict = Literal[
    "right",
    "partly",
    "wrong",
    "unanswered",
    "complete",
    "incomplete",
    "pending",
    "marked",
    "not-scored",
]
"""What a question earned: all, some or none of its points; or nothing was answered; or its answer
waits for a person to score it, or was marked by one, or, in practice, is not scored at all. A
question without a key is complete or not."""


@dataclass(frozen=True)
class FaultView:
    """Why a question is asked again.

    Attributes:
        number: of the slot, from 0.
        field: the form field's full name, e.g. `s0-number`; also the id of its (first) control.
        sentence: the same words in the summary and beside the field.
    """

    number: int
    field: str
    sentence: str


@dataclass(frozen=True)
class OptionShare:
    """How many chose an option.

    Attributes:
        share: of those who answered, in [0, 1].
    """

    option: Markup
    count: int
    share: Fraction
    is_own: bool


@dataclass(frozen=True)
class DistributionView:
    """The class's choices (`_feedback.html`).

    Attributes:
        shares: in the order of the question; none while fewer than `least` have answered.
        of_section: whether it is one section's; else the whole course's.
    """

    shares: tuple[OptionShare, ...]
    answered: int
    least: int
    of_section: bool
    language: str


@dataclass(frozen=True)
class MarkView:
    """What a person gave an answer.

    Attributes:
        criteria: points of each criterion, in the order of the rubric, and the number of the level
            that was chosen, None where none was.
    """

    criteria: tuple[tuple[Fraction, int | None], ...]
    comment: str


@dataclass(frozen=True)
class Feedback:
    """What a student sees after answering, never before.

    Attributes:
        verdict: earned all, some, none; or unanswered.
        score: points of points.
        key_values: a response that earns everything, as form fields: `{"choice": ["2"]}`.
        evidence: the excerpts that prove the key, without those that the question itself shows.
        reference: a scholarly source instead.
        distribution: what the class chose, where a question has no key.
        reckoning: why it is not all of the points, in a few words; None where nothing was counted.
        hints_used: sentences that say what was opened before answering.
        report_address: of the form to report the question; None where nobody can.
        reported: it has been reported just now.
        mark: what a person gave, where only a person scores.
    """

    verdict: Verdict
    score: Score
    key_values: Mapping[str, Sequence[str]]
    explanation: Markup
    warrant: Markup | None
    evidence: tuple[ExcerptView, ...]
    reference: str | None
    hints_used: tuple[str, ...]
    reckoning: str | None = None
    distribution: DistributionView | None = None
    report_address: str | None = None
    reported: bool = False
    mark: MarkView | None = None


@dataclass(frozen=True)
class SlotView:
    """One question of an attempt: the argument of the item macros `ask` and `review`.

    Attributes:
        number: of the slot, from 0, as in field names and in `action=check:<number>`.
        label: from 1, for people.
        anchor: id of the question's element, `q<number>`.
        digest: of the item version.
        item_type: name of the type, and of its template in `item/`.
        item: the item; `ask` may show its stem, choice texts and unit, never what tells the key.
        language: of the content.
        arrangement: `order` has the letters of the choices, or the refs of the passages that the
            question shows, in the order of this attempt.
        values: the student's response as form fields (`{"choice": ["2"]}`), empty without one;
            after a fault, what was just posted.
        points: what the question is worth.
        can_check: has a button `check:<number>` (practice, not locked).
        can_open_passages: has a button `passages:<number>` (not opened yet).
        can_open_hint: has a button `hint:<number>` (not opened yet).
        complete: False for an answer that leaves a part of the question unanswered.
        asked_passages: the excerpts that the question itself shows, by ref.
        passages: all excerpts of the case, once opened.
        hint: once opened.
        fault: why it is asked again.
        locked: takes no more answers.
        feedback: None until the student may see it.
        seq: of the newest answer, in milliseconds of the server's clock; 0 without one.
        flagged: the student wants to come back to it; the buttons `flag:<number>` and
            `unflag:<number>` change that.
    """

    number: int
    label: int
    anchor: str
    item_id: str
    digest: str
    item_type: str
    item: ItemBase
    language: str
    arrangement: Arrangement
    stem: Markup
    exhibit: ExhibitView | None
    points: Fraction
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    complete: bool = True
    asked_passages: Mapping[str, ExcerptView] = field(default_factory=dict)
    can_check: bool = False
    can_open_passages: bool = False
    can_open_hint: bool = False
    passages: tuple[ExcerptView, ...] = ()
    hint: Markup | None = None
    fault: FaultView | None = None
    locked: bool = False
    feedback: Feedback | None = None
    seq: int = 0
    flagged: bool = False

    @property
    def answered(self) -> bool:
        """Whether the student has answered."""
        return bool(self.values)

    def name(self, field_name: str) -> str:
        """The full name of a form field, e.g. `s0-choice`."""
        return f"s{self.number}-{field_name}"

    def value(self, field_name: str) -> str:
        """The student's one value of a field, empty without one."""
        return next(iter(self.all_values(field_name)), "")

    def all_values(self, field_name: str) -> Sequence[str]:
        """All values of a field, e.g. the positions of the boxes that are ticked."""
        return self.values.get(field_name, ())

    def key_value(self, field_name: str) -> str:
        """The key's one value of a field; empty while there is no feedback."""
        return next(iter(self.all_key_values(field_name)), "")

    def all_key_values(self, field_name: str) -> Sequence[str]:
        """All values that the key has in a field; none while there is no feedback."""
        return self.feedback.key_values.get(field_name, ()) if self.feedback else ()


@dataclass(frozen=True)
class AttemptView:
    """A running attempt (`attempt.html`, `review.html`), or a submitted one (`result.html`).

    Attributes:
        address: of the one document; its form posts there.
        at_once: practice: each question has a check button and feedback.
        errors: faults of the questions, for the summary at the top.
        person_tag: tells apart, in a browser that several people use, whose answers wait there.
        now_ms: the server's clock, in milliseconds since 1970.
        due_at: when the time is up, None without a limit; `due_ms` is the same in milliseconds.
        grace_s: seconds after it in which answers given in time may still arrive.
        saved_at: when an answer was last saved.
    """

    attempt_id: str
    address: str
    review_address: str
    submit_address: str
    quiz: Link
    kind: Literal["practice", "graded"]
    language: str
    at_once: bool
    slots: tuple[SlotView, ...]
    errors: tuple[FaultView, ...]
    started_at: datetime
    person_tag: str
    now_ms: int
    due_at: datetime | None = None
    due_ms: int | None = None
    grace_s: int = 0
    saved_at: datetime | None = None

    @property
    def total(self) -> int:
        """How many questions there are."""
        return len(self.slots)

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(slot.answered for slot in self.slots)


@dataclass(frozen=True)
class ResultView:
    """A submitted attempt (`result.html`).

    Attributes:
        score: None while the quiz keeps it back (`feedback: on-close`).
        to_reread: questions that did not earn everything, None without a score.
        passed: None without a pass mark or score.
        feedback_at: when score and feedback are shown, if that is known and still to come.
        pending: how many questions wait to be scored; their points are in no score.
        timed_out: the time was up before the student handed in.
    """

    attempt: AttemptView
    submitted_at: datetime
    score: Score | None
    to_reread: int | None
    pass_mark: Fraction | None
    passed: bool | None
    feedback_at: datetime | None = None
    timed_out: bool = False
    pending: int = 0
