"""Plain builders: a course with cards, somebody who reviews them, and their clock."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from delivery.sample import NOW
from factories import ITEMS, make_workspace

from casekit.content import read_workspace
from casekit.delivery import make_guest
from casekit.delivery.cards import NO_REVIEW, Learner, Rated, open_box
from casekit.domain.bank import Bank
from casekit.domain.review import CardBox, Clock, SideKey
from casekit.store import Store

PARIS = ZoneInfo("Europe/Paris")
QUIZ = "cas/lecture"
CARDS = """\
cards:
  - id: c2b
    front: C2B
    back: |
      La demande des clients oriente l'offre.
    reversed: true
    reference: Kotler et Keller, Marketing Management, 2016
"""


def read_bank(
    folder: Path,
    *,
    items: str = ITEMS,
    asks: str = "comptes-nombre, canal-unique, annee-record",
    **quiz: str,
) -> Bank:
    """The small course with the cards of its four questions and of a term.

    Args:
        folder: made when it is missing.
        items: of its case.
        asks: the questions of its quiz.
        quiz: other settings of its quiz.
    """
    settings = "".join(f"    {name}: {value}\n" for name, value in quiz.items())
    quizzes = f"""\
quizzes:
  - id: lecture
    title: Contrôle de lecture
    items: [{asks}]
    shuffle: {{choices: false}}
{settings}"""
    files = {"content/cas/cards.yaml": CARDS}
    reading = read_workspace(make_workspace(folder, files, items=items, quizzes=quizzes))
    assert reading.bank, reading.errors
    return reading.bank


def learn(store: Store) -> Learner:
    """A new guest who reviews cards of the course."""
    return Learner("demo", make_guest(store, NOW).person_id)


def at(moment: datetime) -> Clock:
    """The moment on a clock in Paris."""
    return Clock(moment, PARIS)


def boxed(store: Store, bank: Bank, learner: Learner, moment: datetime = NOW) -> CardBox:
    """The learner's cards at a moment."""
    return open_box(store, bank, learner, at(moment))


def rated(
    card: str, rating: int, after: int = NO_REVIEW, side: str = "front", took_s: float | None = None
) -> Rated:
    """What the page posts for a card of the case, by its local id."""
    shown_at = None if took_s is None else NOW - timedelta(seconds=took_s)
    return Rated(SideKey(f"cas/{card}", side), rating, after, shown_at)  # type: ignore[arg-type]
