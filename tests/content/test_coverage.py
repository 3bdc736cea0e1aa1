"""What the questions cover, and what they do not."""

from decimal import Decimal

from factories import CASE, COURSE, ITEMS, QUIZZES, SOURCE, make_workspace

from casekit.content import read_workspace
from casekit.content.coverage import measure_coverage
from casekit.content.gaps import find_gaps

REST = """\
  - id: reste
    paragraph: 4
    kind: opinion
    voice: [Lei Jun]
    text: Le reste.
"""
GRADED = (
    QUIZZES
    + """\
  - id: note
    title: Contrôle noté
    kind: graded
    draw: [{tags: [vente], count: 1}]
"""
)


def bank_of(folder, **overrides):
    bank = read_workspace(make_workspace(folder, **overrides), cache=False).bank
    assert bank is not None
    return bank


def test_each_excerpt_has_the_items_that_cite_it(tmp_path):
    coverage = measure_coverage(bank_of(tmp_path, source=SOURCE + REST))
    rows = {row.ref: row.items for row in coverage.course.excerpts}
    assert rows == {
        "journal#comptes": ("cas/comptes-nombre",),
        "journal#ventes": ("cas/annee-record", "cas/ventes-totales"),
        "journal#canal": ("cas/canal-unique",),
        "journal#reste": (),
    }
    assert coverage.course.kinds() == {"claim": (1, 1), "fact": (2, 2), "opinion": (1, 0)}
    [case] = coverage.cases
    assert case.excerpts == coverage.course.excerpts
    assert [row.ref for row in case.unused] == ["journal#reste"]


def test_an_objective_is_counted_by_level_and_its_own_level_is_known(tmp_path):
    [row] = measure_coverage(bank_of(tmp_path)).course.objectives
    assert (row.objective_id, row.bloom, row.target) == ("LO1", "understand", Decimal("0.7"))
    assert {level: count for level, count in row.counts.items() if count} == {
        "remember": 3,
        "understand": 1,
    }
    assert (row.total, row.highest, row.is_below) == (4, "understand", False)


def test_reserved_practised_and_cards_are_told_apart(tmp_path):
    case = measure_coverage(bank_of(tmp_path / "a")).cases[0]
    assert (case.live, case.practised, case.reserved, case.cards) == (4, 4, 0, 4)
    case = measure_coverage(bank_of(tmp_path / "b", quizzes=GRADED)).cases[0]
    assert (case.practised, case.reserved, case.cards) == (4, 3, 1)
    assert case.types == {"single": 3, "numeric": 1}
    assert case.unreached == ()


def test_drafts_and_withdrawn_items_are_counted_and_do_not_cover(tmp_path):
    items = ITEMS.replace("    tags: [rumeurs]\n", "    tags: [rumeurs]\n    status: withdrawn\n")
    quizzes = QUIZZES.replace("comptes-nombre, ", "")
    case = measure_coverage(bank_of(tmp_path, items=items, quizzes=quizzes)).cases[0]
    assert (case.live, case.draft, case.withdrawn, case.cards) == (3, 0, 1, 4)
    assert [row.ref for row in case.unused] == ["journal#comptes"]


def test_nothing_is_missing_in_a_course_that_asks_for_everything(tmp_path):
    assert find_gaps(measure_coverage(bank_of(tmp_path))) == ()


def test_what_is_missing_comes_in_order_with_its_next_step(tmp_path):
    course = COURSE.replace("cases: [cas]", "cases: [cas, vide]").replace(
        "bloom: understand", "bloom: create"
    )
    course += "  - {id: LO2, text: Juger, bloom: evaluate}\n"
    files = {"content/vide/case.md": CASE, "content/vide/items.yaml": "items: []\n"}
    make_workspace(
        tmp_path,
        files,
        course=course,
        source=SOURCE + REST,
        quizzes=QUIZZES.replace("comptes-nombre, ", ""),
    )
    gaps = find_gaps(measure_coverage(read_workspace(tmp_path, cache=False).bank))
    assert [(gap.kind, gap.names) for gap in gaps] == [
        ("case-empty", ()),
        ("below", ()),
        ("no-item", ()),
        ("excerpts", ("journal#reste",)),
        ("unreached", ("cas/comptes-nombre",)),
    ]
    assert gaps[1].sentence() == (
        "The questions for objective LO1 reach understand at most; it is at create."
    )
    assert gaps[2].step() == (
        "Write one at level evaluate, or drop the objective from content/course.yaml."
    )
    assert all(gap.sentence() and gap.step() for gap in gaps)


def test_a_case_that_names_an_objective_and_does_not_serve_it_is_told(tmp_path):
    course = COURSE.replace("cases: [cas]", "cases: [cas, autre]")
    course += "  - {id: LO2, text: Juger, bloom: remember}\n"
    files = {
        "content/autre/case.md": CASE,
        "content/autre/items.yaml": ITEMS.replace("objective: LO1", "objective: LO2"),
        "content/autre/quizzes.yaml": QUIZZES,
    }
    make_workspace(tmp_path, files, course=course)
    gaps = find_gaps(measure_coverage(read_workspace(tmp_path, cache=False).bank))
    assert [gap.sentence() for gap in gaps] == [
        "Case autre names objective LO1, and none of its questions serves it."
    ]
