"""What the templates are given of flashcards; what answers a card only when it was asked for."""

from dataclasses import dataclass

from markupsafe import Markup

from casekit.domain.review import Kind, Rating
from casekit.web.views import ExcerptView, ExhibitView, Link


@dataclass(frozen=True)
class CardChoiceView:
    """An option of a card: a text, or a passage.

    Attributes:
        correct: None as long as the answer is not shown; `said` and `feedback` too.
        said: what the passage does, where each of them is judged.
    """

    text: Markup
    passage: ExcerptView | None
    correct: bool | None = None
    said: str | None = None
    feedback: Markup | None = None


@dataclass(frozen=True)
class CardBack:
    """What answers a card, and why; the last four as in `Feedback`, for `show_why`.

    Attributes:
        answer: one line; None for a card of choices, or whose `solution` takes more.
        verdict: whether a statement is true, to be said in words.
    """

    answer: Markup | None
    solution: Markup | None
    verdict: bool | None
    explanation: Markup
    warrant: Markup | None
    evidence: tuple[ExcerptView, ...]
    reference: str | None


@dataclass(frozen=True)
class CardView:
    """A card, asked with one of its sides (`_card.html`).

    Attributes:
        address: of its own page.
        case: None when it is gone.
        instruction: what to do, in words; None where the question says it.
        back: None as long as the answer has not been asked for.
        is_withdrawn: its author has withdrawn it.
    """

    card_id: str
    side: str
    address: str
    case: Link | None
    language: str
    front: Markup
    instruction: str | None
    exhibit: ExhibitView | None
    choices: tuple[CardChoiceView, ...]
    is_withdrawn: bool
    back: CardBack | None = None


@dataclass(frozen=True)
class RatingView:
    """One of the four buttons under an answer.

    Attributes:
        interval: after how long the card would come back.
    """

    rating: Rating
    label: str
    interval: str


@dataclass(frozen=True)
class DeckView:
    """The cards of a case, or of the course, in a list.

    Attributes:
        address: of the cards to review.
        title: of the case; None for the course.
        cards: how many there are.
        new: of today; `learning` and `due` too.
    """

    address: str
    title: Link | None
    cards: int
    new: int = 0
    learning: int = 0
    due: int = 0

    @property
    def left(self) -> int:
        """How many are to be reviewed today."""
        return self.new + self.learning + self.due


@dataclass(frozen=True)
class StudyView:
    """One card of a session of reviews (`cards_study.html`); its forms go to the deck's address.

    Attributes:
        kind: why the card is asked.
        is_missed: its question was missed in a quiz of this person.
        after: number of the newest review of this side, which a rating must come after.
        since_ms: when its front was shown, in milliseconds of the server's clock.
        ratings: the buttons, once the answer is shown.
    """

    deck: DeckView
    card: CardView
    kind: Kind
    is_missed: bool
    after: int
    since_ms: int
    ratings: tuple[RatingView, ...] = ()


@dataclass(frozen=True)
class DoneView:
    """Nothing is left in a deck now (`cards_done.html`).

    Attributes:
        waiting: how many cards are being learnt and come back today; `waits` is how long the first
            of them takes.
        tomorrow: how many cards of the course come back tomorrow.
        elsewhere: how many are left in the course's other decks.
        is_limited: as many new cards as the person wants in a day have been asked.
    """

    deck: DeckView
    cards_address: str
    waiting: int
    waits: str
    tomorrow: int
    elsewhere: int
    course_address: str
    is_limited: bool


@dataclass(frozen=True)
class ComingDay:
    """How many cards come back on a day, as its name says."""

    name: str
    count: int


@dataclass(frozen=True)
class CardsView:
    """All cards of a course (`cards.html`).

    Attributes:
        deck: that of the course.
        decks: by case, in the order of teaching.
        days: the next seven, tomorrow first.
        coming: how many come back in the next thirty.
        missed: how many questions of this person's quizzes were missed last time.
        new_per_day: as a form shows it.
    """

    address: str
    deck: DeckView
    decks: tuple[DeckView, ...]
    days: tuple[ComingDay, ...]
    coming: int
    missed: int
    new_per_day: str
