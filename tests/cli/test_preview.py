"""`casekit preview`."""

from pathlib import Path

import pytest
from cli.running import Run
from every_type import NAMES, OPEN, make_typed_workspace
from factories import ITEMS, make_workspace

TYPO = ITEMS.replace("journal#comptes", "journal#compte")


@pytest.fixture
def typed(here: Path) -> Path:
    """A workspace with an item of each type, below the current folder."""
    return make_typed_workspace(here / "typed")


def sections(output: str) -> dict[str, list[str]]:
    """The lines of each part of a preview by its title, the head under an empty one."""
    found: dict[str, list[str]] = {}
    for number, part in enumerate(output.strip("\n").split("\n\n")):
        title, *lines = part.splitlines()
        if number == 0:
            title, lines = "", [title, *lines]
        found[title] = [line.strip() for line in lines]
    return found


def test_the_question_stands_before_its_key(run: Run, typed: Path) -> None:
    result = run("--workspace", typed, "preview", "cas/comptes-nombre")
    assert result.exit_code == 0, result.output
    parts = sections(result.output)
    line = ITEMS.splitlines().index("  - id: comptes-nombre") + 1
    assert parts[""][0] == f"cas/comptes-nombre  content/cas/items.yaml:{line}"
    assert "guess score  33%" in parts[""]
    asked = parts["As students see it"]
    assert asked[-3:] == [
        "A  Environ 1\u202f000 comptes",
        "B  Près de 10\u202f000",
        "C  Plus d’un million",
    ]
    assert parts["Key"] == ["B"]
    assert parts["Feedback"] == ["C  C’est un autre chiffre."]
    assert parts["Evidence"][0] == "journal#comptes  Claim: le service juridique de la marque"
    assert "Le Journal" in parts["Evidence"][-1]
    assert parts["Score of every response"] == ["100%  B", "0%  A; C"]
    assert parts["What check says"] == ["nothing"]


@pytest.mark.parametrize("name", NAMES)
def test_every_type_can_be_previewed_by_its_local_id(run: Run, typed: Path, name: str) -> None:
    result = run("--workspace", typed, "preview", name)
    assert result.exit_code == 0, result.output
    assert {"As students see it", "Key", "Explanation"} <= sections(result.output).keys()


@pytest.mark.parametrize(
    ("name", "title", "rows"),
    [
        ("canaux", "Score of every response",
         ["100%  A C", "50%  A; C; A B C; A C D",
          "0%  B; D; A B; A D; B C; B D; C D; A B D; B C D; A B C D"]),
        ("un-canal", "Score of every response", ["100%  B", "0%  A"]),
        ("preuves", "Score of every response", ["100%  A", "0%  B; C; A B; A C; B C; A B C"]),
        ("ou-vendre", "Texts that earn something",
         ["100%  Boutique en ligne; E-boutique", "50%  Internet", "0%  anything else"]),
        ("ventes-totales", "Lowest and highest number that earn the points",
         ["100%  60,5; 61,5", "0%  anything else"]),
    ],
)  # fmt: skip
def test_what_each_response_earns_is_listed_highest_first(
    run: Run, typed: Path, name: str, title: str, rows: list[str]
) -> None:
    assert sections(run("--workspace", typed, "preview", name).output)[title] == rows


def test_passages_to_judge_stand_in_the_question_with_kind_voice_and_credit(
    run: Run, typed: Path
) -> None:
    parts = sections(run("--workspace", typed, "preview", "verdicts").output)
    asked = parts["As students see it"]
    assert "B  journal#comptes  Claim: le service juridique de la marque" in asked
    assert sum("Le Journal" in line for line in asked) == 3
    assert parts["Key"] == ["A contradicts it, B supports it, C does neither"]
    assert parts["Score of every response"][0].startswith("100%  A contradicts it")


def test_a_number_is_asked_with_its_unit(run: Run, typed: Path) -> None:
    asked = sections(run("--workspace", typed, "preview", "ventes-totales").output)
    assert "Your answer ____ millions d’appareils" in asked["As students see it"]


def test_the_words_are_in_the_users_language(run: Run, typed: Path) -> None:
    french = run("--language", "fr", "--workspace", typed, "preview", "un-canal").output
    assert "Comme la voient les étudiants" in french
    assert "Vrai" in french
    spaced = run("--language", "fr", "--workspace", typed, "preview", "ventes-totales").output
    assert "60,5\u202f; 61,5" in spaced


def test_the_evidence_of_a_decision_is_shown_with_its_words(run: Run, workspace: Path) -> None:
    path = workspace / "content/cas/items.yaml"
    items = path.read_text("utf-8") + OPEN.replace(
        "options: [Oui, Non, Pas encore]\n",
        "options: [Oui, Non, Pas encore]\n    evidence: [journal#canal]\n",
    )
    path.write_text(items, "utf-8")
    shown = sections(run("--workspace", workspace, "preview", "ouvrir").output)["Evidence"]
    assert "Elle n'utilise qu'un seul canal, sa boutique en ligne." in shown


@pytest.mark.parametrize(
    ("typed_as", "meant"),
    [("cannaux", "canaux"), ("cas/cannaux", "cas/canaux"), ("case/canaux", "cas/canaux")],
)
def test_a_misspelt_item_is_answered_with_the_near_one(
    run: Run, typed: Path, typed_as: str, meant: str
) -> None:
    result = run("--workspace", typed, "preview", typed_as)
    assert result.exit_code == 2
    assert result.output == (f'Error: There is no question "{typed_as}". Did you mean "{meant}"?\n')


def test_an_id_that_two_cases_have_needs_its_case(run: Run, workspace: Path) -> None:
    for name in ("case.md", "items.yaml"):
        text = (workspace / "content/cas" / name).read_text(encoding="utf-8")
        (workspace / "content/autre").mkdir(exist_ok=True)
        (workspace / "content/autre" / name).write_text(text, encoding="utf-8")
    result = run("--workspace", workspace, "preview", "canal-unique")
    assert result.exit_code == 2
    assert "autre/canal-unique, cas/canal-unique" in result.output
    assert run("--workspace", workspace, "preview", "cas/canal-unique").exit_code in {0, 1}


def test_warnings_are_shown_and_stop_nothing(run: Run, here: Path) -> None:
    make_workspace(here, items=ITEMS.replace("Environ 1 000 comptes", "Toutes ces réponses"))
    result = run("preview", "comptes-nombre")
    assert result.exit_code == 0, result.output
    [said] = sections(result.output)["What check says"]
    assert "warning W321" in said
    assert "W321" not in run("preview", "canal-unique").output


def test_an_item_with_an_error_is_told_apart_from_the_others(run: Run, here: Path) -> None:
    make_workspace(here, items=TYPO.replace("journal#canal", "journal#cannal"))
    result = run("preview", "comptes-nombre")
    assert result.exit_code == 1
    assert 'did you mean "journal#comptes"?' in result.output
    assert "journal#cannal" not in result.output
    assert "cas/comptes-nombre must be mended first" in result.output


def test_errors_elsewhere_are_named_too(run: Run, here: Path) -> None:
    make_workspace(here, items=TYPO)
    result = run("preview", "annee-record")
    assert result.exit_code == 1
    assert "journal#compte" in result.output


def test_an_item_in_a_file_that_is_no_yaml_is_found(run: Run, here: Path) -> None:
    make_workspace(here, items=ITEMS.replace("    tags: [rumeurs]", "    tags: [rumeurs"))
    result = run("preview", "comptes-nombre")
    assert result.exit_code == 1
    assert "content/cas/items.yaml:" in result.output


def test_the_page_of_a_running_server_is_named(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    words = ["preview", "canal-unique", "--open", "--base-url", "http://localhost:9000/"]
    result = run("--workspace", workspace, *words)
    assert result.output == "http://localhost:9000/c/demo/teach/items/cas/canal-unique\n"
