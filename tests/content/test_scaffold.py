"""Every scaffold checks clean where it is written, in both languages."""

from pathlib import Path

import pytest

from casekit.cli.init import write_workspace
from casekit.content import read_workspace
from casekit.content.writing.desk import Desk, read_desk
from casekit.content.writing.new_case import NewCase, write_case
from casekit.content.writing.new_item import NewItem, write_item
from casekit.content.writing.new_quiz import NewQuiz, write_quiz
from casekit.content.writing.scaffold import FOLDER, read_scaffold
from casekit.domain.item import ITEM_TYPES

LANGUAGES = ("fr", "en")


def desk_in(folder: Path, language: str) -> Desk:
    """The desk of a new course, whose one case has excerpts of every kind."""
    if not folder.exists():
        write_workspace(folder, language)
    return read_desk(folder)


def ids_of(problems):
    return [(problem.code, problem.file, problem.line, problem.message()) for problem in problems]


def write_each_type(folder: Path, language: str, evidence_number: int) -> None:
    for name in ITEM_TYPES:
        desk = desk_in(folder, language)
        case_id = desk.cases[0]
        evidence = (desk.excerpts_of(case_id)[evidence_number],)
        objective = desk.course.objectives[0].id
        write_item(desk, NewItem(case_id, f"new-{name}", name, evidence, objective, "apply"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(ITEM_TYPES))
def test_every_type_has_its_scaffold(name, language):
    path = FOLDER / "item" / f"{name}.{language}.yaml"
    assert path.is_file(), f"write casekit/content/scaffold/item/{path.name}"


def test_no_scaffold_is_of_a_type_that_does_not_exist():
    names = {path.name.split(".")[0] for path in (FOLDER / "item").glob("*.yaml")}
    assert names <= set(ITEM_TYPES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("evidence_number", [0, 1], ids=["fact", "claim"])
def test_a_draft_of_each_type_disturbs_nobody(tmp_path, language, evidence_number):
    """Also where the passage is a claim: the scaffold names its voice."""
    write_each_type(tmp_path / "w", language, evidence_number)
    reading = read_workspace(tmp_path / "w", cache=False)
    assert ids_of(reading.problems) == []
    assert reading.bank is not None
    names = {version.item.type for version in reading.bank.items.values()}
    assert names == set(ITEM_TYPES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(ITEM_TYPES))
def test_a_scaffold_made_live_has_no_errors(tmp_path, language, name):
    """What its author fills in is enough: no field is missing."""
    folder = tmp_path / "w"
    desk = desk_in(folder, language)
    case_id = desk.cases[0]
    evidence = desk.excerpts_of(case_id)[:1]
    new = NewItem(
        case_id, "it", name, evidence, desk.course.objectives[0].id, "apply", "Une $1 : #2 ?"
    )
    path, _ = write_item(desk, new)
    text = path.read_text(encoding="utf-8")
    live = [line for line in text.splitlines() if not line.startswith("    status: draft")]
    path.write_text("\n".join(live) + "\n", encoding="utf-8")
    reading = read_workspace(folder, cache=False)
    assert ids_of(reading.errors) == []
    assert reading.bank is not None
    assert reading.bank.items[f"{case_id}/it"].item.stem == "Une $1 : #2 ?"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["practice", "graded"])
def test_a_new_case_and_a_quiz_of_its_own_check_clean(tmp_path, language, kind):
    desk = desk_in(tmp_path / "w", language)
    sources = tuple(desk.index.sources)
    objectives = tuple(each.id for each in desk.course.objectives)
    write_case(desk, NewCase("second", 'Le "second" : #2', sources, objectives))
    assert ids_of(read_workspace(tmp_path / "w", cache=False).problems) == []
    desk = read_desk(tmp_path / "w")
    assert desk.cases[-1] == "second"
    evidence = desk.excerpts_of("second")[:1]
    write_item(desk, NewItem("second", "it", "single", evidence, objectives[0], "apply"))
    items = tmp_path / "w/content/second/items.yaml"
    items.write_text(items.read_text("utf-8").replace("status: draft", "status: live"), "utf-8")
    desk = read_desk(tmp_path / "w")
    write_quiz(desk, NewQuiz("second", "controle", 'Le "contrôle" : #1', kind, ()))
    reading = read_workspace(tmp_path / "w", cache=False)
    assert ids_of(reading.problems) == []
    assert reading.bank is not None
    assert reading.bank.quizzes["second/controle"].items == ("second/it",)


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.fr.*")), ids=lambda path: path.name)
def test_every_scaffold_is_in_both_languages(path):
    name = path.relative_to(FOLDER).as_posix().split(".")[0]
    fields = [
        {part.split("}")[0] for part in read_scaffold(name, each).split("${")[1:]}
        for each in LANGUAGES
    ]
    assert fields[0] == fields[1]
