"""The desk at which notices are written in tests: a draft, sent, with all its jobs done."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from services import jobs
from services.broadcasts import adding, draft, drafting, managing, sending
from services.broadcasts.draft import Draft
from services.broadcasts.managing import TELL
from services.broadcasts.sending import CHUNK, SEND
from services.jobs import Job
from services.store import Store
from services.store.broadcasts import Broadcast
from tests.stage import BEGIN

OFFICE, MANAGER, LEADER, MARKETER, UNBOUND = 6, 1, 19, 31, 32
"""Accounts of the small world: back office, general manager, station manager, marketers."""


def drafted(store: Store, who: int = OFFICE, text: str = "例会改期", **more: Any) -> Draft:
    """Write a draft to everybody whom its author may write to."""
    made = store.call(drafting.write, who, BEGIN, text=text, **more)
    return turned(store, made, who, "everybody")


def turned(store: Store, made: Draft, who: int, name: str, code: str = "") -> Draft:
    return store.call(
        drafting.turn,
        who,
        BEGIN,
        broadcast=made.id,
        version=made.version,
        name=name,
        code=code,
    )


def confirmed(
    store: Store,
    made: Draft,
    who: int = OFFICE,
    now: datetime = BEGIN,
    card: int | None = None,
) -> bool:
    """Have a draft sent as it is now; `card`: the message that shows how far it is."""
    seen = store.call(draft.draft, who, now, made.id)
    sent = store.call(
        sending.send,
        who,
        now,
        broadcast=made.id,
        version=seen.version,
        count=len(seen.people),
        card=card,
    )
    return sent.done


def sent(
    store: Store,
    who: int = OFFICE,
    now: datetime = BEGIN,
    names: list[str] | None = None,
    **more: Any,
) -> int:
    """Send a notice and do its job; return its number."""
    made = drafted(store, who, **more)
    if names:
        made = turned(store, made, who, "clear")
        made = store.call(adding.add, who, BEGIN, broadcast=made.id, names=names)
    assert confirmed(store, made, who, now)
    worked(store, now)
    return made.id


def worked(store: Store, now: datetime = BEGIN) -> list[Job]:
    """Do the jobs of notices that wait, as the worker does."""
    done = []
    while job := store.call(jobs.claim, [SEND, TELL], "test", {"test"}):
        people = job.data["people"]
        for at in range(0, len(people), CHUNK):
            some = people[at : at + CHUNK]
            if job.kind == SEND:
                store.call(sending.stage, now, job.data["broadcast"], some)
            else:
                store.call(managing.tell, now, job.data, some)
        last = sending.publish if job.kind == SEND else managing.told
        job = store.call(jobs.finish, job, last, now, job.data["broadcast"])
        store.call(jobs.settle, job, now)
        done.append(job)
    return done


def row(store: Store, broadcast: int) -> Broadcast:
    with Session(store.reader) as session:
        return session.get_one(Broadcast, broadcast)
