"""Students' reports as instructors read them: on the desk, and at each item."""

from collections.abc import Mapping

from flask import url_for

from casekit.delivery.report import list_reports
from casekit.domain.bank import Bank
from casekit.domain.report import Report
from casekit.domain.version import ItemVersion
from casekit.text.i18n import gettext
from casekit.web.links import find_item_address
from casekit.web.outlet import show_excerpt
from casekit.web.report import REASON_WORDS
from casekit.web.site import this_site
from casekit.web.teach_views import ReportRow
from casekit.web.views import ReportedItem


def show_reported_items(bank: Bank, reports: Mapping[str, int]) -> tuple[ReportedItem, ...]:
    """The items with reports that wait, most reports first; those that are gone are left out."""
    found = sorted((-count, item_id) for item_id, count in reports.items())
    return tuple(
        ReportedItem(address, item_id, -count)
        for count, item_id in found
        if (address := find_item_address(bank, item_id))
    )


def show_reports(bank: Bank, version: ItemVersion) -> tuple[ReportRow, ...]:
    """The reports of an item, those that wait first, then the newest."""
    reports = list_reports(this_site().store, bank.course.id, version.item_id)
    waiting = [report for report in reports if report.settled_at is None]
    settled = [report for report in reversed(reports) if report.settled_at is not None]
    return tuple(_show(bank, version, report) for report in (*waiting, *settled))


def _show(bank: Bank, version: ItemVersion, report: Report) -> ReportRow:
    cited = bank.find_excerpt(report.excerpt) if report.excerpt else None
    address = url_for("desk.settle", report_id=report.report_id)
    return ReportRow(
        reason=gettext(REASON_WORDS[report.reason]),
        text=report.text,
        at=report.at,
        is_older=report.digest != version.digest,
        settle_address=address if report.settled_at is None else None,
        passage=show_excerpt(cited) if cited else None,
    )
