"""Accounts in the chat where a transcript cannot show it: contacts, crashes, long digests."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import update

from bot.app import TOPICS, build
from bot.engine import Engine
from bot.settings import Settings
from bot.stand_in import Door, Person, Telegram, User
from handlers.i18n import LANGUAGES
from handlers.identity.buttons import Confirm, OneClaim, Refuse
from handlers.identity.wording import NOTICES
from handlers.notices import wordings
from handlers.render import plain
from handlers.screen import Screen
from services import inbox
from services.identity import claims, rebinding
from services.store.people import Binding, Invitation
from services.store.talk import Draft
from services.store.traffic import DONE, Update
from services.updates import Came
from tests.identity.conftest import MARKETER, STATION, STRANGER, House
from tests.stage import BEGIN, entered

UNKNOWN = "我还不认识您。\n请向您的直属上级要一个邀请链接，点开它就能开始。"
SO_FAR = "刚才那一步已经办好，只是没来得及告诉您。"


@pytest.fixture
def telegram() -> Telegram:
    return Telegram(lambda: BEGIN)


@pytest.fixture
def stranger(telegram: Telegram) -> User:
    return telegram.user(STRANGER, "丁若曦")


@pytest.fixture
async def engine(telegram: Telegram, house: House) -> AsyncIterator[Engine]:
    """Return the bot in front of the house."""
    settings = Settings.read(_env_file=None, bot_token=telegram.token)
    app = build(settings, house.store, Door(telegram), lambda: BEGIN, TOPICS)
    async with app:
        yield await entered(app)


async def deliver(telegram: Telegram, engine: Engine) -> None:
    for raw in telegram.updates.take():
        await engine.take(raw)


def told(telegram: Telegram, who: int) -> list[str]:
    return [one.text for one in telegram.chats[who].messages.values() if one.sender.is_bot]


async def test_a_contact_proves_nothing(
    telegram: Telegram, stranger: User, engine: Engine, house: House
) -> None:
    zhang = telegram.user(MARKETER, "张伟")
    house.invite("JC032")
    telegram.start(stranger)
    for owner in (None, zhang):
        telegram.send_contact(stranger, "13800000031", owner)
    await deliver(telegram, engine)
    assert house.owner(STRANGER) is None
    assert house.rows(Binding) == []
    assert set(told(telegram, STRANGER)) == {UNKNOWN}


async def test_a_forged_confirmation_by_the_account_itself_does_nothing(
    telegram: Telegram, stranger: User, engine: Engine, house: House
) -> None:
    claim = house.claimed("JC032", STRANGER)
    person = Person(telegram, stranger, engine.take)
    await person.types("/start")
    card = next(one for one in telegram.chats[STRANGER].messages.values() if one.sender.is_bot)
    for button in (Confirm(claim), Refuse(claim), OneClaim(claim)):
        await person.presses_again(card, button.packed())
    assert house.rows(Binding)[0].state == "waiting"
    assert house.owner(STRANGER) is None


async def crashed(engine: Engine, house: House, telegram: Telegram) -> None:
    """Have the next update taken up as one that was done before a crash."""
    (raw,) = telegram.updates.take()
    came = Came(int(raw["update_id"]), STRANGER, json.dumps(raw))
    house.store.call(inbox.receive, BEGIN, [came])
    house.change(lambda session: session.execute(update(Update).values(state=DONE)))
    await engine.intake.deliver([])


async def test_an_opening_that_was_not_answered_is_shown_after_a_crash(
    telegram: Telegram, stranger: User, engine: Engine, house: House
) -> None:
    code = house.invite()
    house.open(code)
    telegram.start(stranger, code)
    await crashed(engine, house, telegram)
    (said,) = told(telegram, STRANGER)
    assert said.startswith(f"{SO_FAR}\n收到了。还需要驻点经理确认")


async def test_a_not_me_that_was_not_answered_is_shown_after_a_crash(
    telegram: Telegram, stranger: User, engine: Engine, house: House
) -> None:
    house.confirmed("JC032", STRANGER)
    house.store.call(rebinding.not_me, STRANGER, BEGIN)
    telegram.say(stranger, "/account")
    await crashed(engine, house, telegram)
    assert told(telegram, STRANGER) == [SO_FAR]


async def test_whoever_looked_at_the_form_before_is_a_stranger_after(
    telegram: Telegram, engine: Engine, house: House
) -> None:
    zhang = telegram.user(MARKETER, "张伟")
    draft = Draft(telegram_id=MARKETER, form="visit", version=1, changed_at=BEGIN)
    draft.answers = "{}"
    house.change(lambda session: session.add(draft))
    house.store.call(rebinding.renew, STATION, BEGIN, house.ids["JC031"], 0)
    telegram.say(zhang, "王女士")
    await deliver(telegram, engine)
    answer, notice = told(telegram, MARKETER)
    assert answer == UNKNOWN
    assert notice.startswith("这个 Telegram 账号已经解绑。")


NAMED = [{"number": f"JC{n:03}", "name": "何晓燕", "state": "waiting", "at": BEGIN.isoformat()}
         for n in range(20)]  # fmt: skip
DATA: dict[str, dict[str, Any]] = {
    "claim": {
        "claim": 1, "number": "JC032", "name": "<i>丁</i>", "unit": "A&B", "shown": "<b>x</b> @y",
        "opened": BEGIN.isoformat(),
    },
    "welcome": {"name": "<i>丁</i>"},
    "refused": {"language": "en"},
    "not_me": {"staff": 1, "number": "JC032", "name": "<i>丁</i>"},
    "unbound": {"language": None},
    "recovered": {"number": "JC005", "name": "<i>孟</i>"},
    "unbound_people": {"total": 21, "people": NAMED},
}  # fmt: skip


@pytest.mark.parametrize("kind", DATA)
def test_every_notice_reads_in_both_languages(kind: str) -> None:
    assert set(DATA) == set(NOTICES) <= set(wordings(TOPICS))
    screen: Screen = NOTICES[kind](DATA[kind])
    read = [plain(screen.text, language) for language in LANGUAGES]
    assert len(set(read)) == len(LANGUAGES)
    name = DATA[kind].get("name")
    assert all(name in text for text in read if name)


def test_a_long_digest_says_that_there_are_more() -> None:
    text = plain(NOTICES["unbound_people"](DATA["unbound_people"]).text, "zh_Hans_CN")
    assert text.startswith("还有 21 位同事没有绑定账号：\nJC000 何晓燕　2026年10月9日 09:00 打开")
    assert text.endswith("……其余见名单。")
    fewer = {"total": 20, "people": NAMED}
    assert "其余" not in plain(NOTICES["unbound_people"](fewer).text, "zh_Hans_CN")


async def test_the_link_in_the_chat_is_the_bots_own(
    telegram: Telegram, engine: Engine, house: House
) -> None:
    boss = Person(telegram, telegram.user(STATION, "李静怡"), engine.take)
    await boss.types("/invite JC032")
    events = await boss.presses("发邀请")
    (sent,) = [one.shown for one in events if "document" in one.shown]
    assert not sent.get("has_protected_content")
    file = telegram.files[sent["document"]["file_id"]]
    code = sent["caption"].rpartition("start=")[2]
    assert f"https://t.me/{telegram.bot.username}?start={code}</p>".encode() in file.content
    assert len(house.rows(Invitation)) == 1
    assert house.open(code).waits_for
    page = house.store.call(claims.waiting, STATION, BEGIN.date(), 1)
    assert page.total == 1
