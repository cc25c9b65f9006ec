"""What a person sees, and how it is sent or put in place of a card."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any, TypeAlias

from telegram import (
    Bot,
    Chat,
    InputFile,
    LinkPreviewOptions,
    MaybeInaccessibleMessage,
    Message,
)
from telegram.constants import MessageLimit, ParseMode
from telegram.error import BadRequest

from handlers import render
from handlers.buttons import Button
from handlers.i18n import Say, say
from services import files
from services.store import Store

PHOTO = "photo.jpg"
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
PLAIN = NO_PREVIEW.to_dict()
SEND, EDIT = "send_Message", "edit_Message_Text"
"""sendMessage and editMessageText, spelled so that the library hands them on as they are."""
Row: TypeAlias = Sequence[tuple[Say, Button | str]]


@dataclass(frozen=True)
class Attachment:
    """A file that goes out."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Screen:
    """Sentences, one a line, and rows of buttons (a str is an address to open).

    `protect` for figures: such a message cannot be forwarded or saved. `stored` is a file of the
    house (see `services.files`): a service has said that whoever reads this may see it;
    a document goes out `called` something else than it came, if that is given. A notice may also
    be written into a message that was sent (`edits`), or take one away (`deletes`): where that
    can be done no more, its words are written into it.
    """

    text: Say | Sequence[Say]
    rows: Sequence[Row] = ()
    protect: bool = False
    document: Attachment | None = None
    photo: Attachment | None = None
    stored: int | None = None
    called: str = ""
    edits: int | None = None
    deletes: int | None = None
    _written: dict[render.Reader, "Written"] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def written(self, reader: render.Reader) -> "Written":
        """Return it as its reader gets it; for each it is written once."""
        found = self._written.get(reader)
        if found is None:
            texts = render.pieces(render.written(self.text, reader))
            found = self._written[reader] = Written(tuple(texts), _keyboard(self, reader))
        return found


@dataclass(frozen=True)
class Written:
    """Texts as Telegram's HTML, more than one if it is long; the buttons as the Bot API has them.

    The library's own buttons it would only turn into that.
    """

    texts: Sequence[str]
    keyboard: dict[str, Any] | None


def opened(screen: Screen, store: Store) -> Screen:
    """Return the screen with its stored file in it, protected; a word where that is gone."""
    if screen.stored is None:
        return screen
    content = BytesIO()
    try:
        kept = files.copy(store, screen.stored, content)
    except files.FileGoneError:
        lines = screen.text if isinstance(screen.text, list | tuple) else [screen.text]
        return replace(screen, stored=None, text=[*lines, say("（文件已经不在了）")])
    called = kept.name and (screen.called or kept.name)
    file = Attachment(called or PHOTO, content.getvalue())
    if called:
        return replace(screen, stored=None, document=file, protect=True)
    return replace(
        screen, stored=None, photo=file, protect=True
    )  # sent as a photo: it has no name


async def send(chat: Chat, screen: Screen, reader: render.Reader) -> None:
    """Send the screen as a new message, more than one if it is long."""
    written = screen.written(reader)
    texts = written.texts
    if screen.document or screen.photo:
        texts = await _send_file(chat, screen, written)
    for text in texts:
        keyboard = written.keyboard if text is texts[-1] else None
        form = _form(text, keyboard) | _guard(screen)
        await _put(chat.get_bot(), SEND, chat_id=chat.id, **form)


def drawn(screen: Screen, reader: render.Reader) -> list[dict[str, Any]]:
    """Return a screen as messages to send, as plain JSON; its buttons at the last one.

    A stored file goes first, as a message of its own, named by its row.
    """
    written, guard = screen.written(reader), _guard(screen)
    messages = [{"text": text, "parse_mode": ParseMode.HTML} | guard for text in written.texts]
    if written.keyboard and messages:
        messages[-1]["reply_markup"] = written.keyboard
    if screen.stored is not None:
        messages.insert(0, {"stored": screen.stored, "called": screen.called} | _guard(screen))
    for name in ("edits", "deletes"):
        if messages and (number := getattr(screen, name)) is not None:
            messages[0][name] = number
    return messages


async def edit(
    card: MaybeInaccessibleMessage | None, chat: Chat, screen: Screen, reader: render.Reader
) -> bool:
    """Put the screen in place of the card; send it where that cannot be done: False."""
    if isinstance(card, Message) and _can_become(card, screen):
        written = screen.written(reader)
        first, *rest = written.texts
        if not rest and await _edited(card, _form(first, written.keyboard)):
            return True
    await send(chat, screen, reader)
    return False


async def _edited(card: Message, form: dict[str, Any]) -> bool:
    """Write the card anew; tell whether it could be: not if it is deleted or too old."""
    place = {"chat_id": card.chat_id, "message_id": card.message_id}
    try:
        await _put(card.get_bot(), EDIT, **place, **form)
    except BadRequest as error:
        return "not modified" in error.message
    return True


async def _put(bot: Bot, method: str, **form: Any) -> None:
    """Call a method of the Bot API and let go of what comes back.

    By its own name the library would build a message of it: a fifth of an answer.
    """
    await bot.do_api_request(method, form)


def _can_become(card: Message, screen: Screen) -> bool:
    # an edit can neither attach a file nor protect what was sent unprotected
    bare = bool(card.text) and not (screen.document or screen.photo)
    return bare and (not screen.protect or bool(card.has_protected_content))


async def _send_file(chat: Chat, screen: Screen, written: Written) -> Sequence[str]:
    """Send the file, with the words below it if they are short; return what is left to send."""
    texts = written.texts
    caption = texts[0] if len(texts) == 1 and _is_short(texts[0]) else None
    form = {"parse_mode": ParseMode.HTML, "caption": caption} | _guard(screen)
    if caption:
        form["reply_markup"] = written.keyboard
    if screen.document:
        await chat.send_document(_file(screen.document), **form)
    if screen.photo:
        await chat.send_photo(_file(screen.photo), **form)
    return [] if caption else texts


def _is_short(text: str) -> bool:
    return len(text.encode("utf-16-le")) // 2 <= MessageLimit.CAPTION_LENGTH


def _file(attachment: Attachment) -> InputFile:
    return InputFile(attachment.content, attachment.name)


def _form(text: str, keyboard: dict[str, Any] | None) -> dict[str, Any]:
    form = {"text": text, "parse_mode": ParseMode.HTML, "link_preview_options": PLAIN}
    return form | ({"reply_markup": keyboard} if keyboard else {})


def _guard(screen: Screen) -> dict[str, Any]:
    return {"protect_content": True} if screen.protect else {}


def _keyboard(screen: Screen, reader: render.Reader) -> dict[str, Any] | None:
    rows = [[_button(*entry, reader) for entry in row] for row in screen.rows]
    return {"inline_keyboard": rows} if rows else None


def _button(label: Say, to: Button | str, reader: render.Reader) -> dict[str, str]:
    text = render.plain(label, reader.language, reader.zone)
    return {"text": text} | (
        {"url": to} if isinstance(to, str) else {"callback_data": to.packed()}
    )
