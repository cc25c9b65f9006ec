"""Puts the bot together."""

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from telegram.ext import Application, ContextTypes
from telegram.request import BaseRequest

from bot.request import AiohttpRequest
from bot.settings import Settings
from handlers import (
    agenda,
    answers,
    appointments,
    approvals,
    attachments,
    attendance,
    away,
    batches,
    briefs,
    broadcasts,
    clients,
    conduct,
    corrections,
    delivery,
    disputes,
    duties,
    errors,
    fallback,
    find,
    holidays,
    identity,
    imports,
    inventory,
    language,
    leave,
    licences,
    mydata,
    ownership,
    payslips,
    people,
    readers,
    reminders,
    reports,
    requests,
    resignation,
    rewards,
    role,
    schedules,
    squads,
    standing,
    start,
    talks,
    today,
    together,
    training,
    trainingfile,
    worklog,
)
from handlers import help as help_
from handlers.appointments import arrivals
from handlers.clients import desk
from handlers.context import Context, House
from handlers.office import records, units
from handlers.topic import Topic
from services.store import Store

os.environ.setdefault("PTB_TIMEDELTA", "true")  # how long to wait as a timedelta, not deprecated

App: TypeAlias = Application[Any, Context, Any, Any, Any, Any]
TOPICS: tuple[Topic, ...] = (
    start,
    payslips,
    standing,
    leave,
    appointments,
    disputes,
    ownership,
    today,
    approvals,
    people,
    reports,
    training,
    duties,
    rewards,
    worklog,
    role,
    squads,
    talks,
    briefs,
    broadcasts,
    trainingfile,
    licences,
    inventory,
    find,
    clients,
    units,
    records,
    identity,
    attendance,
    away,
    requests,
    resignation,
    conduct,
    arrivals,
    batches,
    imports,
    readers,
    corrections,
    holidays,
    schedules,
    agenda,
    desk,
    delivery,
    reminders,
    together,
    language,
    mydata,
    help_,
    answers,
    attachments,
)
"""What the bot can do, in the order of menus and /help."""


def build(
    settings: Settings,
    store: Store,
    request: BaseRequest | None = None,
    clock: Callable[[], datetime] | None = None,
    topics: Sequence[Topic] = TOPICS,
) -> App:
    """Return the application; `request` is a way to another Telegram than the network's."""
    builder: Any = Application.builder().token(settings.bot_token)  # typed by each of its calls
    builder = builder.context_types(ContextTypes(context=Context)).job_queue(None)
    builder = builder.base_url(f"{settings.bot_api_url}/bot")
    builder = builder.base_file_url(f"{settings.bot_api_url}/file/bot")
    way = request or AiohttpRequest(settings.bot_proxy)
    builder = builder.request(way).get_updates_request(way)
    app: App = builder.updater(None).build()
    app.bot_data["house"] = House(store, clock or settings.clock, settings.timezone, tuple(topics))
    for topic in (*topics, fallback):
        app.add_handlers(topic.HANDLERS)
    app.add_error_handler(errors.report)
    return app
