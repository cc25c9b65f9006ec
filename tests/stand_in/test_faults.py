"""Trouble that lasts: cut answers, silence, slow lines, copies, a group that moves; both doors."""

import asyncio
import time
from typing import Any

import pytest
from telegram import Bot
from telegram.error import ChatMigrated, Forbidden, NetworkError

from bot.request import NoAnswerError
from bot.stand_in import Telegram, lost_answer, refused, slow, timed_out, wedged
from handlers.verdict import NotSentError
from tests.stand_in.conftest import Way
from tests.waiting import until

ANN, BEN = 101, 102


async def outcomes(bot: Bot, count: int) -> list[str]:
    """Send so many messages to Ann; return how each went."""
    ways = []
    for number in range(count):
        try:
            await bot.send_message(ANN, str(number))
            ways.append("sent")
        except NetworkError as error:
            ways.append(type(error).__name__)
    return ways


async def test_answers_are_cut_after_every_so_many_and_counted(world: Telegram, bot: Bot) -> None:
    cut = lost_answer()
    end = world.faults.always("send*", cut, every=3)
    assert await outcomes(bot, 7) == [
        "NoAnswerError" if number % 3 == 0 else "sent" for number in range(1, 8)
    ]
    end()
    assert await outcomes(bot, 3) == ["sent"] * 3
    assert (cut.struck, len(world.ledger.sent)) == (2, 10)


async def test_a_share_of_the_answers_is_cut_the_same_for_the_same_seed(
    world: Telegram, bot: Bot
) -> None:
    rounds = []
    for _ in range(2):
        end = world.faults.always("sendMessage", cut := lost_answer(), share=0.2, seed=7)
        ways = await outcomes(bot, 50)
        assert ways.count("NoAnswerError") == cut.struck
        rounds.append(ways)
        end()
    assert rounds[0] == rounds[1]
    assert 3 <= rounds[0].count("NoAnswerError") <= 20
    assert len(world.ledger.sent) == 100


async def test_some_calls_fail_before_anything_happens(world: Telegram, bot: Bot) -> None:
    for fault, way in (
        (refused(502, "Bad Gateway"), "NetworkError"),
        (timed_out(), "NoAnswerError"),
    ):
        end = world.faults.always("*", fault)
        assert await outcomes(bot, 2) == [way] * 2
        end()
    assert world.ledger.sent == []
    assert await outcomes(bot, 1) == ["sent"]


async def test_getupdates_wedges_while_the_rest_goes_on(world: Telegram, bot: Bot) -> None:
    end = world.faults.always("getUpdates", wedged())
    async with asyncio.TaskGroup() as group:
        poll = group.create_task(bot.get_updates(timeout=0, read_timeout=60))
        await until(lambda: world.ledger.calls["getUpdates"])
        assert await outcomes(bot, 2) == ["sent"] * 2
        assert not poll.done()
        poll.cancel()
    end()
    assert len(await bot.get_updates()) == 1


async def test_a_round_trip_takes_its_time(world: Telegram, bot: Bot) -> None:
    world.faults.round_trip = 0.1
    begun = time.monotonic()
    await bot.send_message(ANN, "x")
    took = time.monotonic() - begun
    accepted = world.ledger.sent[0].at - begun
    assert took >= 0.1
    assert 0.05 <= accepted < took - 0.04


async def test_one_persons_line_is_slow(world: Telegram, bot: Bot) -> None:
    world.start(world.users[BEN])
    end = world.faults.always("send*", slow(3_600), chat=ANN)
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(bot.send_message(ANN, "1", read_timeout=None))
        await bot.send_message(BEN, "2")
        await until(lambda: world.ledger.calls["sendMessage"] > 1)
        assert [one.chat_id for one in world.ledger.sent] == [BEN]
        waiting.cancel()
    end()
    await bot.send_message(ANN, "3")
    assert [one.chat_id for one in world.ledger.sent] == [BEN, ANN]


async def test_a_closed_door_sends_nothing(world: Telegram, way: Way) -> None:
    bot = way.bot(world.token)
    async with bot:
        pass
    with pytest.raises(NotSentError):
        await bot.get_me()


async def _seen(bot: Bot) -> list[int]:
    """Confirm everything that comes; return the numbers of the updates."""
    seen: list[int] = []
    while batch := await bot.get_updates(offset=seen[-1] + 1 if seen else 0):
        seen += [one.update_id for one in batch]
    return seen


async def test_each_update_is_delivered_again(world: Telegram, bot: Bot) -> None:
    world.updates.copies = 3
    world.say(world.users[ANN], "2")
    seen = await _seen(bot)
    first, second = min(seen), max(seen)
    assert sorted(seen) == [first] * 3 + [second] * 3
    assert second == first + 1
    assert seen[:2] == [first, second]
    assert len(world.updates) == 0


async def test_only_those_who_blocked_the_bot_are_not_reached(world: Telegram, bot: Bot) -> None:
    world.start(world.users[BEN])
    world.block(world.users[ANN])
    with pytest.raises(Forbidden):
        await bot.send_message(ANN, "x")
    await bot.send_message(BEN, "x")
    assert [one.chat_id for one in world.ledger.sent] == [BEN]


async def test_a_group_becomes_a_supergroup(world: Telegram, bot: Bot) -> None:
    group = world.group("Hall", world.users[ANN], basic=True)
    sent = await bot.send_message(group.id, "x")
    assert sent.chat.type == "group"
    world.updates.take()
    new = world.upgrade(group, world.users[ANN])
    for again in (bot.send_message(group.id, "y"), bot.edit_message_text("y", group.id, 1)):
        with pytest.raises(ChatMigrated) as raised:
            await again
        assert raised.value.new_chat_id == new.id
    assert (await bot.send_message(new.id, "y")).chat.type == "supergroup"
    moved: Any = [one.message for one in await bot.get_updates()]
    assert [(one.chat.id, one.migrate_to_chat_id, one.migrate_from_chat_id) for one in moved] == [
        (group.id, new.id, None),
        (new.id, None, group.id),
    ]


async def test_a_slow_line_gives_the_answer_bit_by_bit(
    world: Telegram, bot: Bot, way: Way
) -> None:
    if "127.0.0.1" not in way.url:
        return  # there are no bits without a network
    world.faults.drip = 0.2
    begun = time.monotonic()
    assert (await bot.send_message(ANN, "x" * 4096)).text == "x" * 4096
    assert time.monotonic() - begun >= 0.18
    world.faults.drip = 10
    with pytest.raises(NoAnswerError):
        await bot.send_message(ANN, "y", read_timeout=0.3)
    assert len(world.ledger.sent) == 2
