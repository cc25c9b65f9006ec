"""What the services of clients are for, as `tests.test_access` wants it."""

from tests.declared import INNER, OWN
from tests.declared_approvals import HOUSE

READS = "takes the account that asks, shows only what is one's own"
CLIENT = "guarded by who may see the client: tried over the matrix in tests/appointments"

CLIENTS = {
    "appointments.behalf.days": CLIENT,
    "appointments.behalf.must_be_office": HOUSE,
    "appointments.behalf.owners": CLIENT,
    "appointments.behalf.register": CLIENT,
    "appointments.behalf.weigh": CLIENT,
    "appointments.changing.accompany": CLIENT,
    "appointments.changing.cancel": CLIENT,
    "appointments.changing.days": CLIENT,
    "appointments.changing.may_change": HOUSE,
    "appointments.changing.rebook": CLIENT,
    "appointments.changing.weigh": CLIENT,
    "appointments.desk.page": CLIENT,
    "appointments.desk.today": CLIENT,
    "appointments.registering.days": READS,
    "appointments.registering.enter": INNER + "after who asks was looked at",
    "appointments.registering.open_to": READS,
    "appointments.registering.possible": INNER + "days",
    "appointments.registering.weigh": READS,
    "appointments.registering.weighed": INNER + "after who asks was looked at",
    "appointments.registering.register": OWN,
    "appointments.registering.valid_until": INNER + "a day",
    "appointments.reminding.coming": CLIENT,
    "appointments.reminding.evening": INNER + "returns nothing",
    "appointments.reminding.expire": INNER + "returns nothing",
    "appointments.reminding.expiring": INNER + "returns nothing",
    "appointments.reminding.soon": INNER + "returns nothing",
    "appointments.renewing.again": CLIENT,
    "appointments.renewing.days": CLIENT,
    "appointments.renewing.weigh": CLIENT,
    "appointments.rows.entries": INNER + "after the appointment was looked at",
    "appointments.rows.note": INNER + "the number of an entry",
    "appointments.view.card": CLIENT,
    "appointments.view.mine": READS,
    "appointments.view.reveal": CLIENT,
    "appointments.view.seen": HOUSE,
}
