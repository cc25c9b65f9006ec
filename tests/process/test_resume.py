"""A form after a crash between its step and the answer: drawn as it stands, whatever it asks."""

from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.stand_in import Telegram
from handlers import reading
from handlers.context import Screen
from handlers.forms import Form, Question
from handlers.i18n import say
from handlers.topic import Topic
from services import drafts
from services.days import Days
from services.month import Month
from services.organisation import NotYoursError
from services.store import Store, changes
from services.store.traffic import DONE, Talker, Update
from tests.handlers import sample_trip
from tests.process.conftest import Start
from tests.stage import BEGIN

WHO = 31


def forbidden(_session: Session, _who: int, _today: date, _month: Month) -> Days:
    raise NotYoursError


FORM = Form(
    "refusing",
    say("甲"),
    (Question("day", say("日期"), say("哪一天？"), reading.day, calendar=forbidden),),
    lambda *_: None,
    lambda _: Screen(say("甲")),
)
REFUSING = cast("Topic", SimpleNamespace(HANDLERS=(), FORMS=(FORM,)))


@changes
def died_before_the_answer(session: Session) -> None:
    """Leave the database as a process leaves it that is killed after the effect."""
    session.execute(update(Talker).values(holder="gone#1"))
    session.execute(update(Update).values(state=DONE))


@pytest.mark.parametrize("form", ["trip", "refusing"])
async def test_the_form_is_drawn_again(
    start: Start, telegram: Telegram, peopled_store: Store, form: str
) -> None:
    peopled_store.call(drafts.begin, WHO, form, BEGIN)
    telegram.say(telegram.users[WHO], "明天")
    async with start(cast("Topic", sample_trip), REFUSING) as engine:
        await engine.intake.receive(telegram.updates.take())
        peopled_store.call(died_before_the_answer)
        await engine.intake.deliver([])
    card = [one for one in telegram.chats[WHO].messages.values() if one.sender.is_bot][-1]
    assert card.text.startswith("刚才那一步已经办好，只是没来得及告诉您。\n")
    assert card.inline
    labels = [one["text"] for row in card.inline["inline_keyboard"] for one in row]
    if form == "trip":
        assert {"今天", "下周一", "2026年10月", "‹9›", "30"} <= set(labels)
    else:
        assert labels == ["取消"]
