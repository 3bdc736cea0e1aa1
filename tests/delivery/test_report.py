"""Reporting a question: only one's own, only after its feedback, once until it is settled."""

from dataclasses import replace

import pytest
from delivery.sample import NOW, begin, choose, make_bank, minutes

from casekit.delivery import AttemptRef, NoSuchAttemptError, check_slot, submit_attempt
from casekit.delivery.errors import AlreadyReportedError, NoSuchReportError, NotReportableError
from casekit.delivery.report import (
    Told,
    count_open_reports,
    get_reportable,
    list_reports,
    report_question,
    settle_report,
)

TOLD = Told("unclear", "Quel canal ?")


def submitted(store, **settings):
    attempt, ref = begin(store, **settings)
    submit_attempt(store, ref, choose(attempt, 0, "a"), minutes(1))
    return attempt, ref


def test_a_report_stands_at_its_item_with_the_version_that_was_met(store):
    attempt, ref = submitted(store)
    report_question(store, make_bank(), ref, 0, TOLD, minutes(2))
    slot = attempt.plan.slots[0]
    [report] = list_reports(store, "demo", slot.item_id)
    assert (report.reason, report.text, report.at) == ("unclear", "Quel canal ?", minutes(2))
    assert (report.digest, report.settled_at) == (slot.digest, None)
    assert count_open_reports(store, "demo") == {slot.item_id: 1}
    assert count_open_reports(store, "other") == {}


def test_only_ones_own_question_is_reported(store):
    _, ref = submitted(store)
    for stranger in (replace(ref, person_id="nobody"), replace(ref, course_id="other")):
        with pytest.raises(NoSuchAttemptError):
            report_question(store, make_bank(), stranger, 0, TOLD, NOW)


@pytest.mark.parametrize("number", [-1, 3, 99])
def test_a_question_that_is_not_there_is_not_reported(store, number):
    _, ref = submitted(store)
    with pytest.raises(NotReportableError):
        report_question(store, make_bank(), ref, number, TOLD, NOW)


def test_in_practice_a_question_is_reported_once_it_is_checked(store):
    attempt, ref = begin(store)
    with pytest.raises(NotReportableError):
        report_question(store, make_bank(), ref, 0, TOLD, NOW)
    check_slot(store, ref, 0, choose(attempt, 0, "a"), minutes(1))
    report_question(store, make_bank(), ref, 0, TOLD, minutes(2))
    with pytest.raises(NotReportableError):
        report_question(store, make_bank(), ref, 1, TOLD, minutes(2))


def test_a_second_report_waits_until_the_first_is_settled(store):
    attempt, ref = submitted(store)
    item_id = attempt.plan.slots[0].item_id
    report_question(store, make_bank(), ref, 0, TOLD, minutes(2))
    assert get_reportable(store, ref, 0, minutes(3))[1]
    with pytest.raises(AlreadyReportedError):
        report_question(store, make_bank(), ref, 0, Told("typo"), minutes(3))
    report_question(store, make_bank(), ref, 1, Told("typo"), minutes(3))  # another question
    [first] = list_reports(store, "demo", item_id)
    assert settle_report(store, "demo", first.report_id, ref.person_id, minutes(4)) == item_id
    report_question(store, make_bank(), ref, 0, Told("typo"), minutes(5))
    assert [r.settled_at for r in list_reports(store, "demo", item_id)] == [minutes(4), None]


def test_a_report_settled_twice_keeps_its_first_time(store):
    attempt, ref = submitted(store)
    item_id = attempt.plan.slots[0].item_id
    report_question(store, make_bank(), ref, 0, TOLD, minutes(2))
    [report] = list_reports(store, "demo", item_id)
    for minute in (3, 4):
        settle_report(store, "demo", report.report_id, ref.person_id, minutes(minute))
    assert [r.settled_at for r in list_reports(store, "demo", item_id)] == [minutes(3)]


def test_a_report_of_another_course_is_none(store):
    attempt, ref = submitted(store)
    report_question(store, make_bank(), ref, 0, TOLD, minutes(2))
    [report] = list_reports(store, "demo", attempt.plan.slots[0].item_id)
    for course_id, report_id in (("other", report.report_id), ("demo", 999)):
        with pytest.raises(NoSuchReportError):
            settle_report(store, course_id, report_id, ref.person_id, NOW)


@pytest.mark.parametrize(
    "told", [Told("other"), Told("other", "  "), Told("typo", "x" * 1001), Told("typo", "", "a#b")]
)
def test_a_report_that_our_form_cannot_send_is_refused(store, told):
    _, ref = submitted(store)
    with pytest.raises(ValueError):  # noqa: PT011 - one of several sentences
        report_question(store, make_bank(), ref, 0, told, NOW)


def test_the_attempt_of_a_report_is_found_with_it(store):
    attempt, ref = submitted(store)
    found, is_reported = get_reportable(store, ref, 0, NOW)
    assert (found.attempt_id, is_reported) == (attempt.attempt_id, False)
    assert isinstance(ref, AttemptRef)
