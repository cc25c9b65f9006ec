"""Reports: what managers write about a month, and what was done with it."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0014"
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "reports",
        sa.Column("staff_id", BIG, nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", BIG, nullable=False),
        sa.Column("answers_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("asking", sa.String(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("event_id", BIG, nullable=True),
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_reports_event_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_reports_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
    )
    op.create_index(
        op.f("ix_reports_staff_id_month"), "reports", ["staff_id", "month"], unique=True
    )
    op.create_index(op.f("ix_reports_month"), "reports", ["month"])
    op.create_table(
        "report_entries",
        sa.Column("report_id", BIG, nullable=False),
        sa.Column("number", BIG, nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("staff_id", BIG, nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_report_entries_report_id")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_report_entries_staff_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_entries")),
    )
    op.create_index(
        op.f("ix_report_entries_report_id_number"),
        "report_entries",
        ["report_id", "number"],
        unique=True,
    )
    for statement in only_added(op.get_context().dialect.name):
        op.execute(statement)


KEPT = "report_entries"  # what was, was


def only_added(dialect: str) -> list[str]:
    """Return the triggers that refuse to change or delete a row of the table."""
    if dialect == "sqlite":
        known = f"WHEN NEW.id IN (SELECT id FROM {KEPT})"  # noqa: S608 - the name above
        refuse = f"BEGIN SELECT RAISE(ABORT, 'rows of {KEPT} are only ever added'); END"
        return [
            f"CREATE TRIGGER {KEPT}_no_update BEFORE UPDATE ON {KEPT} {refuse}",
            f"CREATE TRIGGER {KEPT}_no_delete BEFORE DELETE ON {KEPT} {refuse}",
            f"CREATE TRIGGER {KEPT}_no_replace BEFORE INSERT ON {KEPT} {known} {refuse}",
        ]
    refuse = f"$$ BEGIN RAISE EXCEPTION 'rows of {KEPT} are only ever added'; END $$"
    when = f"BEFORE UPDATE OR DELETE OR TRUNCATE ON {KEPT} FOR EACH STATEMENT"
    name = f"{KEPT}_only_added"
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS {refuse}",
        f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {name}()",
    ]
