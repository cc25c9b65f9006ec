"""A toy bot that uses everything the demo page can show, to try the page without the product."""

import io
import struct
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from telegram import BotCommand, ReplyKeyboardMarkup, Update
from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup as Rows
from telegram.constants import ChatAction, ParseMode
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    Defaults,
    ExtBot,
    MessageHandler,
    filters,
)

from bot.stand_in import Door, Telegram

Context = ContextTypes.DEFAULT_TYPE

PAY = """<b>2026年9月 工资</b>  <i>预计</i>
应发合计 <tg-spoiler>8,420.00</tg-spoiler> 元

基本工资  3,000.00
业务提成  4,820.00
网点津贴  600.00
<blockquote expandable>截至 10月8日 09:00
提成 = 新增市值 482万 × 0.1%
第12条，2026-01-01 起（假定值）
来自 客户月度.xlsx 第 14 行</blockquote>
<code>JC031</code> · 说明见 https://example.com/rules"""
WHY = """<b>业务提成 为什么是 4,820.00</b>

新增市值 <u>482万</u> × 比例 0.1%
<pre>4,820,000 × 0.001 = 4,820.00</pre>
<s>旧比例 0.12%</s> 自 2026-01-01 起为 0.1%"""
PAY_KEYS = Rows(
    [
        [Button("业务提成 为什么", callback_data="why")],
        [Button("上月", callback_data="toast"), Button("提醒我", callback_data="alert")],
    ]
)


def picture(width: int = 640, height: int = 360) -> bytes:
    """Return a PNG with a soft trend on it."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            line = height * 0.75 - (x / width) ** 1.6 * height * 0.5
            near = abs(y - line) < 3
            rows += bytes(
                (35, 128, 90) if near else (226, 240, 231) if y > line else (248, 250, 246)
            )

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


async def _start(update: Update, context: Context) -> None:
    assert update.effective_message
    assert update.effective_user
    if context.args:
        await update.effective_message.reply_text(f"记录 {context.args[0]} 已打开。")
        return
    await update.effective_message.reply_html(
        f"{update.effective_user.first_name}，早上好！\n今天有 <b>2</b> 件事等着你。",
        reply_markup=ReplyKeyboardMarkup(
            [["我的工资", "今天"], ["请假", "帮助"]], resize_keyboard=True
        ),
    )


async def _pay(update: Update, _context: Context) -> None:
    assert update.effective_message
    await update.effective_message.reply_html(PAY, reply_markup=PAY_KEYS, protect_content=True)


async def _photo(update: Update, _context: Context) -> None:
    assert update.effective_message
    await update.effective_message.reply_photo(picture(), caption="近六个月的新增市值")


async def _link(update: Update, context: Context) -> None:
    assert update.effective_message
    url = f"https://t.me/{context.bot.username}?start=rec-7"
    await update.effective_message.reply_html(
        f'审批单在<a href="{url}">这里</a>', reply_markup=Rows([[Button("打开", url=url)]])
    )


async def _busy(update: Update, _context: Context) -> None:
    assert update.effective_message
    await update.effective_message.reply_chat_action(ChatAction.TYPING)


async def _file(update: Update, _context: Context) -> None:
    assert update.effective_message
    assert update.effective_message.document
    file = await update.effective_message.document.get_file()
    content = bytes(await file.download_as_bytearray())
    await update.effective_message.reply_document(
        io.BytesIO(content + b"\nok"),
        filename="客户月度-备注.csv",
        caption=f"共 {len(content)} 字节，没有错误。",
    )


async def _words(update: Update, _context: Context) -> None:
    assert update.effective_message
    await update.effective_message.reply_text(f"你说：{update.effective_message.text}")


async def _press(update: Update, _context: Context) -> None:
    query = update.callback_query
    assert query
    if query.data == "toast":
        await query.answer("上月的工资已定稿")
    elif query.data == "alert":
        await query.answer("到 10月15日 会提醒你。", show_alert=True)
    elif query.data == "gone":
        await query.answer()
        await query.delete_message()
    else:
        await query.answer()
        back = Rows(
            [[Button("◀ 返回", callback_data="back"), Button("删除", callback_data="gone")]]
        )
        why = query.data == "why"
        await query.edit_message_text(WHY if why else PAY, reply_markup=back if why else PAY_KEYS)


@asynccontextmanager
async def toy_bot(telegram: Telegram) -> AsyncIterator[Application[Any, Any, Any, Any, Any, Any]]:
    """Run the toy bot, polling through the door."""
    bot = ExtBot(
        telegram.token,
        request=Door(telegram),
        get_updates_request=Door(telegram),
        defaults=Defaults(parse_mode=ParseMode.HTML),
    )
    app = Application.builder().bot(bot).build()
    for name, act in (("start", _start), ("pay", _pay), ("photo", _photo), ("link", _link)):
        app.add_handler(CommandHandler(name, act))
    app.add_handler(CommandHandler("busy", _busy))
    app.add_handler(MessageHandler(filters.Regex("^我的工资$"), _pay))
    app.add_handler(MessageHandler(filters.Document.ALL, _file))
    app.add_handler(MessageHandler(filters.TEXT, _words))
    app.add_handler(CallbackQueryHandler(_press))
    async with app:
        await bot.set_my_commands(
            [
                BotCommand("pay", "我的工资"),
                BotCommand("photo", "走势图"),
                BotCommand("link", "审批单"),
            ]
        )
        await bot.set_my_description(
            "我是小满，帮你看工资、记客户、办请假。\n每个数字都能问为什么。"
        )
        assert app.updater
        await app.updater.start_polling(timeout=20)
        await app.start()
        yield app
        await app.updater.stop()
        await app.stop()
