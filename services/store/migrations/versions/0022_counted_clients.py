"""Clients who counted in a closed month before their ownership came in doubt."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "counted_clients",
        sa.Column("client_id", BIG, nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_counted_clients_client_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counted_clients")),
    )
    op.create_index(
        op.f("ix_counted_clients_client_id"), "counted_clients", ["client_id"], unique=True
    )
    for statement in ONLY_ADDED[op.get_context().dialect.name]:
        op.execute(statement)


ONLY_ADDED = {  # what was paid for, was
    "sqlite": [
        f"CREATE TRIGGER counted_clients_no_{name} BEFORE {when} "
        "BEGIN SELECT RAISE(ABORT, 'rows of counted_clients are only ever added'); END"
        for name, when in (
            ("update", "UPDATE ON counted_clients"),
            ("delete", "DELETE ON counted_clients"),
            (
                "replace",
                "INSERT ON counted_clients WHEN NEW.id IN (SELECT id FROM counted_clients)",
            ),
        )
    ],
    "postgresql": [
        """CREATE FUNCTION counted_clients_only_added() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'rows of counted_clients are only ever added'; END $$""",
        """CREATE TRIGGER counted_clients_only_added BEFORE UPDATE OR DELETE OR TRUNCATE
        ON counted_clients FOR EACH STATEMENT EXECUTE FUNCTION counted_clients_only_added()""",
    ],
}
