"""Telegram's limits and halts, and the ledger that counts what was sent; both doors."""

from collections.abc import Awaitable
from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import BadRequest, RetryAfter

from bot.stand_in import Telegram
from bot.stand_in.ledger import Ledger, Sent

ANN, BEN = 101, 102


class Seconds:
    """A clock of seconds that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Return the time it shows."""
        return self.now


@pytest.fixture
def seconds(world: Telegram, monkeypatch: pytest.MonkeyPatch) -> Seconds:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    world.flood.on = True
    world.flood.clock = Seconds()
    return world.flood.clock


async def halted(call: Awaitable[object]) -> int:
    """Return for how many seconds a call is halted, 0 for not at all."""
    try:
        await call
    except RetryAfter as error:
        wait = error.retry_after
        return wait if isinstance(wait, int) else wait // timedelta(seconds=1)
    return 0


async def test_without_limits_nothing_is_too_much(world: Telegram, bot: Bot) -> None:
    assert [await halted(bot.send_message(ANN, "x")) for _ in range(40)] == [0] * 40
    assert world.ledger.halted == []


async def test_a_private_chat_gets_five_at_once_and_one_a_second(
    world: Telegram, bot: Bot, seconds: Seconds
) -> None:
    assert [await halted(bot.send_message(ANN, "x")) for _ in range(6)] == [0] * 5 + [1]
    seconds.now += 0.5
    assert await halted(bot.send_message(ANN, "x")) == 1
    assert world.ledger.inside_halts() == 1
    assert world.ledger.inside_halts(grace=0.5) == 0
    for _ in range(3):
        seconds.now += 1
        assert await halted(bot.send_message(ANN, "x")) == 0
    assert await halted(bot.send_message(ANN, "x")) == 1
    assert await halted(bot.send_chat_action(ANN, "typing")) == 0


async def test_a_group_gets_twenty_a_minute_and_edits_count(
    world: Telegram, bot: Bot, seconds: Seconds
) -> None:
    group = world.group("Hall", world.users[ANN])
    sent = await bot.send_message(group.id, "0")
    for number in range(1, 20):
        seconds.now += 1
        assert await halted(sent.edit_text(str(number))) == 0
    seconds.now += 1
    assert await halted(sent.edit_text("20")) == 40
    seconds.now += 39
    assert await halted(bot.send_message(group.id, "21")) == 1
    assert await halted(bot.send_message(ANN, "elsewhere")) == 0
    seconds.now += 1
    assert await halted(bot.send_message(group.id, "22")) == 0
    assert [one.chat_id for one in world.ledger.halted] == [group.id] * 2
    assert world.ledger.inside_halts() == 1


async def test_thirty_a_second_over_all_then_everybody_is_halted(
    world: Telegram, bot: Bot, seconds: Seconds
) -> None:
    for number in range(200, 232):
        world.start(world.user(number, "Guest"))
    for number in range(200, 230):
        seconds.now += 0.03
        assert await halted(bot.send_message(number, "x")) == 0
    assert await halted(bot.send_message(230, "x")) == 3
    seconds.now += 2.5
    assert await halted(bot.send_message(ANN, "x")) == 1
    seconds.now += 0.5
    assert await halted(bot.send_message(230, "x")) == 0
    assert world.ledger.most_in_a_second() == 30


async def test_a_storm_refuses_every_message_for_a_while(world: Telegram, bot: Bot) -> None:
    clock = world.flood.clock = Seconds()
    world.flood.storm(20)
    clock.now += 4.5
    assert await halted(bot.send_message(ANN, "x")) == 16
    clock.now += 0.1
    assert await halted(bot.send_document(ANN, b"x")) == 16
    clock.now += 5
    assert await halted(bot.send_message(ANN, "x")) == 11
    clock.now += 11
    assert await halted(bot.send_message(ANN, "x")) == 0
    assert len(world.ledger.halted) == 3
    assert (world.ledger.inside_halts(), world.ledger.inside_halts(grace=0.2)) == (2, 1)


async def test_what_is_refused_for_another_reason_does_not_count(
    world: Telegram, bot: Bot, seconds: Seconds
) -> None:
    for _ in range(10):
        with pytest.raises(BadRequest, match="Message text is empty"):
            await bot.send_message(ANN, "")
    assert await halted(bot.send_message(ANN, "x")) == 0
    assert seconds.now == world.ledger.sent[0].at


async def test_the_ledger_finds_what_is_lost_and_what_came_twice(
    world: Telegram, bot: Bot
) -> None:
    sent = [await bot.send_message(ANN, text) for text in ("a", "b", "b", "c", "c", "c")]
    await sent[0].edit_text("a2")
    await bot.send_document(ANN, b"x", caption="d")
    wanted = [(ANN, text) for text in ("a", "b", "c", "c", "d", "e")]
    assert world.ledger.lost(wanted) == 1
    assert world.ledger.duplicates(wanted) == 2
    assert [one.text for one in world.ledger.sent][-2:] == ["a2", "d"]
    assert world.ledger.calls["sendMessage"] == 6


def test_the_most_in_any_second_is_found_between_full_seconds() -> None:
    ledger = Ledger()
    for at in (0.0, 0.6, 0.7, 1.5, 1.59, 1.7, 3.0):
        ledger.sent.append(Sent(at, ANN, 1, "sendMessage", "x"))
    assert ledger.most_in_a_second() == 4  # from 0.6 up to 1.59, or from 0.7 to below 1.7
