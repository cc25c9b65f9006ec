"""Notices that wait for the morning, and those that are over at a moment."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Go up."""
    by_day = sa.Column("by_day", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("notices", by_day)
    op.add_column("notices", sa.Column("over_at", sa.BigInteger(), nullable=True))
