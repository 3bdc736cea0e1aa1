"""`casekit coverage`."""

import json
from pathlib import Path

from cli.running import Run
from factories import COURSE, ITEMS, make_workspace

LACKING = COURSE + "  - {id: LO2, text: Juger, bloom: evaluate}\n"


def test_a_course_that_lacks_nothing_says_so_and_shows_its_tables(run: Run, here: Path) -> None:
    make_workspace(here)
    result = run("coverage")
    assert result.exit_code == 0, result.output
    lines = [line.split() for line in result.output.splitlines()]
    assert lines[:2] == [["What", "is", "missing"], ["nothing"]]
    assert ["LO1", "3", "[1]", "4", "70%"] in lines
    assert ["cas", "4", "0", "0", "4", "0", "4", "single", "3,", "numeric", "1"] in lines
    assert ["journal#ventes", "Fact", "2"] in lines


def test_what_is_missing_comes_first_with_the_next_step(run: Run, here: Path) -> None:
    make_workspace(here, course=LACKING)
    output = " ".join(run("coverage").output.split())
    assert output.startswith(
        "What is missing No question serves objective LO2. Write one at level evaluate, or drop"
    )


def test_json_has_the_same_for_programs(run: Run, here: Path) -> None:
    make_workspace(here, course=LACKING)
    document = json.loads(run("coverage", "--format", "json").output)
    assert [gap["kind"] for gap in document["gaps"]] == ["no-item"]
    assert document["course"]["objectives"][0]["counts"]["remember"] == 3
    assert document["course"]["objectives"][0]["target"] == 0.7
    assert document["cases"][0]["scope_id"] == "cas"


def test_the_words_are_in_the_users_language(run: Run, here: Path) -> None:
    make_workspace(here, course=LACKING)
    output = run("--language", "fr", "coverage").output
    assert output.startswith("Ce qui manque\n")
    assert "Aucune question ne sert l’objectif LO2." in output


def test_files_with_errors_must_be_mended_first(run: Run, here: Path) -> None:
    make_workspace(here, items=ITEMS.replace("journal#comptes", "journal#compte"))
    result = run("coverage")
    assert result.exit_code == 1
    assert "E203" in result.output
    assert "must be mended first" in result.output
