"""Reviews of flashcards, and how many new ones a person wants in a day."""

import sqlalchemy as sa
from alembic import op

from casekit.store.column import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Adds the trail of reviews, and the setting."""
    op.create_table(
        "card_review",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("course_id", sa.String, nullable=False),
        sa.Column("person_id", sa.String, nullable=False),
        sa.Column("card_id", sa.String, nullable=False),
        sa.Column("side", sa.String, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("rating", sa.Integer),
        sa.Column("duration_ms", sa.Integer),
        sa.Column("revokes", ROW_ID),
        sa.Column("state", sa.String),
        sa.Column("step", sa.Integer),
        sa.Column("stability", sa.Float),
        sa.Column("difficulty", sa.Float),
        sa.Column("due_at", UtcDateTime),
        sa.Column("reviewed_at", UtcDateTime),
        sa.Column("begun_at", UtcDateTime),
        sa.PrimaryKeyConstraint("id", name="pk_card_review"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_card_review_person_id"),
        sa.ForeignKeyConstraint(["revokes"], ["card_review.id"], name="fk_card_review_revokes"),
        sa.UniqueConstraint("revokes", name="uq_card_review_revokes"),
        sa.CheckConstraint("rating BETWEEN 1 AND 4", name=op.f("ck_card_review_rating")),
        sa.CheckConstraint(
            "(rating IS NULL) = (revokes IS NOT NULL)", name=op.f("ck_card_review_one_kind")
        ),
        sa.CheckConstraint(
            "state IN ('learning', 'review', 'relearning')", name=op.f("ck_card_review_state")
        ),
    )
    op.create_index(
        "ix_card_review_person_id_course_id_card_id_side_id",
        "card_review",
        ["person_id", "course_id", "card_id", "side", "id"],
    )
    op.create_index(
        "ix_card_review_person_id_course_id_at", "card_review", ["person_id", "course_id", "at"]
    )
    op.create_table(
        "card_setting",
        sa.Column("course_id", sa.String, nullable=False),
        sa.Column("person_id", sa.String, nullable=False),
        sa.Column("new_per_day", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("course_id", "person_id", name="pk_card_setting"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_card_setting_person_id"),
        sa.CheckConstraint("new_per_day >= 0", name=op.f("ck_card_setting_new_per_day")),
    )


def downgrade() -> None:
    """Drops what was added."""
    op.drop_table("card_setting")
    op.drop_table("card_review")
