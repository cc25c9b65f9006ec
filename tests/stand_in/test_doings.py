"""The Telegram in memory: reaching people, groups, presses, files, commands."""

import io
from datetime import timedelta

import pytest
from telegram import Bot, BotCommand, BotCommandScopeChat, Update
from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup as Rows
from telegram.error import BadRequest, Forbidden

from bot.stand_in import Telegram
from bot.stand_in.pictures import grey, size_of
from tests.stand_in.conftest import Clock

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (3).to_bytes(4) + (2).to_bytes(4) + b"\x08\2\0\0\0"
ANN, BEN = 101, 102


async def test_who_blocked_or_never_met_the_bot_is_not_reached(world: Telegram, bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(BEN, "x")
    group = world.group("Hall", world.users[BEN])
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(BEN, "x")
    await bot.send_message(group.id, "x")
    world.block(world.users[ANN])
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ANN, "x")
    world.start(world.users[ANN])
    await bot.send_message(ANN, "x")
    kinds = [list(one)[1] for one in world.updates.take()]
    assert kinds == ["message", "my_chat_member", "my_chat_member", "message"]


async def test_in_a_group_the_bot_hears_only_what_is_meant_for_it(world: Telegram) -> None:
    ann = world.users[ANN]
    group = world.group("Hall", ann)
    world.updates.take()
    for text in ("hello", "/pay", "/pay@other_bot", "/pay@xiaoman_bot", "hi @xiaoman_bot"):
        world.say(ann, text, group)
    heard = [one["message"]["text"] for one in world.updates.take()]
    assert heard == ["/pay", "/pay@xiaoman_bot", "hi @xiaoman_bot"]


async def test_a_press_is_answered_once_and_in_time(
    world: Telegram, bot: Bot, clock: Clock
) -> None:
    sent = await bot.send_message(ANN, "x", reply_markup=Rows([[Button("ok", callback_data="a")]]))
    message = world.chats[ANN].messages[sent.message_id]
    first = world.press(world.users[ANN], message, "a")
    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.answer_callback_query(first, "x" * 201)
    await bot.answer_callback_query(first, "done", show_alert=True)
    assert world.events[-1].detail["text"] == "done"
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired"):
        await bot.answer_callback_query(first)
    late = world.press(world.users[ANN], message, "a")
    clock.now += timedelta(seconds=151)
    with pytest.raises(BadRequest, match="query id is invalid"):
        await bot.answer_callback_query(late)


async def test_a_press_on_a_deleted_message_shows_it_as_inaccessible(
    world: Telegram, bot: Bot
) -> None:
    sent = await bot.send_message(ANN, "x")
    await bot.delete_message(ANN, sent.message_id)
    world.press(world.users[ANN], world.chats[ANN].messages[sent.message_id], "a")
    assert world.updates.take()[-1]["callback_query"]["message"]["date"] == 0


async def test_files_go_both_ways(world: Telegram, bot: Bot) -> None:
    world.send_file(world.users[ANN], "表.xlsx", b"rows", "look")
    update = Update.de_json(world.updates.take()[-1], bot)
    assert update.message
    assert update.message.document
    file = await update.message.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"rows"
    back = await bot.send_document(
        ANN,
        io.BytesIO(b"new"),
        filename="备注.xlsx",
        caption="<b>",
    )
    assert back.document
    assert back.document.file_name == "备注.xlsx"
    again = await bot.send_document(ANN, back.document.file_id)
    assert again.document == back.document
    large = await bot.send_document(ANN, bytes(2 * 2**20))
    assert large.document
    assert large.document.file_size == 2 * 2**20
    shown = await bot.send_photo(ANN, PNG)
    assert (shown.photo[0].width, shown.photo[0].height) == (3, 2)


async def test_a_photo_comes_in_several_sizes(world: Telegram, bot: Bot) -> None:
    content = grey(1000, 500)
    world.send_photo(world.users[ANN], content, "look")
    update = Update.de_json(world.updates.take()[-1], bot)
    assert update.message
    assert update.message.document is None
    sizes = [(one.width, one.height) for one in update.message.photo]
    assert sizes == [(90, 45), (320, 160), (800, 400), (1000, 500)]
    assert len({one.file_unique_id for one in update.message.photo}) == 4
    for one in update.message.photo:
        file = await one.get_file()
        found = bytes(await file.download_as_bytearray())
        assert len(found) == one.file_size
        assert size_of(found) == (one.width, one.height)
        assert (found == content) is (one.width == 1000)
    again = await bot.send_photo(ANN, update.message.photo[-1].file_id)
    assert again.photo == update.message.photo
    with pytest.raises(BadRequest, match="Can't use file of type photo as document"):
        await bot.send_document(ANN, update.message.photo[-1].file_id)
    with pytest.raises(ValueError, match="only pictures"):
        world.send_photo(world.users[ANN], b"%PDF-1.4")


async def test_files_are_refused(world: Telegram, bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(ANN, b"no picture")
    wide = PNG.replace((3).to_bytes(4), (50).to_bytes(4))
    with pytest.raises(BadRequest, match="Photo_invalid_dimensions"):
        await bot.send_photo(ANN, wide)
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await bot.send_document(ANN, b"")
    with pytest.raises(BadRequest, match="Wrong file identifier/http url specified"):
        await bot.send_document(ANN, "nothing")
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_photo(ANN, PNG, caption="x" * 1025)
    message = world.send_file(world.users[ANN], "a.bin", bytes(20 * 2**20 + 1))
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(message.content["document"]["file_id"])
    with pytest.raises(BadRequest, match="Wrong file_id"):
        await bot.get_file("nothing")


async def test_commands_are_shown_by_scope_and_language(world: Telegram, bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("help", "Help")])
    await bot.set_my_commands([BotCommand("pay", "Pay")], BotCommandScopeChat(ANN))
    await bot.set_my_commands([BotCommand("pay", "工资")], BotCommandScopeChat(ANN), "zh")
    assert world.commands_for(ANN, ANN, "zh-hans")[0]["description"] == "工资"
    assert world.commands_for(ANN, ANN, "en")[0]["description"] == "Pay"
    assert world.commands_for(BEN, BEN, "en")[0]["command"] == "help"
    for commands, reason in (
        ([("a", "x")] * 101, "Bot_commands_too_much"),
        ([("A", "x")], "Bot_command_invalid"),
        ([("a" * 33, "x")], "Bot_command_invalid"),
        ([("a", "x" * 257)], "Bot_command_description_invalid"),
    ):
        with pytest.raises(BadRequest, match=reason):
            await bot.set_my_commands(commands)
    with pytest.raises(BadRequest, match="Wrong parameter action in request"):
        await bot.send_chat_action(ANN, "dancing")
