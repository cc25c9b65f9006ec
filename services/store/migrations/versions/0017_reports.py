"""Reports: what managers write about a month, and what was done with it."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
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
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
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
    for statement in only_sealed_anew(op.get_context().dialect.name):
        op.execute(statement)


KEPT = "report_entries"  # what was, was; but its secret may be sealed anew (see 0011)
SAME = "id report_id number act staff_id at"
NEW, OLD = "substr(NEW.text_sealed, 1, 4)", "substr(OLD.text_sealed, 1, 4)"
RUNNING = f"SELECT 1 FROM key_rotations WHERE ended_at IS NULL AND name = {NEW}"  # noqa: S608 - ours
ANEW = f"{NEW} <> {OLD} AND EXISTS ({RUNNING})"


def only_sealed_anew(dialect: str) -> list[str]:
    """Return the triggers that refuse to change or delete a row; a rotation may seal it anew."""
    if dialect == "sqlite":
        known = f"WHEN NEW.id IN (SELECT id FROM {KEPT})"  # noqa: S608 - the name above
        refuse = f"BEGIN SELECT RAISE(ABORT, 'rows of {KEPT} are only ever added'); END"
        same = " AND ".join(f"NEW.{one} IS OLD.{one}" for one in SAME.split())
        when = f"WHEN ({same} AND {ANEW}) IS NOT TRUE"
        return [
            f"CREATE TRIGGER {KEPT}_no_update BEFORE UPDATE ON {KEPT} {when} {refuse}",
            f"CREATE TRIGGER {KEPT}_no_delete BEFORE DELETE ON {KEPT} {refuse}",
            f"CREATE TRIGGER {KEPT}_no_replace BEFORE INSERT ON {KEPT} {known} {refuse}",
        ]
    same = "(to_jsonb(NEW) - 'text_sealed') = (to_jsonb(OLD) - 'text_sealed')"
    refuse = f"RAISE EXCEPTION 'rows of {KEPT} are only ever added';"
    body = f"BEGIN IF ({same} AND {ANEW}) IS NOT TRUE THEN {refuse} END IF; RETURN NEW; END"
    added, anew = f"{KEPT}_only_added", f"{KEPT}_only_sealed"
    return [
        f"CREATE FUNCTION {added}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {refuse} END $$",
        f"CREATE FUNCTION {anew}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        (
            f"CREATE TRIGGER {added} BEFORE DELETE OR TRUNCATE ON {KEPT} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {added}()"
        ),
        (f"CREATE TRIGGER {anew} BEFORE UPDATE ON {KEPT} FOR EACH ROW EXECUTE FUNCTION {anew}()"),
    ]
