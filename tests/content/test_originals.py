import hashlib
from decimal import Decimal

import pytest
from factories import COURSE, SOURCE, make_workspace

from casekit.content import read_workspace
from casekit.content.originals import verify_sources
from casekit.domain.source import count_words

ARTICLE = """\
Menu | Abonnez-vous
Près de 10 000 comptes ont diffusé ces rumeurs. Rien ne le confirme.

En 2014, la marque a vendu 61 millions d’appareils.
Elle n’utilise qu’un seul canal, sa boutique en ligne.
Lire aussi
"""
WORDS = 34
"""By hand: 9, 9 and 12 in the excerpts (an apostrophe parts words), 4 in "Rien ne le confirme"."""


@pytest.fixture
def originals(tmp_path):
    folder = tmp_path / "originals" / "deeper"
    folder.mkdir(parents=True)
    (folder / "another-name.txt").write_text(ARTICLE)
    (folder / "noise.txt").write_text("x")
    return tmp_path / "originals"


@pytest.fixture
def source():
    digest = hashlib.sha256(ARTICLE.encode()).hexdigest()
    return (
        SOURCE.replace("0" * 64, digest)
        .replace("[[1, 9]]", f"[[2, 5]]\n  words: {WORDS}")
        .replace("rights: own", "rights: quotation")
    )


def verify(tmp_path, originals, source, **overrides):
    return verify_sources(make_workspace(tmp_path / "w", source=source, **overrides), originals)


def test_excerpts_that_stand_in_their_paragraphs_are_no_problem(tmp_path, originals, source):
    course = COURSE.replace("30%", "100%")
    done = verify(tmp_path, originals, source, course=course)
    assert done.problems == ()
    report = done.reports[0]
    assert report.quoted_words == count_words(
        "Près de 10 000 comptes ont diffusé ces rumeurs."
        " En 2014, la marque a vendu 61 millions d'appareils."
        " Elle n'utilise qu'un seul canal, sa boutique en ligne."
    )
    assert report.article_words == report.quoted_words + 4
    assert report.budget == 1
    assert report.largest_id == "canal"


def test_more_than_the_budget_is_an_error_at_the_excerpts(tmp_path, originals, source):
    problem = verify(tmp_path, originals, source).problems[0]
    assert (problem.code, problem.file, problem.line) == ("E257", "seeds/journal.yaml", 16)
    assert problem.params["budget"] == "30"


def test_the_budget_does_not_bind_what_is_licensed(tmp_path, originals, source):
    source = source.replace("rights: quotation\nlicence: null", "rights: licensed\nlicence: CFC")
    done = verify(tmp_path, originals, source)
    assert done.problems == ()
    assert done.reports[0].budget is None


def test_an_excerpt_that_is_not_verbatim_is_named(tmp_path, originals, source):
    source = source.replace("ont diffusé ces", "ont diffusé les")
    codes = {p.code: p for p in verify(tmp_path, originals, source).problems}
    assert (codes["E253"].line, codes["E253"].column) == (21, 11)


def test_an_excerpt_of_another_paragraph_says_which(tmp_path, originals, source):
    source = source.replace("    paragraph: 3\n", "    paragraph: 1\n")
    codes = {p.code: p for p in verify(tmp_path, originals, source).problems}
    assert codes["E254"].suggestion == "3"


def test_a_changed_original_is_not_found(tmp_path, originals, source):
    (originals / "deeper" / "another-name.txt").write_text(ARTICLE + "!")
    done = verify(tmp_path, originals, source)
    assert [p.code for p in done.problems] == ["E258"]
    assert done.reports[0].article_words == WORDS


def test_without_originals_the_report_still_counts_what_is_quoted(tmp_path, source):
    done = verify(tmp_path, None, source.replace(f"  words: {WORDS}\n", ""))
    assert done.problems == ()
    assert done.reports[0].quoted_words == WORDS - 4
    assert done.reports[0].budget == Decimal("0.3")
    assert done.reports[0].share is None


def test_the_share_is_known_from_the_words_that_the_source_notes(tmp_path, source):
    done = verify(tmp_path, None, source)
    assert done.reports[0].article_words == WORDS
    assert done.reports[0].share == Decimal(WORDS - 4) / WORDS


def test_a_wrong_number_of_words_is_an_error_with_the_right_one(tmp_path, originals, source):
    course = COURSE.replace("30%", "100%")
    source = source.replace(f"words: {WORDS}", "words: 99")
    [problem] = verify(tmp_path, originals, source, course=course).problems
    assert (problem.code, problem.line, problem.column) == ("E267", 13, 10)
    assert problem.suggestion == str(WORDS)


def test_a_number_of_words_that_is_missing_is_a_hint(tmp_path, originals, source):
    course = COURSE.replace("30%", "100%")
    source = source.replace(f"  words: {WORDS}\n", "")
    [problem] = verify(tmp_path, originals, source, course=course).problems
    assert (problem.code, problem.severity) == ("W333", "warning")
    assert problem.advice() == [f"write: words: {WORDS}"]


def test_only_a_quotation_must_note_its_words(tmp_path, originals, source):
    source = source.replace(f"  words: {WORDS}\n", "").replace("rights: quotation", "rights: own")
    assert verify(tmp_path, originals, source).problems == ()


def test_check_keeps_the_budget_of_the_course(tmp_path, source):
    course = COURSE.replace("30%", "88%")  # 30 of 34 words are 88.2 %
    make_workspace(tmp_path, source=source, course=course)
    assert [p.code for p in read_workspace(tmp_path).problems] == ["E257"]
    make_workspace(tmp_path, source=source, course=course.replace("88%", "89%"))
    assert read_workspace(tmp_path).problems == ()
