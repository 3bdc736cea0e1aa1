"""Marking by hand, as the instructor of a section does it in a browser without script."""

import csv
import re
from datetime import UTC, datetime, timedelta
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from every_type import make_typed_workspace
from flask import Flask
from web.classroom import add_person, address_of, assign, enter_as, make_section
from web.questions import question
from web.visitor import DESK, Visitor, live, store_of, words

from casekit.delivery.sections import SectionRef, add_instructor
from casekit.domain.section import Section

HOSTILE = "</textarea><script>alert(1)</script>"
QUIZZES = """\
quizzes:
  - id: noter
    title: Contrôle noté
    kind: graded
    items: [ouvrir, note]
    pass: 50%
    feedback: {feedback}
"""
QUIZ = "/quizzes/cas/noter"
MARK = {"c0": "0", "c0-own": "", "c1": "", "c1-own": "1,5", "comment": "Bien vu.", "seen": "0"}


@pytest.fixture
def feedback() -> str:
    return "on-submit"


@pytest.fixture
def workspace(tmp_path: Path, feedback: str) -> Path:
    root = make_typed_workspace(tmp_path / "course")
    text = QUIZZES.replace("{feedback}", feedback)
    (root / "content/cas/quizzes.yaml").write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def section(app: Flask) -> Section:
    made = make_section(app, "prof", "ada", "bob", "cyd")
    assign(app, made, "cas/noter")
    return made


@pytest.fixture
def prof(app: Flask, section: Section) -> Visitor:
    return enter_as(app, "prof", "instructor")


def sit(app: Flask, student: str, text: str = "Un conseil fondé sur les chiffres.") -> str:
    """A student's attempt with this text, handed in; the address of its result."""
    visitor = enter_as(app, student)
    address = visitor.start("/c/demo/quizzes/cas/noter")
    visitor.send(address, {"s1-text": text, "action": "save"})
    return str(visitor.post(f"{address}/submit", action="anyway").location)


def marking_of(section: Section, result: str) -> str:
    return address_of(section, f"{QUIZ}/marking/{result.split('/')[-2]}/1")


def test_an_instructor_marks_one_answer_after_the_other(
    app: Flask, section: Section, prof: Visitor
) -> None:
    results = [sit(app, student) for student in ("ada", "bob")]
    sit(app, "cyd", "")
    progress = prof.get(address_of(section, QUIZ)).text
    assert "2 answers wait to be marked." in words(progress)
    overview = address_of(section, f"{QUIZ}/marking")
    assert f'href="{overview}"' in progress
    own = prof.get(address_of(section)).text
    assert f'<a href="{overview}">2 to be marked</a>' in own
    page = prof.get(overview).text
    assert "2 wait · 0 are marked · 1 handed in nothing: 0 points" in words(page)
    first = unescape(re.search(r'class="button" href="([^"]+)"', page)[1])
    assert first in {marking_of(section, result) for result in results}
    reply = prof.send(first, MARK)
    second = next(a for r in results if (a := marking_of(section, r)) != first)
    assert (reply.status_code, reply.location) == (303, f"{second}?saved=yes#answer")
    page = words(prof.get(reply.location).text)
    assert "Saved. Here is the next answer." in page
    assert "Answer 2 of 2" in page
    last = prof.send(second, MARK)
    assert last.location == f"{overview}?saved=yes"
    assert "Nothing waits: all answers that were handed in are marked." in words(
        prof.get(last.location).text
    )
    assert "wait to be marked" not in words(prof.get(address_of(section, QUIZ)).text)


def test_names_are_hidden_until_they_are_asked_for(
    app: Flask, section: Section, prof: Visitor
) -> None:
    address = marking_of(section, sit(app, "ada"))
    page = prof.get(address).text
    assert "Ada" not in words(page)
    assert "ada" not in page
    assert "/attempts/" not in page
    shown = prof.get(f"{address}?names=shown").text
    assert "Answer 1 of 1: Ada" in words(shown)
    assert f'action="{address}?names=shown"' in shown
    assert f'href="{address}"' in shown


def test_the_page_of_an_answer_has_all_that_marking_needs(
    app: Flask, section: Section, prof: Visitor
) -> None:
    page = prof.get(marking_of(section, sit(app, "ada"))).text
    text = words(page)
    for part in (
        "Conseillez la directrice des ventes.",
        "Un conseil fondé sur les chiffres.",
        "6 words",
        "Les faits sont exacts 0 to 2 points",
        "tous 2",
        "presque tous 0",
        "Le conseil en découle 0 to 3 points",
        "La marque ne vend qu’en ligne.",
        "Un bon conseil part des chiffres.",
    ):
        assert part in text, part
    assert "tous (2) presque tous (0)" in words(prof.get(f"{DESK}items/cas/note").text)
    assert page.count('type="radio"') == 3  # two levels, and points of one's own


def test_a_student_sees_points_levels_and_comment_once_marked(
    app: Flask, section: Section, prof: Visitor
) -> None:
    result = sit(app, "ada")
    ada = enter_as(app, "ada")
    assert "Waits to be marked worth 5 points" in words(ada.get(result).text)
    prof.send(marking_of(section, result), {**MARK, "comment": f"Bien.\r\n{HOSTILE}"})
    page = ada.get(result).text
    text = words(question(page, 1))
    assert "Marked 3.5 points out of 5" in text
    assert "Les faits sont exacts tous (2) ● reached presque tous (0) 2 / 2" in text
    assert "Le conseil en découle 1.5 / 3" in text
    assert "Your instructor's comment Bien." in text
    assert HOSTILE not in page
    assert "waits to be marked" not in words(page)
    assert "Passed." in words(page)
    french = words(enter_as(app, "ada", language="fr").get(result).text)
    assert "1,5 / 3" in french


@pytest.mark.parametrize("feedback", ["on-close"])
def test_a_mark_is_kept_back_with_the_score(app: Flask, section: Section, prof: Visitor) -> None:
    result = sit(app, "ada")
    assert prof.send(marking_of(section, result), MARK).status_code == 303
    page = words(enter_as(app, "ada").get(result).text)
    assert "Bien vu." not in page
    assert "1.5 / 3" not in page


def test_the_results_count_what_was_marked(app: Flask, section: Section, prof: Visitor) -> None:
    prof.send(marking_of(section, sit(app, "ada")), MARK)
    data = prof.get(address_of(section, f"{QUIZ}/results.csv")).data
    titles, ada, *_ = csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))
    row = dict(zip(titles, ada, strict=True))
    assert (row["cas/note"], row["To be marked"], row["Out of"]) == ("3.5", "0", "6")
    assert row["Passed"] == "yes"


def test_the_attempt_leads_to_its_mark_and_tells_who_gave_it(
    app: Flask, section: Section, prof: Visitor
) -> None:
    result = sit(app, "ada")
    address, followed = (
        marking_of(section, result),
        address_of(section, f"/attempts/{result.split('/')[-2]}"),
    )
    page = prof.get(followed).text
    assert f'<a href="{address}">Mark this answer</a>' in page
    prof.send(address, MARK)
    page = prof.get(followed).text
    assert f'<a href="{address}">Change the mark</a>' in page
    assert "marked by Prof: 3.5 of 5" in words(page)


def test_a_mark_comes_back_in_its_form_and_can_be_changed(
    app: Flask, section: Section, prof: Visitor
) -> None:
    address = marking_of(section, sit(app, "ada"))
    prof.send(address, MARK)
    page = prof.get(address).text
    assert 'id="c0-0" name="c0" value="0" checked' in page
    assert 'name="c1-own" value="1.5"' in page
    assert "Bien vu.</textarea>" in page
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    assert prof.send(address, {**MARK, "c0": "1", "seen": seen}).status_code == 303
    assert "Prof, 3.5 of 5" in words(prof.get(address).text)
    assert "Prof, 1.5 of 5 (counts)" in words(prof.get(address).text)


LACKING = (
    ({"c0": ""}, "Choose a level, or write points from 0 to 2."),
    ({"c0": "own"}, "Choose a level, or write points from 0 to 2."),
    ({"c0": "7"}, "Choose a level, or write points from 0 to 2."),
    ({"c1-own": ""}, "Write points from 0 to 3."),
    ({"c1-own": "4"}, "Write a number from 0 to 3, with at most two decimals."),
    ({"c1-own": HOSTILE}, "Write a number from 0 to 3, with at most two decimals."),
    ({"c0-own": "1"}, "A level is chosen and other points are written"),
    ({"comment": "x" * 5001}, "Write at most 5000 characters."),
)


def test_what_lacks_is_asked_again_and_nothing_is_lost(
    app: Flask, section: Section, prof: Visitor
) -> None:
    address = marking_of(section, sit(app, "ada"))
    for changed, sentence in LACKING:
        posted = {**MARK, "comment": f"À relire. {HOSTILE}", **changed}
        reply = prof.send(address, posted)
        assert reply.status_code == 422
        assert words(reply).count(sentence) == 2, sentence  # above, and beside the field
        assert HOSTILE not in reply.text
        assert "<title>Error:" in reply.text
        assert posted["comment"] in unescape(reply.text)
        [target] = re.findall(r'<li><a href="#([^"]+)"', reply.text)
        assert f'id="{target}"' in reply.text
    assert "1 waits" in words(prof.get(address).text)


def test_points_are_read_with_a_comma_or_a_point_in_both_languages(
    app: Flask, section: Section
) -> None:
    address = marking_of(section, sit(app, "ada"))
    for language, shown in (("fr", "1,5"), ("en", "1.5")):
        prof = enter_as(app, "prof", "instructor", language)
        for typed in ("1,5", "1.5"):
            reply = prof.send(address, {**MARK, "c0": "own", "c0-own": typed})
            assert reply.status_code == 303
            assert f'name="c0-own" value="{shown}"' in prof.get(address).text


def test_whoever_marks_second_is_told_of_the_first(
    app: Flask, section: Section, prof: Visitor
) -> None:
    add_person(app, "igor", "instructor")
    ref = SectionRef("demo", section.section_id, "prof")
    add_instructor(store_of(app), ref, "igor@example.org", datetime.now(UTC))
    address = marking_of(section, sit(app, "ada"))
    igor = enter_as(app, "igor", "instructor")
    igor.send(address, MARK)
    reply = prof.send(address, {**MARK, "c0": "1"})
    assert reply.status_code == 303
    page = words(prof.get(reply.location).text)
    assert "While you were marking, Igor marked this answer too: 3.5 of 5." in page
    assert "Prof, 1.5 of 5 (counts)" in page
    again = prof.send(address, {**MARK, "c0": "1"})  # a double click is no second mark
    assert "marking?saved=yes" in again.location


def test_an_answer_is_marked_by_the_instructors_of_its_section_alone(
    app: Flask, section: Section, prof: Visitor
) -> None:
    address = marking_of(section, sit(app, "ada"))
    other = make_section(app, "igor", "dan", name="Groupe 2")
    assign(app, other, "cas/noter")
    igor, theirs = (
        enter_as(app, "igor", "instructor"),
        address.replace(section.section_id, other.section_id),
    )
    visitors = ((igor, address), (igor, theirs), (enter_as(app, "ada"), address))
    for visitor, tried in (*visitors, (Visitor(app), address)):
        assert visitor.get(tried).status_code == 404
        assert visitor.send(tried, MARK).status_code == 404
    wrong = (f"{address[:-1]}0", f"{address[:-1]}9", address.replace("/noter/", "/autre/"))
    for tried in wrong:
        assert prof.get(tried).status_code == 404
        assert prof.send(tried, MARK).status_code == 404
    assert "1 waits" in words(prof.get(address).text)


def test_no_mark_is_taken_from_a_form_that_is_not_ours(
    app: Flask, section: Section, prof: Visitor
) -> None:
    address = marking_of(section, sit(app, "ada"))
    for token in ({}, {"csrf_token": ""}, {"csrf_token": "wrong"}):
        assert prof.client.post(address, data={**MARK, **token}).status_code == 400
    for seen in ("", "-1", "x", "9" * 30):
        assert prof.send(address, {**MARK, "seen": seen}).status_code == 400
    assert "1 waits" in words(prof.get(address).text)


def test_an_answer_to_an_earlier_version_says_so(
    app: Flask, workspace: Path, section: Section, prof: Visitor
) -> None:
    address = marking_of(section, sit(app, "ada"))
    assert "The question has changed since." not in words(prof.get(address).text)
    file = workspace / "content/cas/items.yaml"
    text = file.read_text(encoding="utf-8")
    changed = text.replace("levels: [tous, presque tous]", "levels: [tous, moitié, aucun]")
    file.write_text(changed, encoding="utf-8")
    live(app).look_now()
    page = words(prof.get(address).text)
    assert "The question has changed since." in page
    assert "presque tous 0" in page
    assert prof.send(address, MARK).status_code == 303


def test_a_long_and_hostile_text_is_shown_as_it_is(
    app: Flask, section: Section, prof: Visitor
) -> None:
    text = f"{HOSTILE} <b>gras</b>\n\n" + "mot " * 4900
    page = prof.get(marking_of(section, sit(app, "ada", text))).text
    assert HOSTILE not in page
    assert "&lt;b&gt;gras&lt;/b&gt;" in page
    assert page.count("mot ") >= 4899


def test_what_time_ran_out_on_is_marked_too(app: Flask, section: Section, prof: Visitor) -> None:
    """An attempt that nobody handed in, whose assignment has closed."""
    ada = enter_as(app, "ada")
    address = ada.start("/c/demo/quizzes/cas/noter")
    ada.send(address, {"s1-text": "Un début de conseil.", "action": "save"})
    past = (datetime.now(UTC) - timedelta(hours=2)).replace(tzinfo=None).isoformat(" ")
    with store_of(app).write() as session:
        session.connection.exec_driver_sql("UPDATE attempt SET due_at = ?", (past,))
    overview = prof.get(address_of(section, f"{QUIZ}/marking")).text
    assert "1 waits" in words(overview)


def test_a_quiz_without_texts_has_nothing_to_mark(
    app: Flask, section: Section, prof: Visitor
) -> None:
    page = prof.get(address_of(section, f"{QUIZ}/marking"))
    assert "There is nothing to mark" in words(page)
    assert "marking" not in prof.get(address_of(section, QUIZ)).text
