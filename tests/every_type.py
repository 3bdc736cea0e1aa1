"""A workspace with an item of each type, for what every outlet must show of them."""

from pathlib import Path

from factories import ITEMS, make_workspace

MORE = """
  - id: canaux
    type: multiple
    stem: |
      Qu'est-ce que la marque utilise pour vendre ?
    choices:
      - correct: Une boutique en ligne
      - wrong: Des magasins
        feedback: |
          L'article n'en parle pas.
      - correct: Son propre site
      - Des opérateurs
    evidence: [journal#canal]
    objective: LO1
    bloom: understand
    explanation: |
      Un seul canal est cité.

  - id: un-canal
    type: true-false
    stem: |
      La marque vend par plusieurs canaux.
    answer: faux
    feedback: |
      Relisez le passage sur la boutique.
    evidence: [journal#canal]
    objective: LO1
    bloom: remember
    explanation: |
      Elle n'en a qu'un.

  - id: ou-vendre
    type: short-text
    stem: |
      Comment s'appelle le canal de la marque ?
    answers:
      - Boutique en ligne
      - text: Internet
        score: 50%
        feedback: |
          C'est vague.
      - E-boutique
    evidence: [journal#canal]
    objective: LO1
    bloom: remember
    explanation: |
      L'article le nomme.

  - id: preuves
    type: evidence
    stem: |
      On n'achète qu'en ligne.
    supports: [journal#canal]
    neither: [journal#ventes, journal#comptes]
    objective: LO1
    bloom: evaluate
    explanation: |
      Un seul passage parle du canal.

  - id: verdicts
    type: evidence
    stem: |
      Il y a plusieurs canaux de vente.
    supports: [journal#comptes]
    contradicts: [journal#canal]
    neither: [journal#ventes]
    objective: LO1
    bloom: evaluate
    explanation: |
      Un seul passage parle du canal.
"""

NAMES = ("canaux", "un-canal", "ou-vendre", "preuves", "verdicts")

QUIZZES = """\
quizzes:
  - id: lecture
    title: Contrôle de lecture
    kind: practice
    items: [canaux, un-canal, ou-vendre, preuves, verdicts]
    shuffle: {choices: false}
"""


def make_typed_workspace(folder: Path) -> Path:
    """The small workspace with `NAMES` besides its own items; its quiz has these alone."""
    return make_workspace(folder, items=ITEMS + MORE, quizzes=QUIZZES)
