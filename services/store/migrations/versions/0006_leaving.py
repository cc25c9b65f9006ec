"""Leaving: who wishes to, what is handed over, what becomes of the risk fund."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "fund_forfeits",
        sa.Column(
            "staff_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["made_by"], ["staff.id"], name=op.f("fk_fund_forfeits_made_by")),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_fund_forfeits_staff_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_forfeits")),
    )
    with op.batch_alter_table("fund_forfeits", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_fund_forfeits_staff_id_state"), ["staff_id", "state"], unique=False
        )

    op.create_table(
        "fund_told",
        sa.Column(
            "staff_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("left", sa.Date(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_fund_told_staff_id")),
        sa.PrimaryKeyConstraint("staff_id", "left", "what", name=op.f("pk_fund_told")),
    )
    op.create_table(
        "fund_entries",
        sa.Column(
            "staff_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column(
            "approval_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["approval_id"], ["approvals.id"], name=op.f("fk_fund_entries_approval_id")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["staff.id"], name=op.f("fk_fund_entries_made_by")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_fund_entries_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_entries")),
    )
    with op.batch_alter_table("fund_entries", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_fund_entries_staff_id_number"), ["staff_id", "number"], unique=True
        )

    op.create_table(
        "resignations",
        sa.Column(
            "staff_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "approval_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "withdrawal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("withdrawal_sealed", sa.LargeBinary(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["approval_id"], ["approvals.id"], name=op.f("fk_resignations_approval_id")
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batches.id"], name=op.f("fk_resignations_batch_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_resignations_staff_id")),
        sa.ForeignKeyConstraint(
            ["withdrawal_id"], ["approvals.id"], name=op.f("fk_resignations_withdrawal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resignations")),
    )
    with op.batch_alter_table("resignations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_resignations_staff_id_state"), ["staff_id", "state"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_resignations_state"), ["state"], unique=False)

    op.create_table(
        "handover_items",
        sa.Column(
            "resignation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("count", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("to_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("done_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["done_by"], ["staff.id"], name=op.f("fk_handover_items_done_by")),
        sa.ForeignKeyConstraint(
            ["resignation_id"], ["resignations.id"], name=op.f("fk_handover_items_resignation_id")
        ),
        sa.ForeignKeyConstraint(["to_id"], ["staff.id"], name=op.f("fk_handover_items_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_items")),
    )
    with op.batch_alter_table("handover_items", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_handover_items_resignation_id_number"),
            ["resignation_id", "number"],
            unique=True,
        )
        batch_op.create_index(batch_op.f("ix_handover_items_to_id"), ["to_id"], unique=False)

    for statement in ONLY_ADDED[op.get_context().dialect.name]:
        op.execute(statement)


ONLY_ADDED = {  # what was paid out or forfeited is not written over
    "sqlite": [
        f"CREATE TRIGGER fund_entries_no_{name} BEFORE {when} "
        "BEGIN SELECT RAISE(ABORT, 'fund entries are only ever added'); END"
        for name, when in (
            ("update", "UPDATE ON fund_entries"),
            ("delete", "DELETE ON fund_entries"),
            ("replace", "INSERT ON fund_entries WHEN NEW.id IN (SELECT id FROM fund_entries)"),
        )
    ],
    "postgresql": [
        """CREATE FUNCTION fund_entries_only_added() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'fund entries are only ever added'; END $$""",
        """CREATE TRIGGER fund_entries_only_added BEFORE UPDATE OR DELETE OR TRUNCATE
        ON fund_entries FOR EACH STATEMENT EXECUTE FUNCTION fund_entries_only_added()""",
    ],
}
