"""The instructor's page of handouts: what can be printed, and the PDFs behind its buttons."""

from pathlib import Path

import pytest
from factories import ITEMS
from web.conftest import MakeApp
from web.visitor import DESK, Visitor, words

from casekit.export.handout import FOLDER

HANDOUTS = f"{DESK}handouts/"


def test_the_desk_leads_to_the_handouts(instructor: Visitor) -> None:
    assert f'href="{HANDOUTS}"' in instructor.get(DESK).text


def test_every_edition_has_its_button(instructor: Visitor) -> None:
    page = instructor.get(HANDOUTS).text
    actions = ["student:cas", "instructor:cas", "cards:cas", "key:cas/lecture:ABC"]
    actions += [f"quiz:cas/lecture:{letter}" for letter in "ABC"]
    for action in actions:
        assert page.count(f'value="{action}"') == 1


def test_it_leads_to_its_page_of_the_guide(instructor: Visitor) -> None:
    assert 'href="/help/handouts"' in instructor.get(HANDOUTS).text
    assert instructor.get("/help/handouts").status_code == 200


@pytest.mark.pdf
def test_a_quiz_is_downloaded_as_it_is_asked_for_and_kept(
    instructor: Visitor, workspace: Path
) -> None:
    form = {"action": "quiz:cas/lecture:B", "paper": "letter", "print": "large", "lines": "4"}
    reply = instructor.post(HANDOUTS, **form)
    assert (reply.status_code, reply.mimetype) == (200, "application/pdf")
    name = "demo-cas-lecture-quiz-form-b-letter-large-print.pdf"
    assert name in reply.headers["Content-Disposition"]
    assert reply.data.startswith(b"%PDF-")
    [kept] = (workspace / FOLDER).glob("*.pdf")
    assert kept.read_bytes() == reply.data
    assert "no-store" in reply.headers["Cache-Control"]


@pytest.mark.parametrize(
    "form",
    [
        {"action": ""},
        {"action": "student"},
        {"action": "student:nothing"},
        {"action": "wheel:cas"},
        {"action": "quiz:cas/lecture"},
        {"action": "quiz:cas/lecture:AB"},
        {"action": "quiz:cas/nothing:A"},
        {"action": "key:cas/lecture:XYZ"},
        {"action": "student:cas", "paper": "a5"},
        {"action": "student:cas", "lines": "1000"},
        {"action": "student:cas", "lines": "x"},
    ],
)
def test_what_cannot_be_printed_is_refused(instructor: Visitor, form: dict[str, str]) -> None:
    assert instructor.post(HANDOUTS, **form).status_code == 400


def test_a_handout_that_cannot_be_made_says_why(make_app: MakeApp, workspace: Path) -> None:
    items = workspace / "content/cas/items.yaml"
    text = ITEMS.replace("    objective:", "    card: false\n    objective:")
    items.write_text(text, encoding="utf-8")
    instructor = Visitor(make_app(workspace))
    instructor.sign_in()
    assert "cards:cas" not in instructor.get(HANDOUTS).text
    reply = instructor.post(HANDOUTS, action="cards:cas")
    assert reply.status_code == 422
    assert "no sheet to print" in words(reply)


@pytest.mark.pdf
def test_a_template_of_the_workspaces_own_is_used(make_app: MakeApp, workspace: Path) -> None:
    own = workspace / "templates/handout/student.html"
    own.parent.mkdir(parents=True)
    own.write_text("<html lang=fr><title>a</title><img src='file:///x' alt='a'></html>", "utf-8")
    instructor = Visitor(make_app(workspace))
    instructor.sign_in()
    reply = instructor.post(HANDOUTS, action="student:cas")
    assert reply.status_code == 422
    assert "file:///x" in words(reply)
