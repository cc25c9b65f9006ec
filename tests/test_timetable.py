"""What fell due while nobody looked: of what nobody hears of, all that is too late at once.

Broken by missing it one at a time, by missing what is still in its window, by another kind's.
"""

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.recurrence import EveryMinutes
from services.store import Store
from services.store.work import Occurrence
from services.timetable import Recurring, do_next, plan
from tests.branch import NOW

LATER = NOW + timedelta(hours=3)
DONE: list[datetime] = []


def work(_session: Session, _now: datetime, due: datetime) -> None:
    DONE.append(due)


SHORT = Recurring("short", EveryMinutes(5), timedelta(minutes=5), work, told=False)
LONG = Recurring("long", EveryMinutes(5), timedelta(hours=1), work, told=False)


def settled(session: Session) -> Counter[tuple[str, str, bool]]:
    rows = session.scalars(select(Occurrence)).all()
    return Counter((one.kind, one.state, one.settled_at == LATER) for one in rows)


def test_what_is_too_late_is_missed_at_once(store: Store) -> None:
    DONE.clear()
    store.call(plan, NOW, [SHORT, LONG])
    times = 0
    while store.call(do_next, LATER, [SHORT, LONG]):
        times += 1
    assert store.call(settled) == {
        ("short", "missed", True): 35,  # 9:00 to 11:50
        ("short", "done", True): 1,  # 11:55
        ("long", "missed", True): 24,  # 9:00 to 10:55
        ("long", "done", True): 12,  # 11:00 to 11:55
    }
    assert len(DONE) == 1 + 12
    assert times == len(DONE) + 2, "once for the late ones of each kind"
