"""What the templates are given: frozen views, already free of anything that is not to be shown.

A template has no logic but these views and no way to the database. `Markup` is trusted HTML (made
by `casekit.text` from sanitised Markdown); a plain `str` is escaped by Jinja. Addresses begin with
`/`. The views of questions and attempts are in `question_views`.
"""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Literal

from markupsafe import Markup

from casekit.domain.item import Bloom
from casekit.domain.source import ClaimKind

QuizState = Literal["not-yet", "open", "closed"]
"""Whether an attempt at a quiz can begin now."""


@dataclass(frozen=True)
class Link:
    """Something that has a page.

    Attributes:
        title: as HTML (titles are inline Markdown).
        words: the same as plain text, for `<title>` and attributes.
        language: of the title.
    """

    address: str
    title: Markup
    words: str
    language: str


@dataclass(frozen=True)
class ExcerptView:
    """A passage of a source as it is shown wherever it appears (`_excerpt.html`).

    Attributes:
        ref: `source#excerpt`.
        anchor: an id for the element, unique on its page when `scope` was given; may be empty.
        text: the passage, typographically set.
        language: of the passage.
        credit: authors, title, publisher, date, licence.
        kind: `fact`, `claim`, `opinion` or `forecast`.
        sign: a character for the kind, so that colour never stands alone.
        label: kind and voice in words, e.g. `Claim: Lei Jun, founder of Xiaomi`.
        url: of the source, when it has one.
        paragraph: of the source, from 1.
    """

    ref: str
    anchor: str
    text: Markup
    language: str
    credit: Markup
    kind: ClaimKind
    sign: str
    label: str
    url: str | None
    paragraph: int


@dataclass(frozen=True)
class NoteView:
    """What a citation in a narrative points to (`_citation.html`, and the notes of `case.html`).

    Attributes:
        number: of the note, from 1, in the order of first citation; a passage has one number.
        anchor: id of the note, e.g. `note-3`.
        back: ids of the places that cite it, in order, e.g. `cite-3-1`.
        excerpt: the passage, None when a paragraph is cited without being quoted.
        credit: of the source.
        paragraph: of the source, from 1.
    """

    number: int
    anchor: str
    back: tuple[str, ...]
    excerpt: ExcerptView | None
    credit: Markup
    paragraph: int


@dataclass(frozen=True)
class ExhibitView:
    """An exhibit as a chart over its data, or as a table alone (`_exhibit.html`).

    Attributes:
        number: within its case, from 1; 0 beside a question.
        anchor: id of the element; empty beside a question.
        chart: its drawing; empty for a table.
        numeric: for each column whether its cells are numbers.
        rows: cells by row; None for an empty cell.
        sources: excerpts on which it stands.
    """

    number: int
    anchor: str
    title: Markup
    language: str
    kind: str
    unit: Markup | None
    chart: Markup
    columns: tuple[Markup, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[Markup | None, ...], ...]
    note: Markup | None
    sources: tuple[ExcerptView, ...]


@dataclass(frozen=True)
class QuizView:
    """A quiz before it is started (`quiz.html`, and rows of `home.html` and `case.html`).

    Attributes:
        link: its start page.
        questions: how many an attempt has.
        minutes: time limit, None without.
        attempts: how many each student has, 0 without limit.
        is_open: whether an attempt of this person can be resumed.
        answered: answered questions of the open attempt.
        last_result: address of the newest result of this person, None without.
        can_start: False when all attempts are used, and while it is not open.
        state: whether an attempt could begin now; practice is always open.
        needs_account: the visitor must sign in first.
        counts: which of several attempts counts.
        attempts_left: None without limit.
        opens_at: of the assignment, None for a quiz without; `closes_at` too.
        ends_at: when an attempt that began now would end; None without a limit.
        cut_by_closing: that is earlier than the time limit, because the quiz closes.
        time_factor: by which this person's time limit is longer; `minutes` includes it.
        running: address of the attempt under way, None without.
    """

    quiz_id: str
    link: Link
    description: Markup | None
    kind: Literal["practice", "graded"]
    questions: int
    minutes: int | None
    attempts: int
    feedback: Literal["at-once", "on-submit", "on-close"]
    reading: Literal["open", "closed"]
    pass_mark: Fraction | None
    is_open: bool = False
    answered: int = 0
    last_result: str | None = None
    can_start: bool = True
    state: QuizState = "open"
    needs_account: bool = False
    counts: Literal["best", "first", "last"] = "best"
    attempts_left: int | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    ends_at: datetime | None = None
    cut_by_closing: bool = False
    time_factor: Fraction = Fraction(1)
    running: str | None = None


@dataclass(frozen=True)
class CaseRow:
    """A case in a list (`home.html`)."""

    link: Link
    subtitle: Markup | None
    summary: Markup
    minutes: int | None
    quizzes: tuple[QuizView, ...] = ()


@dataclass(frozen=True)
class CourseView:
    """A course's first page (`home.html`).

    Attributes:
        due: what waits for this person: attempts under way, and graded quizzes with their times.
    """

    link: Link
    description: Markup | None
    authors: tuple[str, ...]
    licence: str | None
    cases: tuple[CaseRow, ...]
    quizzes: tuple[QuizView, ...] = ()
    due: tuple[QuizView, ...] = ()


@dataclass(frozen=True)
class SourceView:
    """A source of a case: its credit and our summary of it."""

    credit: Markup
    summary: Markup | None
    language: str
    url: str | None


@dataclass(frozen=True)
class CaseView:
    """A case (`case.html`); `narrative` has its citations, excerpts and exhibits set in.

    Attributes:
        questions: for discussion.
        glossary: (term, definition).
        notes: what the narrative cites, in order.
    """

    link: Link
    language: str
    subtitle: Markup | None
    summary: Markup
    minutes: int | None
    protagonist: Markup | None
    decision: Markup | None
    narrative: Markup
    questions: tuple[Markup, ...]
    glossary: tuple[tuple[Markup, Markup], ...]
    notes: tuple[NoteView, ...]
    sources: tuple[SourceView, ...]
    quizzes: tuple[QuizView, ...] = ()


@dataclass(frozen=True)
class ProblemView:
    """A problem in an author's file.

    Attributes:
        place: `file:line:column`.
        code: e.g. `E203`.
        slug: name of the code, e.g. `unknown-excerpt`.
        advice: lines that say what to write instead.
    """

    severity: Literal["error", "warning"]
    place: str
    code: str
    slug: str
    message: str
    advice: tuple[str, ...]


@dataclass(frozen=True)
class DeskItem:
    """An item in the instructor's list.

    Attributes:
        reports: how many reports of students wait.
    """

    address: str
    item_id: str
    item_type: str
    stem: str
    language: str
    objective: str
    bloom: Bloom
    status: Literal["draft", "live", "withdrawn"]
    place: str
    reports: int = 0


@dataclass(frozen=True)
class DeskCase:
    """A case on the instructor's desk.

    Attributes:
        case_id: its id.
        items: all of them, in their order.
        found: those that the search wants; all when nothing is searched for.
    """

    case_id: str
    link: Link
    items: tuple[DeskItem, ...]
    found: tuple[DeskItem, ...]


@dataclass(frozen=True)
class SectionRow:
    """A section in a list.

    Attributes:
        code: as people read it.
    """

    address: str
    name: str
    code: str
    students: int
    is_closed: bool


@dataclass(frozen=True)
class ReportedItem:
    """An item with reports that wait, on the desk."""

    address: str
    item_id: str
    reports: int


@dataclass(frozen=True)
class DeskView:
    """The instructor's desk (`desk.html`).

    Attributes:
        digest: of the content served, as in `/teach/state`.
        is_stale: the files have errors, an older good version is served.
        folder: the workspace's folder, shown to find the files.
        first_item: the item to try "edit this file and see it change" with.
        sections: those of this instructor.
        section_fault: why the name of a new section is asked again.
        reported: the items with reports that wait.
        wanted: what the list of questions was searched for; empty when nothing was.
    """

    course: Link
    digest: str
    is_stale: bool
    watch: bool
    folder: str
    problems: tuple[ProblemView, ...]
    cases: tuple[DeskCase, ...]
    first_item: DeskItem | None
    deck_address: str
    state_address: str
    sections: tuple[SectionRow, ...]
    new_section_address: str
    section_fault: str | None
    reported: tuple[ReportedItem, ...]
    wanted: str
