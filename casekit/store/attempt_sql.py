"""The statements on attempts, built once: SQLAlchemy keeps them compiled.

Named parameters: `attempt_id`, `course_id`, `quiz_id`, `person_id`, `now`.
"""

from sqlalchemy import (
    BindParameter,
    Integer,
    Text,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    null,
    select,
    type_coerce,
    union_all,
    update,
)

from casekit.store.tables import assignment, attempt, flag, hint, person, response, score

_OF_PERSON = (
    attempt.c.person_id == bindparam("person_id"),
    attempt.c.course_id == bindparam("course_id"),
    attempt.c.quiz_id == bindparam("quiz_id"),
)
OPEN = select(attempt.c.id).where(*_OF_PERSON, attempt.c.submitted_at.is_(None))
COUNT = (
    select(func.count())
    .select_from(attempt)
    .where(*_OF_PERSON, attempt.c.assignment_id.is_not_distinct_from(bindparam("assignment_id")))
)
_NOTHING = null().cast(Text)
_NO_SLOT = null().cast(Integer)
_OF_ATTEMPT: BindParameter[str] = bindparam("attempt_id")
LOCK = select(attempt.c.id).where(attempt.c.id == _OF_ATTEMPT).with_for_update()
_NEWEST_RESPONSE = (
    select(func.max(response.c.id))
    .where(response.c.attempt_id == _OF_ATTEMPT)
    .group_by(response.c.slot)
)
_NEWEST_SCORE = (
    select(func.max(score.c.id)).where(score.c.attempt_id == _OF_ATTEMPT).group_by(score.c.slot)
)
# All that an attempt is, and whether the session of who asks still holds, in one question instead
# of many: asking costs more than answering.
HISTORY = union_all(
    select(
        literal_column("'begun'").label("what"),
        _NO_SLOT.label("slot"),
        attempt.c.person_id.label("word"),
        attempt.c.plan.label("value"),
        attempt.c.assignment_id.label("most"),
        attempt.c.started_at.label("at"),
    ).where(attempt.c.id == _OF_ATTEMPT, attempt.c.course_id == bindparam("course_id")),
    select(
        literal_column("'submitted'"),
        _NO_SLOT,
        attempt.c.end_reason,
        _NOTHING,
        _NOTHING,
        attempt.c.submitted_at,
    ).where(attempt.c.id == _OF_ATTEMPT, attempt.c.submitted_at.is_not(None)),
    select(
        literal_column("'due'"),
        attempt.c.grace_s,
        _NOTHING,
        _NOTHING,
        _NOTHING,
        attempt.c.due_at,
    ).where(attempt.c.id == _OF_ATTEMPT, attempt.c.due_at.is_not(None)),
    select(
        literal_column("'closes'"), _NO_SLOT, _NOTHING, _NOTHING, _NOTHING, assignment.c.closes_at
    )
    .join(attempt, attempt.c.assignment_id == assignment.c.id)
    .where(attempt.c.id == _OF_ATTEMPT, assignment.c.closes_at.is_not(None)),
    select(literal_column("'flag'"), flag.c.slot, _NOTHING, _NOTHING, _NOTHING, flag.c.at).where(
        flag.c.attempt_id == _OF_ATTEMPT
    ),
    select(
        literal_column("'response'"),
        response.c.slot,
        response.c.kind,
        response.c.answer,
        response.c.seq.cast(Text),
        response.c.at,
    ).where(response.c.id.in_(_NEWEST_RESPONSE)),
    select(
        literal_column("'score'"),
        score.c.slot,
        score.c.reason,
        type_coerce(score.c.points, Text),
        type_coerce(score.c.max_points, Text),
        score.c.at,
    ).where(score.c.id.in_(_NEWEST_SCORE)),
    select(literal_column("'hint'"), hint.c.slot, hint.c.kind, _NOTHING, _NOTHING, hint.c.at).where(
        hint.c.attempt_id == _OF_ATTEMPT
    ),
    select(
        literal_column("'session'"),
        person.c.session_epoch,
        _NOTHING,
        _NOTHING,
        _NOTHING,
        person.c.created_at,
    ).where(person.c.id == bindparam("person_id")),
)
ADD_RESPONSE = insert(response)
ADD_SCORE = insert(score).values(
    response_id=select(func.max(response.c.id))
    .where(
        response.c.attempt_id == bindparam("of_attempt"), response.c.slot == bindparam("of_slot")
    )
    .scalar_subquery()
)
SUBMIT = (
    update(attempt)
    .where(attempt.c.id == bindparam("attempt_id"), attempt.c.submitted_at.is_(None))
    .values(
        submitted_at=bindparam("now", type_=attempt.c.submitted_at.type),
        end_reason=bindparam("reason"),
    )
)
OVERDUE = (
    select(attempt.c.id, attempt.c.course_id, attempt.c.due_at, attempt.c.grace_s)
    .where(
        attempt.c.submitted_at.is_(None),
        attempt.c.due_at < bindparam("now", type_=attempt.c.due_at.type),
    )
    .order_by(attempt.c.due_at, attempt.c.id)
)
OF_PERSON = (
    select(attempt.c.id, attempt.c.course_id)
    .where(attempt.c.person_id == bindparam("person_id"))
    .order_by(attempt.c.started_at, attempt.c.id)
)
RUNNING = (
    select(attempt.c.id, attempt.c.plan, attempt.c.due_at, attempt.c.grace_s)
    .where(
        attempt.c.person_id == bindparam("person_id"),
        attempt.c.course_id == bindparam("course_id"),
        attempt.c.submitted_at.is_(None),
        attempt.c.assignment_id.is_not(None),
    )
    .order_by(attempt.c.started_at, attempt.c.id)
)
FLAGGED = select(flag.c.slot).where(
    flag.c.attempt_id == _OF_ATTEMPT, flag.c.slot == bindparam("slot")
)
UNFLAG = delete(flag).where(
    flag.c.attempt_id == bindparam("of_attempt"), flag.c.slot == bindparam("of_slot")
)
