"""The law of the house: who may import whom, and what every item type must bring."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from factories import make_workspace

from casekit.domain.item import ITEM_TYPES
from casekit.resources import docs_dir, templates_dir

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "casekit"

# Modules of ours that any room but the domain may ask: where files lie, which version this is.
COMMON = {"casekit", "casekit.resources"}

ROOMS = {
    "domain": {"pydantic", "pydantic_core"},
    "text": {"casekit.domain", "babel", "markdown_it", "mdit_py_plugins", "nh3"},
    "content": {
        "casekit.domain", "casekit.text",
        "yaml", "pydantic", "pydantic_core", "rapidfuzz", "jinja2",
    },
    "store": {"casekit.domain", "sqlalchemy", "alembic"},
    "delivery": {"casekit.domain", "casekit.store"},
    "export": {"casekit.domain", "casekit.text", "jinja2", "markupsafe"},
}  # fmt: skip
"""What each room may import beside itself and the standard library; the others may import all."""

RESERVED = {
    "flask": ("web", "wsgi", "cli/server"),
    "werkzeug": ("web",),
    "sqlalchemy": ("store",),
    "fsrs": ("delivery/scheduler",),
    "genanki": ("export/anki",),
    "weasyprint": ("export/press", "cli/doctor"),
    "fontTools": ("export/press", "web/fonts"),
    "PIL": ("export/press",),
    "segno": ("export/handout/qr",),
    "xlsxwriter": ("export/results",),
    "gunicorn": ("cli",),
    "waitress": ("cli",),
}
"""Libraries that live in one room, or in one module of it, whoever may import all."""

TOP_LEVEL = {
    "pyproject.toml", "README.md", "casekit", "templates", "content", "seeds", "tests", "exports",
    "Makefile", "LICENSE",
}  # fmt: skip


def imports_of(path: Path) -> Iterator[tuple[str, int]]:
    """Full names of the modules that a file imports, each with its line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            yield module, node.lineno
            if module == "casekit":
                names = (alias.name for alias in node.names)
                yield from ((f"casekit.{n}", node.lineno) for n in names if n != "__version__")


def is_within(module: str, names: set[str]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in names)


def find_offences(package: Path) -> list[str]:
    """Every import that the table forbids, as `file:line: what`."""
    offences = []
    for path in sorted(package.rglob("*.py")):
        inside = path.relative_to(package)
        place = inside.with_suffix("").as_posix()
        room = inside.parts[0]
        for module, line in imports_of(path):
            top = module.partition(".")[0]
            where = f"casekit/{inside.as_posix()}:{line}"
            keepers = RESERVED.get(top)
            kept = keepers is None or any(
                place == keeper or place.startswith(f"{keeper}/") for keeper in keepers
            )
            if not kept:
                offences.append(f"{where}: {top} lives in {', '.join(keepers or ())}")
                continue
            if room not in ROOMS or top in sys.stdlib_module_names or keepers is not None:
                continue
            own = {f"casekit.{room}"}
            common = set() if room == "domain" else COMMON
            if module not in common and not is_within(module, ROOMS[room] | own):
                offences.append(f"{where}: {room} may not import {module}")
    return offences


def test_no_room_imports_what_it_may_not() -> None:
    assert not find_offences(PACKAGE), "\n".join(find_offences(PACKAGE))


@pytest.mark.parametrize(
    ("file", "line", "complaint"),
    [
        ("domain/x.py", "import nh3", "domain may not import nh3"),
        ("domain/x.py", "from casekit import resources", "domain may not import casekit.resources"),
        ("delivery/x.py", "from casekit.web import create_app", "may not import casekit.web"),
        ("web/x.py", "from sqlalchemy.orm import Session", "sqlalchemy lives in store"),
        ("export/handout.py", "import genanki", "genanki lives in export/anki"),
        ("delivery/cards.py", "from fsrs import Card", "fsrs lives in delivery/scheduler"),
    ],
)
def test_the_law_notices_an_offence(tmp_path: Path, file: str, line: str, complaint: str) -> None:
    (tmp_path / file).parent.mkdir()
    (tmp_path / file).write_text(f'"""A module."""\n\n{line}\n', encoding="utf-8")
    [offence] = [text for text in find_offences(tmp_path) if complaint in text]
    assert offence.startswith(f"casekit/{file}:3: ")


def test_heavy_libraries_are_imported_inside_functions_outside_their_module() -> None:
    offences = []
    for path in [*PACKAGE.glob("web/**/*.py"), *PACKAGE.glob("cli/**/*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in tree.body:
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            heavy = {
                "casekit.export.anki",
                "casekit.export.handout",
                "casekit.export.results",
                "genanki",
                "weasyprint",
                "xlsxwriter",
            }
            if any(is_within(name, heavy) for name in names):
                offences.append(f"{path.relative_to(ROOT)}:{node.lineno}: {', '.join(names)}")
    assert not offences, "\n".join(offences)


def modules_after(statement: str) -> set[str]:
    """Top-level names of all modules that a fresh Python has loaded after the statement."""
    program = f"{statement}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(result.stdout.split())


@pytest.mark.parametrize("module", ["casekit.export.anki", "casekit.export.handout"])
def test_exporting_loads_no_web_app_and_no_database(module: str) -> None:
    loaded = modules_after(f"import {module}")
    assert not loaded & {"flask", "sqlalchemy"}


def test_serving_loads_no_exporter_until_asked(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    loaded = modules_after(
        "from pathlib import Path\n"
        "from casekit.web.app import create_app\n"
        "from casekit.web.settings import Settings\n"
        f"create_app(Settings.for_workspace(Path({str(tmp_path)!r})))"
    )
    assert "flask" in loaded
    assert not loaded & {"genanki", "weasyprint", "xlsxwriter"}


def test_the_command_line_starts_without_heavy_libraries() -> None:
    loaded = modules_after("import casekit.cli")
    assert not loaded & {"flask", "sqlalchemy", "genanki", "weasyprint", "babel", "pydantic"}


PARTS = {
    ("web", "the page"): ("ask", "review"),
    ("handout", "the handout"): ("question", "key"),
}


@pytest.mark.parametrize("item_type", ITEM_TYPES)
def test_every_item_type_is_complete(item_type: str) -> None:
    module = item_type.replace("-", "_")
    missing = []
    if find_spec(f"casekit.domain.item.{module}") is None:
        missing.append(f"casekit/domain/item/{module}.py")
    for (outlet, meaning), macros in PARTS.items():
        path = templates_dir(outlet) / "item" / f"{item_type}.html"
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        missing += [
            f"templates/{outlet}/item/{item_type}.html: macro {macro} ({meaning})"
            for macro in macros
            if f"macro {macro}(" not in text
        ]
    for page in sorted(docs_dir().glob("item-types.*.md")):
        if f"\n## {item_type}\n" not in page.read_text(encoding="utf-8"):
            missing.append(f"casekit/docs/{page.name}: section ## {item_type}")
    broken = (ROOT / "tests/content/broken").glob("*.txt")
    if not any(f"type: {item_type}\n" in path.read_text(encoding="utf-8") for path in broken):
        missing.append(f"tests/content/broken: a file with type: {item_type}")
    assert not missing, f'item type "{item_type}" lacks: ' + "; ".join(missing)


def test_every_module_of_an_item_type_is_in_the_union() -> None:
    folder = PACKAGE / "domain" / "item"
    shared = {
        "__init__",
        "base",
        "choice",
        "pick",
        "responses",
        "card",
        "card_lines",
        "criterion",
        "gap",
        "parts",
        "random_order",
        "variable",
        "written_number",
    }
    modules = {path.stem for path in folder.glob("*.py")} - shared
    assert modules == {item_type.replace("-", "_") for item_type in ITEM_TYPES}


def test_the_top_level_holds_nothing_new() -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    names = {line.partition("/")[0] for line in listed.stdout.splitlines()}
    assert {name for name in names if not name.startswith(".")} <= TOP_LEVEL
