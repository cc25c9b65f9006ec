"""Conduct: cases, the clients that they are about, what was done in them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "conduct_cases",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column(
            "accused_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "reporter_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "investigator_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("happened", sa.Date(), nullable=False),
        sa.Column("what_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("owes_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("began", sa.Date(), nullable=True),
        sa.Column("ended", sa.Date(), nullable=True),
        sa.Column("released", sa.Date(), nullable=True),
        sa.Column("finding", sa.String(), nullable=False),
        sa.Column("loss", sa.BigInteger(), nullable=True),
        sa.Column("fine", sa.BigInteger(), nullable=True),
        sa.Column("dismissal", sa.Boolean(), nullable=False),
        sa.Column("forfeits", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("in_force", sa.Boolean(), nullable=False),
        sa.Column("ruled_on", sa.Date(), nullable=True),
        sa.Column("ruled_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "ruling_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "appeal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["accused_id"], ["staff.id"], name=op.f("fk_conduct_cases_accused_id")
        ),
        sa.ForeignKeyConstraint(
            ["appeal_id"], ["approvals.id"], name=op.f("fk_conduct_cases_appeal_id")
        ),
        sa.ForeignKeyConstraint(
            ["investigator_id"], ["staff.id"], name=op.f("fk_conduct_cases_investigator_id")
        ),
        sa.ForeignKeyConstraint(["owes_id"], ["staff.id"], name=op.f("fk_conduct_cases_owes_id")),
        sa.ForeignKeyConstraint(
            ["reporter_id"], ["staff.id"], name=op.f("fk_conduct_cases_reporter_id")
        ),
        sa.ForeignKeyConstraint(
            ["ruled_by"], ["staff.id"], name=op.f("fk_conduct_cases_ruled_by")
        ),
        sa.ForeignKeyConstraint(
            ["ruling_id"], ["approvals.id"], name=op.f("fk_conduct_cases_ruling_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conduct_cases")),
        sa.UniqueConstraint("number", name=op.f("uq_conduct_cases_number")),
    )
    with op.batch_alter_table("conduct_cases", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_conduct_cases_accused_id"), ["accused_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_conduct_cases_state"), ["state"], unique=False)

    op.create_table(
        "conduct_clients",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "client_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["conduct_cases.id"], name=op.f("fk_conduct_clients_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_conduct_clients_client_id")
        ),
        sa.PrimaryKeyConstraint("case_id", "client_id", name=op.f("pk_conduct_clients")),
    )
    op.create_table(
        "conduct_entries",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("staff_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["conduct_cases.id"], name=op.f("fk_conduct_entries_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_conduct_entries_staff_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conduct_entries")),
    )
    with op.batch_alter_table("conduct_entries", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_conduct_entries_case_id_number"), ["case_id", "number"], unique=True
        )

    for statement in ONLY_ADDED[op.get_context().dialect.name]:
        op.execute(statement)


ONLY_ADDED = {  # what was done in a case was done
    "sqlite": [
        f"CREATE TRIGGER conduct_entries_no_{name} BEFORE {when} "
        "BEGIN SELECT RAISE(ABORT, 'entries of cases are only ever added'); END"
        for name, when in (
            ("update", "UPDATE ON conduct_entries"),
            ("delete", "DELETE ON conduct_entries"),
            (
                "replace",
                "INSERT ON conduct_entries WHEN NEW.id IN (SELECT id FROM conduct_entries)",
            ),
        )
    ],
    "postgresql": [
        """CREATE FUNCTION conduct_entries_only_added() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'entries of cases are only ever added'; END $$""",
        """CREATE TRIGGER conduct_entries_only_added BEFORE UPDATE OR DELETE OR TRUNCATE
        ON conduct_entries FOR EACH STATEMENT EXECUTE FUNCTION conduct_entries_only_added()""",
    ],
}
