"""Due times in trouble: crashes, several schedulers, long absences, a loop that is blocked."""

import asyncio
import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot import service, timetable
from bot.app import build
from bot.engine import Engine
from bot.pace import Pace
from bot.recurring import RECURRING
from bot.service import Process
from bot.settings import Settings
from bot.stand_in import Door, Telegram
from services.recurrence import ZONE, due
from services.store import Store, changes
from services.store.people import Staff, Terms
from services.store.traffic import Notice
from services.store.work import Occurrence
from services.timetable import MISSED, calendar, do_next, plan
from tests.chaos import schedulers, sizes
from tests.chaos.schedulers import BEGIN, STEP
from tests.databases import KEY
from tests.processes import environment
from tests.waiting import until

PATIENCE = 600


def scheduler(url: str, how: str, count: int) -> "subprocess.Popen[str]":
    words = [sys.executable, "-m", "tests.chaos.schedulers", how, url, str(count)]
    pipe = subprocess.PIPE
    return subprocess.Popen(  # noqa: S603 - ours
        words, env=environment(DATA_KEY=KEY), stdin=pipe, stdout=pipe, text=True
    )


def address(store: Store) -> str:
    return store.writer.url.render_as_string(hide_password=False)


@sizes(9, 500)
def test_what_crashes_is_done_once_all_the_same(store: Store, size: int) -> None:
    """T-S1. Broken by `work` and `state = DONE` in two transactions in `timetable.do_next`."""
    crashing = scheduler(address(store), "crash", size)
    out, _ = crashing.communicate(timeout=PATIENCE)
    assert int(out) == size
    done = store.call(schedulers.told)
    sys.stdout.write(f"T-S1: {size} crashes, {len(done)} occurrences, each done once\n")
    assert done == list(range(len(done)))
    assert store.call(schedulers.states) == {"done": len(done)}
    assert len(done) >= size


@sizes(30, 5_000)
def test_three_schedulers_do_nothing_twice(store: Store, size: int) -> None:
    """T-S2. Broken by `do_next` without `with_for_update`, on SQLite by a deferred BEGIN."""
    three = [scheduler(address(store), "tick", size) for _ in range(3)]
    for one in three:
        assert one.stdout
        assert one.stdout.readline() == "planned\n"
    for one in three:
        assert one.stdin
        one.stdin.write("go\n")
        one.stdin.flush()
    shares = [int(one.communicate(timeout=PATIENCE)[0]) for one in three]
    done = store.call(schedulers.told)
    sys.stdout.write(f"T-S2: {len(done)} occurrences, shares {shares}\n")
    assert done == list(range(len(done)))
    assert len(done) == sum(shares) >= size
    assert store.call(schedulers.states) == {"done": len(done)}


SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
WINDOWS = {"training": HOUR, "report": 3 * HOUR, "pay_day": 10 * HOUR}
HEARERS = {"training": 2, "training_roster": 1, "report": 2, "pay_day": 7}
# managers in town and who chairs, those who report, all
MOMENTS = {
    "training": datetime(2026, 10, 14, 15, tzinfo=ZONE),
    "report": datetime(2026, 11, 1, 9, tzinfo=ZONE),
    "pay_day": datetime(2026, 11, 10, 9, tzinfo=ZONE),
}
REMINDERS = [
    one for one in RECURRING if one.kind.partition(".")[0] in WINDOWS and one.kind != "training.0"
]


@pytest.mark.parametrize("kind", WINDOWS)
@pytest.mark.parametrize("down", [SECOND, None, SECOND + HOUR, DAY, 8 * DAY, 40 * DAY])
def test_what_fell_due_during_an_absence_is_done_late_or_told(
    peopled_store: Store, kind: str, down: timedelta | None
) -> None:
    """T-S3. Broken by `do_next` without its window, or by `plan` starting from now."""
    store, moment = peopled_store, MOMENTS[kind]
    store.call(_appoint, "JC001", "admin")
    back = moment + (WINDOWS[kind] if down is None else down)
    store.call(plan, moment - SECOND, REMINDERS)
    for _ in range(2):  # a second start adds nothing
        store.call(plan, back, REMINDERS)
        while store.call(do_next, back, REMINDERS):
            pass
    fell_due = [
        (one.kind, each.at)
        for one in REMINDERS
        for each in due(one.rule, moment - SECOND, back + SECOND, store.call(calendar))
    ]
    late = {one for one in fell_due if back - one[1] <= WINDOWS[one[0].partition(".")[0]]}
    assert (kind in {one.partition(".")[0] for one, _ in late}) == (back - moment <= WINDOWS[kind])
    assert store.call(_settled) == {
        one: ("done" if one in late else "missed", back) for one in fell_due
    }
    heard = Counter(key.partition(":")[0] for key in store.call(_told))
    done = Counter(one.partition(".")[0] for one, _ in late)
    done["training_roster"] = done["training"]
    assert heard == Counter(
        {one: HEARERS[one] * many for one, many in done.items()}
        | {"missed": len(fell_due) - len(late)}
    )


@sizes(1, 5)
async def test_a_blocked_loop_skips_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """T-S4. Broken by a tick that does only one thing that is due, or by `misfire_grace_time`."""
    every = schedulers.recurring()
    monkeypatch.setattr(service, "TICK", 0.1)
    monkeypatch.setattr(service, "PLAN", 1)  # its clock goes by hours in a second
    monkeypatch.setattr(timetable, "tick", partial(timetable.tick, recurring=every))
    monkeypatch.setattr(timetable, "plan", partial(timetable.plan, recurring=every))
    telegram, begun = Telegram(lambda: BEGIN), asyncio.get_running_loop().time()

    def clock() -> datetime:  # a step takes a thirtieth of a second
        return BEGIN + (asyncio.get_running_loop().time() - begun) * 30 * STEP

    settings = Settings.read(_env_file=None, bot_token=telegram.token, data_dir=tmp_path)
    app, stop = build(settings, store, Door(telegram), clock), asyncio.Event()
    async with app, asyncio.TaskGroup() as group:
        engine = await Engine.enter(app, "test")
        process = Process(settings, engine, Pace(0), Door(telegram))
        running = group.create_task(process.run(stop))
        await until(lambda: store.call(schedulers.told))
        before = len(store.call(schedulers.told))
        Event().wait(size)  # the loop stands still
        enough = before + 30 * size
        await until(lambda: len(store.call(schedulers.told)) > enough, PATIENCE, every=0.05)
        stop.set()
        await running
    told = store.call(schedulers.told)
    sys.stdout.write(f"T-S4: blocked for {size} s, {len(told)} occurrences, none skipped\n")
    assert told == list(range(told[0], told[0] + len(told)))
    assert store.call(schedulers.states)["done"] == len(told)
    assert MISSED not in store.call(schedulers.states)


@changes
def _appoint(session: Session, number: str, posts: str) -> None:
    found = select(Staff.id).where(Staff.number == number).scalar_subquery()
    session.execute(update(Terms).where(Terms.staff_id == found).values(posts=posts))


def _settled(session: Session) -> dict[tuple[str, datetime], tuple[str, datetime | None]]:
    rows = session.scalars(select(Occurrence).where(Occurrence.state != "waiting"))
    return {(one.kind, one.due_at): (one.state, one.settled_at) for one in rows}


def _told(session: Session) -> list[str]:
    return list(session.scalars(select(Notice.key)))
