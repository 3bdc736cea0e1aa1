"""Content that changes while it is served: what is broken never replaces what was good."""

import multiprocessing
from pathlib import Path

import pytest
from factories import ITEMS, make_workspace
from web.conftest import MakeApp
from web.visitor import CASE, DESK, HOME, QUIZ, Visitor, live, words

from casekit.web.last_good import LastGood
from casekit.web.live import LiveCourse

BROKEN = ITEMS.replace("evidence: [journal#canal]", "evidence: [journal#cannal]")
STEM = "Par où la marque vend-elle ses appareils ?"
CHANGED = ITEMS.replace(STEM, "Où cette marque vend-elle ?")


def write_items(workspace: Path, text: str) -> None:
    (workspace / "content/cas/items.yaml").write_text(text, encoding="utf-8")


def stem_of(course: LiveCourse) -> str:
    bank = course.look_now().bank
    assert bank is not None
    return bank.items["cas/canal-unique"].item.stem


def test_a_saved_file_is_served(workspace: Path) -> None:
    course = LiveCourse(workspace, watch=True)
    before = course.content.token
    write_items(workspace, CHANGED)
    assert stem_of(course) == "Où cette marque vend-elle ?"
    assert course.content.token != before


def test_an_unchanged_workspace_is_not_read_again(workspace: Path) -> None:
    course = LiveCourse(workspace, watch=True)
    assert course.look_now() is course.look_now()


def test_without_watching_nothing_changes_until_the_restart(workspace: Path) -> None:
    course = LiveCourse(workspace)
    write_items(workspace, CHANGED)
    bank = course.content.bank
    assert bank is not None
    assert bank.items["cas/canal-unique"].item.stem == STEM


def test_broken_content_keeps_the_last_good_bank_and_tells_the_problem(workspace: Path) -> None:
    course = LiveCourse(workspace, watch=True)
    write_items(workspace, BROKEN)
    assert stem_of(course) == STEM
    assert course.content.is_stale
    problem = next(p for p in course.content.problems if p.severity == "error")
    assert problem.file == "content/cas/items.yaml"
    assert problem.suggestion == "journal#canal"


def test_mended_content_is_served_again(workspace: Path) -> None:
    course = LiveCourse(workspace, watch=True)
    write_items(workspace, BROKEN)
    course.look_now()
    write_items(workspace, CHANGED)
    assert stem_of(course) == "Où cette marque vend-elle ?"
    assert not course.content.is_stale


def test_the_last_good_bank_outlives_a_restart(workspace: Path) -> None:
    LiveCourse(workspace)
    write_items(workspace, BROKEN)
    restarted = LiveCourse(workspace)
    assert stem_of(restarted) == STEM
    assert restarted.content.is_stale
    assert restarted.content.errors == 1


def test_the_newest_good_version_is_the_one_that_is_kept(workspace: Path) -> None:
    course = LiveCourse(workspace, watch=True)
    write_items(workspace, CHANGED)
    course.look_now()
    write_items(workspace, BROKEN)
    assert stem_of(LiveCourse(workspace)) == "Où cette marque vend-elle ?"


def test_a_workspace_that_cannot_be_written_is_served_all_the_same(workspace: Path) -> None:
    state = workspace / ".casekit"
    state.mkdir(exist_ok=True)
    (state / "last-good").write_text("in the way", encoding="utf-8")
    course = LiveCourse(workspace)
    assert course.content.bank is not None
    assert course.content.root == workspace


def test_copies_do_not_pile_up(workspace: Path) -> None:
    course = LiveCourse(workspace, watch=True)
    for number in range(8):
        write_items(workspace, ITEMS.replace("ses appareils", f"ses {number} appareils"))
        course.look_now()
    copies = [p for p in (workspace / ".casekit/last-good").iterdir() if p.is_dir()]
    assert len(copies) == 5
    assert LastGood(workspace).find() in copies


def test_a_pointer_that_leads_nowhere_is_no_content(workspace: Path) -> None:
    folder = workspace / ".casekit/last-good"
    folder.mkdir(parents=True)
    for name in ("../../content", "0" * 32, ""):
        (folder / "current").write_text(name, encoding="ascii")
        assert LastGood(workspace).find() is None


def _keep_often(workspace: Path) -> None:
    for _ in range(20):
        assert LastGood(workspace).keep() is not None


def test_processes_that_keep_at_once_leave_one_whole_copy(workspace: Path) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_keep_often, args=(workspace,)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
        assert process.exitcode == 0
    kept = LastGood(workspace).find()
    assert kept is not None
    assert (kept / "content/cas/items.yaml").read_text(encoding="utf-8") == ITEMS
    assert [p.name for p in kept.parent.iterdir() if p.name.startswith(".")] == []


def test_articles_are_not_copied(workspace: Path) -> None:
    originals = workspace / "seeds/originals"
    originals.mkdir()
    (originals / "article.txt").write_text("tout l'article", encoding="utf-8")
    kept = LastGood(workspace).keep()
    assert kept is not None
    assert not (kept / "seeds/originals").exists()


def test_students_never_meet_the_authors_mistake(make_app: MakeApp, workspace: Path) -> None:
    app = make_app(workspace, watch=True)
    student, instructor = Visitor(app), Visitor(app)
    instructor.sign_in()
    write_items(workspace, BROKEN)
    live(app).look_now()
    for address in (HOME, CASE, QUIZ):
        page = student.get(address)
        assert page.status_code == 200
        assert "items.yaml" not in page.text
    assert student.get(student.start()).status_code == 200
    told = words(instructor.get(CASE))
    assert "content/cas/items.yaml:" in told
    assert "cannal" in told
    assert "journal#canal" in told
    assert "content/cas/items.yaml:" in words(instructor.get(DESK))


def test_an_attempt_goes_on_with_the_questions_it_began_with(
    make_app: MakeApp, workspace: Path
) -> None:
    app = make_app(workspace, watch=True)
    student = Visitor(app)
    address = student.start()
    write_items(workspace, CHANGED)
    live(app).look_now()
    page = words(student.get(address))
    assert "Par où la marque vend-elle ses appareils" in page


def test_a_quiz_that_is_gone_leaves_its_attempts_readable(
    make_app: MakeApp, workspace: Path
) -> None:
    app = make_app(workspace, watch=True)
    student = Visitor(app)
    address = student.start()
    quizzes = workspace / "content/cas/quizzes.yaml"
    text = quizzes.read_text(encoding="utf-8").replace("id: lecture", "id: relecture")
    quizzes.write_text(text, encoding="utf-8")
    assert live(app).look_now().bank is not None
    assert student.get(QUIZ).status_code == 404
    assert student.get(address).status_code == 200
    student.post(f"{address}/submit")
    assert student.get(f"{address}/result").status_code == 200


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "broken", items=BROKEN)


def test_content_that_was_never_good_is_a_polite_page(make_app: MakeApp, broken: Path) -> None:
    student = Visitor(make_app(broken))
    for address in ("/", HOME, CASE, QUIZ):
        page = student.get(address)
        assert page.status_code == 503
        assert "being prepared" in words(page)
        assert "items.yaml" not in page.text
        assert page.headers["Retry-After"]


def test_its_instructor_is_told_what_to_mend(make_app: MakeApp, broken: Path) -> None:
    app = make_app(broken, watch=True)
    instructor = Visitor(app)
    reply = instructor.sign_in()
    page = instructor.get(str(reply.location))
    assert page.status_code == 503
    assert "content/cas/items.yaml:" in words(page)
    write_items(broken, ITEMS)
    live(app).look_now()
    assert instructor.get(DESK).status_code == 200
