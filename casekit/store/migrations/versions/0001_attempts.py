"""People, attempts, responses, scores, hints and item versions."""

import sqlalchemy as sa
from alembic import op

from casekit.store.column import ExactFraction, UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Makes the first tables."""
    _add_people()
    _add_attempts()
    _add_trail()


def downgrade() -> None:
    """Drops everything."""
    for table in ("hint", "score", "response", "attempt", "item_version", "sign_in_link", "person"):
        op.drop_table(table)


def _add_people() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("email", sa.String),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("email", name="uq_person_email"),
        sa.CheckConstraint(
            "role IN ('guest', 'student', 'instructor')", name=op.f("ck_person_role")
        ),
    )
    op.create_table(
        "sign_in_link",
        sa.Column("token_hash", sa.String, nullable=False),
        sa.Column("person_id", sa.String, nullable=False),
        sa.Column("expires_at", UtcDateTime, nullable=False),
        sa.Column("used_at", UtcDateTime),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sign_in_link"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_sign_in_link_person_id"),
    )


def _add_attempts() -> None:
    op.create_table(
        "item_version",
        sa.Column("course_id", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("item_id", sa.String, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("course_id", "digest", name="pk_item_version"),
    )
    op.create_index("ix_item_version_course_id_item_id", "item_version", ["course_id", "item_id"])
    op.create_table(
        "attempt",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("course_id", sa.String, nullable=False),
        sa.Column("quiz_id", sa.String, nullable=False),
        sa.Column("person_id", sa.String, nullable=False),
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("started_at", UtcDateTime, nullable=False),
        sa.Column("submitted_at", UtcDateTime),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_attempt_person_id"),
    )
    op.create_index(
        "ix_attempt_person_id_course_id_quiz_id", "attempt", ["person_id", "course_id", "quiz_id"]
    )
    op.create_index(
        "uq_attempt_open",
        "attempt",
        ["course_id", "quiz_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("submitted_at IS NULL"),
        postgresql_where=sa.text("submitted_at IS NULL"),
    )


def _add_trail() -> None:
    op.create_table(
        "response",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("attempt_id", sa.String, nullable=False),
        sa.Column("slot", sa.Integer, nullable=False),
        sa.Column("answer", sa.Text),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_response"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name="fk_response_attempt_id"),
        sa.CheckConstraint("slot >= 0", name=op.f("ck_response_slot")),
        sa.CheckConstraint(
            "kind IN ('saved', 'checked', 'submitted')", name=op.f("ck_response_kind")
        ),
    )
    op.create_index("ix_response_attempt_id_slot_id", "response", ["attempt_id", "slot", "id"])
    op.create_table(
        "score",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("attempt_id", sa.String, nullable=False),
        sa.Column("slot", sa.Integer, nullable=False),
        sa.Column("response_id", ROW_ID),
        sa.Column("points", ExactFraction, nullable=False),
        sa.Column("max_points", ExactFraction, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_score"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name="fk_score_attempt_id"),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name="fk_score_response_id"),
        sa.CheckConstraint("slot >= 0", name=op.f("ck_score_slot")),
    )
    op.create_index("ix_score_attempt_id_slot_id", "score", ["attempt_id", "slot", "id"])
    op.create_table(
        "hint",
        sa.Column("attempt_id", sa.String, nullable=False),
        sa.Column("slot", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("attempt_id", "slot", "kind", name="pk_hint"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name="fk_hint_attempt_id"),
        sa.CheckConstraint("slot >= 0", name=op.f("ck_hint_slot")),
        sa.CheckConstraint("kind IN ('passages', 'hint')", name=op.f("ck_hint_kind")),
    )
