"""Clients recorded after their month was frozen."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "late_clients",
        sa.Column("client_id", BIG, nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("paid_in", sa.String(length=7), nullable=False),
        sa.Column("made_by", BIG, nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_late_clients_client_id")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["staff.id"], name=op.f("fk_late_clients_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_late_clients")),
    )
    with op.batch_alter_table("late_clients", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_late_clients_client_id"), ["client_id"], unique=True)

    for statement in ONLY_ADDED[op.get_context().dialect.name]:
        op.execute(statement)


ONLY_ADDED = {  # what was corrected for, was
    "sqlite": [
        f"CREATE TRIGGER late_clients_no_{name} BEFORE {when} "
        "BEGIN SELECT RAISE(ABORT, 'rows of late_clients are only ever added'); END"
        for name, when in (
            ("update", "UPDATE ON late_clients"),
            ("delete", "DELETE ON late_clients"),
            ("replace", "INSERT ON late_clients WHEN NEW.id IN (SELECT id FROM late_clients)"),
        )
    ],
    "postgresql": [
        """CREATE FUNCTION late_clients_only_added() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'rows of late_clients are only ever added'; END $$""",
        """CREATE TRIGGER late_clients_only_added BEFORE UPDATE OR DELETE OR TRUNCATE
        ON late_clients FOR EACH STATEMENT EXECUTE FUNCTION late_clients_only_added()""",
    ],
}
