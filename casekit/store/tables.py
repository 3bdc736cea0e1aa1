"""The tables: what happened, never what is taught.

Whatever belongs to a course carries `course_id` or hangs on an attempt that does. `response` and
`score` are append-only: the newest row of a slot counts, the older ones are the audit trail.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
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
    Column("email", String),
    Column("created_at", UtcDateTime, nullable=False),
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
    Index(None, "person_id", "course_id", "quiz_id"),
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
