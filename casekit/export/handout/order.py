"""Which handout: of what, for whom, and how it is laid out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Literal, get_args

from casekit.domain.bank import COURSE_SCOPE, Bank

Edition = Literal["student", "instructor", "quiz", "key", "cards"]
Paper = Literal["a4", "letter"]

EDITIONS: tuple[Edition, ...] = get_args(Edition)
PAPERS: tuple[Paper, ...] = get_args(Paper)

OF_A_QUIZ: frozenset[Edition] = frozenset({"quiz", "key"})
"""The editions that are of one quiz; the others are of a case."""

FORMS = ascii_uppercase[:8]
"""The forms that a quiz can be printed in."""

MAX_LINES = 25
"""Lines to write on that a page holds with their question; in large print they are fewer."""

MAX_LARGE_LINES = 14


@dataclass(frozen=True)
class Layout:
    """How a handout is laid out.

    Attributes:
        large_print: 16 pt without serifs, widely spaced.
        lines: to write on, below each question that is answered by a text; None leaves it to the
            question.
    """

    paper: Paper = "a4"
    large_print: bool = False
    lines: int | None = None

    @property
    def tallest_chart(self) -> float:
        """The height of a drawing at most, as a multiple of its width: its letters never shrink."""
        return 1.0 if self.large_print else 1.75

    def rule(self, usual: int) -> range:
        """The lines to draw where a question usually has so many."""
        most = MAX_LARGE_LINES if self.large_print else MAX_LINES
        return range(min(usual if self.lines is None else self.lines, most))


@dataclass(frozen=True)
class Handout:
    """One handout.

    Attributes:
        scope: the case's id; `course` for a quiz over several cases.
        quiz_id: the full id of the quiz, for the editions of one.
        forms: letters; a printed quiz is of one form, a key of all that are to be marked.
    """

    scope: str
    edition: Edition = "student"
    quiz_id: str | None = None
    forms: str = "A"
    layout: Layout = Layout()

    def name(self, course_id: str) -> str:
        """What its file is called, without the suffix."""
        quiz = self.quiz_id.partition("/")[2] if self.quiz_id else None
        form = f"form-{self.forms.lower()}" if self.edition == "quiz" else None
        scope = None if self.scope == COURSE_SCOPE else self.scope
        paper = self.layout.paper if self.layout.paper != "a4" else None
        large = "large-print" if self.layout.large_print else None
        parts = (course_id, scope, quiz, self.edition, form, paper, large)
        return "-".join(part for part in parts if part)


def list_handouts(
    bank: Bank,
    scopes: Sequence[str],
    edition: Edition = "student",
    *,
    quiz_id: str | None = None,
    forms: int = 1,
    layout: Layout | None = None,
) -> Iterator[Handout]:
    """The handouts of an edition: one for each case, or for each quiz and form.

    Args:
        bank: the course.
        scopes: the cases; for editions of a quiz `course` too, for those over several cases.
        edition: for whom.
        quiz_id: the full id of the only quiz wanted.
        forms: how many forms of each quiz.
        layout: of all of them.
    """
    layout = layout or Layout()
    if edition not in OF_A_QUIZ:
        yield from (Handout(scope, edition, layout=layout) for scope in scopes)
        return
    known = [quiz_id] if quiz_id else [q for s in scopes for q in bank.quizzes_of(s)]
    letters = FORMS[:forms]
    for each in known:
        scope = each.partition("/")[0]
        for form in letters if edition == "quiz" else (letters,):
            yield Handout(scope, edition, each, form, layout)
