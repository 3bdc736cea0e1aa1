"""Charts on paper and on cards."""

import re
from pathlib import Path

import pikepdf
import pytest
from charts import NAMES, make_charts
from export.printing import elements
from export.sample import NOW, read_bank
from export.test_cards import field, note_of

from casekit.domain.bank import Bank
from casekit.export.anki import write_deck
from casekit.export.handout import Handout, render_handout_html, write_handout


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_charts(tmp_path / "charts")


@pytest.fixture
def drawn(root: Path) -> Bank:
    return read_bank(root)


def exhibit_of(html: str, name: str) -> str:
    start = html.index(f'id="exhibit-{name}"')
    return html[start:].split('<div class="exhibit"')[0].split("<section")[0]


def test_paper_shows_each_chart_with_number_title_and_source(drawn: Bank) -> None:
    html = render_handout_html(drawn, Handout("cas"))
    for number, name in enumerate(NAMES, 1):
        part = exhibit_of(html, name)
        assert f"Annexe {number}</span>" in part
        assert part.count("<svg ") == 1
    assert "Source" in exhibit_of(html, "marques")


def test_paper_prints_the_numbers_of_a_line_and_not_those_of_bars_twice(drawn: Bank) -> None:
    html = render_handout_html(drawn, Handout("cas"))
    assert "<table>" in exhibit_of(html, "annees")
    assert "<table>" not in exhibit_of(html, "marques")
    assert "1\u202f200</text>" in exhibit_of(html, "marques")
    assert "<table>" not in exhibit_of(html, "semaine")


@pytest.mark.pdf
def test_a_chart_is_a_figure_whose_alternative_text_says_it_all(
    drawn: Bank, tmp_path: Path
) -> None:
    write_handout(drawn, Handout("cas"), tmp_path / "a.pdf", exported_at=NOW)
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        figures = [one for one in elements(pdf.Root.StructTreeRoot) if str(one.S) == "/Figure"]
        texts = [str(figure.Alt) for figure in figures]
        assert len(texts) == 4  # the bars stand there twice
        assert (
            "La marque\u00a0: 61\u202f; Sa rivale\u00a0: 1\u202f200\u202f; Une autre\u00a0: –"
            in texts[0]
        )
        assert texts[1] == "Les ventes par an"  # its table stands below
        assert "16 mars 2015\u00a0: Elle vend." in texts[2]
        tables = [one for one in elements(pdf.Root.StructTreeRoot) if str(one.S) == "/Table"]
        assert len(tables) == 1


def test_a_card_shows_the_chart_and_its_data_behind(drawn: Bank) -> None:
    front = field(note_of(drawn, "cas/ventes-totales"), "Front")
    assert front.count("<svg ") == 1
    chart, data = re.findall(r"(<svg .*?</svg>)<details>(.*?)</details>", front)[0]
    assert "style=" not in chart
    assert "<table>" in data


@pytest.mark.anki
def test_anki_keeps_the_chart_of_a_card(drawn: Bank, tmp_path: Path) -> None:
    from anki.collection import (
        Collection,
        ImportAnkiPackageOptions,
        ImportAnkiPackageRequest,
    )

    write_deck(drawn, tmp_path / "a.apkg", exported_at=NOW)
    collection = Collection(str(tmp_path / "a.anki2"))
    try:
        options = ImportAnkiPackageOptions(with_scheduling=False, with_deck_configs=False)
        path = str(tmp_path / "a.apkg")
        collection.import_anki_package(ImportAnkiPackageRequest(package_path=path, options=options))
        [card_id] = collection.find_cards("ID:cas/ventes-totales")
        shown = collection.get_card(card_id).question()
    finally:
        collection.close()
    assert shown.count("<svg ") == 1
    assert "61</text>" in shown
