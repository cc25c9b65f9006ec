"""The library's door: updates, failures on demand, what is not modelled, a person's doings."""

import asyncio

import pytest
from telegram import Bot, Update
from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup as Rows
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter, TimedOut
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
)

from bot.stand_in import (
    Person,
    Telegram,
    lost_answer,
    refused,
    timed_out,
    to_application,
    too_many,
)
from tests.stand_in.conftest import Way
from tests.waiting import until

ANN, BEN = 101, 102


async def test_what_is_not_modelled_fails_and_is_remembered(world: Telegram, bot: Bot) -> None:
    with pytest.raises(InvalidToken):
        await bot.send_dice(ANN)
    with pytest.raises(InvalidToken):
        await bot.send_message(ANN, "x", message_effect_id="1")
    with pytest.raises(InvalidToken):
        await bot.send_message(ANN, "x", api_kwargs={"colour": "red"})
    assert [words.removeprefix("Not Found: the stand-in does not know ")
            for words in world.unmodelled] == [
        "the method sendDice",
        'the parameter "message_effect_id" of sendMessage',
        'the parameter "colour" of sendMessage',
    ]  # fmt: skip


async def test_updates_stay_until_a_higher_offset_confirms_them(world: Telegram, bot: Bot) -> None:
    world.say(world.users[ANN], "two")
    first, second = await bot.get_updates()
    assert second.update_id == first.update_id + 1
    assert len(await bot.get_updates(offset=second.update_id, limit=1)) == 1
    assert await bot.get_updates(offset=second.update_id + 1) == ()
    world.updates.again()
    assert [one.update_id for one in await bot.get_updates()] == [second.update_id]


async def test_a_long_poll_wakes_at_the_first_update_and_a_second_poll_ends_it(
    world: Telegram, bot: Bot
) -> None:
    world.updates.take()
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(bot.get_updates(timeout=30))
        await until(lambda: world.ledger.calls["getUpdates"] == 1)
        world.say(world.users[ANN], "wake")
    assert waiting.result()[0].message
    world.updates.take()
    async with asyncio.TaskGroup() as group:
        older = group.create_task(world.call("getUpdates", {"timeout": "30"}))
        await until(lambda: world.ledger.calls["getUpdates"] == 2)
        assert await bot.get_updates(timeout=0) == ()
    assert older.result()[0] == 409
    assert await bot.get_updates(timeout=1) == ()


async def test_a_webhook_excludes_polling(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="an https url must be provided"):
        await bot.set_webhook("http://a.cn")
    await bot.set_webhook("https://a.cn/hook", max_connections=9)
    with pytest.raises(Conflict):
        await bot.get_updates()
    assert (await bot.get_webhook_info()).pending_update_count == 1
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_it_fails_on_demand(
    world: Telegram, bot: Bot, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    world.fail_next(
        "sendMessage",
        too_many(7),
        refused(403, "Forbidden: bot was blocked by the user"),
        timed_out(),
        lost_answer(),
    )
    with pytest.raises(RetryAfter):
        await bot.send_message(ANN, "1")
    with pytest.raises(Forbidden):
        await bot.send_message(ANN, "2")
    for text in ("3", "4"):
        with pytest.raises(TimedOut):
            await bot.send_message(ANN, text)
    await bot.send_message(ANN, "5")
    assert [one.text for one in world.chats[ANN].shown()] == ["/start", "4", "5"]
    with pytest.raises(InvalidToken):
        async with way.bot("1:wrong"):
            pass  # it asks who it is


async def _counts(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    rows = Rows([[Button("为什么", callback_data="why")]])
    if query is None:
        assert update.effective_message
        await update.effective_message.reply_text("3", reply_markup=rows)
    else:
        await query.answer()
        await query.edit_message_text("because")


async def test_a_person_writes_presses_and_hears(world: Telegram, way: Way) -> None:
    app = Application.builder().bot(way.bot(world.token)).build()
    app.add_handler(CommandHandler("start", _counts))
    app.add_handler(MessageHandler(None, _counts))
    app.add_handler(CallbackQueryHandler(_counts))
    async with app:
        world.updates.take()
        ann = Person(world, world.users[ANN], to_application(app))
        ben = Person(world, world.users[BEN], to_application(app))
        assert [event.kind for event in await ann.types("/start")] == ["sent"]
        assert [event.chat_id for event in await ben.starts("from-ann")] == [BEN]
        events = await ann.presses("为什么")
        assert [(one.kind, one.shown.get("text")) for one in events] == [
            ("answered", None),
            ("edited", "because"),
        ]
        with pytest.raises(AssertionError, match="no button 「为什么」"):
            await ann.presses("为什么")
        assert [one.kind for one in await ann.sends("a.csv", b"a")] == ["sent"]
