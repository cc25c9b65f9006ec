"""The Telegram in memory refuses what Telegram refuses, in Telegram's words."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from telegram import InputFile
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.stand_in import Telegram
from tests.stand_in.conftest import Clock, Way

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (3).to_bytes(4) + (2).to_bytes(4) + b"\x08\2\0\0\0"
ANN, BEN = 101, 102


@dataclass
class World:
    """A Telegram where Ann started the bot and Ben did not, reached through one of its doors."""

    telegram: Telegram
    clock: Clock
    door: BaseRequest
    address: str

    async def call(self, method: str, *files: bytes, **given: Any) -> Any:
        """Call a method; return its result or the refusal's words."""
        asked = [RequestParameter(name, value, None) for name, value in given.items()]
        asked += [RequestParameter("photo", None, [InputFile(one, "a.png")]) for one in files]
        url, data = f"{self.address}/bot{self.telegram.token}/{method}", RequestData(asked)
        _, body = await self.door.do_request(url, "POST", data)
        answer = json.loads(body)
        return answer.get("result", answer.get("description"))

    async def say(self, **given: Any) -> Any:
        """Send a text to Ann."""
        return await self.call("sendMessage", **({"chat_id": ANN, "text": "x"} | given))

    async def html(self, text: str) -> Any:
        """Send HTML to Ann."""
        return await self.say(text=text, parse_mode="HTML")


@pytest.fixture
async def world(world: Telegram, clock: Clock, way: Way) -> AsyncIterator[World]:
    async with way.request() as door:
        yield World(world, clock, door, way.url)


def inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "ok"} | button]]}


TEXT_BUTTON = "Text buttons are unallowed in the inline keyboard"
SENT = [
    ("no chat", {"chat_id": ""}, "chat_id is empty"),
    ("unknown chat", {"chat_id": 7}, "chat not found"),
    ("chat by a name", {"chat_id": "@nobody"}, "chat not found"),
    ("never started", {"chat_id": BEN}, "chat not found"),
    ("no text", {"text": ""}, "message text is empty"),
    ("blanks", {"text": " \n "}, "text must be non-empty"),
    ("only a tag", {"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
    ("too long", {"text": "x" * 4097}, "message is too long"),
    ("too long in UTF-16", {"text": "😀" * 2049}, "message is too long"),
    ("parse mode", {"parse_mode": "RTF"}, "unsupported parse_mode"),
    ("boolean", {"protect_content": "yes"}, 'parameter "protect_content" must be of type Boolean'),
    ("no JSON", {"reply_markup": "{"}, "can't parse reply_markup JSON object"),
    ("no markup", {"reply_markup": {}}, "object expected as reply markup"),
    ("no rows", {"reply_markup": {"inline_keyboard": "x"}},
     'field "inline_keyboard" must be of type Array'),
    ("65 bytes", {"reply_markup": inline(callback_data="值" * 22)}, "BUTTON_DATA_INVALID"),
    ("no data", {"reply_markup": inline(callback_data="")},
     f"can't parse inline keyboard button: {TEXT_BUTTON}"),
    ("no action", {"reply_markup": inline()},
     f"can't parse inline keyboard button: {TEXT_BUTTON}"),
    ("two actions", {"reply_markup": inline(callback_data="a", url="https://a.cn")},
     "can't parse inline keyboard button: exactly one action must be used"),
    ("no label", {"reply_markup": {"inline_keyboard": [[{"callback_data": "x"}]]}},
     'can\'t parse inline keyboard button: Can\'t find field "text"'),
    ("bad link", {"reply_markup": inline(url="not-a-url")},
     "inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL"),
    ("bad protocol", {"reply_markup": inline(url="ftp://a.cn")},
     "inline keyboard button URL 'ftp://a.cn' is invalid: Unsupported URL protocol"),
    ("insecure app", {"reply_markup": inline(web_app={"url": "http://a.cn"})},
     "inline keyboard button Web App URL 'http://a.cn' is invalid: Only HTTPS links are allowed"),
    ("nothing to copy", {"reply_markup": inline(copy_text={"text": ""})},
     "BUTTON_COPY_TEXT_INVALID"),
    ("101 buttons", {"reply_markup": {"keyboard": [[{"text": "x"}]] * 101}},
     "REPLY_MARKUP_TOO_LONG"),
    ("reply to nothing", {"reply_parameters": {"message_id": 99}},
     "message to be replied not found"),
    ("reply without id", {"reply_parameters": {}}, 'can\'t find field "message_id"'),
    ("entity past the end", {"entities": [{"type": "bold", "offset": 0, "length": 9}]},
     "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9"),
    ("entity of no type", {"entities": [{"type": "big", "offset": 0, "length": 1}]},
     "can't parse MessageEntity: Unsupported type specified"),
    ("preview of nothing", {"link_preview_options": {"url": "nope"}}, "WEBPAGE_URL_INVALID"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "refusal"), [row[1:] for row in SENT], ids=[r[0] for r in SENT])
async def test_a_message_is_refused(world: World, given: dict[str, Any], refusal: str) -> None:
    assert await world.say(**given) == f"Bad Request: {refusal}"
    assert world.telegram.unmodelled == []


HTML = [
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
    ("张<p>x</p>", 'Unsupported start tag "p" at byte offset 3'),
    ("<b><i>test</b></i>",
     'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"'),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("<b", "Unclosed start tag at byte offset 0"),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("<a href>x</a>",
     'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ('<tg-emoji emoji-id="x">x</tg-emoji>', "Invalid custom emoji identifier specified"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "refusal"), HTML)
async def test_html_is_refused(world: World, text: str, refusal: str) -> None:
    assert await world.html(text) == f"Bad Request: can't parse entities: {refusal}"


async def test_html_becomes_text_with_entities_in_utf16_units(world: World) -> None:
    sent = await world.html(
        ' 😀<b>a<i>b</i></b> &lt;&#52;&nbsp; <a href="https://a.cn?x=1&amp;y=2">l</a> '
        "<blockquote expandable>q</blockquote>"
        '<pre><code class="language-py">p</code></pre>'
        '<span class="tg-spoiler">s</span><tg-time unix="5" format="wDT">t</tg-time>'
    )
    assert sent["text"] == "😀ab <4&nbsp; l qpst"
    found = [
        (one.pop("type"), one.pop("offset"), one.pop("length"), one) for one in sent["entities"]
    ]
    assert found == [
        ("bold", 2, 2, {}),
        ("italic", 3, 1, {}),
        ("text_link", 14, 1, {"url": "https://a.cn?x=1&y=2"}),
        ("expandable_blockquote", 16, 1, {}),
        ("pre", 17, 1, {"language": "py"}),
        ("spoiler", 18, 1, {}),
        ("date_time", 19, 1, {"unix_time": 5, "date_time_format": "wDT"}),
    ]


async def test_commands_links_and_mentions_are_found_outside_code(world: World) -> None:
    sent = await world.html("/pay@bot，见 https://a.cn/x。@someone <code>/no</code>")
    kinds = [(one["type"], one["length"]) for one in sent["entities"]]
    assert kinds == [("bot_command", 8), ("url", 14), ("mention", 8), ("code", 3)]


async def test_the_limits_themselves_are_accepted(world: World) -> None:
    assert (await world.say(text="x" * 4096))["message_id"]
    assert (await world.say(reply_markup=inline(callback_data="x" * 64)))["message_id"]
    assert await world.call("sendPhoto", PNG, chat_id=ANN, caption="x" * 1024)
    assert (await world.html(f"<b>{'x' * 4096}</b>"))["message_id"]


async def test_edits_are_refused(world: World) -> None:
    async def edit(text: str, number: int, **given: Any) -> Any:
        return await world.call(
            "editMessageText", chat_id=ANN, message_id=number, text=text, **given
        )

    sent = (await world.say(text="one", reply_markup=inline(callback_data="a")))["message_id"]
    keyed = (await world.say(reply_markup={"keyboard": [[{"text": "A"}]]}))["message_id"]
    same = await edit("one", sent, reply_markup=inline(callback_data="a"))
    assert same.startswith("Bad Request: message is not modified: specified new message content")
    assert "reply_markup" not in await edit("one", sent)
    assert await edit("x", 1) == "Bad Request: message can't be edited"
    assert await edit("x", keyed) == "Bad Request: message can't be edited"
    assert await edit("x", 99) == "Bad Request: message to edit not found"
    assert await edit("x", sent, reply_markup={"keyboard": [[{"text": "A"}]]}) == (
        "Bad Request: inline keyboard expected"
    )
    assert await world.call("editMessageText", chat_id=ANN, text="x") == (
        "Bad Request: message identifier is not specified"
    )
    assert await world.call("editMessageCaption", chat_id=ANN, message_id=sent) == (
        "Bad Request: there is no caption in the message to edit"
    )
    photo = await world.call("sendPhoto", PNG, chat_id=ANN)
    assert await edit("x", photo["message_id"]) == (
        "Bad Request: there is no text in the message to edit"
    )


async def test_deletions_are_refused(world: World) -> None:
    async def delete(number: int, chat: int = ANN) -> Any:
        return await world.call("deleteMessage", chat_id=chat, message_id=number)

    sent = (await world.say())["message_id"]
    old = (await world.say())["message_id"]
    ann = world.telegram.users[ANN]
    group = world.telegram.group("Hall", ann)
    theirs = world.telegram.say(ann, "hello", group).id
    assert await delete(sent) is True
    assert await delete(sent) == "Bad Request: message to delete not found"
    assert await delete(theirs, group.id) == "Bad Request: message can't be deleted"
    world.clock.now += timedelta(hours=49)
    assert await delete(old) == "Bad Request: message can't be deleted for everyone"
    assert await world.call("editMessageText", chat_id=ANN, message_id=sent, text="x") == (
        "Bad Request: message to edit not found"
    )
