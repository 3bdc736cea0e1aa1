"""What hangs on an excerpt or item, and what changed between two versions of a course."""

import pytest
from every_type import make_typed_workspace
from factories import CASE, ITEMS, QUIZZES, SOURCE, make_workspace

from casekit.content import read_workspace
from casekit.content.changes import compare_courses
from casekit.content.impact import Ties, find_impact

EXHIBITS = """\
exhibits:
  - id: chiffres
    title: Ventes
    kind: table
    columns: [Année, Ventes]
    rows:
      - ["2014", "61"]
    evidence: [journal#ventes]
"""


def read(folder, files=None, **overrides):
    bank = read_workspace(make_workspace(folder, files, **overrides), cache=False).bank
    assert bank is not None
    return Ties(bank, folder)


def test_an_excerpt_touches_its_items_quizzes_cards_and_lines(tmp_path):
    course = read(tmp_path)
    touched = find_impact(course.bank, "journal#canal", tmp_path)
    [item] = touched.items
    assert (item.item_id, item.role, item.status) == ("cas/canal-unique", "evidence", "live")
    assert item.place.line == ITEMS.splitlines().index("  - id: canal-unique") + 1
    [quiz] = touched.quizzes
    assert (quiz.quiz_id, quiz.kind, quiz.lists, quiz.draws) == ("cas/lecture", "practice", 1, 0)
    assert touched.cards == ("cas/canal-unique",)
    line = CASE.splitlines().index("{{ excerpt journal#canal }}") + 1
    assert [(place.file, place.line) for place in touched.texts] == [("content/cas/case.md", line)]


def test_passages_texts_and_exhibits_are_touched_too(tmp_path):
    bank = read_workspace(make_typed_workspace(tmp_path / "a"), cache=False).bank
    roles = {i.item_id: i.role for i in find_impact(bank, "journal#ventes", tmp_path / "a").items}
    assert roles["cas/preuves"] == "passage"
    assert roles["cas/ventes-totales"] == "evidence"

    items = ITEMS.replace("qu'un canal.", "qu'un canal [@journal#comptes].").replace(
        "    tags: [rumeurs]\n", "    tags: [rumeurs]\n    exhibit: chiffres\n"
    )
    note = "Voir [@journal#ventes].\n"
    files = {"content/cas/exhibits.yaml": EXHIBITS, "content/cas/teaching-note.md": note}
    course = read(tmp_path / "b", files, items=items)
    cited = find_impact(course.bank, "journal#comptes", course.root)
    assert [(i.item_id, i.role) for i in cited.items] == [
        ("cas/comptes-nombre", "evidence"),
        ("cas/canal-unique", "text"),
    ]
    shown = find_impact(course.bank, "journal#ventes", course.root)
    assert shown.exhibits == ("cas/chiffres",)
    assert [i.item_id for i in shown.items if i.role == "exhibit"] == ["cas/comptes-nombre"]
    assert [place.file for place in shown.texts] == [
        "content/cas/case.md",
        "content/cas/teaching-note.md",
    ]


def test_what_a_draw_can_take_is_told_from_what_a_quiz_lists(tmp_path):
    quizzes = QUIZZES.replace("items: [comptes-nombre, canal-unique, ", "items: [").replace(
        "    pass", "    draw: [{tags: [vente, rumeurs], count: 1}]\n    pass"
    )
    course = read(tmp_path, quizzes=quizzes)
    [quiz] = find_impact(course.bank, "cas/canal-unique", tmp_path).quizzes
    assert (quiz.lists, quiz.draws) == (0, 1)


def test_a_name_that_nothing_has_is_a_key_error(tmp_path):
    course = read(tmp_path)
    for name in ("journal#nothing", "cas/nothing", "nothing#canal"):
        with pytest.raises(KeyError):
            find_impact(course.bank, name, tmp_path)


def changes(tmp_path, files=None, **overrides):
    found = compare_courses(read(tmp_path / "a"), read(tmp_path / "b", files, **overrides))
    return [(change.target, change.kind, change.parts) for change in found]


def test_nothing_changes_with_a_comment(tmp_path):
    assert changes(tmp_path, items="# une remarque\n" + ITEMS) == []


def test_a_changed_excerpt_stands_for_the_items_that_change_with_it(tmp_path):
    source = SOURCE.replace("un seul canal", "un unique canal")
    assert changes(tmp_path, source=source) == [("journal#canal", "changed", ("text",))]


def test_a_changed_credit_changes_every_excerpt_of_the_source(tmp_path):
    found = changes(tmp_path, source=SOURCE.replace("Le Journal", "La Gazette"))
    assert [(kind, parts) for _, kind, parts in found] == [("changed", ("credit",))] * 3


def test_an_item_says_what_of_it_changed(tmp_path):
    items = ITEMS.replace("Environ 1 000", "Environ 2 000").replace("de 2014.", "de l'année 2014.")
    assert changes(tmp_path, items=items) == [
        ("cas/comptes-nombre", "changed", ("choices",)),
        ("cas/annee-record", "changed", ("explanation",)),
    ]


def test_withdrawn_new_removed_and_renamed_are_told_apart(tmp_path):
    items = (
        ITEMS.replace("    tags: [rumeurs]\n", "    tags: [rumeurs]\n    status: withdrawn\n")
        .replace("  - id: canal-unique\n", "  - id: canal\n    was: canal-unique\n")
        .replace("  - id: annee-record\n", "  - id: annee\n")
    )
    quizzes = "quizzes:\n  - {id: lecture, title: Q, items: [canal, annee, ventes-totales]}\n"
    assert changes(tmp_path, items=items, quizzes=quizzes) == [
        ("cas/comptes-nombre", "withdrawn", ("status",)),
        ("cas/canal", "renamed", ()),
        ("cas/annee", "new", ()),
        ("cas/annee-record", "removed", ()),
    ]


def test_a_removed_item_touches_what_it_touched(tmp_path):
    items = ITEMS[: ITEMS.index("  - id: ventes-totales")]
    quizzes = QUIZZES.replace(", ventes-totales", "")
    before, after = read(tmp_path / "a"), read(tmp_path / "b", items=items, quizzes=quizzes)
    [change] = compare_courses(before, after)
    assert change.kind == "removed"
    assert [quiz.quiz_id for quiz in change.impact.quizzes] == ["cas/lecture"]
    assert change.impact.cards == ("cas/ventes-totales",)


def test_a_renamed_excerpt_is_not_a_new_one(tmp_path):
    source = SOURCE.replace("  - id: canal\n", "  - id: boutique\n    was: canal\n")
    items = ITEMS.replace("journal#canal", "journal#boutique")
    case = CASE.replace("journal#canal", "journal#boutique")
    found = changes(tmp_path, source=source, items=items, case=case)
    assert found == [
        ("journal#boutique", "renamed", ()),
        ("cas/canal-unique", "changed", ("evidence",)),
    ]


def test_an_excerpt_that_keeps_its_former_name_is_renamed_once_only(tmp_path):
    texts = {
        "source": SOURCE.replace("  - id: canal\n", "  - id: boutique\n    was: canal\n"),
        "items": ITEMS.replace("journal#canal", "journal#boutique"),
        "case": CASE.replace("journal#canal", "journal#boutique"),
    }
    before, after = read(tmp_path / "a", **texts), read(tmp_path / "b", **texts)
    assert compare_courses(before, after) == ()


def test_a_renamed_source_brings_its_excerpts_with_it(tmp_path):
    files = {
        "seeds/journal.yaml": None,
        "seeds/gazette.yaml": SOURCE + "was: journal\n",
        "content/cas/items.yaml": ITEMS.replace("journal#", "gazette#"),
        "content/cas/case.md": CASE.replace("journal#", "gazette#").replace(
            "[journal]", "[gazette]"
        ),
    }
    found = changes(tmp_path, files)
    assert {("gazette#canal", "renamed", ()), ("gazette#ventes", "renamed", ())} <= set(found)
    assert {kind for _, kind, _ in found} == {"renamed", "changed"}
    later = read(tmp_path / "later", files)
    assert compare_courses(read(tmp_path / "now", files), later) == ()


def test_removed_excerpts_stand_in_the_order_of_their_file(tmp_path):
    extra = "".join(
        f"  - id: passage-{n}\n    paragraph: 1\n    kind: fact\n    text: |\n      Extrait {n}.\n"
        for n in range(9)
    )
    before, after = read(tmp_path / "a", source=SOURCE + extra), read(tmp_path / "b")
    removed = [change.target for change in compare_courses(before, after)]
    assert removed == [f"journal#passage-{n}" for n in range(9)]


def test_a_text_cites_where_check_says_that_it_does(tmp_path):
    note = """\
```
[@journal#comptes] is how one cites
```
Voir [@journal#comptes].

Not set: {{ excerpt journal#comptes }}, as it is no line of its own.

  {{ excerpt journal#comptes }}
"""
    course = read(tmp_path, {"content/cas/teaching-note.md": note})
    texts = course.find_impact("journal#comptes").texts
    at = [(place.line, place.column) for place in texts if place.file.endswith("teaching-note.md")]
    assert at == [(4, 6), (8, 3)]


def test_a_changed_image_changes_its_item(tmp_path):
    items = ITEMS.replace("qu'un canal.\n", "qu'un canal.\n\n      ![Un plan](media/plan.png)\n")
    place = "content/cas/media/plan.png"
    before = read(tmp_path / "a", {place: b"one"}, items=items)
    after = read(tmp_path / "b", {place: b"two"}, items=items)
    [change] = compare_courses(before, after)
    assert (change.target, change.parts) == ("cas/canal-unique", ("media",))


def test_the_card_of_a_term_changes_with_its_excerpt(tmp_path):
    cards = "cards:\n  - {id: canal, front: Le canal, back: Un seul, evidence: journal#canal}\n"
    course = read(tmp_path, {"content/cas/cards.yaml": cards})
    touched = find_impact(course.bank, "journal#canal", tmp_path)
    assert touched.cards == ("cas/canal-unique", "cas/canal")
    alone = find_impact(course.bank, "cas/canal", tmp_path)
    assert (alone.items, alone.quizzes, alone.cards) == ((), (), ("cas/canal",))
