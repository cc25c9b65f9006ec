"""Photos and files that people send to a form: fetched, kept, refused, shown again."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from bot.app import App
from bot.stand_in import Event, Person, Telegram, deliver, refused
from bot.stand_in.pictures import grey
from handlers.forms import Act
from handlers.i18n import say
from handlers.screen import Screen, opened
from services import drafts, files
from services.attachments import MOST_BYTES
from services.store import Store, work
from tests.handlers import sample_trip
from tests.handlers.conftest import Bot
from tests.stage import BEGIN

ANSWERS = {"start": "2026-10-12", "how_long": "全天", "end": "2026-10-13"}
WHO = 31


@pytest.fixture
async def person(
    bot: Bot, zhang_wei: Callable[[App], Person], telegram: Telegram, peopled_store: Store
) -> AsyncIterator[Person]:
    """Return 张伟, asked for the invitation."""
    peopled_store.call(drafts.begin, WHO, "trip", BEGIN, ANSWERS)
    telegram.chats[WHO].started = True
    async with bot([sample_trip]) as app:
        yield zhang_wei(app)


def said(events: list[Event]) -> str:
    """Return what the bot said."""
    told = [str(one.shown.get("text") or one.shown.get("caption") or "") for one in events]
    return "\n".join(filter(None, told))


def contents(store: Store) -> list[bytes]:
    """Return all files of the house."""
    ids = store.call(lambda session: list(session.scalars(select(work.File.id))))
    return [store.call(files.piece, one, 0) for one in ids]


async def test_the_largest_of_a_photos_sizes_is_kept(person: Person, peopled_store: Store) -> None:
    content = grey(1600, 1200)
    assert "照片 1 张" in said(await person.sends_photo(content))
    assert contents(peopled_store) == [content]


async def test_a_file_that_is_too_big_is_not_even_fetched(
    person: Person, telegram: Telegram, peopled_store: Store
) -> None:
    told = said(await person.sends("证书.pdf", b"%PDF-1.7" + bytes(MOST_BYTES)))
    assert told.startswith("文件太大了，最多 20 MB。请发照片，或小一些的文件。\n")
    assert "邀请函？" in told
    assert telegram.ledger.calls["getFile"] == 0
    assert contents(peopled_store) == []


async def test_a_file_whose_size_telegram_does_not_tell_is_refused_by_telegram(
    person: Person, telegram: Telegram
) -> None:
    telegram.fail_next("getFile", refused(400, "Bad Request: file is too big"))
    assert said(await person.sends("证书.pdf", b"%PDF-1.7")).startswith("文件太大了")
    telegram.fail_next("getFile", refused(400, "Bad Request: wrong file_id"))
    assert said(await person.sends("证书.pdf", b"%PDF-1.7")).startswith("文件取不到了")
    assert "邀请函：证书.pdf" in said(await person.sends("证书.pdf", b"%PDF-1.7"))


async def test_the_content_decides_not_the_name(person: Person, peopled_store: Store) -> None:
    told = said(await person.sends("证书.pdf", b"PK\3\4"))
    assert told.startswith("这种文件收不了。请发照片，或 PDF、JPEG、PNG 文件。\n")
    assert contents(peopled_store) == []
    assert "邀请函：证书.doc.png" in said(await person.sends("证书.doc", grey(100, 100)))


@pytest.mark.parametrize("kind", ["video", "voice", "video_note", "audio", "sticker"])
async def test_what_is_no_file_at_all_gets_a_sentence(
    person: Person, telegram: Telegram, kind: str
) -> None:
    about: dict[str, Any] = {"file_id": "f", "file_unique_id": "u", "duration": 1, "length": 9}
    about |= {"width": 9, "height": 9, "is_animated": False, "is_video": False, "type": "regular"}
    message = telegram.post(person.here, person.user, {kind: about})
    telegram.updates.add("message", message.as_json())
    told = said(await deliver(telegram, person.receive))
    assert told.startswith("这一项请发照片，或 PDF")


async def test_a_made_up_press_is_no_file(person: Person, peopled_store: Store) -> None:
    other = peopled_store.call(files.keep, "", b"\xff\xd8\xff", BEGIN, None)
    events = await person.types("x")
    card = events[-1].message
    draft = peopled_store.call(drafts.current, WHO)
    assert card
    assert draft
    await person.presses_again(card, Act(draft.version, "pick", str(other)).packed())
    assert peopled_store.call(drafts.current, WHO) == draft


async def test_a_stored_file_is_shown_protected(peopled_store: Store) -> None:
    photo = peopled_store.call(files.keep, "", grey(9, 9), BEGIN, None)
    paper = peopled_store.call(files.keep, "证书.pdf", b"%PDF-1.7", BEGIN, None)
    screen = Screen(say("甲"), stored=photo)
    shown = opened(screen, peopled_store)
    assert shown.photo
    assert (shown.photo.content, shown.document, shown.protect) == (grey(9, 9), None, True)
    shown = opened(replace(screen, stored=paper), peopled_store)
    assert shown.document
    assert (shown.document.name, shown.photo, shown.protect) == ("证书.pdf", None, True)
    peopled_store.call(files.drop, paper)
    gone = opened(replace(screen, stored=paper), peopled_store)
    assert gone.text == [say("甲"), say("（文件已经不在了）")]
    assert opened(Screen(say("甲")), peopled_store) == Screen(say("甲"))
