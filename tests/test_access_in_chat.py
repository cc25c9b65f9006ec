"""T-X1 in the chat: forged buttons get no figures, and a group hears nothing private.

Broken by a handler that asks a service past `viewer`, or one declared to answer anywhere.
"""

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import fields
from datetime import timedelta

import pytest

from bot.app import TOPICS
from bot.stand_in import Event, Person, Telegram
from bot.stand_in.person import Receive
from handlers.buttons import Button
from services import accounts, organisation
from services.identity import invitations, opening
from services.identity.ties import AlreadyBoundError
from services.month import Month
from services.store import Store
from tests.branch import NOW, TODAY
from tests.databases import Databases, opened
from tests.rights import EVERYBODY, STRANGER, may_see
from tests.stage import answering

MONEY = re.compile(r"[¥%]|\d,\d{3}|\d\.\d")
NOT_YOURS, UNKNOWN = "没有这个人，或者您无权查看。", "我还不认识您。"
IN_PRIVATE = "这里不便说，请到私聊里问我。"
VALUES = {
    "month": Month(2026, 10),
    "path": "0",
    "page": 0,
    "sure": True,
    "code": "late",
}  # of such a button
VALUES |= {"day": TODAY.toordinal(), "version": 0}
# one of each post, and the person each may not see (nobody: the general manager sees all)
ASKERS = {
    "JC031": "JC032",  # marketer → colleague
    "JC019": "JC015",  # station manager → superior
    "JC015": "JC016",  # district manager → another district's
    "JC012": "JC013",  # director → another department's
    "JC009": "JC013",  # a department's back office → another department
    "JC003": "JC031",  # finance manager
    "JC007": "JC031",  # teller
    "JC004": "JC031",  # trading manager
    "JC002": "JC031",  # office
    "JC005": "JC031",  # administrator
    "JC061": "JC062",  # someone who left → who reported to him
    "JC900": "JC031",  # an unknown account
}


def kinds(kind: type[Button] = Button) -> Iterator[type[Button]]:
    """Yield the product's kinds of buttons."""
    for one in kind.__subclasses__():
        if one.__module__.startswith("handlers."):
            yield one
        yield from kinds(one)


WITHOUT_FIGURES = {"Lines", "Person", "Reports", "RecordOf", "Change", "Leave", "History"}
WITHOUT_FIGURES |= {"Leaves", "Ask"}
WITHOUT_FIGURES |= {"Mark", "Record", "Fill", "Score", "ScoreNow"}  # points, no amounts
LEAVING = {"HandoverOf", "FundOf", "Refund", "Forfeit", "Statement"}  # of one who does not leave
WITHOUT_FIGURES |= LEAVING
FOR_SIGNERS = {
    "Shelf",
    "ShelfOf",
}  # whoever signs sees every archive: tried in tests/ownership/test_rights
FOR_KEEPERS = {"FileOf", "OpenFile", "LicencesOf", "AddLicence"}  # tried in tests/trainingfile
OF_A_GROUP = {"Turn", "Lead"}  # of a small group there is none of: tried in tests/squads
WITHOUT_FIGURES |= {"With"}  # talks
ABOUT_SOMEBODY = [
    one
    for one in kinds()
    if "staff" in {field.name for field in fields(one)}
    and one.__name__ not in FOR_SIGNERS | FOR_KEEPERS | OF_A_GROUP
]

WITH_FIGURES = [one for one in ABOUT_SOMEBODY if "identity" not in one.__module__]


def forged(kind: type[Button], staff_id: int) -> str:
    """Return the data of a button of the kind that is about the person."""
    names = [field.name for field in fields(kind)]
    return kind(**{name: VALUES.get(name, staff_id) for name in names}).packed()


@pytest.fixture(scope="module")
def store(databases: Databases, completed: str) -> Iterator[Store]:
    """Return the demo's branch, with somebody who left."""
    url = databases.copy(completed)
    with opened(url) as made:
        yield made
    databases.drop(url)


@pytest.fixture
def telegram() -> Telegram:
    return Telegram(lambda: NOW)


@pytest.fixture
async def receive(store: Store, telegram: Telegram) -> AsyncIterator[Receive]:
    """Return what hands updates to the bot."""
    async with answering(store, telegram, NOW) as receive:
        yield receive


@pytest.fixture
def ids(store: Store) -> dict[str, int]:
    found = store.call(organisation.on, TODAY).people.values()
    return {one.number: one.staff_id for one in found}


def heard(events: list[Event]) -> str:
    """Return all that was said, buttons included."""
    return "\n".join(str(event.shown) for event in events if event.shown)


def words(events: list[Event]) -> list[str]:
    return [str(one.shown["text"]) for one in events if one.shown.get("text")]


def someone(telegram: Telegram, receive: Receive, number: str) -> Person:
    known = EVERYBODY.get(number)
    return Person(telegram, telegram.user(int(number[2:]), known.name if known else "?"), receive)


def test_the_buttons_about_somebody_are_all_forged() -> None:
    assert {one.__name__ for one in WITH_FIGURES} == {
        *("Pay", "Latest", "Compare", "Lines", "Why", "Stand", "StandWhy", "Person", "Reports"),
        *("RecordOf", "Change", "Leave", "History", "Leaves", "Ask"),
        *("Mark", "Record", "Fill", "Score", "ScoreNow"),
        *("Clients", "Export", "Hand", "With"),
        *LEAVING,
    }
    assert {one.__name__ for one in ABOUT_SOMEBODY if one not in WITH_FIGURES} == {
        *("AccountOf", "Invite", "Renew", "Suspend"),
    }
    posts = {post for number in ASKERS if number in EVERYBODY for post in EVERYBODY[number].posts}
    assert {"总经理"} == {post for one in EVERYBODY.values() for post in one.posts} - posts
    for number, other in ASKERS.items():
        assert not may_see(EVERYBODY.get(number), EVERYBODY[other])


@pytest.mark.parametrize(("number", "other"), ASKERS.items())
async def test_a_forged_button_shows_nothing(
    telegram: Telegram, receive: Receive, ids: dict[str, int], number: str, other: str
) -> None:
    asker = someone(telegram, receive, number)
    (greeting,) = [one.message for one in await asker.types("/menu") if one.kind == "sent"]
    assert greeting
    for kind in ABOUT_SOMEBODY:
        for staff_id in (ids[other], 12345):
            events = await asker.presses_again(greeting, forged(kind, staff_id))
            (said,) = words(events)
            assert said == NOT_YOURS or said.startswith(UNKNOWN), (kind, said)
            assert EVERYBODY[other].name not in heard(events)
            assert not MONEY.search(said)


async def test_the_same_buttons_about_oneself_do_show_figures(
    telegram: Telegram, receive: Receive, ids: dict[str, int]
) -> None:
    asker = someone(telegram, receive, "JC031")
    (greeting,) = [one.message for one in await asker.types("/menu") if one.kind == "sent"]
    assert greeting
    for kind in WITH_FIGURES:
        await asker.presses_again(greeting, forged(kind, ids["JC031"]))
        assert MONEY.search(greeting.text) or kind.__name__ in WITHOUT_FIGURES, kind


async def test_a_list_is_ones_own_whatever_page_is_pressed(
    telegram: Telegram, receive: Receive
) -> None:
    asker = someone(telegram, receive, "JC031")
    (greeting,) = [one.message for one in await asker.types("/menu") if one.kind == "sent"]
    assert greeting
    for page in (-9, 0, 1, 2, 10**9):
        said = str(words(await asker.presses_again(greeting, f"pp:{page}")))
        assert not [one.name for one in EVERYBODY.values() if one.name in said]


async def test_a_group_hears_nothing_private(
    telegram: Telegram, receive: Receive, ids: dict[str, int]
) -> None:
    asker = someone(telegram, receive, "JC001")
    group = telegram.group("江畔区域", asker.user)
    there = Person(telegram, asker.user, receive, group)
    commands = {
        name
        for topic in TOPICS
        for handler in topic.HANDLERS
        for name in getattr(handler, "commands", ())
    }
    assert {"start", "pay", "me", "people", "today", "help"} <= commands
    for name in sorted(commands):
        assert words(await there.types(f"/{name} 2026-10")) == [IN_PRIVATE]
    asked = next(one for one in group.messages.values() if one.sender.is_bot)
    for kind in kinds():
        names = [field.name for field in fields(kind)]
        data = forged(kind, ids["JC031"]) if "staff" in names else f"{kind.tag}:1"
        for one in await there.presses_again(asked, data):
            assert one.shown.get("text", IN_PRIVATE) == IN_PRIVATE, kind
    said = "\n".join(one.text for one in group.messages.values() if one.sender.is_bot)
    assert set(said.splitlines()) == {IN_PRIVATE}


async def test_an_invitation_opened_in_a_group_is_not_used_up(
    store: Store, telegram: Telegram, receive: Receive, ids: dict[str, int]
) -> None:
    code = store.call(invitations.self_confirming, ids["JC031"], NOW, timedelta(days=1))
    stranger = telegram.user(STRANGER, "?")
    there = Person(telegram, stranger, receive, telegram.group("群", stranger))
    assert words(await there.types(f"/start {code}")) == [IN_PRIVATE]
    assert store.call(accounts.staff_of, STRANGER) is None
    with pytest.raises(AlreadyBoundError):  # not InvitationUnusableError
        store.call(opening.accept, STRANGER, opening.Opener("?", "en"), code, NOW)
