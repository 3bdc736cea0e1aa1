"""Quizzes, keys, the instructor's copy and card sheets as HTML."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from every_type import make_typed_workspace
from export.sample import change_item, read_bank

from casekit.domain.bank import Bank
from casekit.domain.item import ITEM_TYPES
from casekit.export.errors import BrokenTemplateError, EmptyCardSheetError
from casekit.export.handout import EDITIONS, Handout, Layout, list_handouts, render_handout_html
from casekit.export.handout.paper import lay_out_form

QUIZ = Handout("cas", "quiz", "cas/lecture")


@pytest.fixture
def typed(tmp_path: Path) -> Bank:
    return read_bank(make_typed_workspace(tmp_path / "course"))


def render(bank: Bank, handout: Handout) -> str:
    return unescape(render_handout_html(bank, handout)).replace("\u202f", " ")


def with_quiz(bank: Bank, **changes: object) -> Bank:
    quiz = bank.quizzes["cas/lecture"].model_copy(update=changes)
    return replace(bank, quizzes={"cas/lecture": quiz})


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", html).replace("\u00a0", " ").split())


def stems(html: str) -> list[str]:
    return re.findall(r'<div class="stem"><p>(.*?)</p>', html)


def test_a_quiz_and_its_key_are_called_by_case_quiz_edition_and_form() -> None:
    names = [
        (Handout("cas"), "demo-cas-student"),
        (Handout("cas", layout=Layout("letter", True)), "demo-cas-student-letter-large-print"),
        (replace(QUIZ, forms="B"), "demo-cas-lecture-quiz-form-b"),
        (Handout("cas", "key", "cas/lecture", "ABC"), "demo-cas-lecture-key"),
        (Handout("course", "quiz", "course/bilan"), "demo-bilan-quiz-form-a"),
    ]
    assert [handout.name("demo") for handout, _ in names] == [name for _, name in names]


def test_every_form_of_every_quiz_is_listed_and_one_key_for_all(bank: Bank) -> None:
    assert [h.forms for h in list_handouts(bank, ["cas"], "quiz", forms=3)] == ["A", "B", "C"]
    assert [h.forms for h in list_handouts(bank, ["cas"], "key", forms=3)] == ["ABC"]
    assert [h.quiz_id for h in list_handouts(bank, ["cas"], "student", forms=3)] == [None]


def test_a_paper_says_what_must_be_known_before_it_is_begun(typed: Bank) -> None:
    html = render(with_quiz(typed, kind="graded", feedback="on-submit", time_limit=20), QUIZ)
    assert "12 questions, 16 points en tout." in html
    assert "Durée\u00a0: 20 minutes." in html
    assert "peuvent être consultés" in html
    for label in ("Nom", "Groupe", "Date", "Points"):
        assert f'<span class="label">{label}</span>' in html
    assert html.count("Cochez une seule réponse.") == 1
    assert "Une case cochée à tort retire ce qu’une bonne rapporte." in html
    assert 'Question 12 <span class="points">5 points</span>' in html


def test_where_nothing_may_be_consulted_no_passages_are_printed(typed: Bank) -> None:
    items = ("cas/un-canal", "cas/resume")
    closed = with_quiz(typed, reading="closed", items=items)
    assert "Aucun document" in render(closed, QUIZ)
    assert 'class="sources"' not in render(closed, QUIZ)
    asks = with_quiz(typed, reading="closed", items=("cas/ouvrir",))
    assert 'id="passage-3"' in render(asks, QUIZ), "a decision asks for passages by number"


def test_each_form_has_an_order_of_its_own_and_the_first_that_of_the_file(typed: Bank) -> None:
    forms = [stems(render(typed, replace(QUIZ, forms=letter))) for letter in "ABC"]
    written = [typed.items[i].item.stem.strip() for i in typed.quizzes["cas/lecture"].items]
    assert forms[0][0] == written[0].replace("'", "’")
    assert forms[0] != forms[1] != forms[2]
    assert {stem[:15] for stem in forms[0]} == {stem[:15] for stem in forms[1]}


def test_each_form_draws_values_of_its_own_and_the_key_says_them(typed: Bank) -> None:
    key = render(typed, Handout("cas", "key", "cas/lecture", "ABCD")).replace("\u00a0", " ")
    drawn = []
    for letter in "ABCD":
        paper = render(typed, replace(QUIZ, forms=letter)).replace("\u00a0", " ")
        number = int(re.search(r"La marque vend (\d+) millions", paper)[1])
        part = key[key.index(f">Sujet {letter}, 16 points</h2>") :].split('<section class="form">')[
            0
        ]
        assert f"Douze mois de {number} millions en font {number * 12}." in part
        assert f'<p class="key">{number * 12} millions' in part
        drawn.append(number)
    assert len(set(drawn)) > 1


def test_the_key_has_the_letters_that_the_form_shows(bank: Bank) -> None:
    for letter in "ABC":
        paper = render(bank, replace(QUIZ, forms=letter))
        question = paper[paper.index("Selon le service juridique") :].split("</section>")[0]
        choices = re.findall(r'<span class="box"></span>(.*?)</li>', question)
        place = choices.index("Près de 10 000")
        key = render(bank, Handout("cas", "key", "cas/lecture", letter))
        assert f'<p class="key">{"ABC"[place]}. Près de 10 000</p>' in key


def test_the_key_quotes_what_proves_and_the_passages_lead_back(bank: Bank) -> None:
    html = render(bank, Handout("cas", "key", "cas/lecture", "AB"))
    entry = html[html.index('id="answer-A1"') :].split("</section>")[0]
    assert "Le chiffre vient d’une partie intéressée." in entry
    assert "Près de 10 000 comptes ont diffusé ces rumeurs." in entry
    assert '<a href="#passage-1" class="kept">passage 1</a>' in entry
    assert re.search(r'<span class="letter">[ABC]</span> <p>C’est un autre chiffre', entry)
    passage = html[html.index('id="passage-1"') :].split('id="passage-2"')[0]
    assert re.search(
        r'questions <a href="#answer-A1">A1</a>, <a href="#answer-B\d">B\d</a>', passage
    )


def test_the_key_begins_with_a_table_to_mark_by(typed: Bank) -> None:
    """What it says of a question of each type, in the order that the paper shows."""
    html = render(typed, Handout("cas", "key", "cas/lecture", "AB"))
    grid = html[html.index('<section class="marks">') :].split("</section>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", grid, re.DOTALL)
    assert re.findall(r"<th>(.*?)</th>", rows[0]) == ["Sujet A", "Sujet B"]
    cells = re.findall(r'<td><a href="#answer-A(\d+)">(.*?)</a></td>', grid, re.DOTALL)
    assert [int(number) for number, _ in cells] == list(range(1, len(rows)))
    types = [typed.items[i].written["type"] for i in typed.quizzes["cas/lecture"].items]
    form = lay_out_form(typed, "cas/lecture", "A")
    said = {kind: plain(cell) for kind, (_, cell) in zip(types, cells, strict=True)}
    for one in form.slots:
        order = one.slot.arrangement.order
        key = one.item.key(one.slot.arrangement)
        match one.version.written["type"]:
            case "single":
                assert said["single"] == "ABCDEF"[order.index(key.letter)]
            case "multiple":
                assert said["multiple"].split() == sorted(
                    "ABCDEF"[order.index(letter)] for letter in key.letters
                )
            case "ordering":
                assert [int(n[0]) for n in said["ordering"].split(" · ")] == [
                    one.item.places_of(letter)[0] for letter in order
                ]
    assert said["true-false"] in {"Vrai", "Faux"}
    assert said["essay"] == "voir le barème"
    assert said["position"] == "au choix, argumenté"
    assert set(said) == set(types)
    assert "" not in said.values()


def test_steps_between_which_any_order_is_right_say_all_their_places(typed: Bank) -> None:
    item = next(v.item for v in typed.items.values() if v.written["type"] == "ordering")
    places = [item.places_of(letter) for letter in item.steps]
    tied = [place for place in places if len(place) > 1]
    assert tied == [tied[0]] * len(tied[0])
    assert sorted({n for place in places for n in place}) == list(range(1, len(places) + 1))


def test_eight_forms_are_marked_by_two_tables_of_four(bank: Bank) -> None:
    html = render(bank, Handout("cas", "key", "cas/lecture", "ABCDEFGH"))
    heads = re.findall(r"<thead><tr>(.*?)</tr></thead>", html)
    assert [re.findall(r"Sujet (\w)", head) for head in heads] == [[*"ABCD"], [*"EFGH"]]


def test_a_template_of_ones_own_without_a_macro_is_named(bank: Bank, tmp_path: Path) -> None:
    folder = tmp_path / "templates/handout/item"
    folder.mkdir(parents=True)
    (folder / "single.html").write_text("{% macro key(item, arrangement) %}a{% endmacro %}")
    with pytest.raises(BrokenTemplateError, match=r'handout/item/single\.html.*"marks"'):
        render_handout_html(bank, Handout("cas", "key", "cas/lecture"), workspace=tmp_path)


def test_large_print_shows_a_tall_chart_as_its_table(demo: Bank) -> None:
    """Drawn on one page its letters would be smaller than the text's."""
    drawn = render(demo, Handout("synthese"))
    large = render(demo, Handout("synthese", layout=Layout("a4", large_print=True)))
    assert 'id="exhibit-frise"' in drawn
    assert drawn.count("<svg") == large.count("<svg") + 1
    assert large.count("<table") == drawn.count("<table") + 1


def test_the_rights_in_a_source_are_told_where_it_is_quoted(demo: Bank) -> None:
    html = render(demo, Handout("visites-usine"))
    quoted, only_cited = html[html.index('id="source-visites-usine"') :].split('id="source-usine')
    assert '<p class="rights">' in quoted
    assert '<p class="rights">' not in only_cited


def test_the_key_has_texts_that_earn_something_rubric_and_sample(typed: Bank) -> None:
    html = render(typed, Handout("cas", "key", "cas/lecture", "A"))
    assert re.search(r'<span class="share">50.%</span> Internet', html)
    assert 'Les faits sont exacts <span class="kept">(2 points)</span>' in html
    assert "<li>presque tous (0)</li>" in html
    assert "La marque ne vend qu’en ligne." in html


def test_the_key_names_every_text_that_earns_something(typed: Bank) -> None:
    texts = [f"un canal de vente numéro {number}" for number in range(30)]
    bank = change_item(typed, "cas/ou-vendre", answers=["En ligne", *texts])
    html = render(bank, Handout("cas", "key", "cas/lecture", "A"))
    assert all(text in html for text in texts)


def test_the_instructors_copy_has_case_note_and_all_answers(demo: Bank) -> None:
    html = render(demo, Handout("europe-2015", "instructor"))
    assert "Plan du tableau</h3>" in html
    assert "82 à 90" in html
    answers = len(re.findall(r'class="answer-entry[ "]', html))
    assert answers == len(list(demo.live_items("europe-2015")))
    assert "ruled" not in html
    assert html.count("<div></div>") == 0
    assert '<a href="#part-1">' in html


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_link_within_a_handout_has_its_target(demo: Bank, edition: str) -> None:
    for handout in list_handouts(demo, list(demo.cases), edition):
        html = render_handout_html(demo, handout)
        ids = re.findall(r' id="([^"]+)"', html)
        assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids), handout
        assert len(ids) == len(set(ids)), handout


def test_a_source_that_only_a_note_cites_is_listed_too(demo: Bank) -> None:
    cited = "denigrement"
    assert "usine-digitale-2015" not in demo.cases[cited].head.sources
    html = render(demo, Handout(cited))
    assert 'id="source-usine-digitale-2015"' in html


def test_a_quiz_over_several_cases_brings_its_passages_along(demo: Bank) -> None:
    ids = [next(demo.live_items(case)).item_id for case in list(demo.cases)[:2]]
    quiz = demo.quizzes["europe-2015/lecture"].model_copy(update={"id": "tout", "items": ids})
    bank = replace(demo, quizzes={**demo.quizzes, "course/tout": quiz})
    html = render(bank, Handout("course", "quiz", "course/tout"))
    assert len(stems(html)) == 2
    sources = {source for case in list(demo.cases)[:2] for source in demo.cases[case].head.sources}
    assert all(f'id="source-{source}"' in html for source in sources)
    assert "answer-A2" in render(bank, Handout("course", "key", "course/tout", "A"))


def cards(html: str, side: str) -> list[list[str | None]]:
    """The numbers on each sheet, place by place."""
    title = {"front": "Rectos", "back": "Versos"}[side]
    sheets = [part for part in html.split('<section class="sheet">') if f">{title} " in part]
    places = [
        re.findall(r'<li class="card .*?">(?:<span class="card-number">(\d+))?', s) for s in sheets
    ]
    return [[place or None for place in sheet] for sheet in places]


def test_backs_lie_behind_their_fronts(bank: Bank) -> None:
    html = render(bank, Handout("cas", "cards"))
    assert cards(html, "front") == [["1", "2", "3", "4", None, None, None, None]]
    assert cards(html, "back") == [["2", "1", "4", "3", None, None, None, None]]
    large = render(bank, Handout("cas", "cards", layout=Layout(large_print=True)))
    assert cards(large, "front") == cards(large, "back") == [["1", "2"], ["3", "4"]]


def test_a_front_asks_and_its_back_answers_by_the_same_letter(bank: Bank) -> None:
    html = render(bank, Handout("cas", "cards"))
    front = html[html.index("Par où la marque") :].split("</ol>")[0]
    place = re.findall(r"<li>(.*?)</li>", front).index("Par sa boutique en ligne")
    assert f"{'ABC'[place]}. Par sa boutique en ligne" in html


def test_reserved_and_withdrawn_cards_are_not_printed(bank: Bank) -> None:
    quiz = bank.quizzes["cas/lecture"]
    graded = quiz.model_copy(update={"kind": "graded", "items": quiz.items[:3]})
    reserved = replace(bank, quizzes={"cas/lecture": graded})
    html = render(reserved, Handout("cas", "cards"))
    assert cards(html, "front")[0][:2] == ["1", None]
    withdrawn = change_item(reserved, "cas/ventes-totales", status="withdrawn")
    with pytest.raises(EmptyCardSheetError):
        render(withdrawn, Handout("cas", "cards"))


def test_every_item_type_finds_its_place_on_a_card(typed: Bank) -> None:
    bank = typed
    for version in list(typed.items.values()):
        bank = change_item(bank, version.item_id, card="true")
    html = render(bank, Handout("cas", "cards"))
    assert {v.written["type"] for v in bank.items.values()} == set(ITEM_TYPES)
    assert "Faux" in html
    assert "Aucune réponse n’est la bonne" in html
    assert re.search(r"[ABC]\. Il contredit l’affirmation\.", html)
    assert "Les faits sont exacts · Le conseil en découle" in html
