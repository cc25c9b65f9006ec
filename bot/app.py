"""Puts the bot together."""

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from telegram.ext import Application, ContextTypes
from telegram.request import BaseRequest

from bot.settings import Settings
from handlers import (
    answers,
    batches,
    corrections,
    errors,
    fallback,
    imports,
    language,
    payslips,
    people,
    readers,
    standing,
    start,
    today,
)
from handlers import help as help_
from handlers.commands import offer_to_all
from handlers.context import Context, House
from handlers.topic import Topic
from services.store import Store

os.environ.setdefault("PTB_TIMEDELTA", "true")  # how long to wait as a timedelta, not deprecated

App: TypeAlias = Application[Any, Context, Any, Any, Any, Any]
TOPICS: tuple[Topic, ...] = (
    start,
    payslips,
    standing,
    people,
    batches,
    imports,
    readers,
    corrections,
    today,
    language,
    help_,
    answers,
)
"""What the bot can do, in the order of menus and /help."""


def build(  # noqa: PLR0913 - all that can differ, each once
    settings: Settings,
    store: Store,
    request: BaseRequest | None = None,
    clock: Callable[[], datetime] | None = None,
    topics: Sequence[Topic] = TOPICS,
    *,
    polling: bool | None = None,
) -> App:
    """Return the application.

    `request` is a way to another Telegram than the network's; whoever hands one in hands the
    updates in too, unless `polling`. `post_init` is only called by the application's own run
    methods.
    """
    builder: Any = Application.builder().token(settings.bot_token)  # typed by each of its calls
    builder = builder.context_types(ContextTypes(context=Context)).job_queue(None)
    builder = builder.base_url(f"{settings.bot_api_url}/bot")
    builder = builder.base_file_url(f"{settings.bot_api_url}/file/bot")
    if request:
        builder = builder.request(request).get_updates_request(request)
    elif settings.bot_proxy:
        builder = builder.proxy(settings.bot_proxy).get_updates_proxy(settings.bot_proxy)
    if not (request is None if polling is None else polling):
        builder = builder.updater(None)
    app: App = builder.post_init(_started).build()
    app.bot_data["house"] = House(store, clock or settings.clock, settings.timezone, tuple(topics))
    for topic in (*topics, fallback):
        app.add_handlers(topic.HANDLERS)
    app.add_error_handler(errors.tell)
    return app


async def _started(app: App) -> None:
    house: House = app.bot_data["house"]
    await offer_to_all(app.bot, house.topics)
