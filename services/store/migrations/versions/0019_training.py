"""Training: who was asked to it and who came; what managers file each week and month."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "trainings",
        sa.Column("chair_id", BIG, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", BIG, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=True),
        sa.Column("topic_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("file_id", BIG, nullable=True),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("marked_by", BIG, nullable=True),
        sa.Column("marked_at", sa.BigInteger(), nullable=True),
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        _to("trainings", "chair_id", "staff"),
        _to("trainings", "file_id", "files"),
        _to("trainings", "marked_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainings")),
    )
    _index("trainings", "chair_id", "day", unique=True)
    _index("trainings", "state")
    op.create_table(
        "training_seats",
        sa.Column("training_id", BIG, nullable=False),
        sa.Column("staff_id", BIG, nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("version", BIG, nullable=False),
        sa.Column("event_id", BIG, nullable=True),
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        _to("training_seats", "training_id", "trainings"),
        _to("training_seats", "staff_id", "staff"),
        _to("training_seats", "event_id", "events"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_seats")),
    )
    _index("training_seats", "training_id", "staff_id", unique=True)
    _index("training_seats", "staff_id")
    _duties()


def _duties() -> None:
    op.create_table(
        "duties",
        sa.Column("staff_id", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("filed_at", sa.BigInteger(), nullable=False),
        sa.Column("version", BIG, nullable=False),
        sa.Column("answers_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        _to("duties", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duties")),
    )
    _index("duties", "staff_id", "kind", "period", unique=True)
    _index("duties", "kind", "period")


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def _index(table: str, *columns: str, unique: bool = False) -> None:
    name = op.f(f"ix_{table}_{'_'.join(columns)}")
    op.create_index(name, table, list(columns), unique=unique)
