"""Weeks: what people write about theirs, and an outlet's figures when it was told."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "worklogs",
        sa.Column("staff_id", BIG, nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("filed_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("version", BIG, nullable=False),
        sa.Column("answers_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_worklogs_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worklogs")),
    )
    op.create_index(
        op.f("ix_worklogs_staff_id_week"), "worklogs", ["staff_id", "week"], unique=True
    )
    op.create_index(op.f("ix_worklogs_week"), "worklogs", ["week"])
    op.create_table(
        "week_figures",
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("accounts", sa.String(length=40), nullable=True),
        sa.Column("value", sa.String(length=40), nullable=True),
        sa.Column("assets", sa.String(length=40), nullable=True),
        sa.Column("as_of", sa.BigInteger(), nullable=True),
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_week_figures")),
    )
    op.create_index(
        op.f("ix_week_figures_week_unit"), "week_figures", ["week", "unit"], unique=True
    )
