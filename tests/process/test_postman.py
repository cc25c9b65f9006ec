"""Notices on their way: once each, in pieces, to those who can be reached, in their language.

Broken by a key that is not unique, a piece that is drawn anew, or an error judged wrongly.
"""

from collections.abc import Mapping
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.stand_in import Telegram, lost_answer, refused, timed_out, too_many
from handlers.context import Screen
from handlers.i18n import say
from handlers.topic import Home, Topic, ways
from services import accounts, delivery, groups, leases, notices
from services.store import Store, changes
from services.store.people import Account
from services.store.traffic import Group, Notice
from tests.process.conftest import Start
from tests.stage import BEGIN

ZHANG_WEI, MANAGER, UNBOUND = 31, 19, 32


def worded(data: Mapping[str, Any]) -> Screen:
    return Screen(say("通知：{text}", text=data["text"]), [ways(Home())])


def broken(_data: Mapping[str, Any]) -> Screen:
    raise KeyError


TOPIC = cast("Topic", SimpleNamespace(HANDLERS=(), NOTICES={"note": worded, "broken": broken}))


@changes
def write(session: Session, about: object, *to: int, kind: str = "note", text: str = "一") -> None:
    """Write a notice to accounts of the world."""
    staff = [accounts.staff_of(session, one) or 0 for one in to]
    notices.tell(session, BEGIN, kind, about, staff, text=text)


def told(telegram: Telegram, chat: int = ZHANG_WEI) -> list[str]:
    return [one.text for one in telegram.chats[chat].messages.values() if one.sender.is_bot]


def states(session: Session) -> list[str]:
    return sorted(session.scalars(select(Notice.state)))


async def test_the_same_notice_is_written_and_sent_once(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    async with start(TOPIC) as engine:
        for _ in range(2):
            peopled_store.call(write, "a", ZHANG_WEI, MANAGER)
            await engine.postman.deliver_all()
    assert told(telegram) == told(telegram, MANAGER) == ["通知：一"]
    assert peopled_store.call(states) == ["sent", "sent"]
    shown = next(reversed(telegram.chats[ZHANG_WEI].messages.values()))
    assert shown.inline


async def test_a_long_one_goes_in_pieces_in_order_and_markup_stays_text(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    text = "\n".join(f"{number} <b>&amp;</b> {'长' * 900}" for number in range(10))
    async with start(TOPIC) as engine:
        peopled_store.call(write, "a", ZHANG_WEI, text=text)
        await engine.postman.deliver_all()
    pieces = told(telegram)
    assert len(pieces) == 3
    assert "\n".join(pieces) == f"通知：{text}"
    assert peopled_store.call(states) == ["sent"] * 3


async def test_a_failure_that_passes_delays_it(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    async with start(TOPIC) as engine:
        for fault in (timed_out(), too_many(3), refused(502, "Bad Gateway")):
            telegram.fail_next("sendMessage", fault)
            peopled_store.call(write, fault, ZHANG_WEI)
            await engine.postman.deliver_all()
            (due,) = peopled_store.call(waiting)
            assert due > BEGIN
            peopled_store.call(bring_forward)
            await engine.postman.deliver_all()
    assert told(telegram) == ["通知：一"] * 3


def waiting(session: Session) -> list[Any]:
    return list(session.scalars(select(Notice.due_at).where(Notice.state == "waiting")))


@changes
def bring_forward(session: Session) -> None:
    for one in session.scalars(select(Notice).where(Notice.state == "waiting")):
        one.due_at = BEGIN


async def test_an_answer_that_is_lost_costs_a_second_message_never_none(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    async with start(TOPIC) as engine:
        telegram.fail_next("sendMessage", lost_answer())
        peopled_store.call(write, "a", ZHANG_WEI)
        await engine.postman.deliver_all()
        peopled_store.call(bring_forward)
        await engine.postman.deliver_all()
    assert told(telegram) == ["通知：一"] * 2


async def test_whoever_stopped_the_bot_is_tried_once_and_reported(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    telegram.block(telegram.users[ZHANG_WEI])
    async with start(TOPIC) as engine:
        for about in "ab":
            peopled_store.call(write, about, ZHANG_WEI)
            await engine.postman.deliver_all()
        assert telegram.ledger.calls["sendMessage"] == 2  # one to him, one to the back office
        assert "收不到消息" in told(telegram, 6)[0]
        peopled_store.call(delivery.reachable, ZHANG_WEI, None)
        telegram.unblock(telegram.users[ZHANG_WEI])
        peopled_store.call(write, "c", ZHANG_WEI)
        await engine.postman.deliver_all()
    assert told(telegram) == ["通知：一"]


async def test_whoever_has_no_account_is_not_reached(start: Start, peopled_store: Store) -> None:
    peopled_store.call(unbind)
    async with start(TOPIC) as engine:
        await engine.postman.deliver_all()
    assert peopled_store.call(states) == ["unreachable"]


@changes
def unbind(session: Session) -> None:
    """Write to 张伟, who then loses his account."""
    write(session, "a", ZHANG_WEI)
    session.delete(session.get_one(Account, ZHANG_WEI))


async def test_one_that_cannot_be_worded_or_is_refused_stops_no_other(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    async with start(TOPIC) as engine:
        peopled_store.call(write, "a", ZHANG_WEI, kind="broken")
        peopled_store.call(write, "b", ZHANG_WEI, kind="unknown")
        peopled_store.call(write, "c", MANAGER)
        telegram.fail_next("sendMessage", refused(400, "Bad Request: message is too long"))
        await engine.postman.deliver_all()
        peopled_store.call(write, "d", MANAGER)
        await engine.postman.deliver_all()
    assert peopled_store.call(states) == ["failed", "failed", "failed", "sent"]


async def test_what_is_called_back_does_not_go(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    async with start(TOPIC) as engine:
        peopled_store.call(write, "a%b", ZHANG_WEI)
        peopled_store.call(write, "aXb", ZHANG_WEI, text="二")
        peopled_store.call(changes(notices.call_back), BEGIN, "note", "a%b")
        await engine.postman.deliver_all()
    assert told(telegram) == ["通知：二"]


async def test_one_that_is_due_later_waits(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    async with start(TOPIC) as engine:
        peopled_store.call(write_later)
        await engine.postman.deliver_all()
    assert told(telegram) == []
    assert peopled_store.call(delivery.next_due) == BEGIN + timedelta(hours=1)


@changes
def write_later(session: Session) -> None:
    staff = accounts.staff_of(session, ZHANG_WEI) or 0
    due = BEGIN + timedelta(hours=1)
    notices.tell(session, BEGIN, "note", "a", [staff], due_at=due, text="一")


async def test_a_group_that_moved_is_followed_everywhere(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    group = telegram.group("群", telegram.users[ZHANG_WEI], basic=True)
    old = group.id
    async with start(TOPIC) as engine:
        peopled_store.call(groups.join, old, "群", BEGIN)
        new = telegram.upgrade(group, telegram.users[ZHANG_WEI]).id
        peopled_store.call(write_to_group, old)
        await engine.postman.deliver_all()
    assert told(telegram, new) == ["通知：一"]
    chats = {*peopled_store.call(lambda s: s.scalars(select(Notice.chat_id)).all())}
    chats |= {*peopled_store.call(lambda s: s.scalars(select(Group.chat_id)).all())}
    assert chats == {new}


@changes
def write_to_group(session: Session, chat_id: int) -> None:
    notices.tell_chat(session, BEGIN, "note", "a", chat_id, text="一")


async def test_it_goes_out_in_the_readers_language(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    peopled_store.call(accounts.choose_language, ZHANG_WEI, "en")
    async with start(TOPIC) as engine:
        peopled_store.call(write, "2026-10-14", ZHANG_WEI, MANAGER, kind="pay_day")
        await engine.postman.deliver_all()
    assert told(telegram)[0].startswith("Last month's pay is paid today")
    assert told(telegram, MANAGER)[0].startswith("今天发上月工资")


async def test_only_one_process_sends(
    start: Start, telegram: Telegram, peopled_store: Store
) -> None:
    peopled_store.call(leases.take, BEGIN, delivery.LEASE, "other#1")
    async with start(TOPIC) as engine:
        peopled_store.call(write, "a", ZHANG_WEI)
        await engine.postman.deliver_all()
    assert told(telegram) == []
