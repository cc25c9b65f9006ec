"""What is said in any approval about a client may be emptied once he is put away."""

from alembic import op

revision = "0023"
down_revision = "0022"

SEALED = "note_sealed"
REST = "id approval_id number turn step act staff_id post for_id to_id at until"
_PUT_AWAY = "FROM put_away WHERE state IN ('sealed', 'erased')"
APPOINTMENTS = f"(SELECT appointment_id {_PUT_AWAY} AND appointment_id IS NOT NULL)"
CLIENTS = f"(SELECT client_id {_PUT_AWAY} AND client_id IS NOT NULL)"
DISPUTES = (
    f"(SELECT id FROM disputes WHERE later_id IN {APPOINTMENTS} "  # noqa: S608 - ours
    f"OR earlier_id IN {APPOINTMENTS})"
)
CASES = f"(SELECT case_id FROM conduct_clients WHERE client_id IN {CLIENTS})"  # noqa: S608 - ours
APPROVED = (
    f"SELECT approval_id FROM appointments WHERE id IN {APPOINTMENTS} "  # noqa: S608 - ours
    f"UNION SELECT approval_id FROM disputes WHERE id IN {DISPUTES} "
    "UNION SELECT id FROM approvals WHERE "
    f"(kind = 'ownership' AND subject_id IN {APPOINTMENTS}) "
    f"OR (kind = 'client_dispute' AND subject_id IN {DISPUTES}) "
    f"OR (kind IN ('ruling', 'error_ruling', 'appeal') AND subject_id IN {CASES})"
)
NEW, OLD = f"substr(NEW.{SEALED}, 1, 4)", f"substr(OLD.{SEALED}, 1, 4)"
RUNNING = f"SELECT 1 FROM key_rotations WHERE ended_at IS NULL AND name = {NEW}"  # noqa: S608 - ours
ALLOWED = (
    f"(({NEW} <> {OLD} AND EXISTS ({RUNNING})) "
    f"OR (length(NEW.{SEALED}) = 0 AND OLD.approval_id IN ({APPROVED})))"
)


def upgrade() -> None:
    """Go up."""
    for statement in ANEW[op.get_context().dialect.name]:
        op.execute(statement)


_SAME = " AND ".join(f"NEW.{one} IS OLD.{one}" for one in REST.split())
ANEW = {
    "sqlite": [
        "DROP TRIGGER decisions_no_update",
        (
            "CREATE TRIGGER decisions_no_update BEFORE UPDATE ON decisions "
            f"WHEN ({_SAME} AND {ALLOWED}) IS NOT TRUE "
            "BEGIN SELECT RAISE(ABORT, 'rows of decisions are only ever added'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE OR REPLACE FUNCTION decisions_only_sealed() RETURNS trigger "
            f"LANGUAGE plpgsql AS $$ BEGIN IF ((to_jsonb(NEW) - '{SEALED}') = "
            f"(to_jsonb(OLD) - '{SEALED}') AND {ALLOWED}) IS NOT TRUE THEN RAISE EXCEPTION "
            "'rows of decisions are only ever added'; END IF; RETURN NEW; END $$"
        ),
    ],
}
