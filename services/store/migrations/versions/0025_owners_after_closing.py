"""From when an owner counts whom somebody recorded after months were closed."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Go up."""
    op.add_column("client_owners", sa.Column("counts_from", sa.Date(), nullable=True))
