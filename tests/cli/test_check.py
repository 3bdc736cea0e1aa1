"""`casekit check`, `casekit schema` and `casekit sources`."""

import hashlib
import json
from pathlib import Path

from cli.running import Run
from factories import ITEMS, SOURCE, make_workspace

TYPO = ITEMS.replace("journal#comptes", "journal#compte")


def test_a_clean_course_exits_with_zero(run: Run, workspace: Path) -> None:
    result = run("--workspace", workspace, "check")
    assert result.exit_code == 0
    assert result.stderr == ""


def test_an_error_exits_with_one_and_says_where_and_what_was_meant(run: Run, here: Path) -> None:
    make_workspace(here, items=TYPO)
    result = run("check")
    assert result.exit_code == 1
    assert "content/cas/items.yaml:" in result.output
    assert 'did you mean "journal#comptes"?' in result.output


def test_a_warning_counts_only_when_strict(run: Run, here: Path) -> None:
    make_workspace(here, files={"content/notes.txt": "Plus tard."})
    assert run("check").exit_code == 0
    assert run("check", "--strict").exit_code == 1


def test_json_is_for_programs(run: Run, here: Path) -> None:
    make_workspace(here, items=TYPO)
    result = run("check", "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)


def test_github_gets_annotations(run: Run, here: Path) -> None:
    make_workspace(here, items=TYPO)
    assert "::error file=content/cas/items.yaml,line=" in run("check", "--format", "github").output


def test_a_code_is_explained_without_a_course(run: Run) -> None:
    result = run("check", "--explain", "e203")
    assert result.exit_code == 0
    assert "E203" in result.output


def test_a_code_that_does_not_exist_is_wrong_usage(run: Run) -> None:
    assert run("check", "--explain", "E999").exit_code == 2


def test_fix_mends_a_tab_and_says_so(run: Run, here: Path) -> None:
    items = ITEMS.replace("    tags: [rumeurs]", "\ttags: [rumeurs]")
    make_workspace(here, items=items)
    assert run("check").exit_code == 1
    result = run("check", "--fix")
    assert result.exit_code == 0, result.output
    assert "content/cas/items.yaml" in result.output
    assert "\t" not in (here / "content/cas/items.yaml").read_text(encoding="utf-8")


def test_no_cache_leaves_nothing_behind(run: Run, workspace: Path) -> None:
    run("--workspace", workspace, "check", "--no-cache")
    assert not (workspace / ".casekit").exists()


def test_schemas_are_written_where_the_files_look_for_them(run: Run, workspace: Path) -> None:
    result = run("--workspace", workspace, "schema")
    assert result.exit_code == 0
    assert (workspace / ".casekit/schema/items.schema.json").is_file()
    assert "items.schema.json" in result.output


def test_schemas_are_written_elsewhere_on_request(run: Run, workspace: Path, here: Path) -> None:
    assert run("--workspace", workspace, "schema", "--out", here / "x").exit_code == 0
    assert (here / "x/course.schema.json").is_file()


ARTICLE = """\
Près de 10 000 comptes ont diffusé ces rumeurs.
En 2014, la marque a vendu 61 millions d'appareils.
Elle n'utilise qu'un seul canal, sa boutique en ligne.
"""


def with_original(here: Path, article: str) -> Path:
    """A workspace, and beside it a folder with the article that its source names."""
    data = article.encode()
    (here / "originals").mkdir()
    (here / "originals/article.txt").write_bytes(data)
    make_workspace(
        here / "course", source=SOURCE.replace("0" * 64, hashlib.sha256(data).hexdigest())
    )
    return here / "originals"


def test_excerpts_that_stand_in_the_originals_are_confirmed(run: Run, here: Path) -> None:
    originals = with_original(here, ARTICLE)
    result = run("--workspace", "course", "sources", "verify", originals)
    assert result.exit_code == 0, result.output


def test_an_excerpt_that_is_not_verbatim_is_found(run: Run, here: Path) -> None:
    originals = with_original(here, ARTICLE.replace("10 000", "11 000"))
    result = run("--workspace", "course", "sources", "verify", originals)
    assert result.exit_code == 1
    assert "journal" in result.output


def test_a_missing_folder_of_originals_is_wrong_usage(run: Run, workspace: Path) -> None:
    result = run("--workspace", workspace, "sources", "verify", "nowhere")
    assert result.exit_code == 2
    assert "nowhere" in result.output


def test_the_report_lists_each_source_with_its_rights(run: Run, workspace: Path) -> None:
    result = run("--workspace", workspace, "sources", "report")
    assert result.exit_code == 0
    assert "journal" in result.output
