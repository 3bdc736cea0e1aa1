"""The committed fonts: whole, small, renamed, and able to write French."""

import re
from collections import Counter

import pytest
from fontTools.ttLib import TTFont

from casekit.web.fonts import OUTPUT, find_sources, make_font

FACES = [
    f"casekit-{family}-{face}.woff2"
    for family in ("serif", "sans")
    for face in ("regular", "italic", "semibold", "bold")
]

FRENCH = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    "àâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ"
    " .,;:!?'\"()[]/-+=%&@#*°§"
    "«»‹›’‘“”…–—\u2011\u00a0\u202f\u2009€№‰×÷−≈≠≤≥½¼¾⅓⅔†•←↑→↓↗✓■▲▼"
)
PINYIN = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüĀÁǍÀĒÉĚÈŌÓǑÒńňǹ"
NEIGHBOURS = "äöüßÄÖÜẞñ¿¡ÑãõłŁşŞçøåþðœ£¥™©®⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
# Adobe's serif has no glyph for these: a style that uses them names the sans after the serif.
SANS_ONLY = "✗□●○⁻"

FAMILY_NAMES = {1, 3, 4, 6, 16, 17, 18, 21, 22}
LEGAL_NAMES = {0, 7, 10, 13}


@pytest.fixture(scope="module", params=FACES)
def font(request):
    with TTFont(OUTPUT / request.param) as opened:
        yield opened


def names(font, ids):
    return [record.toUnicode() for record in font["name"].names if record.nameID in ids]


def test_the_folder_holds_the_eight_faces_and_no_other_font():
    assert sorted(path.name for path in OUTPUT.glob("*.woff2")) == sorted(FACES)


def test_all_faces_together_stay_under_300_kb():
    assert sum((OUTPUT / name).stat().st_size for name in FACES) < 300_000


def test_the_style_sheet_declares_each_face_once():
    style_sheet = (OUTPUT.parent / "casekit.css").read_text(encoding="utf-8")
    assert re.findall(r'url\("fonts/(.+?)"\)', style_sheet) == FACES
    assert style_sheet.count("font-display: swap") == len(FACES)


@pytest.mark.parametrize("alphabet", [FRENCH, PINYIN, NEIGHBOURS])
def test_every_face_covers_the_alphabet(font, alphabet):
    cmap = font.getBestCmap()
    assert [char for char in alphabet if ord(char) not in cmap] == []


@pytest.mark.parametrize("face", [name for name in FACES if "sans" in name])
def test_the_sans_has_the_signs_that_the_serif_lacks(face):
    with TTFont(OUTPUT / face) as font:
        cmap = font.getBestCmap()
    assert [char for char in SANS_ONLY if ord(char) not in cmap] == []


def test_the_narrow_no_break_space_is_a_real_glyph_with_a_width_and_no_ink(font):
    glyph = font.getBestCmap()[0x202F]
    assert glyph != ".notdef"
    assert 0 < font["hmtx"][glyph][0] < font["hmtx"][font.getBestCmap()[0x20]][0]
    assert font["glyf"][glyph].numberOfContours == 0


def test_no_two_characters_share_a_glyph_so_that_pdf_text_keeps_its_spaces_apart(font):
    uses = Counter(font.getBestCmap().values())
    assert [glyph for glyph, count in uses.items() if count > 1] == []


def test_the_reserved_name_source_stands_only_in_the_legal_records(font):
    all_ids = {record.nameID for record in font["name"].names}
    assert [name for name in names(font, all_ids - LEGAL_NAMES) if "source" in name.lower()] == []
    assert all("Casekit" in name.replace(" ", "") for name in names(font, {1, 4, 6, 16}))
    assert all_ids & FAMILY_NAMES >= {1, 3, 4, 6}


def test_adobes_copyright_and_the_licence_stay_inside_each_face(font):
    assert "Adobe" in names(font, {0})[0]
    assert "SIL Open Font License" in names(font, {13})[0]


def test_the_licence_text_says_modified_and_names_adobe_for_both_families():
    text = (OUTPUT / "OFL.txt").read_text(encoding="utf-8")
    assert "modified versions" in text
    assert len(re.findall(r"^Copyright .*Adobe .*Reserved Font Name .Source.", text, re.M)) == 2
    assert "SIL OPEN FONT LICENSE Version 1.1" in text


def test_kerning_ligatures_and_figures_are_kept(font):
    tags = {
        record.FeatureTag
        for table in ("GSUB", "GPOS")
        for record in font[table].table.FeatureList.FeatureRecord
    }
    assert {"kern", "liga", "onum", "pnum", "sups", "frac"} <= tags


def test_the_figures_of_the_sans_are_tabular_without_asking():
    for face in FACES[4:]:
        with TTFont(OUTPUT / face) as font:
            cmap = font.getBestCmap()
            assert len({font["hmtx"][cmap[ord(digit)]][0] for digit in "0123456789"}) == 1


def test_two_runs_give_the_same_bytes(tmp_path):
    for name in ("once", "again"):
        make_font(OUTPUT / FACES[0], tmp_path / name)
    assert (tmp_path / "once").read_bytes() == (tmp_path / "again").read_bytes()


def test_an_empty_folder_is_refused_with_the_names_of_the_missing_fonts(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"SourceSans3-Bold\.ttf, .*SourceSerif4-Semibold"):
        find_sources([tmp_path])
