"""Appointments: the moment that one was booked for, or put off to, stays in its history."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Go up."""
    op.add_column("appointment_entries", sa.Column("planned", sa.BigInteger(), nullable=True))
