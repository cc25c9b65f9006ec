"""People are left alone from 21:00 to 08:00, whenever what they are told could not go before.

Broken by the look at the hour taken out of `delivery.due`, a bound taken the wrong way, `by_day`
left out of `timetable.do_next` or of a notice to many, `over_at` left out of the postman.
"""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.app import TOPICS, build
from bot.engine import Engine
from bot.recurring import RECURRING
from bot.settings import Settings
from bot.stand_in import Door, Telegram
from handlers.broadcasts import draft
from handlers.render import Reader
from handlers.screen import drawn
from handlers.topic import Topic
from services import accounts, health, notices
from services.broadcasts import counting
from services.broadcasts.rows import LIVE
from services.store import Store, changes
from services.store.traffic import Notice
from services.store.work import Occurrence
from services.timetable import do_next, plan
from tests.broadcasts.desk import OFFICE, confirmed, drafted, turned, worked
from tests.process.test_postman import TOPIC, ZHANG_WEI, states, told
from tests.process.test_together import OVER
from tests.process.test_together import TOPIC as CHORES
from tests.stage import ZONE, entered

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
EVENING = datetime(2026, 10, 9, 20, 59, tzinfo=ZONE)
NIGHT, BEFORE, MORNING = (
    datetime(2026, 10, day, hour, minute, tzinfo=ZONE)
    for day, hour, minute in ((9, 21, 0), (10, 7, 59), (10, 8, 0))
)


@dataclass
class Bot:
    """A bot whose clock is set."""

    store: Store
    telegram: Telegram
    now: list[datetime] = field(default_factory=lambda: [EVENING])

    def at(self, now: datetime) -> AbstractAsyncContextManager[Engine]:
        """Start it at a moment."""
        self.now.append(now)
        return self._started()

    @asynccontextmanager
    async def _started(self) -> AsyncIterator[Engine]:
        settings = Settings.read(_env_file=None, bot_token=self.telegram.token)
        topics: tuple[Topic, ...] = (*TOPICS, TOPIC, CHORES)
        clock = lambda: self.now[-1]  # noqa: E731 - it is one
        async with (app := build(settings, self.store, Door(self.telegram), clock, topics)):
            yield await entered(app)


@pytest.fixture
def bot(peopled_store: Store, telegram: Telegram) -> Bot:
    return Bot(peopled_store, telegram)


@changes
def write(session: Session, /, text: str, due: datetime, kind: str = "note", **when: Any) -> None:
    """Write a notice to one that is due at a moment."""
    staff = [accounts.staff_of(session, ZHANG_WEI) or 0]
    notices.tell(session, due, kind, text, staff, text=text, **when)


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        (EVENING, True),
        (NIGHT - SECOND, True),
        (NIGHT, False),
        (BEFORE, False),
        (MORNING - SECOND, False),
        (MORNING, True),
    ],
)
async def test_to_the_minute(bot: Bot, now: datetime, *, goes: bool) -> None:
    bot.store.call(write, "提醒", EVENING - 10 * MINUTE, by_day=True)
    bot.store.call(write, "回话", now)
    async with bot.at(now) as engine:
        await engine.postman.deliver_all()
    assert set(told(bot.telegram)) == {"通知：回话"} | ({"通知：提醒"} if goes else set())


async def test_what_is_over_in_the_morning_does_not_come(bot: Bot) -> None:
    bot.store.call(write, "旧", EVENING, by_day=True, over_at=MORNING)
    bot.store.call(write, "新", EVENING, by_day=True, over_at=MORNING + MINUTE)
    for now in (NIGHT, MORNING):
        async with bot.at(now) as engine:
            await engine.postman.deliver_all()
    assert told(bot.telegram) == ["通知：新"]
    assert bot.store.call(states) == ["cancelled", "sent"]


async def test_a_text_that_was_begun_is_ended(bot: Bot) -> None:
    bot.store.call(write, "长" * 9000, EVENING, by_day=True)
    async with bot.at(EVENING) as engine:
        real = engine.postman.hand.put

        async def put(chat: int, message: dict[str, Any]) -> int:
            bot.now.append(NIGHT)  # while the first piece is on its way
            return await real(chat, message)

        engine.postman.hand.put = put  # type: ignore[method-assign]
        await engine.postman.deliver_all()
    assert len(told(bot.telegram)) == 3


async def test_reminders_of_the_night_are_one_message_in_the_morning(bot: Bot) -> None:
    OVER.clear()
    for text in "AB":
        bot.store.call(write, text, EVENING, kind="chore", by_day=True)
    bot.store.call(write, "C", EVENING, kind="chore", by_day=True, over_at=MORNING)
    bot.store.call(write, "D", NIGHT, kind="chore")
    for now in (NIGHT, MORNING):
        async with bot.at(now) as engine:
            await engine.postman.deliver_all()
    assert told(bot.telegram)[0] == "单独：D"
    assert told(bot.telegram)[1:] == ["⏰ 提醒您 2 件事：\n1. A到期\n2. B到期"]


@pytest.mark.parametrize("urgent", [False, True])
async def test_a_notice_to_many_that_the_night_cuts_off_goes_on_in_the_morning(
    bot: Bot, *, urgent: bool
) -> None:
    made = drafted(bot.store)
    if urgent:
        made = turned(bot.store, made, OFFICE, "urgent")
    assert confirmed(bot.store, made, now=EVENING, card=1)
    worked(bot.store, EVENING)
    sends = bot.telegram.events
    async with bot.at(EVENING) as engine:
        real = engine.postman.hand.put

        async def put(chat: int, message: dict[str, Any]) -> int:
            bot.now.append(NIGHT)  # while the first is on its way
            return await real(chat, message)

        engine.postman.hand.put = put  # type: ignore[method-assign]
        engine.postman.round_trip = 0  # one at a time
        await engine.postman.deliver_all()
    card = bot.store.call(counting.card, OFFICE, NIGHT, made.id)
    assert card.rests is not urgent
    assert card.counts.states[counting.GOT] == (5 if urgent else 1)
    (shown,) = drawn(draft.live(card), Reader("zh_Hans_CN", ZONE))
    assert ("没发到的 08:00 接着发" in shown["text"]) is not urgent
    redrawn = select(Notice.due_at).where(Notice.kind == LIVE, Notice.due_at > MORNING)
    assert bool(bot.store.call(lambda session: session.scalars(redrawn).all())) is not urgent
    async with bot.at(MORNING) as engine:
        await engine.postman.deliver_all()
    card = bot.store.call(counting.card, OFFICE, MORNING, made.id)
    assert card.counts.states == {"got": 5, "unbound": 1}
    assert len({one.chat_id for one in sends}) == sum(one.kind == "sent" for one in sends) == 5


def test_what_the_timetable_tells_people_goes_by_day_only(peopled_store: Store) -> None:
    """All that somebody hears of, for forty days: but for what administrators have to see to."""
    store, begin = peopled_store, datetime(2026, 10, 9, 9, tzinfo=ZONE)
    heard = [one for one in RECURRING if one.hears is not None]
    store.call(plan, begin, heard)
    with Session(store.reader) as session:
        moments = session.scalars(select(Occurrence.due_at).order_by(Occurrence.due_at)).all()
    for moment in moments:
        store.call(do_next, moment.astimezone(ZONE), heard)
    store.call(health.watch, begin, begin)
    with Session(store.reader) as session:
        rows = session.execute(select(Notice.kind, Notice.by_day).distinct()).all()
    assert {kind for kind, by_day in rows if not by_day} <= {"stalled"}
    resting = {kind for kind, by_day in rows if by_day}
    assert {"training", "pay_day", "report", "duty_due"} <= resting


def test_what_waits_for_the_morning_does_not_stall(peopled_store: Store) -> None:
    peopled_store.call(write, "提醒", EVENING - 10 * MINUTE, by_day=True)
    found = {
        now: peopled_store.call(health.backlog, now).since.get("notices")
        for now in (EVENING, NIGHT, BEFORE, MORNING, MORNING + MINUTE)
    }
    due = EVENING - 10 * MINUTE
    assert list(found.values()) == [due, None, None, MORNING, MORNING]
