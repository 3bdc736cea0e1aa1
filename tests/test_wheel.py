"""The wheel, in an environment of its own: what it carries, and that it works anywhere."""

import os
import shutil
import subprocess
import sys
import tarfile
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest
from cli.running import served

ROOT = Path(__file__).parent.parent

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


def run(*words: str | Path, folder: Path) -> str:
    """Runs a program in a folder, with nothing of this checkout in its way; returns its output."""
    clean = {
        name: text
        for name, text in os.environ.items()
        if not name.startswith(("CASEKIT_", "PYTHON")) and name != "VIRTUAL_ENV"
    }
    result = subprocess.run(
        list(map(str, words)),
        cwd=folder,
        env={**clean, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist of a checkout in which a full article lies.

    The checkout has no .gitignore: what is packed must not hang on it.
    """
    source = tmp_path_factory.mktemp("source") / "casekit"
    shutil.copytree(
        ROOT, source, ignore=shutil.ignore_patterns(".*", "__pycache__", "build", "dist")
    )
    (source / "seeds/originals").mkdir(exist_ok=True)
    (source / "seeds/originals/planted.txt").write_text("All rights reserved.", encoding="utf-8")
    folder = tmp_path_factory.mktemp("built")
    build = (sys.executable, "-m", "build", "--wheel", "--sdist", "--no-isolation")
    run(*build, "--outdir", folder, source, folder=folder)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    [path] = built.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment in which the wheel is installed."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    found = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(found, "-m", "pip", "install", "--quiet", wheel, folder=folder)
    return found


@pytest.fixture
def casekit(python: Path) -> Path:
    """The command."""
    return python.with_name("casekit")


def test_the_wheel_carries_all_that_is_not_code(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    shared = "casekit/_shared"
    for path in (
        f"{shared}/templates/web/layout.html",
        f"{shared}/templates/handout/student.html",
        f"{shared}/templates/anki/card.css",
        f"{shared}/demo/content/course.yaml",
        f"{shared}/demo/seeds/usine-digitale-2015.yaml",
        "casekit/starter/fr/content/course.yaml",
        "casekit/text/locale/fr.po",
        "casekit/web/static/fonts/casekit-serif-regular.woff2",
        "casekit/web/static/fonts/OFL.txt",
    ):
        assert path in names, path


def test_the_wheel_carries_no_article_and_no_database(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    strangers = ("originals/", "planted", ".casekit/", ".db", ".apkg", ".pdf", "tests/")
    assert not [name for name in names if any(part in name for part in strangers)]


def test_the_sdist_carries_no_article_either(built: Path) -> None:
    [path] = built.glob("*.tar.gz")
    with tarfile.open(path) as sdist:
        names = sdist.getnames()
    assert any(name.endswith("/seeds/usine-digitale-2015.yaml") for name in names)
    assert not [name for name in names if "originals/" in name]


def test_a_new_course_is_clean_and_served(casekit: Path, python: Path, tmp_path: Path) -> None:
    run(casekit, "init", "course", "--language", "fr", folder=tmp_path)
    course = tmp_path / "course"
    run(casekit, "check", "--strict", folder=course)
    with served("serve", "--port", "0", folder=course, python=str(python)) as server:
        status, page = server.get()
        assert status == 200
        assert "Mon premier cours" in page


def test_the_demo_is_copied_and_kept(casekit: Path, python: Path, tmp_path: Path) -> None:
    demo = ("demo", "--port", "0", "--no-browser")
    course = tmp_path / "casekit-demo/content/course.yaml"
    with served(*demo, folder=tmp_path, python=str(python)) as server:
        assert server.get()[0] == 200
        assert server.interrupt()[0] == 0
    changed = course.read_text(encoding="utf-8").replace("réputation", "renommée")
    course.write_text(changed, encoding="utf-8")
    with served(*demo, folder=tmp_path, python=str(python)) as server:
        assert "renommée" in server.get()[1]
    assert course.read_text(encoding="utf-8") == changed


def test_files_are_written_elsewhere_than_in_the_package(casekit: Path, tmp_path: Path) -> None:
    run(casekit, "init", "course", "--language", "en", folder=tmp_path)
    course = tmp_path / "course"
    run(casekit, "export", "anki", folder=course)
    run(casekit, "export", "handout", "bakery", folder=course)
    assert sorted(path.suffix for path in (course / "exports").iterdir()) == [".apkg", ".pdf"]
