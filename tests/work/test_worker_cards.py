"""The worker's card, its loop, and how it stops."""

import asyncio
import threading
from contextlib import suppress
from datetime import timedelta

from bot.stand_in import Telegram, User
from bot.worker import Worker
from handlers.i18n import say
from handlers.screen import Attachment, Screen
from handlers.work import StoppedError, Work
from services import jobs
from services.store import Store
from tests.stage import BEGIN
from tests.work.steps import ACCOUNT, DONE, Start, Steps, ask, effects, state, told, until


async def test_a_card_shows_how_far_it_is_and_becomes_the_result(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    async def long(work: Work) -> Screen:
        for done in (0, 4000, 9000):
            work.progress(done, 9000 if done else 0)
            await until(lambda: len(told(telegram)) > seen[0])
            seen[0] = len(told(telegram))
        return Screen(say("{text}", text=DONE), protect=True)

    seen = [0]
    ask(peopled_store)
    worker = start(long)
    quick = Worker(worker.house, worker.bot, "a", patience=0, pace=0.001)
    assert await quick.run_one()
    assert told(telegram) == [
        ("sent", "正在处理……"),
        ("edited", "正在处理…… 4000/9000"),
        ("edited", "正在处理…… 9000/9000"),
        ("edited", DONE),
    ]


async def test_a_file_takes_the_cards_place(
    start: Start, telegram: Telegram, user: User, peopled_store: Store
) -> None:
    async def long(_work: Work) -> Screen:
        await until(lambda: bool(told(telegram)))
        return Screen(say("{text}", text=DONE), document=Attachment("a.xlsx", b"PK"))

    ask(peopled_store)
    worker = start(long)
    assert await Worker(worker.house, worker.bot, "a", patience=0).run_one()
    (left,) = telegram.chats[user.id].shown()
    assert left.content["document"]["file_name"] == "a.xlsx"


async def test_stopped_the_thread_beside_ends_at_its_next_word(
    start: Start, peopled_store: Store
) -> None:
    begun, go, ended = threading.Event(), threading.Event(), threading.Event()

    def beside(work: Work) -> None:
        begun.set()
        go.wait(10)
        try:
            work.progress(1, 2)
        except StoppedError:
            ended.set()

    async def long(work: Work) -> Screen | None:
        await work.aside(beside, work)
        return None

    job_id = ask(peopled_store)
    worker = start(long)
    async with asyncio.TaskGroup() as group:
        running = group.create_task(worker.run())
        await until(begun.is_set)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        go.set()
        await until(ended.is_set)
    assert state(peopled_store, job_id) == "running"
    assert peopled_store.call(jobs.waiting, ["job"], ["another"])


async def test_woken_it_works_until_there_is_nothing(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    worker = start(Steps().do)
    async with asyncio.TaskGroup() as group:
        running = group.create_task(worker.run())
        for minutes in (1, 2):
            when = BEGIN + timedelta(minutes=minutes)
            peopled_store.call(jobs.add, "job", when, {}, telegram_id=ACCOUNT)
        worker.wake.set()
        await until(lambda: len(told(telegram)) == 2)
        running.cancel()
    assert effects(peopled_store) == 2
