"""Long work is a row: claimed by one process at a time, taken up by another if that one dies.

A job that has an effect is finished in the transaction of the effect (`finish`): whoever takes
it up later only has to show what came of it.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Concatenate, ParamSpec

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from services.store import changes, work

P = ParamSpec("P")
WAITING, RUNNING, DONE, FAILED, CANCELLED = "waiting", "running", "done", "failed", "cancelled"
MOST_TRIES = 3  # after so many deaths it is the job that kills
_HELD = work.Job.holder
_FREE = (  # asked again and again: made once
    work.Job.kind.in_(bindparam("kinds", expanding=True)),
    work.Job.settled_at.is_(None),
    or_(_HELD.is_(None), _HELD.not_in(bindparam("alive", expanding=True))),
)
_WAITING = select(work.Job.id).where(*_FREE).limit(1)
_OLDEST = (
    select(work.Job)
    .where(*_FREE)
    .order_by(work.Job.made_at, work.Job.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)


class JobLostError(Exception):
    """Somebody else has taken the job over, or it is over."""


@dataclass(frozen=True)
class Job:
    """A job as its holder sees it; `result` is there once its effect is.

    `telegram_id` is the account that asked, 0 for nobody; `message_id` its card in the chat.
    """

    job_id: int
    kind: str
    holder: str | None
    telegram_id: int
    message_id: int | None
    data: Mapping[str, Any]
    result: Mapping[str, Any] | None
    tries: int
    state: str


@changes
def add(  # noqa: PLR0913 - what, when, with which data, for whom, where to show it
    session: Session,
    kind: str,
    now: datetime,
    data: Mapping[str, Any],
    *,
    telegram_id: int = 0,
    message_id: int | None = None,
) -> int:
    """Ask for work, in the transaction of whatever asks for it; return the job's id."""
    row = work.Job(
        kind=kind,
        state=WAITING,
        telegram_id=telegram_id,
        message_id=message_id,
        result_sealed=b"",
        done=0,
        total=0,
        tries=0,
        made_at=now,
    )
    row.data = json.dumps(dict(data), ensure_ascii=False)
    session.add(row)
    session.flush()
    return row.id


def waiting(session: Session, kinds: Collection[str], alive: Collection[str]) -> bool:
    """Tell whether there is something to claim; reading, so that asking often costs nothing."""
    found = session.scalar(_WAITING, {"kinds": [*kinds], "alive": [*alive]})
    return found is not None


@changes
def claim(
    session: Session, kinds: Collection[str], holder: str, alive: Collection[str]
) -> Job | None:
    """Take the oldest job that waits, or whose holder is none of those alive.

    A done one that nobody showed comes with its result. Of two who claim, one gets it.
    """
    row = session.scalar(_OLDEST, {"kinds": [*kinds], "alive": [*alive]})
    if row is None:
        return None
    row.holder = holder
    if row.state in {WAITING, RUNNING}:
        row.state, row.tries = RUNNING, row.tries + 1
    return _job(row)


@changes
def carry(session: Session, job: Job, message_id: int | None, done: int, total: int) -> None:
    """Remember the job's card and how far it is; JobLostError."""
    row = _held(session, job)
    row.message_id, row.done, row.total = message_id, done, total


@changes
def note(session: Session, job: Job, more: Mapping[str, Any]) -> Job:
    """Add to the job's data what a next try has to know; JobLostError."""
    row = _held(session, job)
    row.data = json.dumps({**job.data, **more}, ensure_ascii=False)
    return replace(job, data={**job.data, **more})


@changes
def finish(
    session: Session,
    job: Job,
    service: Callable[Concatenate[Session, P], Mapping[str, Any]],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> Job:
    """Do what the job is for and mark it done, both or neither; JobLostError.

    What the service returns is the job's result (JSON).
    """
    row = _held(session, job)
    if row.state != RUNNING:
        raise JobLostError
    result = service(session, *args, **kwargs)
    row.state, row.result = DONE, json.dumps(result, ensure_ascii=False)
    return replace(job, result=result)


@changes
def settle(session: Session, job: Job, now: datetime) -> None:
    """Let the job go: what came of it was shown; without an effect it has failed. JobLostError."""
    row = _held(session, job)
    row.holder, row.settled_at = None, now
    if row.state != DONE:
        row.state = FAILED


@changes
def put_back(session: Session, job: Job) -> None:
    """Let it wait for another try; JobLostError."""
    row = _held(session, job)
    row.holder = None
    if row.state != DONE:
        row.state = WAITING


def asked(session: Session, job_id: int, kind: str, telegram_id: int) -> Job | None:
    """Return a job of the kind that the account asked for, alone for this transaction."""
    row = session.get(work.Job, job_id, with_for_update=True)
    return _job(row) if row and (row.kind, row.telegram_id) == (kind, telegram_id) else None


def _held(session: Session, job: Job) -> work.Job:
    row = session.get(work.Job, job.job_id, with_for_update=True)
    if row is None or row.holder != job.holder:
        raise JobLostError
    return row


def _job(row: work.Job) -> Job:
    result = json.loads(row.result) if row.result_sealed else None
    return Job(
        row.id,
        row.kind,
        row.holder,
        row.telegram_id,
        row.message_id,
        json.loads(row.data),
        result,
        row.tries,
        row.state,
    )
