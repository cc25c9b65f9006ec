"""The register of items of an outlet, and what became of each."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEPT = {
    "inventory_items": "id outlet kind",
    "inventory_entries": "id item_id number act day staff_id count at made_by",
}
"""What was, was; but its secret may be sealed anew (see 0017)."""
NEW, OLD = "substr(NEW.text_sealed, 1, 4)", "substr(OLD.text_sealed, 1, 4)"
RUNNING = f"SELECT 1 FROM key_rotations WHERE ended_at IS NULL AND name = {NEW}"  # noqa: S608 - ours
ANEW = f"{NEW} <> {OLD} AND EXISTS ({RUNNING})"


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "inventory_items",
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inventory_items")),
    )
    _index("inventory_items", "outlet")
    op.create_table(
        "inventory_entries",
        sa.Column("item_id", BIG, nullable=False),
        sa.Column("number", BIG, nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("staff_id", BIG, nullable=True),
        sa.Column("count", BIG, nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", BIG, nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        _to("inventory_entries", "item_id", "inventory_items"),
        _to("inventory_entries", "staff_id", "staff"),
        _to("inventory_entries", "made_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inventory_entries")),
    )
    _index("inventory_entries", "item_id", "number", unique=True)
    _index("inventory_entries", "staff_id")
    for table, columns in KEPT.items():
        for statement in only_sealed_anew(op.get_context().dialect.name, table, columns):
            op.execute(statement)


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def _index(table: str, *columns: str, unique: bool = False) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns, unique=unique)


def only_sealed_anew(dialect: str, kept: str, columns: str) -> list[str]:
    """Return the triggers that refuse to change or delete a row; a rotation may seal it anew."""
    if dialect == "sqlite":
        known = f"WHEN NEW.id IN (SELECT id FROM {kept})"  # noqa: S608 - the names above
        refuse = f"BEGIN SELECT RAISE(ABORT, 'rows of {kept} are only ever added'); END"
        same = " AND ".join(f"NEW.{one} IS OLD.{one}" for one in columns.split())
        when = f"WHEN ({same} AND {ANEW}) IS NOT TRUE"
        return [
            f"CREATE TRIGGER {kept}_no_update BEFORE UPDATE ON {kept} {when} {refuse}",
            f"CREATE TRIGGER {kept}_no_delete BEFORE DELETE ON {kept} {refuse}",
            f"CREATE TRIGGER {kept}_no_replace BEFORE INSERT ON {kept} {known} {refuse}",
        ]
    same = "(to_jsonb(NEW) - 'text_sealed') = (to_jsonb(OLD) - 'text_sealed')"
    refuse = f"RAISE EXCEPTION 'rows of {kept} are only ever added';"
    body = f"BEGIN IF ({same} AND {ANEW}) IS NOT TRUE THEN {refuse} END IF; RETURN NEW; END"
    added, anew = f"{kept}_only_added", f"{kept}_only_sealed"
    return [
        f"CREATE FUNCTION {added}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {refuse} END $$",
        f"CREATE FUNCTION {anew}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        (
            f"CREATE TRIGGER {added} BEFORE DELETE OR TRUNCATE ON {kept} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {added}()"
        ),
        (f"CREATE TRIGGER {anew} BEFORE UPDATE ON {kept} FOR EACH ROW EXECUTE FUNCTION {anew}()"),
    ]
