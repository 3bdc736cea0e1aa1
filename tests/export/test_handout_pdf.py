"""The handout as a PDF: tagged, in our fonts, the same bytes, and loading nothing."""

import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from export.sample import NOW, change_case

from casekit.domain.bank import Bank
from casekit.export.errors import RefusedAddressError
from casekit.export.handout import Handout, HandoutReport, write_handout

pytestmark = pytest.mark.pdf

PROGRAM = """
import sys
from pathlib import Path
from casekit.content import read_workspace
from casekit.export.handout import Handout, write_handout
bank = read_workspace(Path(sys.argv[1]), cache=False).bank
write_handout(bank, Handout("cas"), Path(sys.argv[2]))
"""


@pytest.fixture(scope="module")
def written(demo: Bank, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, HandoutReport]:
    path = tmp_path_factory.mktemp("handout") / "europe-2015.pdf"
    return path, write_handout(demo, Handout("europe-2015"), path, exported_at=NOW)


@pytest.fixture
def pdf(written: tuple[Path, HandoutReport]) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(written[0]) as opened:
        yield opened


def elements(node: Any) -> Iterator[Any]:
    """All elements of a structure tree, from the top."""
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from elements(child)


def test_the_report_says_what_was_written(
    written: tuple[Path, HandoutReport], pdf: pikepdf.Pdf
) -> None:
    path, report = written
    assert report.pages == len(pdf.pages)
    assert 4 <= report.pages <= 16
    assert report.size == path.stat().st_size < 200_000


def test_it_is_tagged_with_language_and_title(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "fr"
    assert str(pdf.docinfo.Title) == "Xiaomi aux portes de l’Europe"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    kinds = {str(element.S) for element in elements(pdf.Root.StructTreeRoot)}
    assert {"/H1", "/H2", "/Table", "/TH", "/BlockQuote", "/L", "/LI", "/Link"} <= kinds


def test_every_link_says_where_it_leads(pdf: pikepdf.Pdf) -> None:
    links = [note for page in pdf.pages for note in page.get("/Annots", [])]
    assert links
    assert all(str(link.get("/Contents", "")) for link in links)


def test_it_uses_our_fonts_alone(pdf: pikepdf.Pdf) -> None:
    fonts = {
        str(font.BaseFont)
        for page in pdf.pages
        for font in page.Resources.get("/Font", {}).values()
    }
    assert fonts
    assert all(re.match(r"/[A-Z]{6}\+Casekit-(Serif|Sans)", font) for font in fonts), fonts


def test_its_date_is_the_one_given(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.docinfo.CreationDate).startswith("D:20260301000000")


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="needs qpdf")
def test_qpdf_finds_no_fault(written: tuple[Path, HandoutReport]) -> None:
    result = subprocess.run(["qpdf", "--check", written[0]], capture_output=True, check=False)
    assert result.returncode == 0, result.stdout


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext")
def test_nothing_that_instructors_keep_is_in_its_text(
    written: tuple[Path, HandoutReport], demo: Bank
) -> None:
    result = subprocess.run(["pdftotext", written[0], "-"], capture_output=True, check=True)
    text = letters(result.stdout.decode())
    assert letters("Que prouve le succès en Inde") in text
    for version in demo.items.values():
        item = version.item
        kept = [item.explanation, item.warrant]
        kept += [choice.feedback for choice in getattr(item, "choices", ())]
        for words in filter(None, kept):
            assert letters(words)[:40] not in text
    note = demo.cases["europe-2015"].teaching_note or ""
    assert letters(note[note.index("## Analyse") :])[:60] not in text


def letters(text: str) -> str:
    """The letters and figures alone, so that hyphenation and line ends do not matter."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if c.isalnum()).casefold()


def test_two_processes_write_the_same_bytes(workspace: Path, tmp_path: Path) -> None:
    paths = [tmp_path / f"{seed}.pdf" for seed in (1, 2)]
    for seed, path in enumerate(paths, 1):
        environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
        command = [sys.executable, "-c", PROGRAM, str(workspace), str(path)]
        subprocess.run(command, check=True, env=environment)
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://example.org/a.png" alt="a">',
        '<img src="file:///etc/hostname" alt="a">',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<style>@import url("https://example.org/a.css");</style>',
        '<p style="background: url(casekit:fonts/../../../../__init__.py)">a</p>',
    ],
)
def test_a_template_can_load_nothing_from_elsewhere(
    bank: Bank, workspace: Path, tmp_path: Path, html: str
) -> None:
    own = workspace / "templates/handout/student.html"
    own.parent.mkdir(parents=True)
    page = f'<html lang="fr"><head><title>a</title></head><body>{html}</body></html>'
    own.write_text(page, encoding="utf-8")
    with pytest.raises(RefusedAddressError):
        write_handout(bank, Handout("cas"), tmp_path / "a.pdf", workspace=workspace)
    assert not (tmp_path / "a.pdf").exists()


def test_an_image_of_the_case_is_in_it_with_its_alternative_text(
    bank: Bank, workspace: Path, tmp_path: Path
) -> None:
    from export.test_deck_file import PIXEL

    (workspace / "content/cas/media").mkdir()
    (workspace / "content/cas/media/carte.png").write_bytes(PIXEL)
    changed = change_case(bank, "cas", narrative="![Une carte](carte.png)")
    write_handout(changed, Handout("cas"), tmp_path / "a.pdf", workspace=workspace)
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        figures = [e for e in elements(pdf.Root.StructTreeRoot) if str(e.S) == "/Figure"]
        assert [str(figure.Alt) for figure in figures] == ["Une carte"]


def test_a_machine_without_pango_is_told_what_to_install(workspace: Path, tmp_path: Path) -> None:
    """A stand-in fails as the real library does where the system's ones are missing."""
    stand_in = tmp_path / "path/weasyprint"
    stand_in.mkdir(parents=True)
    (stand_in / "__init__.py").write_text("raise OSError('cannot load library: libpango-1.0-0')")
    environment = {**os.environ, "PYTHONPATH": str(stand_in.parent)}
    command = [sys.executable, "-c", PROGRAM, str(workspace), str(tmp_path / "a.pdf")]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    last = result.stderr.strip().splitlines()[-1]
    assert "MissingLibraryError" in last
    assert "libpangoft2-1.0-0" in last
