import os
import time
from random import Random

import pytest
from factories import CASE, COURSE, ITEMS, QUIZZES, SOURCE, make_workspace
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casekit.content import NoWorkspaceError, find_workspace, read_workspace
from casekit.content.document import parse_document
from casekit.content.entries import check_document

STEM = "    stem: |\n      Par où la marque vend-elle ses appareils ?\n"


def codes(reading):
    return [problem.code for problem in reading.problems]


def test_a_valid_workspace_gives_a_bank_and_no_problem(tmp_path):
    reading = read_workspace(make_workspace(tmp_path))
    assert reading.problems == ()
    assert reading.files == 5
    bank = reading.bank
    assert list(bank.items) == [
        "cas/comptes-nombre",
        "cas/canal-unique",
        "cas/annee-record",
        "cas/ventes-totales",
    ]
    assert bank.quizzes["cas/lecture"].items == tuple(bank.items)
    assert bank.items["cas/ventes-totales"].item.bounds()[0] == 60.5
    assert bank.cases["cas"].narrative.startswith("La marque vend beaucoup")
    assert bank.places["cas/canal-unique"].line == 19
    assert bank.places["cas"].file == "content/cas/case.md"


@pytest.mark.parametrize(
    ("among", "offered"),
    [
        ("", ["journal#comptes", "journal#ventes", "journal#canal"]),
        ("    among: [journal#canal, journal#comptes]\n", ["journal#canal", "journal#comptes"]),
    ],
)
def test_a_position_offers_the_passages_it_names_or_all_of_the_case(tmp_path, among, offered):
    position = (
        ITEMS.partition("items:\n")[0]
        + f"""items:
  - id: decision
    type: position
    stem: |
      Que faire ?
    options: [Rester, Partir]
{among}    objective: LO1
    bloom: evaluate
    explanation: |
      Les deux se défendent.
"""
    )
    files = {"content/cas/items/plus.yaml": position}
    version = read_workspace(make_workspace(tmp_path, files)).bank.items["cas/decision"]
    assert [cited.ref for cited in version.passages] == offered
    assert list(version.item.arrange(Random(1), shuffle=True).order) == offered


def test_a_bank_from_the_cache_has_the_same_digest(tmp_path):
    make_workspace(tmp_path)
    fresh = read_workspace(tmp_path).bank
    cached = read_workspace(tmp_path).bank
    assert cached.digest == fresh.digest
    assert dict(cached.items) == dict(fresh.items)


def test_the_demo_course_of_this_repository_has_no_errors(tmp_path):
    from pathlib import Path

    root = Path(__file__).parents[2]
    reading = read_workspace(root, cache=False)
    assert reading.errors == ()


def test_the_workspace_is_found_from_a_folder_inside(tmp_path):
    make_workspace(tmp_path)
    assert find_workspace(tmp_path / "content" / "cas") == tmp_path.resolve()


def test_no_workspace_above_a_folder_is_said(tmp_path):
    with pytest.raises(NoWorkspaceError):
        find_workspace(tmp_path)


def test_items_may_lie_in_several_files(tmp_path):
    first, second = ITEMS.split("  - id: canal-unique", 1)
    make_workspace(
        tmp_path,
        {"content/cas/items/plus.yaml": "items:\n  - id: canal-unique" + second},
        items=first,
    )
    assert len(read_workspace(tmp_path).bank.items) == 4


def test_a_scalar_stays_what_was_typed(tmp_path):
    items = ITEMS.replace('"2012"', "no").replace('"2013"', "12:30").replace('"2014"', '"007"')
    bank = read_workspace(make_workspace(tmp_path, items=items)).bank
    texts = [choice.text for choice in bank.items["cas/annee-record"].item.choices]
    assert texts == ["no", "12:30", "007"]


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path):
    files = {
        "content/cas/items.yaml": b"\xef\xbb\xbf" + ITEMS.replace("\n", "\r\n").encode(),
        "content/cas/case.md": b"\xef\xbb\xbf" + CASE.replace("\n", "\r\n").encode(),
    }
    reading = read_workspace(make_workspace(tmp_path, files))
    assert reading.problems == ()
    assert len(reading.bank.items) == 4


def test_latin_1_bytes_are_named_with_their_place(tmp_path):
    make_workspace(tmp_path, {"content/cas/items.yaml": ITEMS.encode("latin-1")})
    problem = read_workspace(tmp_path).problems[0]
    assert (problem.code, problem.line, problem.column) == ("E113", 5, 77)
    assert problem.params == {"byte": "0xE9", "letter": "é"}


def test_a_file_that_is_too_large_is_refused(tmp_path):
    make_workspace(tmp_path, {"content/cas/items.yaml": "# " + "x" * 2_000_000})
    assert "E111" in codes(read_workspace(tmp_path))


def test_a_loop_of_links_is_a_problem_and_no_traceback(tmp_path):
    make_workspace(tmp_path, {"content/cas/items.yaml": None})
    (tmp_path / "content/cas/items.yaml").symlink_to("items.yaml")
    problem = read_workspace(tmp_path).problems[0]
    assert (problem.code, problem.file) == ("E115", "content/cas/items.yaml")
    assert "circle" in problem.message()


def test_a_link_out_of_the_workspace_is_not_followed(tmp_path):
    elsewhere = tmp_path / "elsewhere.yaml"
    elsewhere.write_text(ITEMS)
    root = make_workspace(tmp_path / "course", {"content/cas/items.yaml": None})
    (root / "content/cas/items.yaml").symlink_to(elsewhere)
    assert codes(read_workspace(root)) == ["E116"]


def test_a_link_within_the_workspace_is_read(tmp_path):
    make_workspace(tmp_path, {"content/cas/items.yaml": None, "content/cas/items/a.yaml": ITEMS})
    (tmp_path / "content/cas/items/a.yaml").rename(tmp_path / "bank.yaml")
    (tmp_path / "content/cas/items/a.yaml").symlink_to(tmp_path / "bank.yaml")
    assert read_workspace(tmp_path).problems == ()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_problem(tmp_path):
    make_workspace(tmp_path)
    (tmp_path / "content/cas/items.yaml").chmod(0)
    assert codes(read_workspace(tmp_path)) == ["E115"]


def test_a_folder_in_place_of_a_file_is_a_problem(tmp_path):
    make_workspace(tmp_path, {"content/cas/items.yaml": None})
    (tmp_path / "content/cas/items.yaml").mkdir()
    assert codes(read_workspace(tmp_path)) == ["E115"]


def test_a_missing_case_file_is_one_problem(tmp_path):
    make_workspace(tmp_path, {"content/cas/case.md": None})
    reading = read_workspace(tmp_path)
    assert [(p.code, p.file) for p in reading.problems] == [("E115", "content/cas/case.md")]


def test_after_a_mistake_of_syntax_the_other_items_are_still_checked(tmp_path):
    items = ITEMS.replace("    bloom: understand\n", "    bloom understand\n")
    items = items.replace("    answer: 61\n", "    answer: soixante\n")
    reading = read_workspace(make_workspace(tmp_path, items=items))
    assert codes(reading) == ["E101", "E206"]


def test_a_mended_line_is_read_on_as_if_it_were_written_so(tmp_path):
    items = ITEMS.replace(STEM, "    stem: Selon l'article : combien ?\n")
    items = items.replace("    bloom: understand\n", "    bloom: comprendre\n")
    reading = read_workspace(make_workspace(tmp_path, items=items))
    assert codes(reading) == ["E102", "E205"]


def test_a_misspelt_key_is_one_error_with_its_suggestion(tmp_path):
    items = ITEMS.replace("    evidence: [journal#canal]", "    evidnece: [journal#canal]")
    reading = read_workspace(make_workspace(tmp_path, items=items))
    assert [(p.code, p.suggestion) for p in reading.problems] == [("E201", "evidence")]


def test_two_misspelt_keys_are_two_errors(tmp_path):
    items = ITEMS.replace(
        "    objective: LO1\n    bloom: understand\n", "    objctive: LO1\n    blom: understand\n"
    )
    reading = read_workspace(make_workspace(tmp_path, items=items))
    assert [p.suggestion for p in reading.problems] == ["objective", "bloom"]


def test_a_source_that_cannot_be_read_makes_no_unknown_excerpts(tmp_path):
    make_workspace(tmp_path, source=SOURCE.replace("kind: claim", "kind: klaim"))
    assert codes(read_workspace(tmp_path)) == ["E205"]


def test_a_warning_is_silenced_where_its_author_gives_a_reason(tmp_path):
    items = ITEMS.replace(
        "    tags: [rumeurs]\n", "    tags: [rumeurs]\n    accept: {W322: la voix est évidente}\n"
    ).replace("Selon le service juridique de la marque, combien", "Combien")
    assert read_workspace(make_workspace(tmp_path, items=items)).problems == ()


def test_an_english_course_reads_english_numbers(tmp_path):
    course = COURSE.replace("language: fr", "language: en")
    reading = read_workspace(make_workspace(tmp_path, course=course))
    assert codes(reading) == ["E225"]
    fixed = ITEMS.replace("0,5", "0.5")
    assert read_workspace(make_workspace(tmp_path, course=course, items=fixed)).bank is not None


def test_an_items_file_with_an_invalid_id_makes_no_unknown_items(tmp_path):
    items = ITEMS.replace("  - id: canal-unique", "  - id: Canal Unique")
    assert codes(read_workspace(make_workspace(tmp_path, items=items))) == ["E210"]


def test_a_quiz_over_several_cases_lists_full_ids(tmp_path):
    quiz = QUIZZES.replace("[comptes-nombre,", "[cas/comptes-nombre,").replace(
        "canal-unique, annee-record, ventes-totales", "cas/canal-unique"
    )
    reading = read_workspace(make_workspace(tmp_path, {"content/quizzes.yaml": quiz}))
    assert reading.bank.quizzes["course/lecture"].items == (
        "cas/comptes-nombre",
        "cas/canal-unique",
    )


BOMBS = {
    "brackets": "[" * 100_000,
    "dashes": "- " * 200_000,
    "braces": "{" * 100_000,
    "keys in braces": "{a: " * 100_000,
    "question marks": "? " * 200_000,
    "quotes": '"a" b\n' * 20_000,
    "colons": "a: b: c\n" * 20_000,
    "anchors": "a: &a [x]\n" + "b: *a\n" * 1000,
    "tabs": "\t\n\tx\n" * 20_000,
    "bad entries": "items:\n" + "  - id: x\n   y: z\n" * 5_000,
    "traps": "items:\n" + "  - id: x\n    stem: a : b\n" * 5_000,
    "hashes": "items:\n" + "  - id: x\n    stem: a #b\n" * 20_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_quickly(name):
    start = time.process_time()
    document = parse_document("bomb.yaml", BOMBS[name].encode(), has_body=False)
    check_document(document, "items", "fr")
    assert document.problems
    assert time.process_time() - start < 10


FRAGMENTS = st.sampled_from(
    [
        *("items:\n", "  - id: a\n", "    stem: ", "    choices:\n", "      - ", "|\n", "---\n"),
        *("\t", "\u00a0", "'", '"', "#x", " : ", "[7,7 m]", "*", "&a", "!t", "{", "}", "\n"),
        *("é", "%", "12,5", "•"),
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(FRAGMENTS | st.text(max_size=5), max_size=40).map("".join))
def test_no_text_makes_reading_raise(text):
    for kind in ("items", "source", "course", "quizzes", "exhibits"):
        check_document(parse_document("x.yaml", text.encode(), has_body=False), kind, "fr")
    case = f"---\n{text}\n---\n{text}"
    check_document(parse_document("case.md", case.encode(), has_body=True), "case", "fr")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_make_reading_raise(data):
    check_document(parse_document("x.yaml", data, has_body=False), "items", "fr")
    check_document(parse_document("case.md", b"---\n" + data, has_body=True), "case", "fr")


def test_a_mistake_seen_only_past_the_last_line_is_a_problem(tmp_path):
    """A bracket never closed: the parser notices at the end of the file."""
    lines = QUIZZES.splitlines(keepends=True)
    lines[4] = "    stem: \t{\n"
    make_workspace(tmp_path, {"content/cas/quizzes.yaml": "".join(lines)})
    reading = read_workspace(tmp_path, cache=False)
    assert [problem.severity for problem in reading.problems][:1] == ["error"]


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_no_change_of_one_line_makes_a_check_raise(tmp_path, data):
    texts = {
        "content/course.yaml": COURSE,
        "seeds/journal.yaml": SOURCE,
        "content/cas/case.md": CASE,
        "content/cas/items.yaml": ITEMS,
        "content/cas/quizzes.yaml": QUIZZES,
    }
    file = data.draw(st.sampled_from(sorted(texts)))
    lines = texts[file].splitlines(keepends=True)
    number = data.draw(st.integers(0, len(lines) - 1))
    lines[number] = data.draw(st.lists(FRAGMENTS, max_size=6).map("".join)) + "\n"
    make_workspace(tmp_path, {file: "".join(lines)})
    for problem in read_workspace(tmp_path, cache=False).problems:
        assert problem.message()
        assert problem.line >= 1
        assert problem.column >= 1


def test_quizzes_stand_in_the_order_of_their_cases_and_the_courses_own_last(tmp_path):
    names = ("comptes-nombre", "canal-unique", "annee-record", "ventes-totales")
    whole = QUIZZES.replace(", ".join(names), ", ".join(f"cas/{name}" for name in names))
    files = {
        "content/autre/case.md": CASE,
        "content/autre/items.yaml": ITEMS,
        "content/autre/quizzes.yaml": QUIZZES,
        "content/quizzes.yaml": whole,
    }
    make_workspace(tmp_path, files, course=COURSE.replace("cases: [cas]", "cases: [cas, autre]"))
    bank = read_workspace(tmp_path, cache=False).bank
    assert [quiz_id.split("/")[0] for quiz_id in bank.quizzes] == ["cas", "autre", "course"]
