"""What the services of clients are for, as `tests.test_access` wants it."""

from tests.declared import INNER, OWN
from tests.declared_approvals import HOUSE

READS = "takes the account that asks, shows only what is one's own"
CLIENT = "guarded by who may see the client: tried over the matrix in tests/appointments"

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
}
