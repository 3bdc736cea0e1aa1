"""Passwords and sessions, sections, assignments, deadlines, numbered responses, reports."""

import sqlalchemy as sa
from alembic import op

from casekit.store.column import ExactFraction, UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
OPEN = sa.text("submitted_at IS NULL")


def upgrade() -> None:
    """Adds what signed-in students and graded quizzes need."""
    _extend_people()
    _add_sections()
    _extend_attempts()
    _add_reports()


def downgrade() -> None:
    """Drops what was added."""
    op.drop_table("report")
    op.drop_table("flag")
    op.drop_column("response", "seq")
    op.drop_index("ix_attempt_due", "attempt")
    op.drop_index("ix_attempt_assignment_id", "attempt")
    with op.batch_alter_table("attempt") as batch:
        batch.drop_constraint("fk_attempt_assignment_id", type_="foreignkey")
        for name in ("end_reason", "grace_s", "due_at", "assignment_id"):
            batch.drop_column(name)
    for table in ("assignment", "member", "section", "sign_in_failure"):
        op.drop_table(table)
    op.drop_column("sign_in_link", "purpose")
    for name in ("erased_at", "session_epoch", "language", "password_hash"):
        op.drop_column("person", name)


def _extend_people() -> None:
    op.add_column("person", sa.Column("password_hash", sa.String))
    op.add_column("person", sa.Column("language", sa.String))
    op.add_column(
        "person", sa.Column("session_epoch", sa.Integer, nullable=False, server_default="0")
    )
    op.add_column("person", sa.Column("erased_at", UtcDateTime))
    op.add_column(
        "sign_in_link", sa.Column("purpose", sa.String, nullable=False, server_default="sign-in")
    )
    op.create_table(
        "sign_in_failure",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("account", sa.String, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_failure"),
    )
    op.create_index("ix_sign_in_failure_account_at", "sign_in_failure", ["account", "at"])


def _add_sections() -> None:
    op.create_table(
        "section",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("course_id", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("closed_at", UtcDateTime),
        sa.PrimaryKeyConstraint("id", name="pk_section"),
        sa.UniqueConstraint("code", name="uq_section_code"),
    )
    op.create_index("ix_section_course_id", "section", ["course_id"])
    op.create_table(
        "member",
        sa.Column("section_id", sa.String, nullable=False),
        sa.Column("person_id", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("joined_at", UtcDateTime, nullable=False),
        sa.Column("left_at", UtcDateTime),
        sa.Column("time_factor", ExactFraction, nullable=False, server_default="1"),
        sa.PrimaryKeyConstraint("section_id", "person_id", name="pk_member"),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name="fk_member_section_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_member_person_id"),
        sa.CheckConstraint("role IN ('student', 'instructor')", name=op.f("ck_member_role")),
    )
    op.create_index("ix_member_person_id", "member", ["person_id"])
    op.create_table(
        "assignment",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("section_id", sa.String, nullable=False),
        sa.Column("quiz_id", sa.String, nullable=False),
        sa.Column("opens_at", UtcDateTime, nullable=False),
        sa.Column("closes_at", UtcDateTime),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_assignment"),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name="fk_assignment_section_id"),
        sa.UniqueConstraint("section_id", "quiz_id", name="uq_assignment_section_id"),
    )


def _extend_attempts() -> None:
    with op.batch_alter_table("attempt") as batch:
        batch.add_column(sa.Column("assignment_id", sa.String))
        batch.add_column(sa.Column("due_at", UtcDateTime))
        batch.add_column(sa.Column("grace_s", sa.Integer, nullable=False, server_default="0"))
        batch.add_column(sa.Column("end_reason", sa.String))
        batch.create_foreign_key(
            "fk_attempt_assignment_id", "assignment", ["assignment_id"], ["id"]
        )
    op.create_index("ix_attempt_assignment_id", "attempt", ["assignment_id"])
    op.create_index(
        "ix_attempt_due", "attempt", ["due_at"], sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.add_column(
        "response", sa.Column("seq", sa.BigInteger, nullable=False, server_default="0")
    )
    op.create_table(
        "flag",
        sa.Column("attempt_id", sa.String, nullable=False),
        sa.Column("slot", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("attempt_id", "slot", name="pk_flag"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name="fk_flag_attempt_id"),
        sa.CheckConstraint("slot >= 0", name=op.f("ck_flag_slot")),
    )


def _add_reports() -> None:
    op.create_table(
        "report",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("course_id", sa.String, nullable=False),
        sa.Column("item_id", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("attempt_id", sa.String, nullable=False),
        sa.Column("slot", sa.Integer, nullable=False),
        sa.Column("person_id", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("excerpt", sa.String),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("settled_at", UtcDateTime),
        sa.Column("settled_by", sa.String),
        sa.PrimaryKeyConstraint("id", name="pk_report"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name="fk_report_attempt_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_report_person_id"),
        sa.ForeignKeyConstraint(["settled_by"], ["person.id"], name="fk_report_settled_by"),
    )
    op.create_index("ix_report_course_id_item_id", "report", ["course_id", "item_id"])
