"""Somebody who reviews cards without script: the forms of the pages, as they stand."""

import re

from web.visitor import store_of

from casekit.delivery.personal_data import gather_data

CARDS = "/c/demo/cards"
DECK, COURSE = f"{CARDS}/cas", f"{CARDS}/course"
TERMS = """\
cards:
  - id: c2b
    front: C2B
    back: |
      La demande **oriente** l'offre.
    reversed: true
    reference: "Kotler et Keller, *Marketing Management*, 2016"
  - id: vieux
    front: Un vieux mot
    back: Sa vieille réponse.
    status: withdrawn
    evidence: journal#canal
"""


def hidden(page, *names):
    """What a page's form carries, by name."""
    return {
        name: re.search(rf'name="{name}" value="([^"]*)"', page.text)[1]
        for name in names or ("card", "side", "after", "since")
    }


def show_answer(visitor, deck=DECK):
    """The next card's answer; asked for as the form without script does."""
    front = visitor.get(deck)
    return visitor.get(deck, query_string={**hidden(front), "answer": "yes"})


def rate(visitor, rating=3, deck=DECK):
    """Rates the next card; returns its id."""
    answer = show_answer(visitor, deck)
    reply = visitor.send(deck, {**hidden(answer), "action": f"rate:{rating}"})
    assert (reply.status_code, reply.location) == (303, deck)
    return hidden(answer)["card"]


def reviews_of(visitor, person_id="ada"):
    return gather_data(store_of(visitor.app), person_id)["cards"]["reviews"]
