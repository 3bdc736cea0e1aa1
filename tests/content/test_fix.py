import os
import stat

import pytest
from factories import ITEMS, make_workspace
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.content import read_workspace
from casekit.content.fix import FIXABLE, fix_text, fix_workspace, write_atomically

STEM = "    stem: |\n      Par où la marque vend-elle ses appareils ?\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("stem: Selon l'article : combien ?", 'stem: "Selon l\'article : combien ?"'),
        ("stem: Xiaomi, #1 en Chine", 'stem: "Xiaomi, #1 en Chine"'),
        ('stem: "Xiaomi" est une marque', "stem: '\"Xiaomi\" est une marque'"),
        ("stem: @marque", 'stem: "@marque"'),
        ("stem : Combien ?", "stem: Combien ?"),
        ("stem\u00a0: Combien ?", "stem: Combien ?"),
        ("stem:Combien ?", "stem: Combien ?"),
        ("stem:\u00a0Combien ?", "stem: Combien ?"),
    ],
)
def test_quotes_are_put_where_they_are_due(before, after):
    text = ITEMS.replace(STEM, f"    {before}\n")
    fixed, done = fix_text(text, "items.yaml")
    assert fixed == ITEMS.replace(STEM, f"    {after}\n")
    assert [(m.before.strip(), m.after.strip()) for m in done] == [(before, after)]


@pytest.mark.parametrize("indent", ["\t", "   \u00a0", "\u202f\u202f  ", "\u00a0" * 4])
def test_indentation_is_made_of_spaces(indent):
    text = ITEMS.replace("    bloom: understand\n", f"{indent}bloom: understand\n")
    assert fix_text(text, "items.yaml")[0] == ITEMS


def test_a_mended_workspace_has_no_errors_left(tmp_path):
    items = ITEMS.replace(STEM, "    stem: Selon l'article : combien ?\n")
    items = items.replace("      - Par des opérateurs\n", "      - 2014 : 61 millions\n")
    items = items.replace("    bloom: understand\n", "\tbloom: understand\n")
    make_workspace(tmp_path, items=items)
    done = fix_workspace(tmp_path)
    assert sorted(m.problem.code for m in done) == ["E102", "E102", "E106"]
    assert read_workspace(tmp_path).errors == ()
    assert fix_workspace(tmp_path) == ()


def test_every_other_byte_stays(tmp_path):
    items = b"\xef\xbb\xbf" + ITEMS.replace("\n", "\r\n").encode() + b"\r\n# fin  \r\n\r\n"
    wrong = items.replace(STEM.replace("\n", "\r\n").encode(), b"    stem: Un : deux\r\n")
    make_workspace(tmp_path, {"content/cas/items.yaml": wrong})
    fix_workspace(tmp_path)
    expected = items.replace(STEM.replace("\n", "\r\n").encode(), b'    stem: "Un : deux"\r\n')
    assert (tmp_path / "content/cas/items.yaml").read_bytes() == expected


def test_front_matter_is_mended_and_the_narrative_is_not(tmp_path):
    make_workspace(tmp_path)
    case = tmp_path / "content/cas/case.md"
    text = case.read_text().replace("minutes: 45", "subtitle: Un : deux") + "\nUn : deux #x\n"
    case.write_text(text)
    fix_workspace(tmp_path)
    assert case.read_text() == text.replace("subtitle: Un : deux", 'subtitle: "Un : deux"')


def test_what_has_two_mendings_is_left_alone():
    text = ITEMS.replace("    tolerance: 0,5\n", "    range: [11,7, 12,5]\n")
    assert fix_text(text, "items.yaml") == (text, [])


def test_a_valid_workspace_is_not_touched(tmp_path):
    make_workspace(tmp_path)
    before = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in tmp_path.rglob("*.*")}
    assert fix_workspace(tmp_path) == ()
    assert before == {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in before}


def test_a_file_keeps_its_permissions(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("x")
    path.chmod(0o640)
    write_atomically(path, b"y")
    assert path.read_bytes() == b"y"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["a.yaml"]


def test_a_link_keeps_its_target(tmp_path):
    (tmp_path / "a.yaml").write_text("x")
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    write_atomically(tmp_path / "b.yaml", b"y")
    assert (tmp_path / "b.yaml").is_symlink()
    assert (tmp_path / "a.yaml").read_bytes() == b"y"


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=" \t\n:-#\"'[],éa1\u00a0", max_size=60))
def test_fixing_twice_is_fixing_once(text):
    once, _ = fix_text("items:\n" + text, "items.yaml")
    twice, done = fix_text(once, "items.yaml")
    assert twice == once
    assert done == []


def test_only_slips_with_one_mending_are_fixable():
    assert {"E102", "E103", "E105", "E106", "E107", "E121", "E122"} == FIXABLE
