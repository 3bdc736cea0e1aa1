"""The instructor's page of what the questions cover, and what running attempts hold."""

from pathlib import Path

from factories import COURSE, ITEMS
from web.conftest import MakeApp
from web.visitor import DESK, Visitor, words

COVERAGE = f"{DESK}coverage/"


def test_the_desk_leads_to_the_coverage(instructor: Visitor) -> None:
    assert f'href="{COVERAGE}"' in instructor.get(DESK).text


def test_a_course_that_lacks_nothing_is_told_what_to_look_at_next(instructor: Visitor) -> None:
    page = instructor.get(COVERAGE)
    assert page.status_code == 200
    text = words(page)
    assert "Nothing: every objective is asked for at its level" in text
    assert "LO1 Lire un article 3 its own level: 1 4 70%" in text
    assert "journal#canal" in text
    assert f'href="{DESK}items/cas/canal-unique"' in page.text


def test_what_is_missing_stands_before_the_tables(make_app: MakeApp, workspace: Path) -> None:
    course = COURSE + "  - {id: LO2, text: Juger, bloom: evaluate}\n"
    (workspace / "content/course.yaml").write_text(course, encoding="utf-8")
    quizzes = workspace / "content/cas/quizzes.yaml"
    quizzes.write_text(quizzes.read_text("utf-8").replace("comptes-nombre, ", ""), "utf-8")
    instructor = Visitor(make_app(workspace))
    instructor.sign_in()
    page = instructor.get(COVERAGE)
    text = words(page)
    missing = "No question serves objective LO2. Write one at level evaluate"
    assert text.index(missing) < text.index("Objectives by level")
    assert "1 question is in no quiz." in text
    assert f'<a href="{DESK}items/cas/comptes-nombre">cas/comptes-nombre</a>' in page.text


def test_the_page_speaks_french(make_app: MakeApp, workspace: Path) -> None:
    instructor = Visitor(make_app(workspace), language="fr")
    instructor.sign_in()
    text = words(instructor.get(COVERAGE))
    assert "Ce qui manque" in text
    assert "Objectifs par niveau" in text


def test_the_desk_names_what_running_attempts_hold_in_an_older_version(
    make_app: MakeApp, workspace: Path
) -> None:
    student = Visitor(make_app(workspace))
    student.start()
    instructor = Visitor(student.app)
    instructor.sign_in()
    assert "an older version" not in words(instructor.get(DESK))
    items = workspace / "content/cas/items.yaml"
    items.write_text(ITEMS.replace("Environ 1 000", "Environ 2 000"), encoding="utf-8")
    later = Visitor(make_app(workspace))
    later.sign_in()
    page = later.get(DESK)
    text = words(page)
    assert "1 running attempt holds an older version of a question" in text
    older = text[text.index("older version") :]
    assert "cas/comptes-nombre" in older
    assert "cas/canal-unique" not in older.split("Coverage")[0]
