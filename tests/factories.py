"""Plain builders of small real things for tests."""

from pathlib import Path
from textwrap import dedent

COURSE = """\
id: demo
title: Cours de démonstration
language: fr
authors: [Une équipe]
licence: CC-BY-4.0
quotation_budget: 30%
cases: [cas]
objectives:
  - {id: LO1, text: Lire un article, bloom: understand, target: 70%}
"""

SOURCE = """\
title: Une marque arrive en Europe
publisher: Le Journal
authors: [Prénom Nom]
published: 2025-05
language: fr
url: null
rights: own
licence: null
original:
  file: article.txt
  sha256: 0000000000000000000000000000000000000000000000000000000000000000
  lines: [[1, 9]]
summary: |
  Une marque raconte son arrivée et ses chiffres.
excerpts:
  - id: comptes
    paragraph: 1
    kind: claim
    voice: [le service juridique de la marque]
    text: |
      Près de 10 000 comptes ont diffusé ces rumeurs.
  - id: ventes
    paragraph: 2
    kind: fact
    text: |
      En 2014, la marque a vendu 61 millions d'appareils.
  - id: canal
    paragraph: 3
    kind: fact
    text: |
      Elle n'utilise qu'un seul canal, sa boutique en ligne.
"""

CASE = """\
---
title: Arriver en Europe
summary: |
  Une marque veut vendre en Europe.
sources: [journal]
objectives: [LO1]
minutes: 45
protagonist: La directrice des ventes
decision: |
  Faut-il ouvrir des magasins ?
questions:
  - text: |
      Que prouve ce chiffre ?
    objective: LO1
---
La marque vend beaucoup [@journal#ventes].

{{ excerpt journal#canal }}
"""

ITEMS = """\
items:
  - id: comptes-nombre
    type: single
    stem: |
      Selon le service juridique de la marque, combien de comptes ont diffusé les rumeurs ?
    choices:
      - Environ 1 000 comptes
      - correct: Près de 10 000
      - wrong: Plus d'un million
        feedback: |
          C'est un autre chiffre.
    evidence: [journal#comptes]
    objective: LO1
    bloom: remember
    explanation: |
      Le chiffre vient d'une partie intéressée.
    tags: [rumeurs]

  - id: canal-unique
    type: single
    stem: |
      Par où la marque vend-elle ses appareils ?
    choices:
      - correct: Par sa boutique en ligne
      - Par des magasins de quartier
      - Par des opérateurs
    evidence: [journal#canal]
    objective: LO1
    bloom: understand
    explanation: |
      L'article ne cite qu'un canal.
    tags: [vente]

  - id: annee-record
    type: single
    stem: |
      À quelle année se rapporte le chiffre des ventes ?
    choices:
      - "2012"
      - "2013"
      - correct: "2014"
    evidence: [journal#ventes]
    objective: LO1
    bloom: remember
    explanation: |
      L'article donne les ventes de 2014.
    tags: [vente]

  - id: ventes-totales
    type: numeric
    stem: |
      Combien d'appareils la marque a-t-elle vendus en 2014, en millions ?
    answer: 61
    tolerance: 0,5
    unit: "millions d'appareils"
    accept_scale: true
    evidence: [journal#ventes]
    objective: LO1
    bloom: remember
    explanation: |
      L'article le dit en toutes lettres.
    tags: [vente]
"""

QUIZZES = """\
quizzes:
  - id: lecture
    title: Contrôle de lecture
    kind: practice
    items: [comptes-nombre, canal-unique, annee-record, ventes-totales]
    pass: 60%
"""

WORKSPACE = {
    "seeds/journal.yaml": SOURCE,
    "content/course.yaml": COURSE,
    "content/cas/case.md": CASE,
    "content/cas/items.yaml": ITEMS,
    "content/cas/quizzes.yaml": QUIZZES,
}
"""A small valid workspace by path: course `demo`, case `cas`, source `journal`, quiz `lecture`."""


def make_workspace(
    folder: Path, files: dict[str, str | bytes | None] | None = None, **overrides: str
) -> Path:
    """Writes the small valid workspace into `folder` and returns it.

    Args:
        folder: made when it is missing.
        files: more files, or other contents, by path; None leaves a file out.
        overrides: other texts for `course`, `source`, `case`, `items`, `quizzes`.
    """
    paths = dict(zip(("source", "course", "case", "items", "quizzes"), WORKSPACE, strict=True))
    contents: dict[str, str | bytes | None] = {**WORKSPACE, **(files or {})}
    for name, text in overrides.items():
        contents[paths[name]] = dedent(text)
    for path, content in contents.items():
        if content is None:
            continue
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        target.write_bytes(data)
    return folder
