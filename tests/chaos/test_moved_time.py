"""T-S1 to T-S3 on the real reminders, moved by the outlet: crashes, three schedulers, absences."""

import subprocess
import sys
from datetime import time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.recurrence import THURSDAY, due
from services.schedules.laid import laid_over
from services.store import Store
from services.store.work import Occurrence
from services.timetable import calendar, do_next, plan
from tests.chaos import reminding, sizes
from tests.chaos.reminding import BEGIN, END
from tests.chaos.test_time import PATIENCE, address
from tests.databases import KEY
from tests.processes import environment
from tests.schedules import BY_KIND, change, lead, version
from tests.shanghai import utc

DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)
# training on Thursdays and the day before, less the holidays: from 9 September to 8 December 2026
REMINDED = 13 * 2


def scheduler(url: str, how: str, count: int) -> "subprocess.Popen[str]":
    words = [sys.executable, "-m", "tests.chaos.reminding", how, url, str(count)]
    pipe = subprocess.PIPE
    return subprocess.Popen(  # noqa: S603 - ours
        words, env=environment(DATA_KEY=KEY), stdin=pipe, stdout=pipe, text=True
    )


def move(store: Store) -> None:
    """Have the outlet move all four."""
    change(store, "training_held", BEGIN, weekday=THURSDAY, at=time(10, 30))
    lead(store, "training", 1, time(17), BEGIN)
    lead(store, "report", 3, time(20, 30), BEGIN)
    change(store, "pay_day", BEGIN, at=time(11, 15))
    change(store, "bindings", BEGIN, weekday=THURSDAY, at=time(10))


def expected(store: Store) -> list[str]:
    """Return what is due in the weeks as the outlet has it, by rule and calendar alone."""

    def found(session: Session) -> list[str]:
        days = calendar(session)
        return sorted(
            f"{one.kind}@{each.at - 8 * HOUR:%m%d %H%M}"  # by UTC
            for one in laid_over(session, [BY_KIND[kind] for kind in reminding.KINDS])
            for each in due(one.rule, BEGIN, END + SECOND, days)
        )

    return store.call(found)


@sizes(6, 60)
def test_moved_reminders_that_crash_are_done_once(peopled_store: Store, size: int) -> None:
    """T-S1. Broken by `work` and `state = DONE` in two transactions in `timetable.do_next`."""
    move(peopled_store)
    out, _ = scheduler(address(peopled_store), "crash", size).communicate(timeout=PATIENCE)
    assert int(out) == size
    done = peopled_store.call(reminding.noted)
    assert done == peopled_store.call(reminding.done) == expected(peopled_store)
    assert sum(one.startswith("training@") for one in done) == REMINDED
    sys.stdout.write(f"T-S1: {size} crashes, {len(done)} moved reminders, each once\n")


@sizes(1, 4)
def test_three_schedulers_while_the_outlet_moves_them(peopled_store: Store, size: int) -> None:
    """T-S2. Broken by `do_next` without `with_for_update`, by an edit that adds to what waits."""
    store = peopled_store
    move(store)
    three = [scheduler(address(store), "tick", 0) for _ in range(3)]
    for one in three:
        assert one.stdout
        assert one.stdout.readline() == "planned\n"
    for one in three:
        assert one.stdin
        one.stdin.write("go\n")
        one.stdin.flush()
    for number in range(size):
        now = store.call(reminding.reached)
        change(store, "pay_day", now, at=time(12, number))
        change(store, "bindings", now, at=time(9, 30 + number))
    shares = [int(one.communicate(timeout=PATIENCE)[0]) for one in three]
    done = store.call(reminding.noted)
    sys.stdout.write(f"T-S2: {len(done)} reminders moved under way, shares {shares}\n")
    assert done == store.call(reminding.done)  # each as often as there are occurrences
    assert sum(one.startswith("training@") for one in done) == REMINDED
    assert version(store, "pay_day") == 1 + size


@pytest.mark.parametrize("down", [SECOND, HOUR, HOUR + SECOND, DAY, 8 * DAY, 40 * DAY])
@pytest.mark.parametrize("kind", ["training", "report", "pay_day", "bindings"])
def test_moved_reminders_after_an_absence(
    peopled_store: Store, kind: str, down: timedelta
) -> None:
    """T-S3. Broken by a window that is not cut at nine, by `plan` with what is declared."""
    store = peopled_store
    move(store)
    moments = {
        "training": utc(2026, 10, 15, 9, 30),
        "report": utc(2026, 11, 2, 20, 30),
        "pay_day": utc(2026, 11, 10, 11, 15),
        "bindings": utc(2026, 10, 15, 10, 0),
    }
    declared, moment = [BY_KIND[kind]], moments[kind]
    store.call(plan, moment - SECOND, declared)
    back = moment + down
    for _ in range(2):  # a second start adds nothing
        store.call(plan, back, declared)
        while store.call(do_next, back, declared):
            pass

    def settled(session: Session) -> dict[str, str]:
        rows = session.scalars(select(Occurrence).where(Occurrence.kind == kind))
        return {
            f"{one.due_at:%m%d %H%M}": one.state
            for one in rows
            if one.settled_at or one.due_at <= back
        }

    windows = {
        "training": HOUR,
        "report": timedelta(minutes=30),  # until nine in the evening
        "pay_day": timedelta(hours=9, minutes=45),
        "bindings": timedelta(hours=10),
    }
    found = store.call(settled)
    place = f"{moment - 8 * HOUR:%m%d %H%M}" if moment.utcoffset() else f"{moment:%m%d %H%M}"
    assert found[place] == ("done" if down <= windows[kind] else "missed")
    assert set(found.values()) <= {"done", "missed"}
