"""`casekit person`."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cli.running import ADDRESS, Run
from click.testing import Result

from casekit.delivery import find_by_email, get_link, sign_in, use_password_link
from casekit.store import Store, open_store

NOW = datetime.now(UTC)
ADA = ["person", "add", "Ada@Example.org", "--name", "Ada Lovelace"]


@pytest.fixture
def store(workspace: Path) -> Store:
    """The workspace's database, as the commands left it when the test looks."""
    return open_store(f"sqlite:///{workspace / '.casekit/casekit.db'}")


def token_of(result: Result) -> str:
    """The token of the address that a command printed."""
    assert result.exit_code == 0, result.output
    [address] = ADDRESS.findall(result.output)
    return address.rpartition("/sign-in/")[2]


def is_one_sentence(result: Result, code: int) -> bool:
    """Whether the command ended with this code and said so in one line."""
    return result.exit_code == code and len(result.output.splitlines()) == 1


def test_the_printed_address_lets_a_new_instructor_choose_a_password(
    run: Run, workspace: Path, store: Store
) -> None:
    token = token_of(run("--workspace", workspace, *ADA))
    person, purpose = get_link(store, token, datetime.now(UTC))
    assert (person.name, person.email, person.role) == (
        "Ada Lovelace",
        "ada@example.org",
        "instructor",
    )
    assert purpose == "password"
    use_password_link(store, token, "a longer pass phrase", NOW)
    assert sign_in(store, "ADA@example.org", "a longer pass phrase", NOW).name == "Ada Lovelace"


def test_somebody_can_be_added_as_a_student(run: Run, workspace: Path, store: Store) -> None:
    result = run("--workspace", workspace, *ADA, "--role", "student")
    assert "Ada Lovelace (ada@example.org): student" in result.output
    assert find_by_email(store, "ada@example.org").role == "student"


def test_the_address_is_that_of_the_server_as_for_signing_in(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEKIT_BASE_URL", "http://cases.example.org/")
    assert "http://cases.example.org/sign-in/" in run("--workspace", workspace, *ADA).output
    words = ["person", "link", "ada@example.org", "--base-url", "http://localhost:9000"]
    assert "http://localhost:9000/sign-in/" in run("--workspace", workspace, *words).output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ada", "--name", "Ada"], '"ada" is not an e-mail address'),
        ([" ", "--name", "Ada"], "The e-mail address is missing"),
        (["ada@example.org", "--name", " "], "The name is missing"),
        (["ada@example.org", "--name", "A" * 101], "The name is too long"),
    ],
)
def test_what_cannot_be_an_account_is_told_in_one_sentence(
    run: Run, workspace: Path, words: list[str], said: str
) -> None:
    result = run("--workspace", workspace, "person", "add", *words)
    assert is_one_sentence(result, 2)
    assert said in result.output


def test_an_address_is_added_once_and_the_second_time_names_the_way_on(
    run: Run, workspace: Path
) -> None:
    run("--workspace", workspace, *ADA)
    result = run("--workspace", workspace, *ADA)
    assert is_one_sentence(result, 2)
    assert "casekit person link Ada@Example.org" in result.output


@pytest.mark.parametrize("words", [["--role", "teacher"], ["--name"], []], ids=" ".join)
def test_a_typo_on_the_line_is_wrong_usage(run: Run, workspace: Path, words: list[str]) -> None:
    result = run("--workspace", workspace, "person", "add", "ada@example.org", *words)
    assert result.exit_code == 2
    assert result.output.count("Error: ") == 1


def test_a_server_that_is_none_adds_nobody(run: Run, workspace: Path, store: Store) -> None:
    assert is_one_sentence(run("--workspace", workspace, *ADA, "--base-url", "cases"), 2)
    assert find_by_email(store, "ada@example.org") is None


def test_a_forgotten_password_is_renewed_by_a_link(run: Run, workspace: Path, store: Store) -> None:
    use_password_link(store, token_of(run("--workspace", workspace, *ADA)), "first of all", NOW)
    token = token_of(run("--workspace", workspace, "person", "link", "ada@example.org"))
    assert sign_in(store, "ada@example.org", "first of all", NOW)
    use_password_link(store, token, "second to none", NOW)
    assert sign_in(store, "ada@example.org", "second to none", NOW)


@pytest.mark.parametrize(
    "words",
    [["link", "ada@exmaple.org"], ["role", "ada@exmaple.org", "student"]],
    ids=" ".join,
)
def test_a_misspelt_address_is_answered_with_the_near_one(
    run: Run, workspace: Path, words: list[str]
) -> None:
    run("--workspace", workspace, *ADA)
    result = run("--workspace", workspace, "person", *words)
    assert is_one_sentence(result, 2)
    assert 'Did you mean "ada@example.org"?' in result.output


def test_nobody_near_nothing_suggested(run: Run, workspace: Path) -> None:
    run("--workspace", workspace, *ADA)
    result = run("--workspace", workspace, "person", "link", "bob@example.org")
    assert is_one_sentence(result, 2)
    assert "Did you mean" not in result.output


def test_a_role_is_changed(run: Run, workspace: Path, store: Store) -> None:
    run("--workspace", workspace, *ADA)
    result = run("--workspace", workspace, "person", "role", "ADA@example.org", "student")
    assert result.output == "Ada Lovelace (ada@example.org): student\n"
    assert find_by_email(store, "ada@example.org").role == "student"


def test_everybody_is_listed_in_columns_instructors_first(run: Run, workspace: Path) -> None:
    run("--workspace", workspace, *ADA)
    words = ["person", "add", "z@example.org", "--name", "Zoé", "--role", "student"]
    run("--workspace", workspace, *words)
    assert run("--workspace", workspace, "person", "list").output.splitlines() == [
        "name          e-mail           role",
        "Ada Lovelace  ada@example.org  instructor",
        "Zoé           z@example.org    student",
    ]
    assert (
        "enseignant" in run("--language", "fr", "--workspace", workspace, "person", "list").output
    )


def test_an_empty_list_says_how_to_begin(run: Run, workspace: Path, store: Store) -> None:
    result = run("--workspace", workspace, "person", "list")
    assert result.exit_code == 0
    assert "casekit person add" in result.output


@pytest.mark.parametrize(
    "words",
    [["person", "list"], ["person", "link", "a@b.c"], ["person", "role", "a@b.c", "student"],
     ["close-due"]],
    ids=" ".join,
)  # fmt: skip
def test_where_there_is_no_database_none_is_made(
    run: Run, workspace: Path, words: list[str]
) -> None:
    result = run("--workspace", workspace, *words)
    assert is_one_sentence(result, 1)
    assert "No database yet" in result.output
    assert not (workspace / ".casekit/casekit.db").exists()
