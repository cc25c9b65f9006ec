"""Small groups and who is in them; talks one to one."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "squads",
        sa.Column("maker_id", BIG, nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", BIG, nullable=False),
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        _to("squads", "maker_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_squads")),
    )
    _index("squads", "maker_id")
    op.create_table(
        "squad_entries",
        sa.Column("squad_id", BIG, nullable=False),
        sa.Column("number", BIG, nullable=False),
        sa.Column("staff_id", BIG, nullable=False),
        sa.Column("turn", BIG, nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("by_id", BIG, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        _to("squad_entries", "squad_id", "squads"),
        _to("squad_entries", "staff_id", "staff"),
        _to("squad_entries", "by_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_squad_entries")),
    )
    _index("squad_entries", "squad_id", "number", unique=True)
    _index("squad_entries", "staff_id", "turn", unique=True)
    _talks()


def _talks() -> None:
    op.create_table(
        "talks",
        sa.Column("manager_id", BIG, nullable=False),
        sa.Column("staff_id", BIG, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("notes_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("step_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("step_on", sa.Date(), nullable=True),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("reply_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("replied_at", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        _to("talks", "manager_id", "staff"),
        _to("talks", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talks")),
    )
    _index("talks", "manager_id", "day")
    _index("talks", "staff_id", "day")


def _index(table: str, *columns: str, unique: bool = False) -> None:
    name = op.f("ix_" + "_".join([table, *columns]))
    op.create_index(name, table, [*columns], unique=unique)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)
