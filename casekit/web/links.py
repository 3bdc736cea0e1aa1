"""Links to what a course has, with their titles."""

from flask import url_for

from casekit.domain.bank import Bank, Case
from casekit.web.rendering import make_link
from casekit.web.views import Link


def course_link(bank: Bank) -> Link:
    """To the first page of a course."""
    address = url_for("course.show_home", course=bank.course.id)
    return make_link(address, bank.course.title, bank.language)


def case_link(bank: Bank, case: Case) -> Link:
    """To a case."""
    address = url_for("course.show_case", course=bank.course.id, case=case.id)
    return make_link(address, case.head.title, bank.language)


def case_of(bank: Bank, quiz_id: str) -> Link | None:
    """To the case of a quiz; None for a quiz over several cases, or when the case is gone."""
    case = bank.cases.get(quiz_id.split("/")[0])
    return case_link(bank, case) if case else None


def item_address(bank: Bank, item_id: str) -> str:
    """The page of an item of the bank on the desk."""
    case_id, _, name = item_id.partition("/")
    return url_for("desk.show_item", course=bank.course.id, case=case_id, item=name)


def find_item_address(bank: Bank, item_id: str) -> str | None:
    """The item's page on the desk; None when the bank has no such item."""
    return item_address(bank, item_id) if item_id in bank.items else None
