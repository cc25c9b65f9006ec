"""Several reminders at once are one message: each thing once, nothing lost, nothing that is over.

Broken by parts that stay waiting, a digest under a part's key, another's reminders, what is due
later, what has no line of its own.
"""

from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import ClassVar, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.stand_in import Telegram, timed_out
from handlers.buttons import Button
from handlers.context import House, Screen
from handlers.i18n import say
from handlers.topic import Topic, Waiting, ways
from services import accounts, notices, together
from services.delivery import Due
from services.store import Store, changes
from services.store.traffic import Notice
from tests.process.conftest import Start
from tests.process.test_postman import MANAGER, ZHANG_WEI, bring_forward, states, told
from tests.stage import BEGIN

OVER = set[str]()
LATER = timedelta(hours=1)


@dataclass(frozen=True)
class Do(Button):
    """Do something."""

    tag: ClassVar[str] = "zz"
    text: str


async def brief(_house: House, due: Due) -> Waiting | None:
    text = due.data["text"]
    if text in OVER:
        return None
    return Waiting(say("{text}到期", text=text), say("办{text}", text=text), Do(text))


async def alone(_house: House, due: Due) -> Screen | None:
    if due.data["text"] in OVER:
        return None
    return Screen(say("单独：{text}", text=due.data["text"]), [ways()])


def letter(data: dict[str, str]) -> Screen:
    return Screen(say("信：{text}", text=data["text"]), [ways()])


TOPIC = cast(
    "Topic",
    SimpleNamespace(
        HANDLERS=(), NOTICES={"letter": letter}, CARDS={"chore": alone}, BRIEFS={"chore": brief}
    ),
)


@changes
def write(session: Session, *texts: str, to: int = ZHANG_WEI, kind: str = "chore") -> None:
    """Have somebody reminded of things, at the same time."""
    staff = [accounts.staff_of(session, to) or 0]
    for text in texts:
        notices.tell(session, BEGIN, kind, text, staff, text=text)


@changes
def call_back(session: Session, text: str) -> None:
    notices.call_back(session, BEGIN, "chore", text)


@changes
def write_later(session: Session, text: str) -> None:
    staff = [accounts.staff_of(session, ZHANG_WEI) or 0]
    notices.tell(session, BEGIN, "chore", text, staff, due_at=BEGIN + LATER, text=text)


@changes
def write_to_chats(session: Session, texts: str, chats: tuple[int, ...]) -> None:
    for text in texts:
        for chat in chats:
            notices.tell_chat(session, BEGIN, "chore", text, chat, text=text)


async def test_five_messages_are_one(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    OVER.clear()
    peopled_store.call(write, *"ABCDE")
    async with start(TOPIC) as engine:
        await engine.postman.deliver_all()
    lines = [f"{at}. {one}到期" for at, one in enumerate("ABCDE", start=1)]
    assert told(telegram) == ["\n".join(["⏰ 提醒您 5 件事：", *lines])]
    assert peopled_store.call(states) == ["merged"] * 5 + ["sent"]
    shown = next(reversed(telegram.chats[ZHANG_WEI].messages.values()))
    assert shown.inline
    labels = [one["text"] for row in shown.inline["inline_keyboard"] for one in row]
    assert labels == [*(f"{at} 办{one}" for at, one in enumerate("ABCDE", start=1)), "🏠 首页"]


async def test_one_alone_is_as_it_is(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    OVER.clear()
    peopled_store.call(write, "A")
    async with start(TOPIC) as engine:
        await engine.postman.deliver_all()
        peopled_store.call(write, "A", "B")  # the first was told already
        await engine.postman.deliver_all()
    assert told(telegram) == ["单独：A", "单独：B"]
    assert peopled_store.call(states) == ["sent", "sent"]


async def test_what_is_no_reminder_what_is_due_later_and_others_stay_out(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    OVER.clear()
    peopled_store.call(write, "A", "B")
    peopled_store.call(write, "C", kind="letter")
    peopled_store.call(write, "D", "E", to=MANAGER)
    peopled_store.call(write_later, "F")
    async with start(TOPIC) as engine:
        await engine.postman.deliver_all()
    assert sorted(told(telegram)) == ["⏰ 提醒您 2 件事：\n1. A到期\n2. B到期", "信：C"]
    assert told(telegram, MANAGER) == ["⏰ 提醒您 2 件事：\n1. D到期\n2. E到期"]
    assert peopled_store.call(states).count("waiting") == 1


async def test_accounts_that_are_nobodys_are_told_each_by_itself(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    """Broken by merging what has no person: it would go to nobody."""
    OVER.clear()
    peopled_store.call(write_to_chats, "AB", (ZHANG_WEI, MANAGER))
    async with start(TOPIC) as engine:
        await engine.postman.deliver_all()
    for chat in (ZHANG_WEI, MANAGER):
        assert sorted(told(telegram, chat)) == ["单独：A", "单独：B"]
    assert peopled_store.call(states) == ["sent"] * 4


async def test_what_is_over_when_it_is_sent_is_left_out(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    OVER.clear()
    OVER.update("BDEF")
    peopled_store.call(write, "A", "B", "C")
    peopled_store.call(write, "D", "E", to=MANAGER)
    async with start(TOPIC) as engine:
        await engine.postman.deliver_all()
        assert told(telegram) == ["⏰ 提醒您 2 件事：\n1. A到期\n2. C到期"]
        assert told(telegram, MANAGER) == []
        peopled_store.call(write, "F", "G", to=MANAGER)
        await engine.postman.deliver_all()
    assert told(telegram, MANAGER) == ["单独：G"]


async def test_a_failure_that_passes_costs_nothing(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    OVER.clear()
    peopled_store.call(write, "A", "B")
    async with start(TOPIC) as engine:
        telegram.fail_next("sendMessage", timed_out())
        await engine.postman.deliver_all()
        assert told(telegram) == []
        assert peopled_store.call(states) == ["merged", "merged", "waiting"]
        peopled_store.call(call_back, "A")  # of one that is over
        peopled_store.call(bring_forward)
    async with start(TOPIC) as engine:  # another process goes on
        await engine.postman.deliver_all()
        await engine.postman.deliver_all()
    assert told(telegram) == ["⏰ 提醒您 2 件事：\n1. A到期\n2. B到期"]
    assert peopled_store.call(states) == ["merged", "merged", "sent"]


async def test_merged_twice_it_is_one_all_the_same(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    OVER.clear()
    peopled_store.call(write, "A", "B")
    (first, *_) = peopled_store.call(ids)
    for _ in range(2):
        peopled_store.call(together.merge, BEGIN, first, ("chore",))
    async with start(TOPIC) as engine:
        await engine.postman.deliver_all()
    assert told(telegram) == ["⏰ 提醒您 2 件事：\n1. A到期\n2. B到期"]


async def test_many_are_told_eight_at_a_time(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    OVER.clear()
    peopled_store.call(write, *(f"事{number:02}" for number in range(25)))
    async with start(TOPIC) as engine:
        await engine.postman.deliver_all()
    heads = [one.partition("：")[0] for one in told(telegram)]
    assert sorted(heads) == sorted([*["⏰ 提醒您 8 件事"] * 3, "单独"])


def ids(session: Session) -> list[int]:
    return list(session.scalars(select(Notice.id).order_by(Notice.key)))
