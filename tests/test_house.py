"""The style of the house, its translations and its documentation, held by tests."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from translations import (
    KEYWORDS,
    fields_of,
    key_of,
    read_french,
    read_sentences,
    translations_of,
)

from casekit.cli import main
from casekit.resources import docs_dir

ROOT = Path(__file__).parent.parent
MAX_FILE_LINES = 350
MAX_FUNCTION_LINES = 40
FORBIDDEN_WORDS = {
    "process", "processor", "handle", "handler", "manage", "manager", "util", "utils", "helper",
    "helpers", "misc",
}  # fmt: skip

NAMED_BY_LIBRARIES = {"process_bind_param", "process_result_value"}
"""Methods that a library calls by this name."""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: text for name, text in os.environ.items() if name != "FORCE_COLOR"}
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "tool", [("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",)], ids=" ".join
)
def test_the_code_is_clean(tool: tuple[str, ...]) -> None:
    result = run(*tool)
    assert result.returncode == 0, result.stdout + result.stderr


def python_files() -> list[Path]:
    return sorted([*(ROOT / "casekit").rglob("*.py"), *(ROOT / "tests").rglob("*.py")])


def definitions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node


def code_lines(function: ast.AST) -> int:
    """Lines of a function from `def` to its end, its docstring left out."""
    assert isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef))
    first = function.body[0]
    is_docstring = ast.get_docstring(function) is not None
    end = function.end_lineno or function.lineno
    docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if is_docstring else 0
    return end - function.lineno + 1 - docstring


def test_files_stay_short() -> None:
    files = [*python_files(), *sorted((ROOT / "templates").rglob("*.html"))]
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    long = {str(path.relative_to(ROOT)): n for path, n in lengths.items() if n > MAX_FILE_LINES}
    assert not long


def test_functions_stay_short() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {code_lines(node)} lines"
        for path in python_files()
        if "migrations" not in path.parts  # a list of columns, frozen on the day it was written
        for node in definitions(path)
        if not isinstance(node, ast.ClassDef) and code_lines(node) > MAX_FUNCTION_LINES
    ]
    assert not long, "\n".join(long)


def test_names_say_what_is_done() -> None:
    """A name like `manager` or `process` says that something happens, not what."""
    vague = []
    for path in sorted((ROOT / "casekit").rglob("*.py")):
        names = [(path.stem, 1), *((node.name, node.lineno) for node in definitions(path))]
        for name, line in names:
            words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)
            is_vague = {word.lower() for word in words} & FORBIDDEN_WORDS
            if is_vague and name not in NAMED_BY_LIBRARIES:
                vague.append(f"{path.relative_to(ROOT)}:{line}: {name}")
    assert not vague, "\n".join(vague)


def test_every_sentence_has_its_french() -> None:
    french = {key_of(message): translations_of(message) for message in read_french() if message.id}
    missing = [
        f"{message.locations[0][0]}: {key}"
        for message in read_sentences()
        if (key := key_of(message)) != ("",) and not all(french.get(key, ("",)))
    ]
    assert not missing, f"{len(missing)} to translate (make translations):\n" + "\n".join(missing)


def test_no_sentence_hides_where_it_is_not_found() -> None:
    """Within an f-string, for one, it is not, and would be shown in English."""
    said = {one for message in read_sentences() for one in key_of(message)}
    hidden = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {argument.value}"
        for path in sorted((ROOT / "casekit").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in KEYWORDS
        for argument in node.args[: 2 if getattr(node.func, "id", "") == "ngettext" else 1]
        if isinstance(argument, ast.Constant) and argument.value not in said
    ]
    assert not hidden, "\n".join(hidden)


def test_the_french_has_the_fields_of_its_sentence() -> None:
    for message in read_french():
        wanted = fields_of(key_of(message)[-1])
        for text in filter(None, translations_of(message) if message.id else ()):
            assert fields_of(text) <= wanted | {"n"}, f"{key_of(message)}: {text}"
        if message.id and isinstance(message.id, str) and message.string:
            assert fields_of(str(message.string)) == wanted, f"{message.id}: {message.string}"


def test_the_catalogue_has_nothing_old_and_nothing_unsure() -> None:
    said = {key_of(message) for message in read_sentences()}
    french = read_french()
    assert not [key_of(message) for message in french if message.id and message.fuzzy]
    assert not [key for message in french if message.id and (key := key_of(message)) not in said]
    assert not french.obsolete


def test_french_typography_uses_no_break_spaces() -> None:
    """U+00A0 before a colon, in quotes and after §, U+202F before ; ! ?, no straight apostrophe."""
    wrong = re.compile(r"[ \w]'\w| [:;!?»](?:\s|$)|[«§] |s\. d\.")
    offences = [
        text
        for message in read_french()
        if message.id
        for text in translations_of(message)
        if wrong.search(text)
    ]
    assert not offences, "\n".join(offences)


def commands_of(group: click.Group, path: str) -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands_of(command, f"{path} {name}")
        else:
            yield f"{path} {name}"


@pytest.mark.parametrize("command", list(commands_of(main, "casekit")))
def test_every_command_is_documented(command: str) -> None:
    """A line may list several commands of a group: `casekit db upgrade`, `status`."""
    group, _, name = command.rpartition(" ")
    pages = [ROOT / "README.md", *docs_dir().rglob("*.md")]
    lines = [line for page in pages for line in page.read_text(encoding="utf-8").splitlines()]
    assert any(group in line and re.search(rf"\b{name}\b", line) for line in lines)


def test_the_shipped_course_is_clean() -> None:
    result = run("casekit.cli", "--workspace", str(ROOT), "check", "--strict", "--no-cache")
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.originals
def test_every_excerpt_stands_in_its_original() -> None:
    folder = os.environ["CASEKIT_ORIGINALS"]
    result = run("casekit.cli", "--workspace", str(ROOT), "sources", "verify", folder)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_tests_of_a_group_stay_together(request: pytest.FixtureRequest) -> None:
    """Apart, each process would build the wheel or render the handouts for itself."""
    if not request.config.getoption("loadgroup", False):
        pytest.skip("runs in one process, or without groups")
    grouped = [i for i in request.session.items if i.get_closest_marker("xdist_group")]
    assert not [item.nodeid for item in grouped if "@" not in item.nodeid]
