"""What the services of the register of items are for, as `tests.test_access` wants it."""

from tests.declared import INNER
from tests.declared_approvals import HOUSE

KEPT = "guarded by who keeps and reads an outlet's register: tried in tests/inventory/test_rights"
HELD = "takes the account that asks: only what one holds, or is asked to take"

INVENTORY = {
    "inventory.answering.refuse": HELD,
    "inventory.answering.take": HELD,
    "inventory.changing.hand": KEPT,
    "inventory.changing.recount": KEPT,
    "inventory.changing.withdraw": KEPT,
    "inventory.changing.write_off": KEPT,
    "inventory.export.cards": KEPT,
    "inventory.export.count": KEPT,
    "inventory.export.log": KEPT,
    "inventory.leaving.of": HOUSE,
    "inventory.noting.add": INNER + "a number",
    "inventory.noting.ask": INNER + "returns nothing",
    "inventory.noting.told": HOUSE,
    "inventory.reading.card": KEPT,
    "inventory.reading.mine": HELD,
    "inventory.reading.places": KEPT,
    "inventory.reading.shelf": KEPT,
    "inventory.reading.waits": HELD,
    "inventory.reading.weigh": KEPT,
    "inventory.registering.register": KEPT,
    "inventory.registering.takers": KEPT,
    "inventory.rights.desk": HOUSE,
    "inventory.rows.awaits": HOUSE,
    "inventory.rows.held": HOUSE,
    "inventory.rows.of_outlets": HOUSE,
    "inventory.rows.one": HOUSE,
    "inventory.rows.touched": HOUSE,
}
