"""The worker: an effect once whatever dies, results and errors in words."""

import asyncio

import pytest

from bot.stand_in import Telegram, refused, timed_out
from handlers.screen import Screen
from handlers.work import Work
from services import accounts, jobs
from services.organisation import NotYoursError
from services.store import Store
from tests.work.steps import DONE, Killed, Start, Steps, ask, effects, kill, state, told


async def test_a_job_is_done_and_told(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    worker, job_id = start(Steps().do), ask(peopled_store)
    assert await worker.run_one()
    assert not await worker.run_one()
    assert told(telegram) == [("sent", DONE)]
    assert (effects(peopled_store), state(peopled_store, job_id)) == (1, "done")


@pytest.mark.parametrize("point", ["begun", "noted", "finished"])
async def test_killed_on_the_way_it_is_taken_up_and_has_its_effect_once(
    start: Start, telegram: Telegram, peopled_store: Store, point: str
) -> None:
    steps, job_id = Steps(point, kill), ask(peopled_store)
    with pytest.raises(Killed):
        await start(steps.do, "dead").run_one()
    assert await start(steps.do, "next").run_one()
    assert told(telegram) == [("sent", DONE)]
    assert (effects(peopled_store), state(peopled_store, job_id)) == (1, "done")
    assert steps.begun == 2


async def test_killed_after_it_was_told_it_is_told_again_but_not_done(
    start: Start, telegram: Telegram, peopled_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = Steps()
    ask(peopled_store)
    with monkeypatch.context() as patch:
        patch.setattr(jobs, "settle", lambda *_: kill())
        with pytest.raises(Killed):
            await start(steps.do, "dead").run_one()
    assert await start(steps.do, "next").run_one()
    assert told(telegram) == [("sent", DONE)] * 2
    assert effects(peopled_store) == 1


async def test_a_job_that_kills_is_given_up(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    async def always(_work: Work) -> Screen:
        await asyncio.sleep(0)
        raise Killed

    job_id = ask(peopled_store)
    for number in range(3):
        with pytest.raises(Killed):
            await start(always, f"dead{number}").run_one()
    assert await start(always).run_one()
    ((_, said),) = told(telegram)
    assert said.startswith("出错了，没有完成。")
    assert state(peopled_store, job_id) == "failed"


async def test_who_lost_the_job_meanwhile_says_nothing(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    def taken() -> None:
        peopled_store.call(jobs.claim, ["job"], "other", ())

    ask(peopled_store)
    assert await start(Steps("noted", taken).do).run_one()
    assert (told(telegram), effects(peopled_store)) == ([], 0)


async def test_an_expected_error_is_worded_in_the_readers_language(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    def refuse() -> None:
        raise NotYoursError

    peopled_store.call(accounts.choose_language, 31, "en")
    job_id = ask(peopled_store)
    assert await start(Steps("noted", refuse).do).run_one()
    assert told(telegram) == [
        ("sent", "There is no such person, or you may not see their figures.")
    ]
    assert state(peopled_store, job_id) == "failed"


async def test_a_bug_gets_a_code_that_is_in_the_log(
    start: Start, telegram: Telegram, peopled_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    ask(peopled_store)
    assert await start(Steps("begun", lambda: 1 // 0).do).run_one()
    ((_, said),) = told(telegram)
    (record,) = caplog.records
    assert f"编号 {vars(record)['code']} " in said
    assert "ZeroDivisionError" in record.getMessage()


async def test_without_telegram_it_waits_and_is_not_done_twice(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    ask(peopled_store)
    telegram.fail_next("sendMessage", refused(502, "Bad Gateway"), timed_out())
    worker = start(Steps().do)
    assert not await worker.run_one()
    assert not await worker.run_one()
    assert await worker.run_one()
    assert told(telegram) == [("sent", DONE)]
    assert effects(peopled_store) == 1


async def test_one_who_blocked_the_bot_is_not_told(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    job_id = ask(peopled_store)
    telegram.fail_next("sendMessage", refused(403, "Forbidden: bot was blocked by the user"))
    assert await start(Steps().do).run_one()
    assert (told(telegram), state(peopled_store, job_id)) == ([], "done")
