"""A job of some steps, for the tests of the worker, and what came of it."""

import asyncio
from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.stand_in import Event, Telegram
from bot.worker import Worker
from handlers.i18n import say
from handlers.screen import Screen
from handlers.work import Work
from services import files, jobs
from services.store import Store, changes, work
from tests.stage import BEGIN

DONE = "做好了"
ACCOUNT = 31
Start = Callable[..., Worker]


class Killed(SystemExit):
    """The process ends here: nothing catches it on the way."""


@changes
def effect(session: Session) -> dict[str, Any]:
    return {"file": files.keep(session, "effect", b"", BEGIN, None)}


def effects(store: Store) -> int:
    with Session(store.reader) as session:
        return session.scalar(select(func.count()).select_from(work.File)) or 0


def nothing() -> None:
    pass


class Steps:
    """A job of three steps, at each of which something may happen; counts how often it was."""

    def __init__(self, point: str = "", happens: Callable[[], object] = nothing) -> None:
        self.point, self.happens = point, happens
        self.begun = 0

    def at(self, point: str) -> None:
        """Let happen what is to happen at the point, once."""
        if point == self.point:
            self.point = ""
            self.happens()

    async def do(self, work: Work) -> Screen:
        """Do the job."""
        self.begun += 1
        self.at("begun")
        if work.job.result is None:
            await work.note(step=1)
            self.at("noted")
            await work.finish(effect)
            self.at("finished")
        return Screen(say("{text}", text=DONE))


def kill() -> None:
    raise Killed


def ask(store: Store) -> int:
    return store.call(jobs.add, "job", BEGIN, {}, telegram_id=ACCOUNT)


def state(store: Store, job_id: int) -> str:
    with Session(store.reader) as session:
        return session.get_one(work.Job, job_id).state


def told(telegram: Telegram) -> list[tuple[str, str]]:
    return [(one.kind, words(one)) for one in telegram.events if one.kind in {"sent", "edited"}]


def words(event: Event) -> str:
    return str(event.shown.get("text") or event.shown.get("caption"))


async def until(what: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not what():  # noqa: ASYNC110 - anything may be waited for
            await asyncio.sleep(0)
