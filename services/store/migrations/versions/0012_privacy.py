"""Retired keys, clients put away; what is only added may be sealed anew, and nothing else."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "retired_keys",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("key_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("free_since", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retired_keys")),
        sa.UniqueConstraint("name", name=op.f("uq_retired_keys_name")),
    )
    op.create_table(
        "key_rotations",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_rotations")),
    )
    for table, *own in (
        (
            "put_away",
            sa.Column("state", sa.String(), nullable=False),
            sa.Column("reason_sealed", sa.LargeBinary(), nullable=False),
            sa.Column("at", sa.BigInteger(), nullable=False),
        ),
        (
            "sealed_cells",
            sa.Column("place", sa.String(), nullable=False),
            sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        ),
    ):
        op.create_table(table, *_subject(table), *own)
        more = ["state"] if table == "put_away" else []
        for column in ("client_id", "appointment_id", *([] if more else ["place"])):
            name = op.f("_".join(["ix", table, column, *more]))
            op.create_index(name, table, [column, *more], unique=bool(more))
    for statement in only_sealed_anew(op.get_context().dialect.name):
        op.execute(statement)


def _subject(table: str) -> list[sa.schema.SchemaItem]:
    """Return what says about whom a row is."""
    return [
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("client_id", BIG, nullable=True),
        sa.Column("appointment_id", BIG, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f(f"fk_{table}_client_id")),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointments.id"], name=op.f(f"fk_{table}_appointment_id")
        ),
    ]


_PUT_AWAY = "FROM put_away WHERE state IN ('sealed', 'erased')"
APPOINTMENTS = f"(SELECT appointment_id {_PUT_AWAY} AND appointment_id IS NOT NULL)"
CLIENTS = f"(SELECT client_id {_PUT_AWAY} AND client_id IS NOT NULL)"
DISPUTED = f"later_id IN {APPOINTMENTS} OR earlier_id IN {APPOINTMENTS}"
OF_CASES = f"SELECT case_id FROM conduct_clients WHERE client_id IN {CLIENTS}"  # noqa: S608 - ours
OF_DISPUTES = f"SELECT id FROM disputes WHERE {DISPUTED}"  # noqa: S608 - ours
APPROVED = (
    f"SELECT approval_id FROM appointments WHERE id IN {APPOINTMENTS} "  # noqa: S608 - ours
    f"UNION SELECT approval_id FROM disputes WHERE {DISPUTED}"
)
# table: what is sealed in it, its other columns, when the sealed may be emptied
KEPT = {
    "audit": ("detail_sealed", "id at actor what", "1 = 0"),
    "decisions": (
        "note_sealed",
        "id approval_id number turn step act staff_id post for_id to_id at until",
        f"OLD.approval_id IN ({APPROVED})",
    ),
    "conduct_entries": (
        "note_sealed",
        "id case_id number act staff_id post at",
        f"OLD.case_id IN ({OF_CASES})",
    ),
    "appointment_entries": (
        "note_sealed",
        "id appointment_id number act staff_id at planned",
        f"OLD.appointment_id IN {APPOINTMENTS}",
    ),
    "dispute_evidence": (
        "note_sealed",
        "id dispute_id number staff_id file_id at",
        f"OLD.dispute_id IN ({OF_DISPUTES})",
    ),
    "put_away": ("reason_sealed", "id client_id appointment_id state at", "1 = 0"),
}


def only_sealed_anew(dialect: str) -> list[str]:
    """Return the triggers that let a row's secret be sealed anew, or be emptied, and no more.

    Anew: while a rotation runs, with its key instead of another. Emptied: once the client that it
    is about was put away.
    """
    made = _sqlite if dialect == "sqlite" else _postgresql
    return [statement for table in KEPT for statement in made(table)]


def _allowed(table: str) -> str:
    """Return when the secret may become another, as SQL says it."""
    sealed, _, emptied = KEPT[table]
    new, old = f"substr(NEW.{sealed}, 1, 4)", f"substr(OLD.{sealed}, 1, 4)"
    running = "SELECT 1 FROM key_rotations WHERE ended_at IS NULL"
    anew = f"({new} <> {old} AND EXISTS ({running} AND name = {new}))"
    return f"({anew} OR (length(NEW.{sealed}) = 0 AND {emptied}))"


def _sqlite(table: str) -> list[str]:
    here = f"IN (SELECT id FROM {table})"  # noqa: S608 - the names above
    refuse = f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are only ever added'); END"
    same = " AND ".join(f"NEW.{one} IS OLD.{one}" for one in KEPT[table][1].split())
    when = f"WHEN ({same} AND {_allowed(table)}) IS NOT TRUE"
    update = f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {when} {refuse}"
    if table != "put_away":
        return [f"DROP TRIGGER {table}_no_update", update]
    return [
        update,
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN NEW.id {here} {refuse}",
    ]


def _postgresql(table: str) -> list[str]:
    sealed, name = KEPT[table][0], f"{table}_only_added"
    same = f"(to_jsonb(NEW) - '{sealed}') = (to_jsonb(OLD) - '{sealed}')"
    refuse = f"RAISE EXCEPTION 'rows of {table} are only ever added';"
    body = f"BEGIN IF ({same} AND {_allowed(table)}) IS NOT TRUE THEN {refuse} END IF;"
    no_less = f"BEFORE DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT"
    first = (
        [f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {refuse} END $$"]
        if table == "put_away"
        else [f"DROP TRIGGER {name} ON {table}"]
    )
    refusing = "only_added" if table == "audit" else name
    return [
        *first,
        f"CREATE TRIGGER {name} {no_less} EXECUTE FUNCTION {refusing}()",
        (
            f"CREATE FUNCTION {table}_only_sealed() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ {body} RETURN NEW; END $$"
        ),
        (
            f"CREATE TRIGGER {table}_only_sealed BEFORE UPDATE ON {table} FOR EACH ROW "
            f"EXECUTE FUNCTION {table}_only_sealed()"
        ),
    ]
