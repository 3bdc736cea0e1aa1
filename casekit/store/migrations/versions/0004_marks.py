"""What a person gave an answer by its rubric, beside the score that it makes."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Adds the marks."""
    op.create_table(
        "mark",
        sa.Column("score_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("person_id", sa.String, nullable=False),
        sa.Column("criteria", sa.Text, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("score_id", name="pk_mark"),
        sa.ForeignKeyConstraint(["score_id"], ["score.id"], name="fk_mark_score_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_mark_person_id"),
    )
    op.create_index("ix_mark_person_id", "mark", ["person_id"])


def downgrade() -> None:
    """Drops what was added."""
    op.drop_table("mark")
