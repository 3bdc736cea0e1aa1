"""A workspace with one exhibit of each kind of chart, one of them beside a question."""

from pathlib import Path

from factories import CASE, ITEMS, make_workspace

EXHIBITS = """\
exhibits:
  - id: marques
    title: Les ventes par marque
    kind: bar
    unit: millions d'appareils
    columns: [Marque, Ventes]
    rows:
      - [La marque, 61 millions d'appareils]
      - [Sa rivale, "1,2 milliard"]
      - [Une autre, –]
    note: |
      Les ventes de l'autre ne sont pas connues.
    evidence: [journal#ventes]
  - id: annees
    title: Les ventes par an
    kind: line
    columns: [An, Ventes]
    rows:
      - ["2013", "58"]
      - ["2014", "61"]
  - id: semaine
    title: La semaine
    kind: timeline
    columns: [Quand, Quoi]
    rows:
      - [2015-03-15, La marque arrive.]
      - [2015-03-16, Elle vend.]
"""

NAMES = ("marques", "annees", "semaine")


def make_charts(folder: Path) -> Path:
    """Writes the workspace; question `ventes-totales` shows the bars."""
    case = CASE + "".join(f"\n{{{{ exhibit {name} }}}}\n" for name in (*NAMES, "marques"))
    items = ITEMS.replace("    type: numeric\n", "    type: numeric\n    exhibit: marques\n")
    files = {"content/cas/exhibits.yaml": EXHIBITS}
    return make_workspace(folder, files, case=case, items=items)
