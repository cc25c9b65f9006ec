"""The commands that Telegram offers while one types "/": by post, in the person's language."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from telegram import BotCommand, BotCommandScope, BotCommandScopeChat, BotCommandScopeDefault
from telegram.error import TelegramError
from telegram.ext import ExtBot

from handlers.context import Context
from handlers.i18n import LANGUAGES, SOURCE
from handlers.render import plain
from handlers.topic import entries

STRANGER: frozenset[str] = frozenset()


async def offer(context: Context) -> None:
    """Set the commands of whoever asks."""
    who = await context.viewer()
    scope = BotCommandScopeChat(context.who)
    await _set(context.bot, context.house.topics, who.posts, await context.language(), scope)


async def offer_to_all(bot: ExtBot[Any], topics: Sequence[Any]) -> None:
    """Set the commands that everybody has, as the bot starts."""
    for language in LANGUAGES:
        await _set(bot, topics, STRANGER, language, BotCommandScopeDefault())


async def _set(
    bot: ExtBot[Any],
    topics: Sequence[Any],
    posts: frozenset[str],
    language: str,
    scope: BotCommandScope,
) -> None:
    offered = [
        BotCommand(entry.command, plain(entry.about, language)) for entry in entries(topics, posts)
    ]
    everybody = isinstance(scope, BotCommandScopeDefault)
    code = language[:2] if everybody and language != SOURCE else None
    with suppress(TelegramError):  # only a convenience
        await bot.set_my_commands(offered, scope, code)
