"""Updates from the inbox to their end: order, tries, restarts, what comes twice or broken.

Broken by an effect and its mark in two transactions, by a try that is not counted, or by rows
that are answered though nobody could be told.
"""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.stand_in import Telegram, refused, timed_out
from handlers.context import Context, Screen
from handlers.i18n import say
from handlers.topic import Topic, command
from services import accounts
from services.store import Store, changes
from services.store.people import Account
from services.store.traffic import ANSWERED, DONE, FAILED, Notice, Talker, Update
from services.updates import Came
from tests.process.conftest import Start

ZHANG_WEI, MANAGER = 31, 19
TRIED: list[str] = []


async def fail(context: Context) -> None:
    TRIED.append(context.typed)
    raise ZeroDivisionError


async def switch(context: Context) -> None:
    await context.run(accounts.choose_language, context.who, "en")
    await context.tell(Screen(say("好的，以后用中文。")))


async def break_afterwards(context: Context) -> None:
    await context.run(accounts.choose_language, context.who, "en")
    raise ZeroDivisionError


TOPIC = cast(
    "Topic",
    SimpleNamespace(
        HANDLERS=(
            command("fail", fail),
            command("switch", switch),
            command("after", break_afterwards),
        )
    ),
)


@pytest.fixture(autouse=True)
def nothing_tried() -> None:
    TRIED.clear()


def states(session: Session) -> list[str]:
    return list(session.scalars(select(Update.state).order_by(Update.id)))


def told(telegram: Telegram, chat: int = ZHANG_WEI) -> list[str]:
    return [one.text for one in telegram.chats[chat].messages.values() if one.sender.is_bot]


def taken(telegram: Telegram, *texts: str) -> list[dict[str, Any]]:
    """Have 张伟 write; return the updates."""
    for text in texts:
        telegram.say(telegram.users[ZHANG_WEI], text)
    return telegram.updates.take()


def language(session: Session) -> str | None:
    return session.scalar(select(Account.language).where(Account.telegram_id == ZHANG_WEI))


async def test_an_update_that_comes_three_times_is_done_once(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    async with start(TOPIC) as engine:
        raws = taken(telegram, "/switch")
        for _ in range(3):
            await engine.intake.deliver(raws)
    assert peopled_store.call(states) == [ANSWERED]
    assert len(told(telegram)) == 1


async def test_a_poison_update_is_set_aside_after_three_tries_and_the_rest_flows(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    async with start(TOPIC) as engine:
        await engine.intake.deliver(taken(telegram, "/fail", "/switch"))
    assert TRIED == ["/fail"] * 3
    assert peopled_store.call(states) == [FAILED, ANSWERED]
    first, second = told(telegram)
    assert "出错了" in first
    assert second.startswith("OK") or second


async def test_administrators_are_told_of_it(
    start: Start, telegram: Telegram, peopled_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    boss = peopled_store.call(accounts.staff_of, MANAGER)
    monkeypatch.setattr("services.organisation.holding", lambda *_: frozenset({boss}))
    async with start(TOPIC) as engine:
        await engine.take(taken(telegram, "/fail")[0])
    assert peopled_store.call(lambda s: s.scalars(select(Notice.kind)).all()) == ["set_aside"]
    assert "已搁置" in told(telegram, MANAGER)[0]


@changes
def died_at(session: Session, tries: int) -> None:
    """Leave the database as a process leaves it that is killed at an update."""
    session.execute(update(Talker).values(holder="gone#1"))
    session.execute(update(Update).values(tries=tries))


@pytest.mark.parametrize(("tries", "state"), [(0, ANSWERED), (1, ANSWERED), (2, ANSWERED)])
async def test_what_a_dead_process_was_at_is_done_by_the_next(
    start: Start, telegram: Telegram, peopled_store: Store, tries: int, state: str
) -> None:
    async with start(TOPIC) as engine:
        await engine.intake.receive(taken(telegram, "/switch"))
        peopled_store.call(died_at, tries)
        await engine.intake.deliver([])
    assert peopled_store.call(states) == [state]
    assert peopled_store.call(language) == "en"


async def test_what_killed_the_process_that_did_nothing_else_is_set_aside(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    async with start(TOPIC) as engine:
        await engine.intake.receive(taken(telegram, "/switch", "/menu"))
        peopled_store.call(died_at, 0)
        peopled_store.call(mark_first, tries=3)
        await engine.intake.deliver([])
    assert peopled_store.call(states) == [FAILED, ANSWERED]
    assert peopled_store.call(language) is None


async def test_tries_while_telegram_is_away_do_not_count(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    async with start(TOPIC) as engine:
        await engine.intake.receive(taken(telegram, "/menu"))
        peopled_store.call(died_at, 2)
        telegram.fail_next("sendMessage", timed_out(), timed_out())
        await engine.intake.deliver([])
    assert peopled_store.call(states) == [ANSWERED]


async def test_what_dies_of_its_answer_alone_is_set_aside_as_done(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    async with start(TOPIC) as engine:
        await engine.intake.receive(taken(telegram, "/switch"))
        peopled_store.call(died_at, 3)
        peopled_store.call(mark_first, state=DONE)
        await engine.intake.deliver([])
    assert peopled_store.call(states) == [FAILED]
    assert "已经办好了" in told(telegram)[0]


@changes
def mark_first(session: Session, /, **values: Any) -> None:
    first = session.scalars(select(Update).order_by(Update.id)).first()
    assert first
    for name, value in values.items():
        setattr(first, name, value)


async def test_what_was_done_but_not_told_is_shown_and_not_done_again(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    async with start(TOPIC) as engine:
        await engine.intake.receive(taken(telegram, "/fail"))
        peopled_store.call(died_at, 0)
        peopled_store.call(mark_first, state=DONE)
        await engine.intake.deliver([])
    assert TRIED == []
    assert peopled_store.call(states) == [ANSWERED]
    (shown,) = told(telegram)
    assert shown.startswith("刚才那一步已经办好")


async def test_a_bug_after_the_effect_says_that_it_is_done(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    async with start(TOPIC) as engine:
        await engine.intake.deliver(taken(telegram, "/after"))
    assert peopled_store.call(states) == [ANSWERED]
    assert peopled_store.call(language) == "en"
    assert "It is done" in told(telegram)[0]


async def test_what_nobody_could_be_told_is_not_answered(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    async with start(TOPIC) as engine:
        telegram.fail_next("sendMessage", timed_out(), refused(502, "Bad Gateway"))
        await engine.intake.deliver(taken(telegram, "/switch"))
    assert peopled_store.call(states) == [ANSWERED]
    (shown,) = told(telegram)  # after two failures it is the card of where things stand
    assert shown.startswith("Your last step is done")


async def test_a_broken_update_does_not_block_the_others(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    broken = {"update_id": 1, "message": {"date": "never", "chat": 7}}
    async with start(TOPIC) as engine:
        await engine.intake.deliver([broken, *taken(telegram, "/switch")])
    assert peopled_store.call(states) == [FAILED, ANSWERED]


@pytest.mark.parametrize("raw", [{}, {"message": None}, {"message": []}, {"poll": {"from": 3}}])
def test_whoever_cannot_be_read_is_nobody(raw: dict[str, Any]) -> None:
    assert Came.of({"update_id": 5, **raw}).talker == 0


async def test_the_order_of_one_account_is_kept(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    async with start(TOPIC) as engine:
        await engine.intake.deliver(taken(telegram, *["/fail", "/menu"] * 3))
    assert peopled_store.call(states) == [FAILED, ANSWERED] * 3
