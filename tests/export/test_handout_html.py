"""The student edition as HTML: what it shows, and what it can never give away."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from export.sample import NOW, change_case, change_item
from factories import make_workspace

from casekit.domain.bank import Bank
from casekit.export.errors import BrokenTemplateError, RefusedAddressError
from casekit.export.handout import Handout, Layout, render_handout_html

CHOICE = "cas/comptes-nombre"
NUMBER = "cas/ventes-totales"


def render(bank: Bank, workspace: Path | None = None) -> str:
    return render_handout_html(bank, Handout("cas"), workspace=workspace)


def render_quiz(bank: Bank, workspace: Path | None = None) -> str:
    handout = Handout("cas", "quiz", "cas/lecture")
    return render_handout_html(bank, handout, workspace=workspace)


def write_template(workspace: Path, name: str, text: str) -> None:
    path = workspace / "templates/handout" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_student_can_learn_no_key_from_it(bank: Bank) -> None:
    """The page is the same, to the letter, whatever is right and whatever the author explains."""
    other = change_item(
        bank,
        CHOICE,
        choices=[{"correct": "Environ 1 000 comptes"}, "Près de 10 000", "Plus d'un million"],
        explanation="Tout autre chose.",
        warrant="Un autre lien.",
        hint="Une aide.",
    )
    other = change_item(other, NUMBER, answer=75, tolerance="3")
    other = change_case(other, "cas", teaching_note="Ce qu'il faut faire dire.")
    assert render(other) == render(bank)
    assert render_quiz(other) == render_quiz(bank)


def test_the_demo_handout_has_no_word_of_what_instructors_keep(demo: Bank) -> None:
    html = render_handout_html(demo, Handout("europe-2015"))
    for version in demo.items.values():
        item = version.item
        kept = [item.explanation, item.warrant, item.hint]
        kept += [choice.feedback for choice in getattr(item, "choices", ())]
        for text in filter(None, kept):
            assert " ".join(text.split())[:40].replace("'", "’") not in html
    assert "Synopsis" not in html


def test_a_citation_is_a_footnote_close_to_its_word(bank: Bank) -> None:
    html = render(bank)
    call = '<span id="call-1"></span>'
    assert f'beaucoup{call}<span class="note" id="note-1">Prénom Nom' in html
    assert '<a href="#passage-2">passage\u00a02</a>' in html
    assert 'id="passage-2"' in html


def test_the_second_citation_of_a_source_is_short(bank: Bank) -> None:
    html = render(change_case(bank, "cas", narrative="Un [@journal#ventes]. Deux [@journal:p3]."))
    assert 'id="note-1">Prénom Nom, ' in html
    assert 'id="note-2"><cite>Le Journal</cite>' in html


def test_a_note_leads_to_its_source_and_the_source_back(bank: Bank) -> None:
    narrative = "Un [@journal#ventes]. Deux [@journal:p3]. Trois [@journal#ventes].\n"
    html = unescape(render(change_case(bank, "cas", narrative=narrative)))
    assert '<a href="#source-journal">§\u00a03</a>' in html
    passage = html[html.index('id="passage-2"') :]
    links = '<a href="#note-1">1</a>, <a href="#note-3">3</a>'
    assert f'<p class="uses">Voir\u00a0: notes {links}</p>' in passage
    source = html[html.index('id="source-journal"') :]
    assert '<p class="uses">Voir\u00a0: note <a href="#note-2">2</a></p>' in source


def test_a_passage_says_where_the_text_and_an_exhibit_use_it(demo: Bank) -> None:
    html = render_handout_html(demo, Handout("europe-2015"))
    passage = html[html.index('id="passage-4"') :].split('id="passage-5"')[0]
    assert '<a href="#quoted-4">citation dans le texte</a>' in passage
    assert 'annexe <a href="#exhibit-chiffres">1</a>' in passage
    assert 'id="quoted-4"' in html


def test_an_authors_footnote_stands_at_its_call(bank: Bank) -> None:
    narrative = "Un mot [^a].\n\n[^a]: Une *note* qui cite [@journal#canal].\n"
    html = render(change_case(bank, "cas", narrative=narrative))
    start = 'mot<span id="call-1"></span><span class="note" id="note-1">Une <em>note</em> qui cite'
    assert re.search(re.escape(start) + ' ?<span class="in-note">', html)
    assert "footnote-backref" not in html


def test_an_excerpt_stands_with_kind_voice_and_credit(demo: Bank) -> None:
    html = render_handout_html(demo, Handout("europe-2015"))
    block = html[html.index('<div class="excerpt" id="quoted-4">') :]
    block = block[: block.index("</div>")]
    assert "Lei Jun, fondateur de Xiaomi" in block
    assert "▲" in block
    assert "<cite>L’Usine Digitale</cite>" in block


@pytest.mark.parametrize("case_id", ["visites-usine", "denigrement"])
def test_an_entry_of_the_list_of_sources_ends_with_one_full_stop(demo: Bank, case_id: str) -> None:
    """Whether the source says its date or not: "s. d." ends with one already."""
    entry = re.findall(r'<p class="entry">(.*?)</p>', render_handout_html(demo, Handout(case_id)))[
        0
    ]
    assert re.search(r"[^.]\.$", entry)


def test_every_exhibit_is_numbered_once(demo: Bank) -> None:
    html = render_handout_html(demo, Handout("europe-2015"))
    assert html.count('id="exhibit-chiffres"') == 1
    assert html.count('class="number-label"') == 1


def test_the_version_follows_the_content(bank: Bank) -> None:
    def version(html: str) -> str:
        return re.findall(r'name="version" content="(\w{8})"', html)[0]

    assert version(render(bank)) == version(render(bank))
    changed = change_case(bank, "cas", narrative="Autre.")
    assert version(render(changed)) != version(render(bank))
    dated = render_handout_html(bank, Handout("cas"), exported_at=NOW)
    assert version(dated) == version(render(bank))


def test_hostile_text_is_shown_as_text(bank: Bank) -> None:
    hostile = "<script>alert(1)</script> & {{ case }} <img src=x>"
    case = bank.cases["cas"]
    head = case.head.model_copy(update={"title": hostile, "summary": hostile})
    changed = change_case(change_item(bank, CHOICE, stem=hostile), "cas", head=head)
    for html in (render(changed), render_quiz(changed)):
        assert "<script>alert" not in html
        assert "<img" not in html
        assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    "src", ["https://example.org/a.png", "/etc/hostname", "../a.png", "absente.png", "plan.svg"]
)
def test_an_image_from_elsewhere_is_refused(bank: Bank, workspace: Path, src: str) -> None:
    (workspace / "content/cas/media").mkdir()
    (workspace / "content/cas/media/plan.svg").write_text("<svg><script>alert(1)</script></svg>")
    changed = change_case(bank, "cas", narrative=f"![Une image]({src})")
    with pytest.raises(RefusedAddressError) as error:
        render(changed, workspace=workspace)
    assert error.value.address == src


def test_a_workspace_replaces_one_template_and_keeps_the_others(
    bank: Bank, workspace: Path
) -> None:
    write_template(
        workspace,
        "item/numeric.html",
        "{% macro question(item, arrangement) %}<p>Écrivez ici.</p>{% endmacro %}",
    )
    html = render_quiz(bank, workspace=workspace)
    assert "<p>Écrivez ici.</p>" in html
    assert 'class="choices"' in html


@pytest.mark.parametrize(
    "text",
    ["{{ nothing.here }}", "{% if %}", "{{ course.__class__.__mro__ }}", '{% include "x.html" %}'],
)
def test_a_template_that_cannot_be_used_is_told(bank: Bank, workspace: Path, text: str) -> None:
    write_template(workspace, "student.html", text)
    with pytest.raises(BrokenTemplateError, match="The template handout/"):
        render(bank, workspace=workspace)


def test_a_workspace_without_templates_of_its_own_needs_none(tmp_path: Path, bank: Bank) -> None:
    root = make_workspace(tmp_path / "other")
    assert render(bank, workspace=root) == render(bank)


def test_the_day_stands_only_where_it_is_given(bank: Bank) -> None:
    assert "dcterms" not in render(bank)
    dated = render_handout_html(bank, Handout("cas"), exported_at=NOW)
    assert 'name="dcterms.created" content="2026-03-01T00:00:00Z"' in dated
    assert ", 1 mars 2026." in dated


def test_a_long_case_has_a_contents_list_and_a_short_one_none(bank: Bank) -> None:
    assert 'class="contents"' not in render(bank)
    long = change_case(bank, "cas", narrative="## Un *début*\n\n" + "mot " * 2600)
    html = render(long)
    assert '<li><a href="#part-1">Un début</a></li>' in html
    assert '<h2 id="part-1">Un <em>début</em></h2>' in html


def test_a_code_leads_to_each_practice_quiz_where_the_site_has_an_address(bank: Bank) -> None:
    assert "<svg" not in render(bank)
    html = render_handout_html(bank, Handout("cas"), base_url="https://cases.example.org/")
    assert "https://cases.example.org/c/demo/quizzes/cas/lecture</title>" in html
    graded = bank.quizzes["cas/lecture"].model_copy(update={"kind": "graded"})
    other = replace(bank, quizzes={"cas/lecture": graded})
    html = render_handout_html(other, Handout("cas"), base_url="https://cases.example.org/")
    assert "<svg" not in html


def test_the_lines_to_write_on_can_be_counted(bank: Bank) -> None:
    for layout, lines in ((Layout(), 4), (Layout(lines=0), 0), (Layout(lines=9), 9)):
        html = render_handout_html(bank, Handout("cas", layout=layout))
        assert html.count("<div></div>") == lines
