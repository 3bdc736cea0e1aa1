"""`casekit excerpt`."""

from pathlib import Path
from typing import get_args

import pytest
from cli.running import Run
from cli.terminal import type_at
from content.writing.pages import FRENCH

from casekit.cli.excerpt import KINDS
from casekit.content import read_workspace
from casekit.content.originals import verify_sources
from casekit.domain.source import ClaimKind

VOICE = ("--kind", "claim", "--voice", "la directrice de la marque")
WORDS = "les clients « parlent ... a leurs voisins"
TEXT = "les clients « parlent de nos produits à leurs voisins"


@pytest.fixture
def source(run: Run, workspace: Path) -> Path:
    """The file of a source `marque`, made of an article of about 100 words; 60 % may be quoted."""
    course = workspace / "content/course.yaml"
    course.write_text(course.read_text("utf-8").replace("budget: 30%", "budget: 60%"), "utf-8")
    article = workspace.parent / "article.txt"
    article.write_text(FRENCH, encoding="utf-8")
    result = run("--workspace", workspace, "sources", "add", article, "--id", "marque")
    assert result.exit_code == 0, result.output
    return workspace / "seeds/marque.yaml"


def test_a_passage_is_found_counted_and_appended(run: Run, workspace: Path, source: Path) -> None:
    before = source.read_text(encoding="utf-8")
    result = run("--workspace", workspace, "excerpt", "marque", WORDS, "--id", "voisins", *VOICE)
    assert result.exit_code == 0, result.output
    after = source.read_text(encoding="utf-8")
    assert after.startswith(before), "comments and layout stay"
    line = after.splitlines().index("  - id: voisins") + 1
    first, following = result.output.splitlines()
    assert first.startswith(f"course/seeds/marque.yaml:{line}: marque#voisins, 9 words of 45; ")
    assert "casekit new item --evidence marque#voisins" in following
    bank = read_workspace(workspace, cache=False).bank
    assert bank is not None
    [excerpt] = bank.sources["marque"].excerpts
    assert excerpt.text == TEXT
    assert (excerpt.kind, excerpt.paragraph) == ("claim", 4)
    assert excerpt.voice == ("la directrice de la marque",)


def test_what_was_appended_stands_in_the_original(run: Run, workspace: Path, source: Path) -> None:
    words = "La marque a ouvert [...] tout ce que ses ateliers ... magasin"
    run("--workspace", workspace, "excerpt", "marque", words, "--paragraph", "2", "--kind", "fact")
    run("--workspace", workspace, "excerpt", "marque", WORDS, *VOICE)
    problems = verify_sources(workspace, workspace / "seeds/originals").problems
    assert [problem for problem in problems if problem.file == "seeds/marque.yaml"] == []


def test_several_passages_are_listed_in_french_too(run: Run, workspace: Path, source: Path) -> None:
    words = ("excerpt", "marque", "la", "--kind", "fact")
    result = run("--language", "fr", "--workspace", workspace, *words)
    assert result.exit_code == 2
    assert "paragraphe 1\u00a0: La" in result.output
    assert "paragraph 1" not in result.output


def test_a_passage_of_another_paragraph_is_said_to_be_there(
    run: Run, workspace: Path, source: Path
) -> None:
    where = ("--paragraph", "1", "--kind", "fact")
    result = run("--workspace", workspace, "excerpt", "marque", WORDS, *where)
    assert result.exit_code == 1
    assert "Paragraph 1 has no such passage; paragraph 4 has." in result.output


def test_the_budget_shrinks_with_every_excerpt(run: Run, workspace: Path, source: Path) -> None:
    def left() -> int:
        return int(result.output.partition("; ")[2].split()[0])

    result = run("--workspace", workspace, "excerpt", "marque", WORDS, *VOICE)
    before = left()
    words = ("Un pari risqué", "--kind", "fact")
    result = run("--workspace", workspace, "excerpt", "marque", *words)
    assert left() == before - 3


def test_the_kinds_are_those_of_the_domain() -> None:
    assert get_args(ClaimKind) == tuple(KINDS)


def test_an_id_is_made_of_the_passage(run: Run, workspace: Path, source: Path) -> None:
    result = run("--workspace", workspace, "excerpt", "marque", WORDS, *VOICE)
    assert "marque#clients-parlent-produits" in result.output


def test_several_places_are_listed_with_their_paragraphs(
    run: Run, workspace: Path, source: Path
) -> None:
    words = (
        "--workspace",
        workspace,
        "excerpt",
        "marque",
        "sa boutique en ligne",
        "--kind",
        "fact",
    )
    result = run(*words)
    assert result.exit_code == 2
    assert "1. paragraph 2: sa boutique en ligne" in result.output
    assert "2. paragraph 5: sa boutique en ligne" in result.output
    assert run(*words, "--paragraph", "5").exit_code == 0


def test_the_nearest_passage_is_suggested(run: Run, workspace: Path, source: Path) -> None:
    words = "les clients parle de nos produit à leur voisins"
    result = run("--workspace", workspace, "excerpt", "marque", words, *VOICE)
    assert result.exit_code == 1
    assert "paragraph 4: " in result.output
    assert "parlent de nos produits" in result.output


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("marque", "", "--kind", "fact"), 2, "Which passage"),
        (("marque", "Un pari risqué"), 2, "--kind"),
        (("marque", "Un pari risqué", "--kind", "opinion"), 2, "--voice"),
        (("marques", "Un pari risqué", "--kind", "fact"), 2, "journal, marque"),
        (("marque", "Un pari risqué", "--kind", "fact", "--id", "a/b"), 2, "no id"),
        (("marque", "La marque #1 ... Un pari risqué", "--kind", "fact"), 1, "paragraph 1"),
        (("journal", "Un pari", "--kind", "fact"), 1, "--originals"),
        (("marque", "Un pari", "--kind", "fact", "--originals", "nowhere"), 2, "nowhere"),
    ],
)
def test_what_cannot_be_quoted_is_told_and_nothing_is_written(
    run: Run, workspace: Path, source: Path, words: tuple[str, ...], code: int, sentence: str
) -> None:
    before = source.read_bytes()
    result = run("--workspace", workspace, "excerpt", *words)
    assert result.exit_code == code, result.output
    assert sentence in result.output
    assert source.read_bytes() == before


def test_more_than_forty_five_words_are_refused(run: Run, workspace: Path, here: Path) -> None:
    long = " ".join(f"mot{n}" for n in range(50)) + "."
    (here / "long.txt").write_text(
        f"Un titre de quatre mots\n\n{long}\n{long}x.\n", encoding="utf-8"
    )
    run("--workspace", workspace, "sources", "add", here / "long.txt", "--id", "long")
    words = ("--workspace", workspace, "excerpt", "long")
    result = run(*words, "mot0 ... mot45", "--paragraph", "2", "--kind", "fact")
    assert result.exit_code == 1
    assert "46 words" in result.output
    assert run(*words, "mot0 ... mot29", "--paragraph", "2", "--kind", "fact").exit_code == 0
    result = run(*words, "mot30 ... mot35", "--paragraph", "2", "--kind", "fact")
    assert result.exit_code == 1
    assert "only 1 may still be quoted" in result.output


def test_what_is_quoted_already_is_named(run: Run, workspace: Path, source: Path) -> None:
    run("--workspace", workspace, "excerpt", "marque", WORDS, "--id", "voisins", *VOICE)
    result = run("--workspace", workspace, "excerpt", "marque", WORDS, "--id", "autre", *VOICE)
    assert result.exit_code == 1
    assert "marque#voisins" in result.output


def test_a_file_with_mistakes_stays_as_it_is(run: Run, workspace: Path, source: Path) -> None:
    source.write_text(source.read_text("utf-8").replace("rights:", "right:"), encoding="utf-8")
    before = source.read_bytes()
    result = run("--workspace", workspace, "excerpt", "marque", "Un pari risqué", "--kind", "fact")
    assert result.exit_code == 1
    assert "E201" in result.output
    assert source.read_bytes() == before


def test_a_read_only_file_stays_as_it_is(run: Run, workspace: Path, source: Path) -> None:
    before = source.read_bytes()
    source.chmod(0o444)
    result = run("--workspace", workspace, "excerpt", "marque", "Un pari risqué", "--kind", "fact")
    assert result.exit_code == 1
    assert "read-only" in result.output
    assert source.read_bytes() == before


def test_a_voice_with_signs_of_yaml_is_kept(run: Run, workspace: Path, source: Path) -> None:
    voice = 'Ada : "la directrice" #1 [de] {Lyon}'
    words = ("excerpt", "marque", WORDS, "--kind", "claim", "--voice", voice, "--voice", "*")
    assert run("--workspace", workspace, *words).exit_code == 0
    bank = read_workspace(workspace, cache=False).bank
    assert bank is not None
    assert bank.sources["marque"].excerpts[0].voice == (voice, "*")


def test_another_folder_of_originals_is_looked_in(run: Run, workspace: Path, source: Path) -> None:
    (workspace / "seeds/originals").rename(workspace.parent / "elsewhere")
    words = ("excerpt", "marque", "Un pari risqué", "--kind", "fact")
    assert run("--workspace", workspace, *words).exit_code == 1
    more = ("--originals", workspace.parent / "elsewhere")
    assert run("--workspace", workspace, *words, *more).exit_code == 0


def test_at_a_terminal_the_rest_is_asked(run: Run, here: Path, source: Path) -> None:
    answers = ["2", "deuxieme", "claim", "Ada; le journal"]
    words = ["--workspace", "course", "excerpt", "marque", "sa boutique en ligne"]
    code, screen = type_at(words, answers, here)
    assert code == 0, screen
    bank = read_workspace(here / "course", cache=False).bank
    assert bank is not None
    [excerpt] = bank.sources["marque"].excerpts
    assert (excerpt.id, excerpt.paragraph, excerpt.kind) == ("deuxieme", 5, "claim")
    assert excerpt.voice == ("Ada", "le journal")


def test_a_full_text_beside_its_source_is_quoted_without_a_limit(run: Run, here: Path) -> None:
    assert run("init", "starter").exit_code == 0
    words = ("excerpt", "mill-street", "The bakery on ... since 2009", "--kind", "fact")
    result = run("--workspace", "starter", *words)
    assert result.exit_code == 0, result.output
    assert "of 45" not in result.output
