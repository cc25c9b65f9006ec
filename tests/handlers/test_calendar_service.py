"""What the service behind a form's calendar is asked: of which months, knowing which answers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy.orm import Session

from bot.app import App
from bot.stand_in import Person
from handlers import reading
from handlers.context import Screen
from handlers.forms import Form, Question
from handlers.i18n import say
from handlers.questions import near_days
from handlers.topic import Topic
from services import drafts
from services.days import Days
from services.month import Month
from services.store import Store
from tests.handlers.conftest import Bot
from tests.stage import BEGIN

WHO, TODAY = 31, date(2026, 10, 9)
CLOSED = date(2026, 11, 25)
NOTE = Question("note", say("备注"), say("备注？"), lambda typed, _: typed, optional=True)
START = Question("start", say("从"), say("从？"), reading.day)
LAST = Question("last", say("再问"), say("再问？"), lambda typed, _: typed)


@dataclass
class Service:
    """Answers for every month, and remembers what it was asked."""

    asked: list[tuple[Any, ...]] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)

    def days(self, _session: Session, who: int, today: date, month: Month, **more: Any) -> Days:
        """Refuse one day."""
        self.asked.append((who, today, month))
        self.answers.append(more)
        return Days(month, {CLOSED: "full"} if Month.of(CLOSED) == month else {})

    @property
    def topic(self) -> Topic:
        """A topic with one form, whose third question has the calendar."""
        asked: Question[Any] = Question(
            "day", say("到"), say("到？"), reading.day, picks=near_days, calendar=self.days
        )
        form = Form(
            "asked",
            say("甲"),
            (NOTE, START, asked, LAST),
            lambda *_: None,
            lambda _: Screen(say("甲")),
            given=("staff",),
        )
        return cast("Topic", SimpleNamespace(HANDLERS=(), FORMS=(form,)))


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def types(
    bot: Bot, zhang_wei: Callable[[App], Person], peopled_store: Store, service: Service
) -> Callable[..., Any]:
    """Return what has 张伟 type into a form with these answers."""

    async def typed(text: str, **answers: str | None) -> drafts.Draft | None:
        peopled_store.call(drafts.begin, WHO, "asked", BEGIN, {"staff": "7", **answers})
        async with bot([service.topic]) as app:
            await zhang_wei(app).types(text)
        return peopled_store.call(drafts.current, WHO)

    return typed


async def test_it_knows_whom_it_is_about_and_the_answers_before(
    types: Callable[..., Any], service: Service
) -> None:
    draft = await types("11-24", note=None, start="2026-11-02", last="x")
    assert draft.answers["day"] == "2026-11-24"
    assert service.asked == [(WHO, TODAY, Month(2026, 11))]
    assert service.answers == [{"staff": 7, "note": None, "start": date(2026, 11, 2)}]


async def test_a_half_of_a_day_that_cannot_be_taken_is_refused_too(
    types: Callable[..., Any], service: Service
) -> None:
    draft = await types("11-25 上午", note="n", start="2026-11-02")
    assert "day" not in draft.answers
    assert {one[2] for one in service.asked} == {Month(2026, 10), Month(2026, 11)}  # 今天 …
    assert {one["note"] for one in service.answers} == {"n"}


async def test_it_is_shown_the_month_of_the_answer_before(
    types: Callable[..., Any], service: Service
) -> None:
    await types("12-31", note=None)  # the answer to 从？
    assert {one[2] for one in service.asked} == {Month(2026, 10), Month(2026, 12)}
    assert {one["start"] for one in service.answers} == {date(2026, 12, 31)}
