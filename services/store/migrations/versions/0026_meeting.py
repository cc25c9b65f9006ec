"""The directors' weekly meeting: a training has a kind; those there are were trainings."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Go up."""
    kind = sa.Column("kind", sa.String(), nullable=False, server_default="training")
    op.add_column("trainings", kind)
    op.drop_index(op.f("ix_trainings_chair_id_day"), "trainings")
    name = op.f("ix_trainings_chair_id_day_kind")
    op.create_index(name, "trainings", ["chair_id", "day", "kind"], unique=True)
