"""What WeasyPrint does not do by itself: whole lines, and notes on the page of their call."""

import subprocess
from pathlib import Path

import pytest
from weasyprint import HTML

from casekit.domain.bank import Bank
from casekit.export.handout import Handout, Layout, font_faces, render_handout_html
from casekit.export.press import Job, Press
from casekit.export.press.footnotes import find_stray_notes
from casekit.export.press.setting import VARIANT, render
from casekit.resources import fonts_dir, templates_dir

pytestmark = [pytest.mark.pdf, pytest.mark.xdist_group("press")]


def test_no_line_of_large_print_ends_before_it_must(tmp_path: Path) -> None:
    """WeasyPrint ends some lines after their first word where letters are spaced."""
    words = "Aucun prérequis ; la théorie se présente en dix minutes, lire le cas, faire le point "
    widths = (f"padding-right: {n / 20}mm" for n in range(400))
    body = "".join(f'<p style="{width}">{words * 4}FIN</p>' for width in widths)
    rule = (templates_dir("handout") / "large-print.css").read_text(encoding="utf-8")
    rule = rule[rule.index("html {") :].partition("}")[0]
    style = f'{font_faces()} {rule} font: 16pt/1.6 "Casekit Sans" }}'
    html = f'<html lang="fr"><head><title>a</title><style>{style}</style></head><body>{body}</body>'
    with Press() as press:
        printed = press.print(Job(html, "0" * 32, None, (fonts_dir(),)))
    (tmp_path / "a.pdf").write_bytes(printed.data)
    command = ["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    lines = [line.split() for line in text.splitlines() if line.strip()]
    assert len(lines) > 1000
    assert not [line for line in lines if len(line) == 1 and line != ["FIN"]]


@pytest.mark.parametrize(
    ("case", "layout"),
    [
        ("visites-usine", Layout()),
        ("critique-recrute", Layout("letter", large_print=True)),
    ],
)
def test_every_note_stands_on_the_page_of_its_call(demo: Bank, case: str, layout: Layout) -> None:
    """WeasyPrint alone loses some of them, and sets others on the next page."""
    html = render_handout_html(demo, Handout(case, layout=layout))
    html = html.replace("casekit:fonts/", f"{fonts_dir().as_uri()}/")
    alone = HTML(string=html).render(pdf_variant=VARIANT)
    assert find_stray_notes(alone.pages), "WeasyPrint does it by itself: casekit's way can go"
    set_by_us = render(HTML(string=html))
    assert find_stray_notes(set_by_us.pages) == []
    notes = {anchor for page in set_by_us.pages for anchor in page.anchors if "note-" in anchor}
    assert len(notes) == html.count('<span class="note"')


def test_two_notes_at_one_word_are_told_apart(demo: Bank) -> None:
    html = render_handout_html(demo, Handout("visites-usine"))
    assert '<span class="between">,</span><span id="call-3"></span>' in html
    assert html.count('class="between"') == 1
