"""What students hold in their hands has no sentence that only instructors read."""

from pathlib import Path

import pytest
from every_type import make_typed_workspace
from export.printing import Copies, find_leaks, secrets
from export.sample import read_bank

from casekit.domain.bank import Bank
from casekit.export.errors import BrokenTemplateError
from casekit.export.handout import Handout, list_handouts, render_handout_html

FOR_STUDENTS = ("student", "quiz", "cards")

LEAK = "{% macro question(item, arrangement) %}{{ item.explanation|block }}{% endmacro %}"


@pytest.fixture
def typed(tmp_path: Path) -> Bank:
    return read_bank(make_typed_workspace(tmp_path / "course"))


@pytest.mark.parametrize("edition", FOR_STUDENTS)
def test_no_edition_for_students_has_one(demo: Bank, edition: str) -> None:
    for handout in list_handouts(demo, list(demo.cases), edition, forms=3):
        assert find_leaks(demo, render_handout_html(demo, handout), edition) == set()


def test_no_item_type_gives_one_away(typed: Bank) -> None:
    assert len(secrets(typed)) > 5
    for handout in list_handouts(typed, ["cas"], "quiz", forms=2):
        assert find_leaks(typed, render_handout_html(typed, handout)) == set()


@pytest.mark.pdf
@pytest.mark.xdist_group("handouts")
@pytest.mark.parametrize(
    "handout",
    [
        Handout("europe-2015"),
        Handout("europe-2015", "quiz", "europe-2015/lecture", "B"),
        Handout("europe-2015", "cards"),
    ],
    ids=lambda handout: handout.edition,
)
def test_no_printed_page_has_one(copies: Copies, handout: Handout) -> None:
    assert find_leaks(copies.bank, copies.get(handout).text, handout.edition) == set()


@pytest.mark.pdf
@pytest.mark.xdist_group("handouts")
def test_the_search_finds_them_where_they_are(copies: Copies) -> None:
    """In the instructor's copy of the case: nearly all, for a page may end within a sentence."""
    bank = copies.bank
    shown = find_leaks(bank, copies.get(Handout("europe-2015", "instructor")).text)
    html = render_handout_html(bank, Handout("europe-2015", "instructor"))
    assert len(shown) > 0.9 * len(find_leaks(bank, html)) > 50


def test_a_key_in_the_template_of_a_quiz_is_found(typed: Bank, tmp_path: Path) -> None:
    own = tmp_path / "course/templates/handout/item/true-false.html"
    own.parent.mkdir(parents=True)
    own.write_text(LEAK.replace("explanation", "feedback"), encoding="utf-8")
    handout = Handout("cas", "quiz", "cas/lecture")
    html = render_handout_html(typed, handout, workspace=tmp_path / "course")
    assert find_leaks(typed, html) == {"relisezlepassagesurlaboutique"}


@pytest.mark.parametrize("name", ["note", "case.teaching_note", "questions", "answers"])
def test_the_template_of_the_case_is_given_no_key_to_show(
    typed: Bank, tmp_path: Path, name: str
) -> None:
    own = tmp_path / "course/templates/handout/student.html"
    own.parent.mkdir(parents=True)
    own.write_text(f"{{{{ {name} }}}}", encoding="utf-8")
    with pytest.raises(BrokenTemplateError):
        render_handout_html(typed, Handout("cas"), workspace=tmp_path / "course")


def test_a_key_written_into_the_template_of_the_case_is_found(typed: Bank, tmp_path: Path) -> None:
    own = tmp_path / "course/templates/handout/student.html"
    own.parent.mkdir(parents=True)
    own.write_text("<p>Relisez le <em>passage</em> sur la boutique.</p>", encoding="utf-8")
    html = render_handout_html(typed, Handout("cas"), workspace=tmp_path / "course")
    assert find_leaks(typed, html.replace("<em>", "").replace("</em>", ""))
