"""Schedulers of the real reminders, as the outlet moved them; processes of their own.

`python -m tests.chaos.reminding crash URL COUNT`: forks children one after the other; the first
COUNT die at the next reminder, before its work, having done it, or after the commit; the last
does the rest. `… tick URL 0`: plans, says so, waits for a line, goes from reminder to reminder to
the end of the weeks and says how many it did. The key is in DATA_KEY.
"""

import os
import secrets
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.recurring import RECURRING
from services import notices, timetable
from services.store import Store
from services.store.traffic import Notice
from services.store.vault import Vault, unlock
from services.store.work import Occurrence
from services.timetable import WAITING, Recurring

KINDS = ("training", "report", "pay_day", "bindings")
BEGIN = datetime(2026, 9, 1, 1, tzinfo=UTC)
WEEKS = 14
END = BEGIN + timedelta(weeks=WEEKS)
PLANS = timedelta(days=20)
CHAT = 31
POINTS = ("before", "written", "committed")


def recurring(point: str = "") -> tuple[Recurring, ...]:
    """Return the reminders; at a point of the next one the process dies."""
    return tuple(one for one in all_noted(point) if one.kind in KINDS)


def all_noted(point: str = "") -> tuple[Recurring, ...]:
    """Return all that recurs, each writing a notice besides when it is done."""
    return tuple(replace(one, work=partial(_noted, one, one.work, point)) for one in RECURRING)


def noted(session: Session) -> list[str]:
    """Return what was done, as often as it was: kind and moment."""
    keys = session.scalars(select(Notice.key).where(Notice.kind == "set_aside"))
    return sorted(key.split(":", 1)[1].partition("/")[0] for key in keys)


def done(session: Session) -> list[str]:
    """Return the occurrences that are done, by kind and moment."""
    rows = session.scalars(select(Occurrence).where(Occurrence.state == timetable.DONE))
    return sorted(place(one.kind, one.due_at) for one in rows)


def reached(session: Session) -> datetime:
    """Return how far the schedulers are: an edit is of that moment."""
    last = session.scalar(select(func.max(Occurrence.settled_at)))
    return last or BEGIN


def place(kind: str, moment: datetime) -> str:
    """Return an occurrence as it is written here: kind and moment in UTC."""
    return f"{kind}@{moment.astimezone(UTC):%m%d %H%M}"


def _noted(  # noqa: PLR0913, PLR0917 - the work's own three besides
    one: Recurring,
    work: Callable[[Session, datetime, datetime], None],
    point: str,
    session: Session,
    now: datetime,
    due: datetime,
) -> None:
    """Do the work, and write a notice besides: were it done twice there would be two."""
    if point == "before":
        _die()
    work(session, now, due)
    about = f"{place(one.kind, due)}/{secrets.token_hex(8)}"
    notices.tell_chat(session, now, "set_aside", about, CHAT, code="")
    if point == "written":
        _die()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _next(session: Session) -> datetime | None:
    waits = select(func.min(Occurrence.due_at)).where(
        Occurrence.state == WAITING, Occurrence.kind.in_(KINDS)
    )
    return session.scalar(waits.where(Occurrence.due_at <= END))


def tick(url: str, point: str = "") -> int:
    """Go from reminder to reminder, planning on the way; return how many were done."""
    store, many, planned = Store.at(url), 0, BEGIN
    while now := store.call(_next):
        while planned + PLANS <= now:
            planned += PLANS
            store.call(timetable.plan, planned, recurring())
        many += store.call(timetable.do_next, now, recurring(point))
        if point == "committed":
            _die()
    store.close()
    return many


def _crash(url: str, count: int) -> None:
    _plan(url)
    died = 0
    for number in range(count + 1):
        child = os.fork()
        if not child:
            tick(url, POINTS[number % len(POINTS)] if number < count else "")
            os._exit(0)
        _, status = os.waitpid(child, 0)
        died += os.WIFSIGNALED(status)
    sys.stdout.write(f"{died}\n")


def _plan(url: str) -> None:
    store = Store.at(url)
    store.call(timetable.plan, BEGIN, recurring())
    store.close()


def _tick_together(url: str) -> None:
    _plan(url)
    sys.stdout.write("planned\n")
    sys.stdout.flush()
    sys.stdin.readline()
    sys.stdout.write(f"{tick(url)}\n")


if __name__ == "__main__":
    unlock(Vault.of(os.environ["DATA_KEY"]))
    _, how, address, many_ = sys.argv
    if how == "crash":
        _crash(address, int(many_))
    else:
        _tick_together(address)
