"""What arrives: text as it was written, long text in order, a file uploaded once, edits in place.

Broken by text that is taken for markup, parts out of order, a file sent anew to each reader, a
message left over when the new text needs fewer.
"""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.app import build
from bot.engine import Engine
from bot.settings import Settings
from bot.stand_in import Door, Event, Telegram, too_many
from services import files
from services.attachments import Attached
from services.broadcasts import adding, draft, managing, sending
from services.broadcasts.parts import PART
from services.store import Store
from tests.broadcasts.desk import LEADER, MARKETER, OFFICE, drafted, turned
from tests.stage import BEGIN, entered
from tests.test_markup import PAYLOADS

PICTURE = Path(__file__).parent.parent / "conversations" / "files" / "邀请函.jpg"
LONG = "一" * 3000 + "\n\n" + "二" * 3000


@dataclass
class Post:
    """A notice's way to two readers."""

    store: Store
    telegram: Telegram
    engine: Engine
    at: list[datetime]

    @property
    def now(self) -> datetime:
        """The moment."""
        return self.at[0]

    @now.setter
    def now(self, moment: datetime) -> None:
        self.at[0] = moment

    async def send(self, text: str, file: Attached | None = None) -> int:
        """Send a notice to a station manager and a marketer; return its number."""
        made = turned(self.store, drafted(self.store, text=text, file=file), OFFICE, "clear")
        names = ["JC019", "JC031"]
        made = self.store.call(adding.add, OFFICE, BEGIN, broadcast=made.id, names=names)
        seen = self.store.call(draft.draft, OFFICE, self.now, made.id)
        version = seen.version
        self.store.call(
            sending.send,
            OFFICE,
            self.now,
            broadcast=made.id,
            version=version,
            count=2,
            card=None,
        )
        await self.engine.settle()
        return made.id

    def heard(self, account: int, kind: str = "sent") -> list[Event]:
        """Return what reached somebody."""
        return [one for one in self.telegram.events if one.kind == kind and one.chat_id == account]

    def shown(self, account: int) -> list[str]:
        """Return the words that stand in somebody's chat now."""
        return [one.text for one in self.telegram.chats[account].shown()]


@pytest.fixture
async def post(peopled_store: Store) -> AsyncIterator[Post]:
    at = [BEGIN]
    telegram = Telegram(lambda: at[0])
    for account in (OFFICE, LEADER, MARKETER):
        telegram.user(account, "?")
        telegram.chats[account].started = True
    settings = Settings.read(_env_file=None, bot_token=telegram.token)
    app = build(settings, peopled_store, Door(telegram), lambda: at[0])
    async with app:
        yield Post(peopled_store, telegram, await entered(app), at)


def lines(events: list[Event]) -> Iterator[str]:
    for one in events:
        yield str(one.shown.get("text", ""))


@pytest.mark.parametrize("payload", PAYLOADS)
async def test_text_arrives_as_it_was_written(post: Post, payload: str) -> None:
    await post.send(payload)
    (said,) = post.heard(MARKETER)
    text = str(said.shown["text"])
    assert text.split("\n", 3)[3] == payload
    ours = [
        one for one in said.shown.get("entities", []) if one["type"] not in {"url", "bot_command"}
    ]
    assert [one["type"] for one in ours] == ["bold"]
    assert post.telegram.unmodelled == []


async def test_long_text_arrives_in_order_also_after_a_halt(post: Post) -> None:
    post.telegram.fail_next("sendMessage", too_many(3))
    await post.send(LONG)
    post.now += timedelta(seconds=40)
    await post.engine.settle()
    for account in (LEADER, MARKETER):
        first, second = lines(post.heard(account))
        assert first.split("\n", 3)[3] + second == LONG.replace("\n\n", "")
        buttons = [one.shown.get("reply_markup") for one in post.heard(account)]
        assert (buttons[0], bool(buttons[1])) == (None, True)


async def test_a_picture_is_uploaded_once(post: Post) -> None:
    file_id = post.store.call(files.keep, "", PICTURE.read_bytes(), BEGIN, None)
    before = len(post.telegram.files)
    await post.send("看图", Attached(file_id, ""))
    for account in (LEADER, MARKETER):
        photo, text = post.heard(account)
        assert photo.shown.get("photo")
        assert "看图" in str(text.shown["text"])
    sizes = len(post.heard(LEADER)[0].shown["photo"])
    assert len(post.telegram.files) - before <= 1 + sizes


async def test_a_shorter_text_leaves_no_old_message_behind(post: Post) -> None:
    number = await post.send(LONG)
    post.store.call(managing.edit, OFFICE, BEGIN, broadcast=number, text="短了 <i>")
    await post.engine.settle()
    for account in (LEADER, MARKETER):
        (left,) = post.shown(account)
        assert left.endswith("短了 <i>")
        assert "已更新" in left


async def test_recalled_within_two_days_nothing_is_left(post: Post) -> None:
    file_id = post.store.call(files.keep, "", PICTURE.read_bytes(), BEGIN, None)
    number = await post.send("看图", Attached(file_id, ""))
    post.now = BEGIN + timedelta(hours=48)
    post.store.call(managing.recall, OFFICE, post.now, number)
    await post.engine.settle()
    assert post.shown(MARKETER) == post.shown(LEADER) == []


async def test_recalled_later_the_messages_say_so(post: Post) -> None:
    number = await post.send("一" * (PART + 1))
    post.now = BEGIN + timedelta(hours=48, seconds=1)
    post.store.call(managing.recall, OFFICE, post.now, number)
    await post.engine.settle()
    assert post.shown(MARKETER) == ["这条通知已撤回。"] * 2


async def test_recalled_before_it_reached_everybody_it_does_not_go_on(post: Post) -> None:
    post.telegram.fail_next("sendMessage", too_many(30), too_many(30))
    number = await post.send("停")
    post.store.call(managing.recall, OFFICE, post.now, number)
    post.now += timedelta(seconds=61)
    await post.engine.settle()
    assert post.heard(MARKETER) == post.heard(LEADER) == []
