"""T-S4 on all that really recurs: the loop stands still for five seconds at a full hour.

Broken by a window in `timetable.do_next` that what is late by the block falls out of, by work that
is done there twice.
"""

import asyncio
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy.orm import Session

from bot import service, timetable
from bot.app import build
from bot.engine import Engine
from bot.pace import Pace
from bot.recurring import RECURRING
from bot.service import Process
from bot.settings import Settings
from bot.stand_in import Door, Telegram
from services import delivery
from services.recurrence import ZONE, due
from services.store import Store
from services.timetable import Recurring, calendar
from tests.chaos import reminding, sizes
from tests.chaos.trial import PAY_DAY
from tests.waiting import until
from tests.world import PEOPLE

NOTE = "已搁置"
"""What the notices say that only count here."""
AHEAD, STILL = timedelta(minutes=2), timedelta(minutes=50)
"""By the outlet's clock: so long before the hour, and in all, the loop stands still."""
HOURS = {
    "monday": datetime(2026, 11, 2, 9, tzinfo=ZONE),
    "wednesday": datetime(2026, 11, 4, 15, tzinfo=ZONE),
    "friday": datetime(2026, 11, 6, 15, tzinfo=ZONE),
    "pay day": datetime(2026, 11, 10, 9, tzinfo=ZONE),
}
MUST = {
    "monday": {"duties.chase", "duties.begun", "approvals", "bindings", "worklog_chase"},
    "wednesday": {"training"},
    "friday": {"duties.week"},
    "pay day": {"pay_day", "approvals", "certificates", "conduct"},
}


def expected(session: Session, first: datetime, last: datetime) -> set[str]:
    """Return by rule and calendar what is due, of what may be done that late."""
    days = calendar(session)
    return {
        reminding.place(one.kind, each.at)
        for one in RECURRING
        if one.window >= STILL
        for each in due(one.rule, first, last, days)
    }


@pytest.mark.parametrize("when", HOURS)
@sizes(1, 5)
async def test_a_blocked_loop_skips_no_reminder(
    peopled_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, when: str
) -> None:
    """T-S4."""
    store, begin = peopled_store, HOURS[when] - AHEAD
    telegram = Telegram(lambda: begin)
    for one in PEOPLE:
        telegram.user(one.account, one.name)
        telegram.chats[one.account].started = one.bound
    _note(monkeypatch, reminding.all_noted())
    moments = [begin]
    settings = Settings.read(_env_file=None, bot_token=telegram.token, data_dir=tmp_path)
    stop = asyncio.Event()
    app = build(settings, store, Door(telegram), lambda: moments[-1])
    async with app, asyncio.TaskGroup() as group:
        process = Process(settings, await Engine.enter(app, "test"), Pace(0), Door(telegram))
        running = group.create_task(process.run(stop))
        await until(lambda: telegram.ledger.calls["getUpdates"])
        Event().wait(size)  # the loop stands still
        moments.append(begin + STILL)
        wanted = store.call(expected, *moments)
        await until(lambda: wanted <= {*store.call(reminding.done)}, every=0.05)
        await until(lambda: not store.call(delivery.due, moments[-1], 1), every=0.05)
        stop.set()
        await running
    done = store.call(reminding.noted)
    sys.stdout.write(f"T-S4: {size} s at {when}, {len(wanted)} reminders, {len(done)} in all\n")
    assert {one.partition("@")[0] for one in wanted} >= MUST[when]
    assert len(done) == len({*done})
    assert done == store.call(reminding.done)
    copies = telegram.ledger.copies()
    assert {many for (_, text), many in copies.items() if NOTE not in text} <= {1}
    told = {account for account, text in copies if text == PAY_DAY}
    assert told == ({one.account for one in PEOPLE if one.bound} if when == "pay day" else set())


def _note(monkeypatch: pytest.MonkeyPatch, all_: Sequence[Recurring]) -> None:
    """Have the process do these, ten times a second."""
    monkeypatch.setattr(service, "TICK", 0.1)
    monkeypatch.setattr(timetable, "tick", partial(timetable.tick, recurring=all_))
    monkeypatch.setattr(timetable, "plan", partial(timetable.plan, recurring=all_))
