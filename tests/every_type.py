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

  - id: resume
    type: cloze
    stem: |
      Complétez le résumé de l'article.
    text: |
      En 2014, la marque a vendu [[ventes]] appareils par [[canal]]. Les comptes sont
      [[nature]].
    gaps:
      ventes: {answer: 61, tolerance: "0,5", unit: millions}
      canal:
        - sa boutique en ligne
        - text: internet
          score: 50%
          feedback: |
            C'est vague.
      nature:
        choices:
          - wrong: un fait
            feedback: |
              Qui le dit ?
          - correct: une déclaration
          - une prévision
    evidence: [journal#ventes, journal#canal, journal#comptes]
    objective: LO1
    bloom: understand
    explanation: |
      Les trois passages le disent.

  - id: natures
    type: matching
    stem: |
      De quelle nature est chaque passage ?
    pairs:
      - {left: Les ventes, right: Un fait}
      - {left: Le canal, right: Un fait}
      - {left: Les *comptes*, right: Une déclaration}
    distractors: [Une prévision]
    evidence: [journal#ventes]
    objective: LO1
    bloom: analyse
    explanation: |
      Deux faits, une déclaration.
    accept: {W310: deux passages de même nature}

  - id: etapes
    type: ordering
    stem: |
      Dans quel ordre la marque a-t-elle avancé ?
    sequence:
      - Elle ouvre sa boutique
      - [Elle vend ses appareils, Elle lit les rumeurs]
      - Elle arrive en Europe
    evidence: [journal#canal]
    objective: LO1
    bloom: understand
    explanation: |
      L'article suit le temps.

  - id: tri
    type: categorize
    stem: |
      Qu'est-ce que l'article établit, et que rapporte-t-il ?
    categories:
      Établi: [Les ventes, Le canal]
      Rapporté: [Les comptes]
    distractors: [Le prix]
    evidence: [journal#ventes]
    objective: LO1
    bloom: analyse
    explanation: |
      Du prix, il ne dit rien.
"""

OPEN = """
  - id: par-mois
    type: numeric
    stem: |
      La marque vend {n} millions d'appareils par mois. Combien en un an, en millions ?
    variables: {n: {from: 3, to: 12}}
    answer: "n * 12"
    unit: "millions d'appareils"
    evidence: [journal#ventes]
    objective: LO1
    bloom: apply
    explanation: |
      Douze mois de {n} millions en font {answer}.

  - id: ouvrir
    type: position
    stem: |
      Faut-il ouvrir des magasins ?
    options: [Oui, Non, Pas encore]
    objective: LO1
    bloom: evaluate
    explanation: |
      Les deux se défendent.

  - id: note
    type: essay
    stem: |
      Conseillez la directrice des ventes.
    rubric:
      - {criterion: Les faits sont exacts, points: 2, levels: [tous, presque tous]}
      - {criterion: Le conseil en découle, points: 3}
    sample: |
      La marque ne vend qu'en ligne.
    words: {min: 3, max: 200}
    evidence: [journal#canal]
    objective: LO1
    bloom: create
    explanation: |
      Un bon conseil part des chiffres.
"""

OPEN_NAMES = ("par-mois", "ouvrir", "note")

NAMES = (
    "canaux",
    "un-canal",
    "ou-vendre",
    "preuves",
    "verdicts",
    "resume",
    "natures",
    "etapes",
    "tri",
    *OPEN_NAMES,
)

QUIZZES = """\
quizzes:
  - id: lecture
    title: Contrôle de lecture
    kind: practice
    items:
      [canaux, un-canal, ou-vendre, preuves, verdicts, resume, natures, etapes, tri,
       par-mois, ouvrir, note]
    shuffle: {choices: false}
"""


def make_typed_workspace(folder: Path) -> Path:
    """The small workspace with `NAMES` besides its own items; its quiz has these alone."""
    return make_workspace(folder, items=ITEMS + MORE + OPEN, quizzes=QUIZZES)
