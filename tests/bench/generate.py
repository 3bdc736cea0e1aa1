"""A large course made up by a seed: valid files of a realistic size, the same on every machine.

A case has 100 items of about 16 lines (three `single` with four choices and feedback, then one
`numeric`, all long texts in blocks), a source of its own with its full text, a narrative and one
practice quiz of 20 `single` items; a case that has enough of them has a graded quiz of 20 others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

ITEMS_PER_CASE = 100
QUIZ_LENGTH = 20
SEED = 2026

MARKETS = (
    "en Espagne", "en France", "en Italie", "en Pologne", "au Portugal", "en Grèce",
    "en Allemagne", "en Belgique", "aux Pays-Bas", "en Autriche", "en Irlande", "au Danemark",
    "en Suède", "en Finlande", "en Hongrie", "en Roumanie",
)  # fmt: skip
PRODUCTS = (
    "de téléphones", "de téléviseurs", "de trottinettes", "de bracelets connectés", "d'aspirateurs",
    "de purificateurs d'air", "de casques", "de tablettes", "de montres", "d'ampoules",
    "de caméras", "de routeurs",
)  # fmt: skip
DEEDS = (
    "ventes", "livraisons", "importations", "commandes", "réparations", "locations", "reprises",
    "promesses de vente",
)  # fmt: skip
VOICES = (
    "la directrice des ventes", "le fondateur", "un analyste du cabinet",
    "la porte-parole du réseau", "le responsable de la logistique",
)  # fmt: skip
REASONS = (
    "Le passage cite ce chiffre et nomme la personne qui le donne ; il ne dit pas comment il a été "
    "compté.",
    "Les autres réponses mêlent deux périodes que l'article sépare avec soin dans le même "
    "paragraphe.",
    "L'article rapporte une annonce ; il ne la vérifie pas, et la marque a intérêt à ce chiffre.",
    "Il faut lire la phrase entière : le nombre porte sur un seul pays, et non sur toute l'Europe.",
)
MISREADINGS = (
    "C'est le chiffre de l'année d'avant, que l'article donne pour comparer.",
    "Ce nombre porte sur l'Europe entière.",
    "L'article dit le contraire à la phrase suivante.",
)
BLOOM = ("remember", "understand", "apply", "analyse")
TAGS = ("ventes", "logistique", "image", "prix", "canal")
EXCERPTS = 8


@dataclass(frozen=True)
class Subject:
    """What one item asks about; no two items of a case share all of it."""

    deed: str
    product: str
    market: str
    year: int

    @property
    def text(self) -> str:
        """What is counted, in words."""
        return f"les {self.deed} {self.product} {self.market} en {self.year}"


def write_course(folder: Path, items: int, seed: int = SEED) -> Path:
    """Writes a course of `items` items, 100 to a case, into an empty folder; returns the folder."""
    random = Random(seed)
    sizes = [min(ITEMS_PER_CASE, items - done) for done in range(0, items, ITEMS_PER_CASE)]
    names = [f"cas-{number:03d}" for number in range(1, len(sizes) + 1)]
    _write(folder / "content/course.yaml", _course(names))
    for name, size in zip(names, sizes, strict=True):
        quoted = [_sentence(random) for _ in range(EXCERPTS)]
        _write(folder / f"seeds/source-{name}.yaml", _source(name, quoted))
        _write(folder / f"seeds/source-{name}.md", "\n\n".join(quoted) + "\n")
        case = folder / "content" / name
        _write(case / "case.md", _case(name))
        _write(case / "items.yaml", "items:\n" + "\n".join(_items(name, size, random)))
        _write(case / "quizzes.yaml", _quizzes(size))
    return folder


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _course(names: list[str]) -> str:
    return f"""\
id: banc
title: Une grande banque de questions
language: fr
authors: [Une équipe]
licence: CC-BY-4.0
quotation_budget: 30%
cases: [{", ".join(names)}]
objectives:
  - {{id: LO1, text: Lire un article de presse, bloom: understand, target: 70%}}
  - {{id: LO2, text: Peser un chiffre, bloom: analyse, target: 60%}}
"""


def _sentence(random: Random) -> str:
    return (
        f"Selon {random.choice(VOICES)}, la marque a compté {random.randint(2, 900)} 000 "
        f"{random.choice(DEEDS)} {random.choice(MARKETS)} en {random.randint(2010, 2025)}, "
        f"« sans hausse de prix »."
    )


def _source(name: str, quoted: list[str]) -> str:
    excerpts = "".join(
        f"  - id: passage-{number}\n    paragraph: {number}\n    kind: fact\n"
        f"    text: |\n      {text}\n"
        for number, text in enumerate(quoted, 1)
    )
    return f"""\
title: La marque et ses marchés, {name}
publisher: Le Journal
authors: [Prénom Nom]
published: 2025-05
language: fr
url: null
rights: own
licence: null
original:
  file: {name}.txt
  sha256: {"0" * 64}
  lines: [[1, {2 * EXCERPTS}]]
summary: |
  La marque raconte ses ventes, pays par pays.
excerpts:
{excerpts}"""


def _case(name: str) -> str:
    return f"""\
---
title: Lire des chiffres de vente, {name}
summary: |
  Une marque annonce des chiffres ; il faut dire ce qu'ils prouvent.
sources: [source-{name}]
objectives: [LO1, LO2]
minutes: 45
protagonist: La directrice des études
decision: |
  Faut-il publier ces chiffres ?
questions:
  - text: |
      Que prouve le premier chiffre ?
    objective: LO2
---
La marque publie ses ventes chaque année [@source-{name}#passage-1].

{{{{ excerpt source-{name}#passage-2 }}}}
"""


def _quizzes(size: int) -> str:
    singles = [_id(n) for n in range(size) if not _is_numeric(n)]
    practice, graded = singles[:QUIZ_LENGTH], singles[QUIZ_LENGTH : 2 * QUIZ_LENGTH]
    written = f"""\
quizzes:
  - id: lecture
    title: Contrôle de lecture
    kind: practice
    items:
{_listed(practice)}    pass: 60%
"""
    if len(graded) < QUIZ_LENGTH:
        return written
    return f"""\
{written}  - id: examen
    title: Examen
    kind: graded
    time_limit: 60
    items:
{_listed(graded)}    pass: 60%
"""


def _listed(item_ids: list[str]) -> str:
    return "".join(f"      - {item_id}\n" for item_id in item_ids)


def _id(number: int) -> str:
    return f"question-{number:03d}"


def _is_numeric(number: int) -> bool:
    return number % 4 == 3


def _items(name: str, size: int, random: Random) -> Iterator[str]:
    for number, subject in enumerate(_subjects(size, random)):
        write = _numeric if _is_numeric(number) else _single
        yield write(number, subject, random) + _common(name, number, random)


def _subjects(size: int, random: Random) -> Iterator[Subject]:
    spots = random.sample(range(len(MARKETS) * len(PRODUCTS)), size)
    for spot in spots:
        market, product = divmod(spot, len(PRODUCTS))
        deed, year = random.choice(DEEDS), random.randint(2010, 2025)
        yield Subject(deed, PRODUCTS[product], MARKETS[market], year)


def _single(number: int, subject: Subject, random: Random) -> str:
    low, second, key, high = sorted(random.sample(range(2, 990), 4))
    return f"""\
  - id: {_id(number)}
    type: single
    stem: |
      D'après {random.choice(VOICES)}, à combien se montent {subject.text} ?
    choices:
      - Environ {low} 000
      - correct: Près de {key} 000
      - wrong: Plus de {high} 000
        feedback: |
          {random.choice(MISREADINGS)}
      - Moins de {second} 000
"""


def _numeric(number: int, subject: Subject, random: Random) -> str:
    return f"""\
  - id: {_id(number)}
    type: numeric
    stem: |
      À combien se montent {subject.text}, en milliers ?
      Donnez le nombre que l'article attribue à {random.choice(VOICES)}.
    answer: {random.randint(2, 990)},5
    tolerance: 0,5
    unit: milliers
    accept_scale: true
"""


def _common(name: str, number: int, random: Random) -> str:
    return f"""\
    evidence: [source-{name}#passage-{number % EXCERPTS + 1}]
    objective: LO{number % 2 + 1}
    bloom: {BLOOM[number % len(BLOOM)]}
    tags: [{random.choice(TAGS)}]
    explanation: |
      {random.choice(REASONS)}
"""
