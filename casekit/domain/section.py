"""Sections: groups of students, the quizzes opened to them, and the time that each one has."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Literal

MemberRole = Literal["student", "instructor"]

CODE_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""What join codes are made of: nothing that looks like something else (0 O, 1 I L)."""

CODE_LENGTH = 8

TIME_FACTORS = (Fraction(1), Fraction(5, 4), Fraction(3, 2), Fraction(2))
"""How much longer than the others a student may have."""

GRACE_S = 60
"""How long after its end an attempt's last answers may still arrive, in seconds."""

_CODE = re.compile(f"[{CODE_ALPHABET}]{{{CODE_LENGTH}}}")
_BETWEEN = re.compile(r"[\s‐-―-]+")


@dataclass(frozen=True)
class Section:
    """A group of students of one course.

    Attributes:
        code: by which students join, as `read_code` returns it.
        closed_at: since when nobody can join any more; None while people can.
    """

    section_id: str
    course_id: str
    name: str
    code: str
    created_at: datetime
    closed_at: datetime | None = None


@dataclass(frozen=True)
class Member:
    """Somebody who belongs to a section, or did.

    Attributes:
        time_factor: by which this person's time limits are longer; at least 1.
        left_at: None while they belong to it.
    """

    person_id: str
    name: str
    email: str | None
    role: MemberRole
    joined_at: datetime
    time_factor: Fraction = Fraction(1)
    left_at: datetime | None = None


@dataclass(frozen=True)
class Assignment:
    """A quiz opened to a section for a time.

    Attributes:
        closes_at: not included; None while it stays open.
    """

    assignment_id: str
    section_id: str
    quiz_id: str
    opens_at: datetime
    closes_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether an attempt may begin now."""
        return self.opens_at <= now and not self.is_closed(now)

    def is_closed(self, now: datetime) -> bool:
        """Whether its time is over."""
        return self.closes_at is not None and self.closes_at <= now


@dataclass(frozen=True)
class Assigned:
    """An assignment as it stands for one student."""

    assignment: Assignment
    time_factor: Fraction
    section_name: str

    def is_open(self, now: datetime) -> bool:
        """Whether the student may begin an attempt now."""
        return self.assignment.is_open(now)

    def due_at(self, started_at: datetime, limit_minutes: int | None) -> datetime | None:
        """When an attempt of the student that began then ends, as `due_at` says."""
        return due_at(started_at, limit_minutes, self.time_factor, self.assignment.closes_at)


def due_at(
    started_at: datetime,
    limit_minutes: int | None,
    factor: Fraction,
    closes_at: datetime | None,
) -> datetime | None:
    """When an attempt ends: its time limit or the assignment's end, whichever is first.

    More time stretches the limit, never the assignment. Without either there is no end: None.
    """
    if limit_minutes is None:
        return closes_at
    limit = timedelta(seconds=float(limit_minutes * 60 * factor))
    return started_at + limit if closes_at is None else min(started_at + limit, closes_at)


def choose_assigned(found: Sequence[Assigned], now: datetime) -> Assigned | None:
    """The assignment on whose terms a student takes a quiz; None of none.

    Of several the one that is open; else the next one to open; else the last one that was.
    """
    coming = [one for one in found if not one.assignment.is_closed(now)]
    by_opening = sorted(coming or found, key=lambda one: one.assignment.opens_at)
    return (by_opening[0] if coming else by_opening[-1]) if by_opening else None


def grace_s(factor: Fraction) -> int:
    """For how many seconds after its end the last answers of an attempt are still taken."""
    return int(GRACE_S * factor)


def is_over(due_at: datetime | None, grace_s: int, now: datetime) -> bool:
    """Whether time and grace of an attempt are over; never without an end."""
    return due_at is not None and due_at + timedelta(seconds=grace_s) < now


LONGEST_GRACE = timedelta(seconds=grace_s(max(TIME_FACTORS)))
"""How long after an assignment's end somebody may still answer."""


def read_code(text: str) -> str | None:
    """A join code as it is stored, whatever the case, spaces and dashes; None when it is none."""
    code = _BETWEEN.sub("", text).upper()
    return code if _CODE.fullmatch(code) else None


def show_code(code: str) -> str:
    """A join code as people read it: `ABCD-EFGH`."""
    half = CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}"
