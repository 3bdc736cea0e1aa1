"""`casekit sources add` and `casekit new source`."""

import hashlib
import os
import resource
from pathlib import Path

import pytest
from cli.running import Run
from cli.terminal import type_at
from content.writing.pages import FRENCH, FRENCH_KEPT, MORE_PROSE
from factories import make_workspace

from casekit.content import read_workspace
from casekit.content.writing.article import read_article
from casekit.content.writing.furniture import find_layout
from casekit.domain.source import Source

TITLE = 'La marque #1 du quartier : "tout en ligne"'


@pytest.fixture
def article(here: Path) -> Path:
    """An article beside the workspace."""
    path = here / "article.txt"
    path.write_text(FRENCH, encoding="utf-8")
    return path


def source_of(workspace: Path, source_id: str) -> Source:
    bank = read_workspace(workspace, cache=False).bank
    assert bank is not None
    return bank.sources[source_id]


def everything_in(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and ".casekit" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_an_article_becomes_a_source_that_checks(run: Run, workspace: Path, article: Path) -> None:
    result = run("--workspace", workspace, "sources", "add", article, "--id", "marque")
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert lines[0].startswith("course/seeds/marque.yaml:1: ")
    assert 'casekit excerpt marque "' in lines[-1]
    found = source_of(workspace, "marque")
    assert found.title == TITLE
    assert found.publisher == "Le Quotidien"
    assert found.authors == ("Ada Martin",)
    assert found.published == "2015-03-03"
    assert found.rights == "quotation"
    assert [list(each) for each in found.original.lines] == FRENCH_KEPT
    assert found.original.sha256 == hashlib.sha256(FRENCH.encode()).hexdigest()
    codes = [problem.code for problem in read_workspace(workspace, cache=False).problems]
    assert codes == ["W334"], "only the first excerpt is still to be written"


def test_the_article_itself_stays_out_of_git(run: Run, workspace: Path, article: Path) -> None:
    (workspace / ".gitignore").write_bytes(b"*.log")
    run("--workspace", workspace, "sources", "add", article)
    assert (workspace / "seeds/originals/article.txt").read_bytes() == article.read_bytes()
    ignored = (workspace / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert ignored[0] == "*.log"
    assert "seeds/originals/" in ignored
    written = next(path for path in (workspace / "seeds").glob("*.yaml") if path.stem != "journal")
    comments = written.read_text(encoding="utf-8")
    assert " ".join(MORE_PROSE.split()[:8]) in comments
    assert " ".join(MORE_PROSE.split()[:9]) not in comments


def test_an_ignore_file_that_names_the_folder_is_left_alone(
    run: Run, workspace: Path, article: Path
) -> None:
    (workspace / ".gitignore").write_text("/seeds/originals\n", encoding="utf-8")
    run("--workspace", workspace, "sources", "add", article)
    assert (workspace / ".gitignore").read_text(encoding="utf-8") == "/seeds/originals\n"


def test_the_words_agree_with_those_that_verify_counts(
    run: Run, workspace: Path, article: Path
) -> None:
    (workspace / "seeds/journal.yaml").unlink()
    for name in ("case.md", "items.yaml", "quizzes.yaml"):
        (workspace / "content/cas" / name).unlink()
    run("--workspace", workspace, "sources", "add", article)
    result = run("--workspace", workspace, "sources", "verify", workspace / "seeds/originals")
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("text", ["A" * 100_000, "Un mot\n" * 100_000, "x" + "!'" * 100_000])
def test_a_text_that_is_no_article_stays_out_all_the_same(
    run: Run, workspace: Path, text: str
) -> None:
    (workspace.parent / "odd.txt").write_text(text, encoding="utf-8")
    odd = workspace.parent / "odd.txt"
    assert run("--workspace", workspace, "sources", "add", odd, "--id", "odd").exit_code == 0
    assert (workspace / "seeds/odd.yaml").stat().st_size < 20_000
    assert read_workspace(workspace, cache=False).bank is not None


def test_the_same_article_is_no_second_source(run: Run, workspace: Path, article: Path) -> None:
    run("--workspace", workspace, "sources", "add", article, "--id", "marque")
    result = run("--workspace", workspace, "sources", "add", article, "--id", "autre")
    assert result.exit_code == 1
    assert '"marque"' in result.output
    assert not (workspace / "seeds/autre.yaml").exists()


def test_another_original_of_this_name_is_never_overwritten(
    run: Run, workspace: Path, article: Path
) -> None:
    (workspace / "seeds/originals").mkdir()
    (workspace / "seeds/originals/article.txt").write_text("Un autre.", encoding="utf-8")
    result = run("--workspace", workspace, "sources", "add", article)
    assert result.exit_code == 1
    assert (workspace / "seeds/originals/article.txt").read_text(encoding="utf-8") == "Un autre."
    assert [path.name for path in (workspace / "seeds").glob("*.yaml")] == ["journal.yaml"]


@pytest.mark.parametrize("source_id", ["../marque", "a/b", "Marque", "", "journal"])
def test_an_id_that_is_none_or_taken_is_wrong_usage(
    run: Run, workspace: Path, article: Path, source_id: str
) -> None:
    before = everything_in(workspace)
    result = run("--workspace", workspace, "sources", "add", article, "--id", source_id)
    assert result.exit_code == 2
    assert everything_in(workspace) == before


BAD_ARTICLES = {
    "empty": (b"", "is empty"),
    "blank": (b" \n\n\t", "is empty"),
    "binary": (b"Un mot\0\x01\x02", "not text"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not text"),
    "pdf": (b"%PDF-1.7\n%\xe2", "PDF"),
    "word": (b"PK\x03\x04\x14\0", "Word"),
    "utf-16": ("Un mot".encode("utf-16"), "UTF-16"),
    "latin-1": ("Un mot\nde l'été".encode("latin-1"), ":2: byte 0xE9 is not UTF-8"),
    "big": (b"Un mot. " * 300_000, "2 MB"),
}


@pytest.mark.parametrize("name", BAD_ARTICLES)
def test_what_is_no_article_is_told_in_one_sentence(run: Run, workspace: Path, name: str) -> None:
    data, sentence = BAD_ARTICLES[name]
    path = workspace.parent / f"{name}.txt"
    path.write_bytes(data)
    before = everything_in(workspace)
    result = run("--workspace", workspace, "sources", "add", path)
    assert result.exit_code == 1
    assert sentence in result.output
    assert len(result.output.splitlines()) == 1
    assert everything_in(workspace) == before


def test_fifty_megabytes_are_not_even_read(run: Run, workspace: Path) -> None:
    path = workspace.parent / "big.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    result = run("--workspace", workspace, "sources", "add", path)
    assert result.exit_code == 1
    assert "50 MB" in result.output


@pytest.mark.parametrize("name", ["missing.txt", "article.docx", "folder.txt"])
def test_what_cannot_be_read_is_one_sentence(run: Run, workspace: Path, name: str) -> None:
    (workspace.parent / "folder.txt").mkdir()
    (workspace.parent / "article.docx").write_bytes(b"x")
    result = run("--workspace", workspace, "sources", "add", workspace.parent / name)
    assert result.exit_code in {1, 2}
    assert len(result.output.splitlines()) == 1


@pytest.mark.parametrize("link", ["seeds/originals", ".gitignore", "seeds/marque.yaml"])
def test_a_link_out_of_the_course_is_not_followed(
    run: Run, workspace: Path, article: Path, link: str
) -> None:
    outside = workspace.parent / "outside"
    outside.mkdir()
    target = outside if link == "seeds/originals" else outside / "file"
    (workspace / link).symlink_to(target)
    result = run("--workspace", workspace, "sources", "add", article, "--id", "marque")
    assert result.exit_code in {1, 2}
    assert list(outside.iterdir()) == []


def test_a_folder_that_cannot_be_written_leaves_no_half(
    run: Run, workspace: Path, article: Path
) -> None:
    (workspace / "seeds/originals").write_text("", encoding="utf-8")
    before = everything_in(workspace)
    result = run("--workspace", workspace, "sources", "add", article)
    assert result.exit_code == 1
    assert len(result.output.splitlines()) == 1
    assert {**before, ".gitignore": b""} == {**everything_in(workspace), ".gitignore": b""}


def test_a_full_disk_leaves_no_half_written_file(run: Run, workspace: Path, article: Path) -> None:
    """The system refuses to let a file grow, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    (workspace / ".gitignore").write_text("seeds/originals/\n", encoding="utf-8")
    before = everything_in(workspace)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600, hard))
    try:
        result = run("--workspace", workspace, "sources", "add", article)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert result.exit_code == 1
    assert everything_in(workspace) == before


def test_new_source_asks_for_what_the_text_does_not_say(here: Path, article: Path) -> None:
    make_workspace(here / "course")
    answers = [str(article), "", "Le Soir", "Ada Lovelace; Grace Hill", "2015-03", "marque"]
    code, screen = type_at(["--workspace", "course", "new", "source"], answers, here)
    assert code == 0, screen
    found = source_of(here / "course", "marque")
    assert (found.title, found.publisher) == (TITLE, "Le Soir")
    assert found.authors == ("Ada Lovelace", "Grace Hill")
    assert found.published == "2015-03"


def test_what_cannot_be_is_asked_again_and_no_answer_is_lost(here: Path, article: Path) -> None:
    make_workspace(here / "course")
    answers = [str(article), "Un titre", "Le Soir", "Ada", "mars 2015", "2015-03"]
    ids = ["La Marque", "journal", "marque"]
    code, screen = type_at(["--workspace", "course", "new", "source"], [*answers, *ids], here)
    assert code == 0, screen
    assert '"mars 2015" is no date' in screen
    assert '"La Marque" is no id' in screen
    assert '"journal" is taken already' in screen
    found = source_of(here / "course", "marque")
    assert (found.title, found.published) == ("Un titre", "2015-03")


def test_new_source_takes_options_instead(run: Run, workspace: Path, article: Path) -> None:
    options = ("--title", 'Un "titre" : #1', "--published", "2015", "--author", "A, B: C")
    result = run("--workspace", workspace, "new", "source", "--article", article, *options)
    assert result.exit_code == 0, result.output
    found = source_of(workspace, "titre")
    assert (found.title, found.published, found.authors) == (
        'Un "titre" : #1',
        "2015",
        ("A, B: C",),
    )


def test_new_source_without_a_terminal_names_the_missing_option(run: Run, workspace: Path) -> None:
    result = run("--workspace", workspace, "new", "source")
    assert result.exit_code == 2
    assert "--article" in result.output
    assert len(result.output.splitlines()) == 1


def test_a_date_that_is_none_writes_nothing(run: Run, workspace: Path, article: Path) -> None:
    before = everything_in(workspace)
    words = ("new", "source", "--article", article, "--published", "mars 2015")
    result = run("--workspace", workspace, *words)
    assert result.exit_code == 2
    assert '"mars 2015" is no date' in result.output
    assert everything_in(workspace) == before


FIVE = {
    "000": ("Xiaomi tente de payer son pire « hater », révolte des Mi Fans.", [(1, 10)]),
    "001": (None, [(3, 11), (15, 19), (23, 29), (33, 33)]),
    "003": (None, [(1, 20)]),
    "004": (
        "Xiaomi est blacklisté par les États-Unis à cause de son patron",
        [(1, 3), (8, 14), (18, 18)],
    ),
}
"""Read by eye: the title, None where the text has none, and the lines of the article itself."""


@pytest.mark.originals
def test_the_article_of_the_demo_course_is_read_as_its_author_did(
    run: Run, workspace: Path
) -> None:
    by_hand = source_of(Path(__file__).parents[2], "usine-digitale-2015")
    folder = Path(os.environ["CASEKIT_ORIGINALS"])
    run("--workspace", workspace, "sources", "add", folder / by_hand.original.file, "--id", "cebit")
    found = source_of(workspace, "cebit")
    assert found.original == by_hand.original
    assert (found.title, found.publisher) == (by_hand.title, by_hand.publisher)
    assert (found.authors, found.language) == (by_hand.authors, by_hand.language)
    assert found.published is None, "the text does not state it"


@pytest.mark.originals
@pytest.mark.parametrize("start", FIVE)
def test_title_and_lines_of_the_real_articles_come_out_right(start: str) -> None:
    [path] = Path(os.environ["CASEKIT_ORIGINALS"]).glob(f"{start}_*.txt")
    article = read_article(path)
    layout = find_layout(article.rows)
    title, ranges = FIVE[start]
    assert layout.ranges == ranges
    assert (title is None) == (layout.title is None)
    if layout.title is not None:
        assert article.rows[layout.title - 1] == title
