"""Who has seen what: first times are kept, and counted from a batch's release on."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.app import build
from bot.settings import Settings
from bot.stand_in import Door, Person, Telegram, to_application
from handlers.context import Context
from services import organisation, payslips, sights
from services.facts.release import release
from services.facts.take_back import take_back
from services.imports import readers
from services.imports.readers import Readers
from services.sights import Seen
from services.store import Store
from services.store.talk import Sight
from tests.branch import NOW, TODAY, account
from tests.facts.test_release import OCTOBER, PARAMETERS, held
from tests.facts.workbooks import Rows

LATER = NOW + timedelta(hours=1)
THREE: Rows = (
    *PARAMETERS,
    ("2026-10", "JC032", 360, 0, 888, 0, "补发"),
    ("2026-10", "JC050", 360, 0, 999, 0, "补发"),
)


@pytest.fixture
def ids(filled_store: Store) -> dict[str, int]:
    people = filled_store.call(organisation.on, TODAY).people.values()
    return {one.number: one.staff_id for one in people}


def looked(store: Store, viewer: str, staff_id: int, mark: int, now: datetime) -> None:
    store.call(sights.record, now, [Seen(account(viewer), staff_id, OCTOBER, mark)])


def asked(store: Store, number: int, who: str = "JC006", first: int = 0) -> Readers:
    return store.call(readers.readers, account(who), TODAY, number, first, 2)


def names(found: Readers) -> list[tuple[str, datetime | None]]:
    return [(one.employee.number, one.seen_at) for one in found.people]


def test_the_first_time_is_kept(filled_store: Store, ids: dict[str, int]) -> None:
    one = ids["JC031"]
    for moment in (NOW, LATER):
        looked(filled_store, "JC019", one, 12, moment)
    looked(filled_store, "JC019", one, 13, LATER)
    filled_store.call(sights.record, NOW, [Seen(999, one, OCTOBER, 12)])  # bound to nobody
    filled_store.call(sights.record, NOW, [])
    with Session(filled_store.reader) as session:
        kept = list(session.scalars(select(Sight).order_by(Sight.mark)))
    assert [(row.viewer_id, row.mark, row.at) for row in kept] == [
        (ids["JC019"], 12, NOW),
        (ids["JC019"], 13, LATER),
    ]


def test_who_has_looked_since_the_release(
    filled_store: Store, ids: dict[str, int], tmp_path: Path
) -> None:
    store = filled_store
    batch = held(store, tmp_path, {"薪资参数": THREE})
    assert asked(store, batch) == Readers(batch, (), 0, 0)
    looked(store, "JC031", ids["JC031"], 12, NOW)
    looked(store, "JC050", ids["JC050"], 12, NOW)
    store.call(release, batch, LATER, None)
    looked(store, "JC019", ids["JC032"], batch, LATER)  # his superior is not he himself
    looked(store, "JC031", ids["JC031"], batch, LATER + timedelta(minutes=5))
    found = asked(store, batch)
    assert (found.total, found.seen) == (3, 1)
    assert names(found) == [("JC032", None), ("JC050", None)]
    assert names(asked(store, batch, first=2)) == [("JC031", LATER + timedelta(minutes=5))]
    store.call(take_back, batch, LATER, None)
    assert asked(store, batch).total == 0


def test_a_departments_back_office_reads_of_its_own_people(
    filled_store: Store, ids: dict[str, int], tmp_path: Path
) -> None:
    batch = held(filled_store, tmp_path, {"薪资参数": THREE})
    filled_store.call(release, batch, LATER, None)
    seen = filled_store.call(organisation.viewer, account("JC009"), TODAY)
    mine = [one for one in ("JC031", "JC032", "JC050") if seen.sees(ids[one])]
    assert 0 < len(mine) < 3
    assert asked(filled_store, batch, "JC009").total == len(mine)


def test_the_mark_is_the_batch_that_changed_last_what_he_sees(
    filled_store: Store, ids: dict[str, int], tmp_path: Path
) -> None:
    def mark(who: str) -> int:
        return filled_store.call(payslips.payslip, account(who), TODAY, ids["JC031"], OCTOBER).mark

    assert (mark("JC031"), mark("JC006")) == (12, 12)
    first = held(filled_store, tmp_path, {"薪资参数": THREE[:2]})
    second = held(filled_store, tmp_path, {"薪资参数": (THREE[0], THREE[2])})
    assert (mark("JC031"), mark("JC006")) == (12, second)
    filled_store.call(release, second, NOW, None)
    assert mark("JC031") == second
    filled_store.call(release, first, LATER, None)
    assert mark("JC031") == first, "released last, though it was brought first"


async def test_every_way_to_a_payslip_tells_what_was_seen(
    filled_store: Store, ids: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Seen] = []

    def saw(context: Context, staff_id: int, month: object, mark: int) -> None:
        assert month == OCTOBER
        heard.append(Seen(context.who, staff_id, OCTOBER, mark))

    monkeypatch.setattr(Context, "saw", saw)
    telegram = Telegram(lambda: NOW)
    settings = Settings.read(_env_file=None, bot_token=telegram.token)
    app = build(settings, filled_store, Door(telegram), lambda: NOW)
    async with app:
        person = Person(telegram, telegram.user(19, "李静怡"), to_application(app))
        for command in ("/pay", "/pay 2026-10", "/people"):
            await person.types(command)
        for button in ("张伟", "工资", "为什么", "实发", "◀ 工资单", "与上月比"):
            await person.presses(button)
    mine = Seen(19, ids["JC019"], OCTOBER, 12)
    assert heard == [mine, mine, *[Seen(19, ids["JC031"], OCTOBER, 12)] * 5]
