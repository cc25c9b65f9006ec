"""Changes of leave: why it is cancelled or cut short."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Go up."""
    op.add_column("leaves", sa.Column("change_note_sealed", sa.LargeBinary(), nullable=True))
