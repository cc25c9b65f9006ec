"""What the services of leaving are for, as `tests.test_access` wants it."""

from tests.declared import INNER, OWN

LEAVING = "guarded by viewer, by rights of its own: tried over the matrix in tests/resignation"
MINE = "only what is one's own, or waits for oneself: tried in tests/resignation"
HOUSE = INNER + "what another service does for whoever it let through"
TICKED = INNER + "the timetable's"
LEAVING_IN_CHAT = {LEAVING, MINE}

RESIGNATION = {
    "away.away": MINE,
    "office.effects.count_clients": INNER + "how many clients somebody has",
    "office.leaving.enter": HOUSE,
    "office.leaving.take_out": HOUSE,
    "resignation.asking.ask": OWN,
    "resignation.asking.again": OWN,
    "resignation.asking.ask_to_stay": OWN,
    "resignation.asking.mine": MINE,
    "resignation.asking.outlook_of": MINE,
    "resignation.asking.current": HOUSE,
    "resignation.asking.leaving": HOUSE,
    "resignation.clients.answer": MINE,
    "resignation.clients.name_taker": LEAVING,
    "resignation.clients.offer": MINE,
    "resignation.clients.takers": MINE,
    "resignation.daily.owing": HOUSE,
    "resignation.daily.remind": TICKED,
    "resignation.forfeits.free": LEAVING,
    "resignation.forfeits.propose": LEAVING,
    "resignation.forfeits.settled": HOUSE,
    "resignation.forfeits.told": HOUSE,
    "resignation.forfeits.weigh": LEAVING,
    "resignation.fund.fund": LEAVING,
    "resignation.fund.funds": LEAVING,
    "resignation.fund.note": HOUSE,
    "resignation.fund.of": HOUSE,
    "resignation.fund.refund": LEAVING,
    "resignation.fund.told": HOUSE,
    "resignation.handover.add": LEAVING,
    "resignation.handover.checklist": LEAVING,
    "resignation.handover.of": LEAVING,
    "resignation.handover.tick": LEAVING,
    "resignation.items.add_item": HOUSE,
    "resignation.items.begin": HOUSE,
    "resignation.items.items_of": HOUSE,
    "resignation.items.latest": HOUSE,
    "resignation.items.receivers": HOUSE,
    "resignation.outlook.balance": HOUSE,
    "resignation.outlook.items": HOUSE,
    "resignation.outlook.outlook": HOUSE,
    "resignation.settling.settled": HOUSE,
    "resignation.settling.stays": HOUSE,
    "resignation.settling.told": HOUSE,
    "resignation.statement.statement": LEAVING,
    "resignation.waiting.waits": MINE,
}
