"""The tables: what happened, never what is taught.

Whatever belongs to a course carries `course_id` or hangs on an attempt that does. `response` and
`score` are append-only: the newest row of a slot counts, the older ones are the audit trail; so is
`card_review`, whose rows each carry the schedule that holds from then on.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from casekit.store.column import ExactFraction, UtcDateTime

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

# SQLite numbers rows by itself only in a column that is exactly INTEGER.
_RowId = BigInteger().with_variant(Integer, "sqlite")

person = Table(
    "person",
    metadata,
    Column("id", String, primary_key=True),
    Column("role", String, nullable=False),
    Column("name", String, nullable=False),
    Column("email", String),  # folded; NULL for a guest, and once the person has left
    Column("created_at", UtcDateTime, nullable=False),
    Column("password_hash", String),
    Column("language", String),  # of the interface; NULL: as the browser says
    Column("session_epoch", Integer, nullable=False, server_default="0"),
    Column("erased_at", UtcDateTime),
    UniqueConstraint("email"),
    CheckConstraint("role IN ('guest', 'student', 'instructor')", name="role"),
)

sign_in_link = Table(
    "sign_in_link",
    metadata,
    Column("token_hash", String, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
    Column("purpose", String, nullable=False, server_default="sign-in"),
)

sign_in_failure = Table(
    "sign_in_failure",
    metadata,
    Column("id", _RowId, primary_key=True),
    Column("account", String, nullable=False),  # a hash: also of addresses that nobody has
    Column("at", UtcDateTime, nullable=False),
    Index(None, "account", "at"),
)

section = Table(
    "section",
    metadata,
    Column("id", String, primary_key=True),
    Column("course_id", String, nullable=False),
    Column("name", String, nullable=False),
    Column("code", String, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),  # nobody can join any more
    UniqueConstraint("code"),
    Index(None, "course_id"),
)

member = Table(
    "member",
    metadata,
    Column("section_id", ForeignKey("section.id"), primary_key=True),
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("role", String, nullable=False),
    Column("joined_at", UtcDateTime, nullable=False),
    Column("left_at", UtcDateTime),
    Column("time_factor", ExactFraction, nullable=False, server_default="1"),
    Index(None, "person_id"),
    CheckConstraint("role IN ('student', 'instructor')", name="role"),
)

assignment = Table(
    "assignment",
    metadata,
    Column("id", String, primary_key=True),
    Column("section_id", ForeignKey("section.id"), nullable=False),
    Column("quiz_id", String, nullable=False),
    Column("opens_at", UtcDateTime, nullable=False),
    Column("closes_at", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("section_id", "quiz_id"),
)

item_version = Table(
    "item_version",
    metadata,
    Column("course_id", String, primary_key=True),
    Column("digest", String, primary_key=True),
    Column("item_id", String, nullable=False),
    Column("document", Text, nullable=False),
    Index(None, "course_id", "item_id"),
)

attempt = Table(
    "attempt",
    metadata,
    Column("id", String, primary_key=True),
    Column("course_id", String, nullable=False),
    Column("quiz_id", String, nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("plan", Text, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("submitted_at", UtcDateTime),
    Column("assignment_id", ForeignKey("assignment.id")),
    Column("due_at", UtcDateTime),
    Column("grace_s", Integer, nullable=False, server_default="0"),
    Column("end_reason", String),
    Index(None, "person_id", "course_id", "quiz_id"),
    Index(None, "assignment_id"),
    Index(
        "ix_attempt_due",
        "due_at",
        sqlite_where=text("submitted_at IS NULL"),
        postgresql_where=text("submitted_at IS NULL"),
    ),
    Index(
        "uq_attempt_open",
        "course_id",
        "quiz_id",
        "person_id",
        unique=True,
        sqlite_where=text("submitted_at IS NULL"),
        postgresql_where=text("submitted_at IS NULL"),
    ),
)

response = Table(
    "response",
    metadata,
    Column("id", _RowId, primary_key=True),
    Column("attempt_id", ForeignKey("attempt.id"), nullable=False),
    Column("slot", Integer, nullable=False),
    Column("answer", Text),  # NULL: the student emptied the field
    Column("kind", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("seq", BigInteger, nullable=False, server_default="0"),
    Index(None, "attempt_id", "slot", "id"),
    CheckConstraint("slot >= 0", name="slot"),
    CheckConstraint("kind IN ('saved', 'checked', 'submitted')", name="kind"),
)

score = Table(
    "score",
    metadata,
    Column("id", _RowId, primary_key=True),
    Column("attempt_id", ForeignKey("attempt.id"), nullable=False),
    Column("slot", Integer, nullable=False),
    Column("response_id", ForeignKey("response.id")),  # NULL: nothing was ever answered
    Column("points", ExactFraction, nullable=False),
    Column("max_points", ExactFraction, nullable=False),
    Column("reason", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "attempt_id", "slot", "id"),
    CheckConstraint("slot >= 0", name="slot"),
)

mark = Table(  # beside the score that it makes
    "mark",
    metadata,
    Column("score_id", ForeignKey("score.id"), primary_key=True, autoincrement=False),
    Column("person_id", ForeignKey("person.id"), nullable=False),  # who marked
    Column("criteria", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Index(None, "person_id"),
)

hint = Table(
    "hint",
    metadata,
    Column("attempt_id", ForeignKey("attempt.id"), primary_key=True),
    Column("slot", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    CheckConstraint("slot >= 0", name="slot"),
    CheckConstraint("kind IN ('passages', 'hint')", name="kind"),
)

flag = Table(
    "flag",
    metadata,
    Column("attempt_id", ForeignKey("attempt.id"), primary_key=True),
    Column("slot", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    CheckConstraint("slot >= 0", name="slot"),
)

report = Table(
    "report",
    metadata,
    Column("id", _RowId, primary_key=True),
    Column("course_id", String, nullable=False),
    Column("item_id", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("attempt_id", ForeignKey("attempt.id"), nullable=False),
    Column("slot", Integer, nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("reason", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("excerpt", String),  # source#excerpt that the student points to
    Column("at", UtcDateTime, nullable=False),
    Column("settled_at", UtcDateTime),
    Column("settled_by", ForeignKey("person.id")),
    Index(None, "course_id", "item_id"),
)

card_review = Table(
    "card_review",
    metadata,
    Column("id", _RowId, primary_key=True),
    Column("course_id", String, nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("card_id", String, nullable=False),
    Column("side", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("rating", Integer),  # NULL: this row takes another one back
    Column("duration_ms", Integer),  # NULL: not known
    Column("revokes", ForeignKey("card_review.id")),
    Column("state", String),  # from here on the schedule after this row; all NULL: new again
    Column("step", Integer),
    Column("stability", Float),
    Column("difficulty", Float),
    Column("due_at", UtcDateTime),
    Column("reviewed_at", UtcDateTime),
    Column("begun_at", UtcDateTime),
    UniqueConstraint("revokes"),
    Index(None, "person_id", "course_id", "card_id", "side", "id"),
    Index(None, "person_id", "course_id", "at"),
    CheckConstraint("rating BETWEEN 1 AND 4", name="rating"),
    CheckConstraint("(rating IS NULL) = (revokes IS NOT NULL)", name="one_kind"),
    CheckConstraint("state IN ('learning', 'review', 'relearning')", name="state"),
)

card_setting = Table(
    "card_setting",
    metadata,
    Column("course_id", String, primary_key=True),
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("new_per_day", Integer, nullable=False),
    CheckConstraint("new_per_day >= 0", name="new_per_day"),
)
