"""`casekit new case`, `item` and `quiz`; `new source` is in `test_sources_add`."""

from pathlib import Path

import pytest
from cli.running import Run
from cli.terminal import type_at
from factories import COURSE, make_workspace

from casekit.content import read_workspace
from casekit.domain.bank import Bank
from casekit.domain.item import ITEM_TYPES

CASE = ("new", "case", "--title", "Second cas", "--id", "second", "--source", "journal")
ITEM = ("new", "item", "--evidence", "journal#ventes", "--id", "nouvelle")
QUIZ = ("new", "quiz", "--title", 'Le "quiz" : #2', "--id", "deux")


@pytest.fixture
def course(here: Path) -> Path:
    """The small valid workspace as the current folder; its one claim may be cited, too."""
    return make_workspace(here)


def bank_of(workspace: Path) -> Bank:
    reading = read_workspace(workspace, cache=False)
    assert reading.bank is not None, [problem.message() for problem in reading.errors]
    return reading.bank


def everything_in(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and ".casekit" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_case_is_written_and_named_in_the_course(run: Run, course: Path) -> None:
    path = course / "content/course.yaml"
    path.write_text(COURSE.replace("cases: [cas]", "cases: [cas]   # dans l'ordre"), "utf-8")
    result = run(*CASE)
    assert result.exit_code == 0, result.output
    first, following = result.output.splitlines()
    assert first.startswith("content/second/case.md:1: ")
    assert "casekit new item --case second" in following
    assert "cases: [cas, second]   # dans l'ordre" in path.read_text(encoding="utf-8")
    assert bank_of(course).course.cases == ("cas", "second")
    assert run("check", "--strict").exit_code == 0
    names = {each.name for each in (course / "content/second").iterdir()}
    assert names == {"case.md", "items.yaml", "quizzes.yaml", "teaching-note.md"}


def test_a_source_that_is_named_twice_counts_once(run: Run, course: Path) -> None:
    result = run(*CASE, "--source", "journal", "--objective", "LO1", "--objective", "LO1")
    assert result.exit_code == 0, result.output
    path = course / "content/second/case.md"
    text = path.read_text("utf-8")
    assert "sources: [journal]" in text
    path.write_text(text.replace("sources: [journal]", "sources: [journal, journal]"), "utf-8")
    bank = bank_of(course)
    refs = [cited.ref for cited in bank.excerpts_of("second")]
    assert refs == ["journal#comptes", "journal#ventes", "journal#canal"]
    assert bank.cases["second"].head.objectives == ("LO1",)


def test_a_case_may_be_named_one_to_a_line(run: Run, course: Path) -> None:
    path = course / "content/course.yaml"
    path.write_text(COURSE.replace("cases: [cas]", "cases:\n  - cas   # le premier"), "utf-8")
    assert run(*CASE).exit_code == 0
    assert "cases:\n  - cas   # le premier\n  - second\n" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "title", ['Le "cas" : #1', "- un tiret", "Cas [1] {2} & *", "l'été «»", "%"]
)
def test_signs_of_yaml_in_a_title_stay_signs(run: Run, course: Path, title: str) -> None:
    result = run("new", "case", "--title", title, "--id", "second", "--source", "journal")
    assert result.exit_code == 0, result.output
    assert bank_of(course).cases["second"].head.title == title


@pytest.mark.parametrize("type_name", sorted(ITEM_TYPES))
def test_an_item_of_each_type_is_a_draft_that_checks(
    run: Run, course: Path, type_name: str
) -> None:
    before = (course / "content/cas/items.yaml").read_text(encoding="utf-8")
    result = run(*ITEM, "--type", type_name)
    assert result.exit_code == 0, result.output
    after = (course / "content/cas/items.yaml").read_text(encoding="utf-8")
    line = after.splitlines().index("  - id: nouvelle") + 1
    assert after.startswith(before)
    assert result.output.startswith(f"content/cas/items.yaml:{line}: ")
    assert bank_of(course).items["cas/nouvelle"].item.status == "draft"
    assert run("check", "--strict").exit_code == 0
    assert run("preview", "cas/nouvelle").exit_code == 0, "the next step that is named"


def test_the_question_may_be_given(run: Run, course: Path) -> None:
    stem = "Combien d'appareils : 61, ou #1 ? ${x} | > - 'deux'"
    result = run(*ITEM, "--type", "single", "--stem", stem, "--bloom", "apply")
    assert result.exit_code == 0, result.output
    item = bank_of(course).items["cas/nouvelle"].item
    assert (item.stem, item.bloom) == (stem, "apply")


def test_a_claim_is_asked_as_its_voice_s(run: Run, course: Path) -> None:
    words = ("new", "item", "--type", "single", "--id", "n", "--evidence", "journal#comptes")
    assert run(*words).exit_code == 0
    assert "le service juridique de la marque" in bank_of(course).items["cas/n"].item.stem


def test_a_case_without_questions_gets_its_file(run: Run, course: Path) -> None:
    run(*CASE)
    (course / "content/second/items.yaml").unlink()
    (course / "content/second/quizzes.yaml").unlink()
    result = run(*ITEM, "--type", "true-false", "--case", "second")
    assert result.exit_code == 0, result.output
    assert "second/nouvelle" in bank_of(course).items


def test_a_quiz_asks_what_is_ready(run: Run, course: Path) -> None:
    run(*ITEM, "--type", "single")
    result = run(*QUIZ)
    assert result.exit_code == 0, result.output
    quiz = bank_of(course).quizzes["cas/deux"]
    assert quiz.title == 'Le "quiz" : #2'
    assert len(quiz.items) == 4, "the draft is not asked"
    assert run("check", "--strict").exit_code == 0


def test_what_is_practised_is_not_graded_unless_it_is_named(run: Run, course: Path) -> None:
    result = run(*QUIZ, "--kind", "graded")
    assert result.exit_code == 1
    assert "--item" in result.output
    assert run(*QUIZ, "--kind", "graded", "--item", "canal-unique").exit_code == 0
    assert bank_of(course).quizzes["cas/deux"].items == ("cas/canal-unique",)


def test_what_a_graded_quiz_can_draw_is_not_practised(run: Run, course: Path) -> None:
    graded = (
        "quizzes:\n  - {id: note, title: N, kind: graded, draw: [{tags: [rumeurs], count: 1}]}\n"
    )
    (course / "content/cas/quizzes.yaml").write_text(graded, "utf-8")
    drawn = bank_of(course).reserved
    result = run(*QUIZ, "--kind", "practice")
    assert result.exit_code == 0, result.output
    listed = bank_of(course).quizzes["cas/deux"].items
    assert drawn
    assert len(listed) + len(drawn) == 4
    assert not drawn & set(listed)


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("new", "case"), 2, "--title"),
        (("new", "item", "--id", "n", "--evidence", "journal#ventes"), 2, "--type"),
        (("new", "item", "--type", "single", "--evidence", "journal#ventes"), 2, "--id"),
        (("new", "item", "--type", "single", "--id", "n"), 2, "journal#comptes"),
        (("new", "quiz"), 2, "--title"),
        ((*CASE, "--id", "cas"), 2, "taken"),
        ((*CASE, "--id", "../x"), 2, "no id"),
        ((*CASE, "--id", "a/b"), 2, "no id"),
        ((*CASE, "--id", "course"), 2, "taken"),
        ((*CASE, "--source", "jurnal"), 2, "journal"),
        ((*CASE, "--objective", "LO9"), 2, "LO1"),
        ((*ITEM, "--type", "single", "--id", "canal-unique"), 2, "taken"),
        ((*ITEM, "--type", "single", "--id", "x/y"), 2, "no id"),
        ((*ITEM, "--type", "single", "--case", "nowhere"), 2, "cas"),
        ((*ITEM, "--type", "single", "--evidence", "journal#vente"), 2, "journal#ventes"),
        ((*ITEM, "--type", "single", "--objective", "LO9"), 2, "LO1"),
        ((*ITEM, "--type", "singel"), 2, "single"),
        ((*ITEM, "--type", "single", "--bloom", "know"), 2, "remember"),
        ((*QUIZ, "--id", "lecture"), 2, "taken"),
        ((*QUIZ, "--item", "canal"), 2, "canal-unique"),
    ],
)
def test_what_cannot_be_written_is_one_sentence_and_nothing_changes(
    run: Run, course: Path, words: tuple[str, ...], code: int, sentence: str
) -> None:
    before = everything_in(course)
    result = run(*words)
    assert result.exit_code == code, result.output
    assert sentence in result.output
    assert len(result.output.splitlines()) == 1
    assert everything_in(course) == before


def test_a_list_in_brackets_is_left_to_its_author(run: Run, course: Path) -> None:
    path = course / "content/cas/quizzes.yaml"
    path.write_text("quizzes: [{id: lecture, title: Un, items: [canal-unique]}]\n", "utf-8")
    before = everything_in(course)
    result = run(*QUIZ)
    assert result.exit_code == 1
    assert '"quizzes:"' in result.output
    assert everything_in(course) == before


def test_a_question_on_passages_needs_two(run: Run, course: Path) -> None:
    source = course / "seeds/journal.yaml"
    text = source.read_text("utf-8")
    (course / "seeds/seul.yaml").write_text(text[: text.index("  - id: ventes")], "utf-8")
    run("new", "case", "--title", "Seul", "--id", "seul", "--source", "seul")
    words = ("new", "item", "--case", "seul", "--type", "evidence", "--id", "n")
    result = run(*words)
    assert result.exit_code == 1
    assert "two passages" in result.output


def test_a_case_whose_sources_quote_nothing_says_what_comes_first(run: Run, course: Path) -> None:
    text = (course / "seeds/journal.yaml").read_text("utf-8")
    (course / "seeds/muet.yaml").write_text(text[: text.index("  - id:")], "utf-8")
    run("new", "case", "--title", "Muet", "--id", "muet", "--source", "muet")
    result = run("new", "item", "--case", "muet", "--type", "single", "--id", "n")
    assert result.exit_code == 1
    assert "casekit excerpt" in result.output


def test_a_folder_that_is_there_is_never_written_over(run: Run, course: Path) -> None:
    (course / "content/second").mkdir()
    (course / "content/second/notes.md").write_text("Les miennes.", encoding="utf-8")
    before = everything_in(course)
    assert run(*CASE).exit_code in {1, 2}
    assert everything_in(course) == before


def test_a_link_out_of_the_course_is_not_followed(run: Run, here: Path) -> None:
    course = make_workspace(here / "course")
    outside = here / "outside.yaml"
    outside.write_bytes((course / "content/cas/items.yaml").read_bytes())
    (course / "content/cas/items.yaml").unlink()
    (course / "content/cas/items.yaml").symlink_to(outside)
    before = outside.read_bytes()
    result = run("--workspace", course, *ITEM, "--type", "single")
    assert result.exit_code == 1
    assert outside.read_bytes() == before


@pytest.mark.parametrize("file", ["content/course.yaml", "content/cas/items.yaml"])
def test_a_read_only_file_stays_as_it_is(run: Run, course: Path, file: str) -> None:
    before = everything_in(course)
    (course / file).chmod(0o444)
    words = CASE if file.endswith("course.yaml") else (*ITEM, "--type", "single")
    result = run(*words)
    assert result.exit_code == 1
    assert "read-only" in result.output
    assert everything_in(course) == before


def test_a_file_with_mistakes_is_not_added_to(run: Run, course: Path) -> None:
    path = course / "content/cas/items.yaml"
    path.write_text(path.read_text("utf-8") + "  - id: 'x\n", encoding="utf-8")
    before = everything_in(course)
    result = run(*ITEM, "--type", "single")
    assert result.exit_code == 1
    assert "casekit check" in result.output
    assert everything_in(course) == before


def test_mistakes_elsewhere_do_not_stop_an_author(run: Run, course: Path) -> None:
    path = course / "content/cas/quizzes.yaml"
    path.write_text(path.read_text("utf-8").replace("canal-unique", "canal"), encoding="utf-8")
    assert run(*ITEM, "--type", "single").exit_code == 0


def test_a_broken_course_file_is_shown(run: Run, course: Path) -> None:
    path = course / "content/course.yaml"
    path.write_text(path.read_text("utf-8").replace("title:", "titel:"), encoding="utf-8")
    result = run(*ITEM, "--type", "single")
    assert result.exit_code == 1
    assert "E201" in result.output


def test_at_a_terminal_what_is_missing_is_asked_for(here: Path) -> None:
    course = make_workspace(here / "course")
    answers = ["single", "nouvelle", "journal#ventes"]
    code, screen = type_at(["--workspace", course, "new", "item"], answers, here)
    assert code == 0, screen
    assert bank_of(course).items["cas/nouvelle"].item.status == "draft"


def test_a_case_is_asked_for_at_a_terminal(here: Path) -> None:
    course = make_workspace(here / "course")
    code, screen = type_at(["--workspace", course, "new", "case"], ["Un cas", "", ""], here)
    assert code == 0, screen
    assert bank_of(course).course.cases[-1] == "cas-2"


def test_the_messages_and_the_files_speak_french(run: Run, course: Path) -> None:
    result = run("--language", "fr", *ITEM, "--type", "single")
    assert "Ensuite" in result.output
    assert "# brouillon" in (course / "content/cas/items.yaml").read_text(encoding="utf-8")
