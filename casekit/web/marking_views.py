"""What the templates are given of marks, and of marking."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from markupsafe import Markup

from casekit.domain.attempt import Score
from casekit.web.question_views import SlotView
from casekit.web.views import Link, SectionRow


@dataclass(frozen=True)
class LevelField:
    """One level of a criterion, as a choice.

    Attributes:
        value: that is posted.
    """

    value: str
    text: Markup
    points: Fraction
    chosen: bool


@dataclass(frozen=True)
class CriterionField:
    """One criterion in the form.

    Attributes:
        name: of the choice of a level; `<name>-own` is the field for points.
        own: what stands in that field.
        own_chosen: the points of that field are meant, not a level's.
        fault: why it is asked again.
    """

    name: str
    text: Markup
    most: Fraction
    levels: tuple[LevelField, ...]
    own: str
    own_chosen: bool
    fault: str | None = None

    @property
    def first_field(self) -> str:
        """Id of its first control."""
        return f"{self.name}-0" if self.levels else f"{self.name}-own"


@dataclass(frozen=True)
class MarkForm:
    """The form as it stands.

    Attributes:
        address: where it posts.
        seen: number of the newest mark that the page shows, 0 without one.
        comment_fault: why the comment is asked again.
    """

    address: str
    criteria: tuple[CriterionField, ...]
    comment: str
    seen: int
    comment_fault: str | None = None

    @property
    def has_faults(self) -> bool:
        """Whether something is asked again."""
        return bool(self.comment_fault) or any(each.fault for each in self.criteria)


@dataclass(frozen=True)
class GivenRow:
    """A mark that was given.

    Attributes:
        name: of who gave it, empty when it is not known any more.
    """

    name: str
    at: datetime
    score: Score


@dataclass(frozen=True)
class AnswerLink:
    """One answer in the row of its question's.

    Attributes:
        label: from 1; it says nothing of who wrote it.
    """

    address: str
    label: int
    waits: bool


@dataclass(frozen=True)
class QuestionRow:
    """A question that is marked by hand (`marking.html`).

    Attributes:
        first: address of the first answer that waits, else of the first of all; None without any.
        empty: how many handed in nothing here.
    """

    item_id: str
    stem: Markup
    language: str
    answers: tuple[AnswerLink, ...]
    first: str | None
    empty: int

    @property
    def waiting(self) -> int:
        """How many answers nobody has marked yet."""
        return sum(link.waits for link in self.answers)


@dataclass(frozen=True)
class MarkingView:
    """What is to be marked in a quiz (`marking.html`).

    Attributes:
        saved: a mark was saved just now, and nothing waits any more in its question.
    """

    section: SectionRow
    quiz: Link
    questions: tuple[QuestionRow, ...]
    saved: bool


@dataclass(frozen=True)
class StudentLink:
    """Whose answer it is.

    Attributes:
        address: of the whole attempt.
        has_left: the student has left the section.
    """

    address: str
    name: str
    has_left: bool


@dataclass(frozen=True)
class AnswerView:
    """One answer before whoever marks it (`mark.html`).

    Attributes:
        overview: address of all that is to be marked in the quiz.
        label: its place among the `total` answers to the question, from 1.
        waiting: how many of them wait.
        next_waiting: address of the next one that waits, None without.
        previous: address of the answer before it; None at the beginning; `following` likewise.
        student: whose answer it is, None while names are hidden.
        switch: address of this page with names shown, or hidden again.
        is_older: the question has changed since; the rubric is the one that the student had.
        given: every mark so far, oldest first; the last one counts.
        crossed: somebody else's mark that was given while this person wrote theirs.
        saved: a mark was saved just now, of another answer.
    """

    section: SectionRow
    quiz: Link
    overview: str
    slot: SlotView
    label: int
    total: int
    waiting: int
    next_waiting: str | None
    previous: str | None
    following: str | None
    student: StudentLink | None
    switch: str
    is_older: bool
    form: MarkForm
    given: tuple[GivenRow, ...]
    crossed: GivenRow | None
    saved: bool
