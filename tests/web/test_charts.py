"""Charts on the pages of a case and of its questions."""

import re
from pathlib import Path

import pytest
from charts import NAMES, make_charts
from web.conftest import MakeApp
from web.visitor import CASE, Visitor


@pytest.fixture
def charts(make_app: MakeApp, tmp_path: Path) -> Visitor:
    return Visitor(make_app(make_charts(tmp_path / "charts")))


def figures(page: str) -> list[str]:
    return re.findall(r'<figure class="exhibit".*?</figure>', page, re.DOTALL)


def test_a_case_shows_each_chart_over_its_data(charts: Visitor) -> None:
    shown = figures(charts.get(CASE).text)
    assert len(shown) == len(NAMES) + 1
    for figure in shown:
        assert figure.count("<svg ") == 1
        assert figure.index("<svg ") < figure.index("<details>") < figure.index("<table>")
    assert "Les ventes de l’autre ne sont pas connues." in shown[0]
    assert "15 mars 2015</th>" in shown[2]


def test_a_chart_shown_twice_keeps_every_id_unique(charts: Visitor) -> None:
    ids = re.findall(r'\bid="([^"]+)"', charts.get(CASE).text)
    assert len(ids) == len(set(ids))


def test_charts_need_nothing_that_the_policy_forbids(charts: Visitor) -> None:
    for figure in figures(charts.get(CASE).text):
        assert not re.search(r"style=|<style|<script| on\w+=|url\(", figure)


def test_a_question_shows_its_chart(charts: Visitor) -> None:
    address = charts.start()
    assert sum("<svg " in figure for figure in figures(charts.get(address).text)) == 1
