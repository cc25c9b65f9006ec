"""Who cannot be reached, groups the bot is in, what the administrator hears of trouble."""

from collections.abc import Mapping
from typing import Any

from telegram import Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import ChatMemberHandler, MessageHandler, filters

from handlers.context import Context, Screen
from handlers.i18n import _, say
from handlers.render import Bold
from handlers.topic import Entry, command, ways
from services import delivery, groups

OFFICE = frozenset({"back_office"})
HERE = {
    ChatMemberStatus.MEMBER,
    ChatMemberStatus.ADMINISTRATOR,
    ChatMemberStatus.OWNER,
    ChatMemberStatus.RESTRICTED,
}


async def not_reached(context: Context) -> None:
    """List those whom no message reaches."""
    people = await context.run(delivery.not_reached, context.who, context.today)
    if not people:
        await context.tell(Screen(say(_("所有人都收得到消息。")), (ways(),), protect=True))
        return
    lines = [say("{number} {name}", number=one.number, name=one.name) for one in people]
    title = say("{title}", title=Bold(say(_("停用了机器人，收不到消息的人"))))
    hint = say(_("请他们在 Telegram 里重新打开我，点「开始」。"))
    await context.tell(Screen([title, *lines, hint], (ways(),), protect=True))


async def membership(update: Update, context: Context) -> None:
    """Learn that a person stopped the bot or came back, or that it joined or left a group."""
    change = update.my_chat_member
    if change is None:
        return
    here = change.new_chat_member.status in HERE
    chat = change.chat
    if chat.type == ChatType.PRIVATE:
        await context.run(delivery.reachable, chat.id, None if here else context.now)
    elif here:
        await context.run(groups.join, chat.id, chat.title or "", context.now)
    else:
        await context.run(groups.leave, chat.id, context.now)


async def migrated(update: Update, context: Context) -> None:
    """Follow a group that became a supergroup."""
    said = update.effective_message
    if said and said.migrate_to_chat_id:
        await context.run(delivery.moved, said.chat_id, said.migrate_to_chat_id)


def _unreachable(_data: Mapping[str, Any]) -> Screen:
    return Screen(say(_("有人停用了机器人，收不到消息。/unreached 列出是谁。")))


def _set_aside(data: Mapping[str, Any]) -> Screen:
    words = _("一条消息试了三次都没办成，已搁置。日志里的编号：{code}")
    return Screen(say(words, code=data["code"]))


MENU = (Entry("unreached", say(_("收不到消息的人")), posts=OFFICE),)
NOTICES = {"unreachable": _unreachable, "set_aside": _set_aside}
HANDLERS = (
    command("unreached", not_reached),
    ChatMemberHandler(membership, ChatMemberHandler.MY_CHAT_MEMBER),
    MessageHandler(filters.StatusUpdate.MIGRATE, migrated),
)
