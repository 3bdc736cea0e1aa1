"""The page of a section: what its instructor sees of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from flask import abort, request, url_for

from casekit.delivery.progress import Counts, count_states, list_assignments
from casekit.delivery.sections import SectionRef, get_section, list_members, list_taught
from casekit.domain.bank import Bank
from casekit.domain.section import Assignment, Member, Section, show_code
from casekit.web.rendering import make_link
from casekit.web.site import now, person_id, this_bank, this_site
from casekit.web.teach_views import (
    AssignmentState,
    AssignmentView,
    MemberView,
    SectionView,
)
from casekit.web.views import Link, SectionRow
from casekit.web.zone import site_zone, write_local


@dataclass(frozen=True)
class AskedAgain:
    """The times of one quiz as they were posted, and why they are asked again."""

    quiz_id: str
    opens: str
    closes: str
    fault: str


def section_ref(section_id: str) -> SectionRef:
    """The section of an address, asked for by the person who makes this request."""
    return SectionRef(this_bank().course.id, section_id, me())


def me() -> str:
    """Who makes this request; nobody gets here without being somebody."""
    return person_id() or abort(404)


def site_address() -> str:
    """The server's address as the outside calls it, without a slash at its end."""
    base = this_site().settings.base_url or request.host_url
    return base.rstrip("/") + request.script_root


def list_rows() -> tuple[SectionRow, ...]:
    """The sections of this request's instructor."""
    taught = list_taught(this_site().store, this_bank().course.id, me())
    return tuple(show_row(one.section, one.students) for one in taught)


def show_row(section: Section, students: int = 0) -> SectionRow:
    """A section as a list shows it."""
    return SectionRow(
        address=url_for("sections.show", section_id=section.section_id),
        name=section.name,
        code=show_code(section.code),
        students=students,
        is_closed=section.closed_at is not None,
    )


def show_section(
    ref: SectionRef,
    faults: Mapping[str, str] | None = None,
    again: AskedAgain | None = None,
) -> SectionView:
    """A section with its members and with every graded quiz of the course."""
    store, bank = this_site().store, this_bank()
    section = get_section(store, ref)
    row = show_row(section)
    return SectionView(
        address=row.address,
        name=section.name,
        code=row.code,
        is_closed=row.is_closed,
        join_address=f"{site_address()}/join/{row.code}",
        members=tuple(show_member_of(ref, member) for member in list_members(store, ref)),
        assignments=tuple(
            _show_assignments(
                ref, bank, list_assignments(store, ref), count_states(store, ref, now()), again
            )
        ),
        zone=f"{now().astimezone(site_zone()):%Z}",
        faults=faults or {},
    )


def show_member_of(ref: SectionRef, member: Member) -> MemberView:
    """Somebody who belongs to a section."""
    return MemberView(
        address=url_for(
            "sections.show_member", section_id=ref.section_id, member_id=member.person_id
        ),
        name=member.name,
        email=member.email,
        is_instructor=member.role == "instructor",
        joined_at=member.joined_at,
        factor=member.time_factor,
    )


def show_assignment(
    ref: SectionRef,
    bank: Bank,
    quiz_id: str,
    assignment: Assignment | None,
    counts: Counts | None = None,
) -> AssignmentView:
    """A graded quiz as the section has it; one that is gone from the course goes by its id."""
    counts = counts or Counts()
    return AssignmentView(
        quiz=link_quiz(ref, bank, quiz_id, assigned=assignment is not None),
        address=_address("sections.assign", ref, quiz_id),
        state=_state(assignment, now()),
        opens=write_local(assignment.opens_at if assignment else now()),
        closes=write_local(assignment.closes_at if assignment else None),
        opens_at=assignment.opens_at if assignment else None,
        closes_at=assignment.closes_at if assignment else None,
        not_started=counts.not_started,
        working=counts.working,
        done=counts.done,
        to_mark=counts.to_mark,
    )


def link_quiz(ref: SectionRef, bank: Bank, quiz_id: str, *, assigned: bool) -> Link:
    """A quiz's title, which leads to the section's progress or, unassigned, to its start page."""
    quiz = bank.quizzes.get(quiz_id)
    title = quiz.title if quiz else quiz_id
    scope, _, name = quiz_id.partition("/")
    address = (
        _address("results.show", ref, quiz_id)
        if assigned
        else url_for("quiz.show", scope=scope, quiz=name)
    )
    return make_link(address, title, bank.language)


def _show_assignments(
    ref: SectionRef,
    bank: Bank,
    assigned: Iterable[Assignment],
    counts: Mapping[str, Counts],
    again: AskedAgain | None,
) -> Iterable[AssignmentView]:
    by_quiz = {found.quiz_id: found for found in assigned}
    graded = [quiz_id for quiz_id, quiz in bank.quizzes.items() if quiz.kind == "graded"]
    for quiz_id in dict.fromkeys([*by_quiz, *graded]):
        view = show_assignment(ref, bank, quiz_id, by_quiz.get(quiz_id), counts.get(quiz_id))
        if again is not None and again.quiz_id == quiz_id:
            view = replace(view, opens=again.opens, closes=again.closes, fault=again.fault)
        yield view


def _address(endpoint: str, ref: SectionRef, quiz_id: str) -> str:
    scope, _, name = quiz_id.partition("/")
    return url_for(endpoint, section_id=ref.section_id, scope=scope, quiz=name)


def _state(assignment: Assignment | None, moment: datetime) -> AssignmentState:
    if assignment is None:
        return "not-assigned"
    if assignment.is_closed(moment):
        return "closed"
    return "open" if assignment.is_open(moment) else "planned"
