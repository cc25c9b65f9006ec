"""What the kit promises of every answer: errors, groups, commands, cards, one change an update."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, ClassVar, cast

import pytest
from telegram import BotCommandScopeChat, Update

from bot.app import TOPICS, App
from bot.stand_in import Person, Telegram, lost_answer, refused
from handlers.buttons import Button, ButtonHandler
from handlers.commands import offer_to_all
from handlers.context import Attachment, Context, Screen
from handlers.i18n import say
from handlers.topic import Topic, command
from services import accounts
from tests.handlers.conftest import Bot

Front = Callable[[App], Person]
CANARY = "王女士 13800138000"


@dataclass(frozen=True)
class Show(Button):
    """Put the screen of that name in place."""

    tag: ClassVar[str] = "t"
    name: str


SCREENS = {
    "open": Screen(say("甲"), [[(say("{name}", name=one), Show(one))] for one in "ABCD"]),
    "A": Screen(say("甲"), [[(say("{name}", name=one), Show(one))] for one in "ABCD"]),
    "B": Screen(say("数字"), protect=True),
    "C": Screen(
        [say("{text}", text="长" * 3000 + "\n" + "长" * 3000)], [[(say("尾"), Show("A"))]]
    ),
    "D": Screen(say("文件"), document=Attachment("工资.txt", b"1")),
}


async def show(context: Context, button: Show) -> None:
    await context.show(SCREENS[button.name])


async def open_(context: Context) -> None:
    await context.tell(SCREENS["open"])


async def fail(_context: Context) -> None:
    raise ValueError(CANARY)


async def twice(context: Context) -> None:
    await context.run(accounts.choose_language, context.who, "en")
    await context.run(accounts.choose_language, context.who, "en")


TOPIC = cast(
    "Topic",
    SimpleNamespace(
        HANDLERS=(
            command("open", open_),
            command("fail", fail),
            command("twice", twice),
            ButtonHandler(Show, show),
        )
    ),
)


def heard(events: list[Any]) -> list[tuple[str, str]]:
    return [(one.kind, one.shown["text"]) for one in events if one.shown.get("text")]


async def test_a_bug_is_told_with_a_code_and_logged_without_values(
    bot: Bot, zhang_wei: Front, caplog: pytest.LogCaptureFixture
) -> None:
    async with bot([TOPIC]) as app:
        ((_, told),) = heard(await zhang_wei(app).types("/fail"))
    (record,) = [one for one in caplog.records if one.levelno == logging.ERROR]
    assert vars(record)["code"] in told
    assert "ValueError at test_answers_to_people.py" in caplog.text
    assert CANARY not in caplog.text
    assert "张伟" not in caplog.text


async def test_a_second_change_in_one_update_is_refused(
    bot: Bot, zhang_wei: Front, caplog: pytest.LogCaptureFixture
) -> None:
    async with bot([TOPIC]) as app:
        ((_, told),) = heard(await zhang_wei(app).types("/twice"))
    assert "is done" in told
    assert "SecondChangeError" in caplog.text


async def test_an_unchanged_edit_is_no_error(bot: Bot, zhang_wei: Front) -> None:
    async with bot([TOPIC]) as app:
        person = zhang_wei(app)
        await person.types("/open")
        assert heard(await person.presses("A")) == []


async def test_figures_never_take_the_place_of_an_unprotected_card(
    bot: Bot, zhang_wei: Front
) -> None:
    async with bot([TOPIC]) as app:
        person = zhang_wei(app)
        await person.types("/open")
        (sent,) = [one for one in await person.presses("B") if one.kind == "sent"]
    assert sent.shown["has_protected_content"]


async def test_a_long_screen_is_sent_in_pieces_with_its_buttons_last(
    bot: Bot, zhang_wei: Front
) -> None:
    async with bot([TOPIC]) as app:
        person = zhang_wei(app)
        await person.types("/open")
        sent = [one.shown for one in await person.presses("C") if one.kind == "sent"]
    assert [len(one["text"]) for one in sent] == [3000, 3000]
    assert ["reply_markup" in one for one in sent] == [False, True]


async def test_a_file_carries_its_words_as_caption(bot: Bot, zhang_wei: Front) -> None:
    async with bot([TOPIC]) as app:
        person = zhang_wei(app)
        await person.types("/open")
        (sent,) = [one.shown for one in await person.presses("D") if one.kind == "sent"]
    assert (sent["document"]["file_name"], sent["caption"]) == ("工资.txt", "文件")


async def test_a_card_that_is_gone_is_sent_anew(bot: Bot, zhang_wei: Front) -> None:
    async with bot([TOPIC]) as app:
        person = zhang_wei(app)
        await person.types("/open")
        message, button = person.button("A")
        message.deleted = True
        told = heard(await person.presses_again(message, button["callback_data"]))
    assert told == [("sent", "甲")]


async def test_a_press_that_can_no_longer_be_answered_still_counts(
    bot: Bot, zhang_wei: Front, telegram: Telegram
) -> None:
    async with bot([TOPIC]) as app:
        person = zhang_wei(app)
        await person.types("/menu")
        telegram.fail_next("answerCallbackQuery", refused(400, "Bad Request: query is too old"))
        assert heard(await person.presses("今日待办"))[0][0] == "edited"


@pytest.mark.parametrize("data", ["lang:xx", "lang", "form:1:submit:", "home:1", "?", "zz:1", "t"])
async def test_a_forged_press_changes_nothing(bot: Bot, zhang_wei: Front, data: str) -> None:
    async with bot([TOPIC]) as app:
        person = zhang_wei(app)
        await person.types("/open")
        message, _ = person.button("A")
        told = heard(await person.presses_again(message, data))
    assert told == [("sent", "此卡片已更新，请从首页重新打开。")]


async def test_a_blocked_bot_or_a_lost_answer_is_only_logged(
    bot: Bot, zhang_wei: Front, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    async with bot() as app:
        person = zhang_wei(app)
        telegram.fail_next("sendMessage", refused(403, "Forbidden: bot was blocked by the user"))
        await person.types("/menu")
        telegram.fail_next("sendMessage", lost_answer())
        await person.types("/menu")
    assert [one.getMessage() for one in caplog.records if one.name == "bot.intake"] == [
        "not delivered: Forbidden",
        "not delivered: NoAnswerError",
    ]


async def test_commands_are_offered_in_the_language_and_to_the_person(
    bot: Bot, zhang_wei: Front
) -> None:
    async with bot() as app:
        await offer_to_all(app.bot, TOPICS)
        person = zhang_wei(app)
        await person.types("/start")
        for_all = await app.bot.get_my_commands()
        in_english = await app.bot.get_my_commands(language_code="en")
        his = await app.bot.get_my_commands(BotCommandScopeChat(31))
    assert ("today", "今天要办的事") in [(one.command, one.description) for one in for_all]
    assert ("today", "What waits for me today") in [
        (one.command, one.description) for one in in_english
    ]
    assert {one.command for one in for_all} <= {one.command for one in his}


async def test_an_edited_message_is_no_new_request(bot: Bot, telegram: Telegram) -> None:
    async with bot() as app:
        user = telegram.user(31, "张伟")
        said = telegram.say(user, "/menu").as_json()
        telegram.updates.clear()
        update = {"update_id": 1, "edited_message": said | {"edit_date": said["date"]}}
        await app.process_update(Update.de_json(update, app.bot))
    assert not [one for one in telegram.events if one.kind == "sent"]


async def test_every_private_topic_is_silent_in_a_group(
    bot: Bot, zhang_wei: Front, telegram: Telegram
) -> None:
    async with bot([TOPIC]) as app:
        alone = zhang_wei(app)
        group = telegram.group("群", alone.user)
        there = Person(telegram, alone.user, alone.receive, group)
        names = [one for handler in app.handlers[0] for one in getattr(handler, "commands", ())]
        assert len(names) > 5
        for name in names:
            assert heard(await there.types(f"/{name}")) == [
                ("sent", "这里不便说，请到私聊里问我。")
            ]
