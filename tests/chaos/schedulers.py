"""Schedulers as processes of their own: several tick together, one dies at each occurrence.

`python -m tests.chaos.schedulers crash URL COUNT`: forks children one after the other; the first
COUNT die, each at an occurrence of its own, the last at none. `… tick URL COUNT`: plans, says so,
waits for a line, does all that is due and says how much that was. The key is in DATA_KEY.
"""

import os
import secrets
import signal
import sys
from datetime import UTC, datetime, timedelta
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services import notices, timetable
from services.recurrence import EveryMinutes
from services.store import Store
from services.store.traffic import Notice
from services.store.vault import Vault, unlock
from services.store.work import Occurrence
from services.timetable import HOUSE_AHEAD, Recurring

BEGIN = datetime(2026, 10, 9, tzinfo=UTC)
KIND = "pace"
MINUTES = 5
STEP = timedelta(minutes=MINUTES)
CHAT = 31
POINTS = ("before", "written", "committed")
"""Where a child dies: before its work, having done it, after the commit."""


def planned(store: Store, count: int) -> int:
    """Plan at least so many occurrences, a step apart from `BEGIN` on; return how many."""
    ahead = -(-count * STEP // HOUSE_AHEAD)
    for number in range(ahead):
        store.call(timetable.plan, BEGIN + number * HOUSE_AHEAD, recurring())
    return ahead * (HOUSE_AHEAD // STEP)


def recurring(point: str = "", at: int = -1) -> tuple[Recurring, ...]:
    """Return what happens at every step; at one of them the process dies."""
    work = partial(_note, point, at)
    return (Recurring(KIND, EveryMinutes(MINUTES), timedelta(days=30), work, told=False),)


def told(session: Session) -> list[int]:
    """Return the numbers of the occurrences that there are notices about, in order."""
    keys = session.scalars(select(Notice.key).where(Notice.kind == "set_aside"))
    return sorted(int(key.split(":")[1].partition("/")[0]) for key in keys)


def states(session: Session) -> dict[str, int]:
    """Count the occurrences by state."""
    mine = select(Occurrence.state, func.count()).where(Occurrence.kind == KIND)
    return dict(session.execute(mine.group_by(Occurrence.state)).all())


def _note(point: str, at: int, session: Session, now: datetime, due: datetime) -> None:
    """Write a notice about an occurrence: were it done twice there would be two."""
    number = (due - BEGIN) // STEP
    if (point, at) == ("before", number):
        _die()
    notices.tell_chat(session, now, "set_aside", f"{number}/{secrets.token_hex(8)}", CHAT, code="")
    if (point, at) == ("written", number):
        _die()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _tick(url: str, now: datetime, point: str = "", at: int = -1) -> int:
    store, done = Store.at(url), 0
    while store.call(timetable.do_next, now, recurring(point, at)):
        done += 1
        if point == "committed" and at in store.call(told):
            _die()
    store.close()
    return done


def _crash(url: str, count: int) -> None:
    store = Store.at(url)
    now = BEGIN + planned(store, count) * STEP
    store.close()
    died = 0
    for number in range(count + 1):
        child = os.fork()
        if not child:
            _tick(url, now, POINTS[number % len(POINTS)] if number < count else "", number)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        died += os.WIFSIGNALED(status)
    sys.stdout.write(f"{died}\n")


def _tick_together(url: str, count: int) -> None:
    store = Store.at(url)
    now = BEGIN + planned(store, count) * STEP
    store.close()
    sys.stdout.write("planned\n")
    sys.stdout.flush()
    sys.stdin.readline()
    sys.stdout.write(f"{_tick(url, now)}\n")


if __name__ == "__main__":
    unlock(Vault.of(os.environ["DATA_KEY"]))
    _, how, url, count = sys.argv
    {"crash": _crash, "tick": _tick_together}[how](url, int(count))
