"""Rewards to banks: a department's lines of a month, months asked for or without any."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COLUMNS = (
    "id department month outlet bank state version amount accounts as_of paid_on counters_id "
    "made_at made_by"
)
NEW, OLD = "substr(NEW.text_sealed, 1, 4)", "substr(OLD.text_sealed, 1, 4)"
RUNNING = f"SELECT 1 FROM key_rotations WHERE ended_at IS NULL AND name = {NEW}"  # noqa: S608 - ours
ANEW = f"{NEW} <> {OLD} AND EXISTS ({RUNNING})"
SAYS = "what was paid to a bank is never changed"


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "bank_rewards",
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("bank", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", BIG, nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("accounts", BIG, nullable=True),
        sa.Column("as_of", sa.BigInteger(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("counters_id", BIG, nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", BIG, nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        _to("bank_rewards", "counters_id", "bank_rewards"),
        _to("bank_rewards", "made_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_rewards")),
    )
    _index("bank_rewards", "department", "month")
    _index("bank_rewards", "counters_id", unique=True)
    op.create_table(
        "bank_reward_months",
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=True),
        sa.Column("none_at", sa.BigInteger(), nullable=True),
        sa.Column("none_by", BIG, nullable=True),
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        _to("bank_reward_months", "none_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_reward_months")),
    )
    _index("bank_reward_months", "department", "month", unique=True)
    for statement in paid_stays(op.get_context().dialect.name):
        op.execute(statement)


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def _index(table: str, *columns: str, unique: bool = False) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns, unique=unique)


def paid_stays(dialect: str) -> list[str]:
    """Return the triggers that refuse to change what was paid, or to delete any line."""
    name = "bank_rewards"
    if dialect == "sqlite":
        refuse = f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
        same = " AND ".join(f"NEW.{one} IS OLD.{one}" for one in COLUMNS.split())
        paid = f"WHEN OLD.state = 'paid' AND ({same} AND {ANEW}) IS NOT TRUE"
        known = f"WHEN NEW.id IN (SELECT id FROM {name})"  # noqa: S608 - ours
        return [
            f"CREATE TRIGGER {name}_no_update BEFORE UPDATE ON {name} {paid} {refuse}",
            f"CREATE TRIGGER {name}_no_delete BEFORE DELETE ON {name} {refuse}",
            f"CREATE TRIGGER {name}_no_replace BEFORE INSERT ON {name} {known} {refuse}",
        ]
    same = "(to_jsonb(NEW) - 'text_sealed') = (to_jsonb(OLD) - 'text_sealed')"
    refuse = f"RAISE EXCEPTION '{SAYS}';"
    unfit = f"OLD.state = 'paid' AND ({same} AND {ANEW}) IS NOT TRUE"
    body = f"BEGIN IF {unfit} THEN {refuse} END IF; RETURN NEW; END"
    kept, stays = f"{name}_kept", f"{name}_paid_stays"
    return [
        f"CREATE FUNCTION {kept}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {refuse} END $$",
        f"CREATE FUNCTION {stays}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        (
            f"CREATE TRIGGER {kept} BEFORE DELETE OR TRUNCATE ON {name} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {kept}()"
        ),
        f"CREATE TRIGGER {stays} BEFORE UPDATE ON {name} FOR EACH ROW EXECUTE FUNCTION {stays}()",
    ]
