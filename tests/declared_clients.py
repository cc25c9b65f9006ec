"""What the services of clients are for, as `tests.test_access` wants it."""

from tests.declared import INNER, OWN
from tests.declared_approvals import HOUSE

READS = "takes the account that asks, shows only what is one's own"
SIGNED = (
    "guarded by who signs, records or has the client: tried over the matrix in tests/ownership"
)
CLIENT = "guarded by who may see the client: tried over the matrix in tests/appointments"

OWNERSHIP = {
    "ownership.archiving.archive": SIGNED,
    "ownership.archiving.archive_all": SIGNED,
    "ownership.archiving.owners": SIGNED,
    "ownership.archiving.shelf": SIGNED,
    "ownership.archiving.waiting": SIGNED,
    "ownership.differing.differing": HOUSE,
    "ownership.differing.in_book": HOUSE,
    "ownership.differing.latest": HOUSE,
    "ownership.form.look": SIGNED,
    "ownership.mending.begin": SIGNED,
    "ownership.mending.days": SIGNED,
    "ownership.mending.mend": SIGNED,
    "ownership.mending.weigh": SIGNED,
    "ownership.opening.begin": SIGNED,
    "ownership.opening.days": SIGNED,
    "ownership.opening.done": HOUSE,
    "ownership.opening.report": SIGNED,
    "ownership.opening.weigh": SIGNED,
    "ownership.opening.weighed": HOUSE,
    "ownership.opening.write": HOUSE,
    "ownership.pending.cases_of": HOUSE,
    "ownership.pending.marks_of": HOUSE,
    "ownership.pending.waiting_for": HOUSE,
    "ownership.printing.filled": SIGNED,
    "ownership.recording.begin": SIGNED,
    "ownership.recording.record": SIGNED,
    "ownership.recording.waiting": SIGNED,
    "ownership.recording.weigh": SIGNED,
    "ownership.rows.disputed": HOUSE,
    "ownership.rows.in_dispute": HOUSE,
    "ownership.rows.recorders": HOUSE,
    "ownership.rows.records": HOUSE,
    "ownership.rows.to_keep": HOUSE,
    "ownership.settling.settle": HOUSE,
    "ownership.signing.page": SIGNED,
    "ownership.signing.sign": SIGNED,
    "ownership.signing.tick": SIGNED,
    "ownership.signing.tick_plain": SIGNED,
    "ownership.signing.ticked": SIGNED,
    "ownership.signing.untick": SIGNED,
    "ownership.view.chain": SIGNED,
    "ownership.view.looks": HOUSE,
    "ownership.view.owed": SIGNED,
    "ownership.view.told": HOUSE,
}
CLIENTS = {
    "appointments.registering.days": READS,
    "appointments.registering.open_to": READS,
    "appointments.registering.weigh": READS,
    "appointments.registering.register": OWN,
    "appointments.registering.valid_until": INNER + "a day",
    "appointments.rows.note": INNER + "returns nothing",
    "appointments.view.card": CLIENT,
    "appointments.view.mine": READS,
    "appointments.view.reveal": CLIENT,
    "appointments.view.seen": HOUSE,
    **OWNERSHIP,
}
