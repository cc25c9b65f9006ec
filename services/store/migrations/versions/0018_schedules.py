"""The outlet's own times of what recurs; the reminders of a report are one kind now."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "schedules",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("version", BIG, nullable=False),
        sa.Column("weekday", BIG, nullable=True),
        sa.Column("day", BIG, nullable=True),
        sa.Column("minute", BIG, nullable=True),
        sa.Column("leads", sa.String(), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", BIG, nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["staff.id"], name=op.f("fk_schedules_made_by")),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_schedules")),
    )
    # each of the five had a moment of its own: as one kind they still have
    op.execute("UPDATE occurrences SET kind = 'report' WHERE kind LIKE 'report._'")
