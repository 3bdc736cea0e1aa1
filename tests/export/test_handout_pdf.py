"""Handouts as PDFs: tagged, in our fonts, linked, the same bytes, and quick the second time."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from export.printing import BASE_URL, Copies, Copy, elements
from export.sample import NOW, change_case
from fontTools.ttLib import TTFont
from PIL import Image

from casekit.domain.bank import Bank
from casekit.export.errors import RefusedAddressError
from casekit.export.handout import (
    Handout,
    Layout,
    list_handouts,
    write_handout,
    write_handouts,
)
from casekit.resources import fonts_dir

pytestmark = [pytest.mark.pdf, pytest.mark.xdist_group("handouts")]

CASE = "europe-2015"
EDITIONS = {
    "student": Handout(CASE),
    "large": Handout(CASE, layout=Layout("letter", large_print=True)),
    "instructor": Handout(CASE, "instructor"),
    "quiz": Handout(CASE, "quiz", f"{CASE}/lecture", "B"),
    "key": Handout(CASE, "key", f"{CASE}/preuves", "AB"),
    "cards": Handout(CASE, "cards"),
}

PROGRAM = """
import sys
from pathlib import Path
from casekit.content import read_workspace
from casekit.export.handout import Handout, write_handout
bank = read_workspace(Path(sys.argv[1]), cache=False).bank
write_handout(bank, Handout("cas", "quiz", "cas/lecture", "C"), Path(sys.argv[2]))
"""


@pytest.fixture(params=EDITIONS)
def copy(request: pytest.FixtureRequest, copies: Copies) -> Copy:
    return copies.get(EDITIONS[request.param])


@pytest.fixture
def pdf(copy: Copy) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(copy.path) as opened:
        yield opened


@pytest.fixture
def student(copies: Copies) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(copies.get(EDITIONS["student"]).path) as opened:
        yield opened


def test_the_report_says_what_was_written(copies: Copies) -> None:
    copy = copies.get(EDITIONS["student"])
    with pikepdf.open(copy.path) as pdf:
        assert copy.report.pages == len(pdf.pages)
        assert 4 <= copy.report.pages <= 12
    assert copy.report.size == copy.path.stat().st_size < 200_000
    assert copy.report.warnings == ()


def test_it_is_tagged_with_language_and_title(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "fr"
    assert str(pdf.docinfo.Title)
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    assert "/Outlines" in pdf.Root


def test_its_headings_leave_out_no_level(pdf: pikepdf.Pdf) -> None:
    kinds = [str(element.S) for element in elements(pdf.Root.StructTreeRoot)]
    levels = [int(kind[2]) for kind in kinds if re.fullmatch(r"/H[1-6]", kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_its_figures_and_links_say_what_they_are(pdf: pikepdf.Pdf) -> None:
    figures = [e for e in elements(pdf.Root.StructTreeRoot) if str(e.S) == "/Figure"]
    assert all(str(figure.get("/Alt", "")) for figure in figures)
    links = [note for page in pdf.pages for note in page.get("/Annots", [])]
    assert all(str(link.get("/Contents", "")) for link in links)


def test_every_header_cell_says_what_it_heads(student: pikepdf.Pdf) -> None:
    cells = [e for e in elements(student.Root.StructTreeRoot) if str(e.S) == "/TH"]
    assert {str(cell.A.Scope) for cell in cells} == {"/Column", "/Row"}


def test_a_check_for_accessibility_finds_nothing(copy: Copy) -> None:
    import pdfua

    findings = pdfua.validate(str(copy.path)).findings
    assert not findings, [f"{one.rule_id}: {one.message}" for one in findings]


def test_it_uses_our_fonts_alone(pdf: pikepdf.Pdf) -> None:
    fonts = {
        str(font.BaseFont)
        for page in pdf.pages
        for font in page.Resources.get("/Font", {}).values()
    }
    assert fonts
    assert all(re.match(r"/[A-Z]{6}\+Casekit-(Serif|Sans)", font) for font in fonts), fonts


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="needs qpdf")
def test_qpdf_finds_no_fault(copy: Copy) -> None:
    result = subprocess.run(["qpdf", "--check", copy.path], capture_output=True, check=False)
    assert result.returncode == 0, result.stdout


def test_its_date_is_the_one_given(student: pikepdf.Pdf) -> None:
    assert str(student.docinfo.CreationDate).startswith("D:20260301000000")


def test_it_carries_its_version_and_its_digest(copies: Copies, student: pikepdf.Pdf) -> None:
    version = copies.get(EDITIONS["student"]).report.version
    assert str(student.docinfo["/version"]) == version
    assert re.fullmatch(rf"{version}[0-9a-f]{{56}}", str(student.docinfo["/digest"]))


def test_large_print_is_large_and_on_the_paper_asked_for(copies: Copies) -> None:
    """Most of the text is set in 16 pt, none of it below 12."""
    copy = copies.get(EDITIONS["large"])
    with pikepdf.open(copy.path) as pdf:
        assert [round(float(side)) for side in pdf.pages[0].MediaBox] == [0, 0, 612, 792]
    command = ["pdftotext", "-tsv", "-f", "2", "-l", "2", str(copy.path), "-"]
    rows = subprocess.run(command, capture_output=True, check=True, text=True).stdout.splitlines()
    heights = [float(row.split("\t")[9]) for row in rows[1:] if row.split("\t")[0] == "5"]
    assert sorted(heights)[len(heights) // 2] >= 16


def links_of(pdf: pikepdf.Pdf) -> dict[str, set[int]]:
    """The pages on which a link to each place of the document stands."""
    found: dict[str, set[int]] = {}
    for number, page in enumerate(pdf.pages):
        for note in page.get("/Annots", []):
            if "/A" not in note and "/Dest" in note:
                found.setdefault(str(note.Dest), set()).add(number)
            elif "/A" in note and str(note.A.S) == "/GoTo":
                found.setdefault(str(note.A.D), set()).add(number)
    return found


def test_notes_lead_to_their_passages_and_the_passages_back(student: pikepdf.Pdf) -> None:
    links = links_of(student)
    assert {"passage-1", "note-1", "source-usine-digitale-2015", "exhibit-chiffres"} <= set(links)
    known = {str(name) for name in student.Root.Names.Dests.Names[::2]}
    assert set(links) <= known
    assert min(links["passage-1"]) < min(links["exhibit-chiffres"])


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="needs pdftoppm")
def test_its_code_leads_a_camera_to_the_quiz(copies: Copies, tmp_path: Path) -> None:
    copy = copies.get(EDITIONS["student"])
    command = ["pdftoppm", "-r", "90", "-gray", "-png", copy.path, tmp_path / "page"]
    subprocess.run(command, check=True)
    read = {
        code.text
        for picture in sorted(tmp_path.glob("page-*.png"))
        for code in zxingcpp.read_barcodes(Image.open(picture))
    }
    assert f"{BASE_URL}/c/xiaomi/quizzes/{CASE}/lecture" in read


def test_the_form_and_the_number_of_pages_stand_on_every_page(copies: Copies) -> None:
    copy = copies.get(EDITIONS["quiz"])
    pages = copy.text.rstrip("\f").split("\f")
    for number, page in enumerate(pages, 1):
        assert f"Page {number} sur {len(pages)}" in page.replace("\u00a0", " ")
        assert "Sujet B" in page


@pytest.mark.parametrize("edition", ["instructor", "key"])
def test_every_page_with_answers_says_that_it_is_not_for_students(
    copies: Copies, edition: str
) -> None:
    for page in copies.get(EDITIONS[edition]).text.rstrip("\f").split("\f"):
        assert "à ne pas distribuer" in page.replace("\n", " ")


def test_no_question_is_broken_across_pages(copies: Copies) -> None:
    """What asks and what is to be ticked stand on one page."""
    pages = copies.get(EDITIONS["quiz"]).text.split("\f")
    for page in pages:
        asked = len(re.findall(r"^Question \d+", page, re.MULTILINE))
        told = len(re.findall(r"^(?:Cochez|Écrivez|Pour chaque)", page, re.MULTILINE))
        assert asked == told


def test_two_processes_write_the_same_bytes(workspace: Path, tmp_path: Path) -> None:
    paths = [tmp_path / f"{seed}.pdf" for seed in (1, 2)]
    for seed, path in enumerate(paths, 1):
        environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
        command = [sys.executable, "-c", PROGRAM, str(workspace), str(path)]
        subprocess.run(command, check=True, env=environment)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_a_template_can_load_nothing_from_elsewhere(
    bank: Bank, workspace: Path, tmp_path: Path
) -> None:
    own = workspace / "templates/handout/student.html"
    own.parent.mkdir(parents=True)
    body = '<img src="file:///etc/hostname" alt="a">'
    own.write_text(f'<html lang="fr"><title>a</title>{body}</html>', encoding="utf-8")
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


def test_an_unchanged_handout_is_taken_from_the_shelf_with_its_day(
    bank: Bank, workspace: Path, tmp_path: Path
) -> None:
    """Where the press would fail, what was printed before is still there; a change is printed."""
    path, options = tmp_path / "a.pdf", {"workspace": workspace, "shelf": workspace}
    first = write_handout(bank, Handout("cas"), path, exported_at=NOW, **options)
    data = path.read_bytes()
    assert write_handout(bank, Handout("cas"), path, press=None, **options) == first
    assert path.read_bytes() == data
    changed = change_case(bank, "cas", narrative="Autre.")
    second = write_handout(changed, Handout("cas"), path, exported_at=NOW, **options)
    assert second.version != first.version
    assert path.read_bytes() != data


def test_a_font_of_the_workspaces_own_shows_what_ours_lack(
    bank: Bank, workspace: Path, tmp_path: Path
) -> None:
    changed = change_case(bank, "cas", narrative="Lei Jun (雷).")
    path, folder = tmp_path / "a.pdf", workspace / "templates/handout/fonts"
    report = write_handout(changed, Handout("cas"), path, workspace=workspace)
    assert "雷" in report.warnings[0]
    assert "[U+96F7]" in Copy(path, report).text
    folder.mkdir(parents=True)
    with TTFont(fonts_dir() / "casekit-sans-regular.woff2") as font:
        for table in font["cmap"].tables:
            table.cmap[0x96F7] = "A"
        font["name"].setName("Hanzi", 1, 3, 1, 0x409)
        font["name"].setName("Hanzi", 6, 3, 1, 0x409)
        font.save(folder / "hanzi.woff2")
    report = write_handout(changed, Handout("cas"), path, workspace=workspace)
    assert report.warnings == ()
    assert "U+96F7" not in Copy(path, report).text


def test_nothing_reaches_beyond_the_page(bank: Bank, workspace: Path, tmp_path: Path) -> None:
    """A word of 200 letters, a table of 14 columns, a long word in a table of two."""
    row = f"|{'|'.join(['123 456,78'] * 14)}|\n"
    wide = f"{row}{'|---' * 14}|\n{row}"
    narrow = f"|{'b' * 200}|c|\n|---|---|\n|d|e|\n"
    changed = change_case(bank, "cas", narrative=f"{'k' * 200}\n\n{wide}\n\n{narrow}")
    path = tmp_path / "a.pdf"
    write_handout(changed, Handout("cas"), path, workspace=workspace)
    command = ["pdftotext", "-tsv", str(path), "-"]
    lines = subprocess.run(command, capture_output=True, check=True, text=True).stdout.splitlines()
    rows = [line.split("\t") for line in lines[1:]]
    widths = {row[1]: float(row[8]) for row in rows if row[0] == "1"}
    words = [row for row in rows if row[0] == "5"]
    assert sum(row[11].count("k") for row in words if set(row[11]) == {"k"}) == 200
    assert all(float(row[6]) + float(row[8]) < widths[row[1]] - 28 for row in words)


def test_several_handouts_are_written_and_one_that_fails_stops_none(
    bank: Bank, workspace: Path, tmp_path: Path
) -> None:
    changed = change_case(bank, "cas", narrative="![a](absente.png)")
    wanted = [
        (each, tmp_path / f"{each.name('demo')}.pdf")
        for edition in ("student", "quiz")
        for each in list_handouts(changed, ["cas"], edition, forms=2)
    ]
    outcomes = {o.path.name: o for o in write_handouts(changed, wanted, workspace=workspace)}
    assert set(outcomes) == {path.name for _, path in wanted}
    assert isinstance(outcomes["demo-cas-student.pdf"].error, RefusedAddressError)
    for form in "ab":
        name = f"demo-cas-lecture-quiz-form-{form}.pdf"
        assert outcomes[name].report.pages >= 1
        assert (tmp_path / name).read_bytes().startswith(b"%PDF")


def test_what_is_on_the_shelf_comes_first_and_long_ones_are_begun_first(
    bank: Bank, tmp_path: Path
) -> None:
    long, kept = Handout("cas", "instructor"), Handout("cas", "quiz", "cas/lecture")
    wanted = [(each, tmp_path / f"{each.edition}.pdf") for each in (Handout("cas"), long, kept)]
    write_handout(bank, kept, tmp_path / "b.pdf", shelf=tmp_path)
    outcomes = list(write_handouts(bank, wanted, workers=1, shelf=tmp_path))
    assert [outcome.path.stem for outcome in outcomes] == ["quiz", "instructor", "student"]
    assert (tmp_path / "quiz.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
