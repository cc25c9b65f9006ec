"""Jobs: one holder at a time, an effect once, the dead one's work taken up by the next."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services import files, jobs
from services.jobs import Job, JobLostError
from services.store import Store, changes, work
from tests.branch import NOW

KINDS = ("copy",)


def ask(store: Store, kind: str = "copy", minutes: int = 0, **data: Any) -> int:
    when = NOW + timedelta(minutes=minutes)
    return store.call(jobs.add, kind, when, data, telegram_id=6)


def claim(store: Store, holder: str, *alive: str) -> Job | None:
    return store.call(jobs.claim, KINDS, holder, {holder, *alive})


def held(store: Store, holder: str, *alive: str) -> Job:
    job = claim(store, holder, *alive)
    assert job
    return job


@changes
def effect(session: Session, name: str) -> dict[str, Any]:
    return {"file": files.keep(session, name, b"", NOW, None)}


@changes
def fail(session: Session) -> dict[str, Any]:
    effect(session, "lost")
    raise LookupError


def effects(store: Store) -> int:
    with Session(store.reader) as session:
        return session.scalar(select(func.count()).select_from(work.File)) or 0


def state(store: Store, job_id: int) -> tuple[str, str | None]:
    with Session(store.reader) as session:
        row = session.get_one(work.Job, job_id)
        return row.state, row.holder


def test_the_oldest_of_a_known_kind_comes_first(store: Store) -> None:
    later, first = ask(store, minutes=5), ask(store, name="张伟")
    ask(store, "unknown", minutes=-5)
    assert store.call(jobs.waiting, KINDS, ())
    job = held(store, "a")
    assert (job.job_id, job.data, job.tries, job.result) == (first, {"name": "张伟"}, 1, None)
    assert held(store, "a").job_id == later
    assert claim(store, "a") is None
    assert not store.call(jobs.waiting, KINDS, ("a",))
    with Session(store.reader) as session:
        assert "张伟".encode() not in session.get_one(work.Job, first).data_sealed


def test_of_many_who_claim_one_gets_it(store: Store) -> None:
    ask(store)
    holders = [f"h{n}" for n in range(12)]
    with ThreadPoolExecutor(6) as pool:
        got = list(pool.map(lambda one: claim(store, one, *holders), holders))
    assert len([one for one in got if one]) == 1


def test_a_dead_holders_job_is_taken_over_and_the_dead_can_do_nothing_more(store: Store) -> None:
    ask(store)
    dead = held(store, "a")
    assert claim(store, "b", "a") is None
    job = held(store, "b")
    assert (job.job_id, job.tries) == (dead.job_id, 2)
    for doing in (
        lambda: store.call(jobs.finish, dead, effect, "twice"),
        lambda: store.call(jobs.note, dead, {"batch": 1}),
        lambda: store.call(jobs.carry, dead, 1, 0, 0),
        lambda: store.call(jobs.settle, dead, NOW),
        lambda: store.call(jobs.put_back, dead),
    ):
        with pytest.raises(JobLostError):
            doing()
    assert effects(store) == 0


def test_an_effect_and_the_mark_are_one(store: Store) -> None:
    job_id = ask(store)
    job = held(store, "a")
    with pytest.raises(LookupError):
        store.call(jobs.finish, job, fail)
    assert (effects(store), state(store, job_id)) == (0, ("running", "a"))
    done = store.call(jobs.finish, job, effect, "once")
    with pytest.raises(JobLostError):
        store.call(jobs.finish, done, effect, "twice")
    assert (effects(store), state(store, job_id)) == (1, ("done", "a"))


def test_what_was_done_but_not_shown_comes_back_with_its_result(store: Store) -> None:
    job_id = ask(store)
    done = store.call(jobs.finish, held(store, "a"), effect, "once")
    again = held(store, "b")
    assert (again.job_id, again.result, again.tries) == (job_id, done.result, 1)
    store.call(jobs.put_back, again)
    again = held(store, "c")
    assert again.result == done.result
    store.call(jobs.settle, again, NOW)
    assert state(store, job_id) == ("done", None)
    assert claim(store, "d") is None


def test_what_had_no_effect_has_failed(store: Store) -> None:
    job_id = ask(store)
    store.call(jobs.settle, held(store, "a"), NOW)
    assert state(store, job_id) == ("failed", None)
    assert claim(store, "b") is None


def test_put_back_it_waits_and_remembers(store: Store) -> None:
    ask(store, name="a.csv")
    job = store.call(jobs.note, held(store, "a"), {"batch": 12})
    store.call(jobs.carry, job, 77, 10, 20)
    store.call(jobs.put_back, job)
    again = held(store, "a")
    assert (again.data, again.message_id, again.tries) == ({"name": "a.csv", "batch": 12}, 77, 2)
