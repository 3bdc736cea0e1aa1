"""Who may come into a section, and who must stay in it."""

from casekit.delivery.errors import JoinCodeError, LastInstructorError, SectionClosedError
from casekit.domain.section import Section, read_code
from casekit.store import Reader


def get_joinable(session: Reader, code: str, person_id: str | None = None) -> Section:
    """The section that a code, as typed, lets somebody join, or to which they belong already.

    Raises:
        JoinCodeError: no section has it.
        SectionClosedError: the section takes nobody any more, and the person is not in it.
    """
    known = read_code(code)
    section = session.find_section_by_code(known) if known else None
    if section is None:
        raise JoinCodeError
    if section.closed_at is None or is_member(session, section.section_id, person_id):
        return section
    raise SectionClosedError(section.section_id)


def is_member(session: Reader, section_id: str, person_id: str | None) -> bool:
    """Whether the person belongs to the section now."""
    return person_id is not None and session.find_member(section_id, person_id) is not None


def check_may_leave(session: Reader, section_id: str, person_id: str) -> None:
    """Makes sure that somebody can still see the section when the person has left it.

    Raises:
        LastInstructorError: they are its only instructor.
    """
    members = session.list_members(section_id)
    present = [m.person_id for m in members if m.left_at is None and m.role == "instructor"]
    if present == [person_id]:
        raise LastInstructorError(section_id)
