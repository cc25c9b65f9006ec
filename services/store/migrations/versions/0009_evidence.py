"""Evidence: the photos and files of a case."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "conduct_evidence",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "staff_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["conduct_cases.id"], name=op.f("fk_conduct_evidence_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["files.id"], name=op.f("fk_conduct_evidence_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_conduct_evidence_staff_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conduct_evidence")),
    )
    with op.batch_alter_table("conduct_evidence", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_conduct_evidence_case_id_number"), ["case_id", "number"], unique=True
        )

    for statement in ONLY_ADDED[op.get_context().dialect.name]:
        op.execute(statement)


ONLY_ADDED = {  # what lies in a case's file stays in it
    "sqlite": [
        f"CREATE TRIGGER conduct_evidence_no_{name} BEFORE {when} "
        "BEGIN SELECT RAISE(ABORT, 'evidence of cases is only ever added'); END"
        for name, when in (
            ("update", "UPDATE ON conduct_evidence"),
            ("delete", "DELETE ON conduct_evidence"),
            (
                "replace",
                "INSERT ON conduct_evidence WHEN NEW.id IN (SELECT id FROM conduct_evidence)",
            ),
        )
    ],
    "postgresql": [
        """CREATE FUNCTION conduct_evidence_only_added() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'evidence of cases is only ever added'; END $$""",
        """CREATE TRIGGER conduct_evidence_only_added BEFORE UPDATE OR DELETE OR TRUNCATE
        ON conduct_evidence FOR EACH STATEMENT EXECUTE FUNCTION conduct_evidence_only_added()""",
    ],
}
