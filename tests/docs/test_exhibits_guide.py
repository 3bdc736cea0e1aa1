"""The guide to the exhibits is held to what casekit does."""

import re
import shutil
from pathlib import Path

import pytest
from guide_reader import CASES
from web.visitor import Visitor

from casekit.content import read_workspace
from casekit.resources import docs_dir, starter_dir
from casekit.text.chart import render_chart
from casekit.web import Settings, create_app
from casekit.web.guide_outlet import read_examples

LANGUAGES = ("en", "fr")


def page_of(language: str) -> str:
    return (docs_dir() / f"exhibits.{language}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_an_example_of_each_kind_under_its_name(language: str) -> None:
    page = page_of(language)
    sections = {part.split("\n")[0]: part for part in page.split("\n## ")[1:]}
    assert list(sections) == ["table", "bar", "line", "timeline"]
    for kind, section in sections.items():
        [(name, example)] = read_examples(section).items()
        assert example.kind == kind
        assert f"\n{{{{ exhibit {name} }}}}\n" in section
        assert bool(render_chart(example, language)) == (kind != "table")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_check_clean_in_the_starter_course(language: str, tmp_path: Path) -> None:
    folder = tmp_path / "course"
    shutil.copytree(starter_dir(language), folder)
    case = folder / "content" / CASES[language]
    blocks = re.findall(r"^```yaml\n(.*?)^```$", page_of(language), re.MULTILINE | re.DOTALL)
    written = "".join(re.sub(r"^(?=.)", "  ", block, flags=re.MULTILINE) for block in blocks)
    (case / "exhibits.yaml").write_text(f"exhibits:\n{written}", encoding="utf-8")
    names = "".join(f"\n{{{{ exhibit {name} }}}}\n" for name in read_examples(page_of(language)))
    with (case / "case.md").open("a", encoding="utf-8") as file:
        file.write(names)
    reading = read_workspace(folder, cache=False)
    assert [problem.message() for problem in reading.problems] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_what_its_examples_give(language: str, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'casekit.db'}"
    app = create_app(Settings(starter_dir(language), url, "only for this test", guests=True))
    visitor = Visitor(app)
    visitor.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
    page = visitor.get("/help/exhibits").text
    app.extensions["casekit"].store.close()
    figures = re.findall(r'<figure class="exhibit".*?</figure>', page, re.DOTALL)
    assert ["<svg" in figure for figure in figures] == [False, True, True, True]


def test_both_languages_say_the_same() -> None:
    english, french = (list(read_examples(page_of(language)).values()) for language in LANGUAGES)
    assert [len(one.rows) for one in english] == [len(one.rows) for one in french]
    assert [one.kind for one in english] == [one.kind for one in french]
