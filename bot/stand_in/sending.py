"""Methods by which the bot says something new."""

from typing import Any

from bot.stand_in.arguments import Upload
from bot.stand_in.keyboards import check_markup, link_mistake
from bot.stand_in.methods import ACTIONS
from bot.stand_in.refusal import refuse
from bot.stand_in.state import State
from bot.stand_in.wording import caption_of, text_of
from bot.stand_in.world import Chat, File, Message

LARGEST_PHOTO = 10 * 2**20
LARGEST_SIDES = 10000
STEEPEST = 20


def send_message(state: State, args: dict[str, Any]) -> dict[str, Any]:
    """Send text."""
    content = text_of(args)
    preview = args.get("link_preview_options", {})
    if preview.get("url") and link_mistake(preview["url"]):
        refuse("WEBPAGE_URL_INVALID")
    return _send(state, args, content | ({"link_preview_options": preview} if preview else {}))


def send_document(state: State, args: dict[str, Any]) -> dict[str, Any]:
    """Send a file."""
    content = caption_of(args)
    state.reach(args["chat_id"])
    return _send(state, args, document(state, args["document"]) | content)


def send_photo(state: State, args: dict[str, Any]) -> dict[str, Any]:
    """Send a picture."""
    content = caption_of(args)
    state.reach(args["chat_id"])
    if args.get("has_spoiler"):
        content["has_media_spoiler"] = True
    return _send(state, args, photo(state, args["photo"]) | content)


def send_chat_action(state: State, args: dict[str, Any]) -> bool:
    """Show that the bot is busy."""
    chat = state.reach(args["chat_id"])
    if args["action"] not in ACTIONS:
        refuse("wrong parameter action in request")
    state.record("action", chat.id, action=args["action"])
    return True


def document(state: State, given: Upload | str) -> dict[str, Any]:
    """Return the content of a message that carries a file."""
    if isinstance(given, str):
        return document_content(_known(state, given, picture=False))
    return document_content(state.keep(given))


def photo(state: State, given: Upload | str) -> dict[str, Any]:
    """Return the content of a message that carries a picture, checked as Telegram checks it."""
    if isinstance(given, str):
        return photo_content(state, _known(state, given, picture=True))
    if len(given.content) > LARGEST_PHOTO:
        refuse(f"file of size {len(given.content)} bytes is too big for a photo")
    file = state.keep(given, picture=True)
    if not file.width:
        refuse("IMAGE_PROCESS_FAILED")
    narrow, wide = sorted((file.width, file.height))
    if narrow + wide > LARGEST_SIDES or wide > STEEPEST * narrow:
        refuse("PHOTO_INVALID_DIMENSIONS")
    return photo_content(state, file)


def document_content(file: File) -> dict[str, Any]:
    """Return a message's content for a stored file."""
    return {"document": file.as_json() | {"file_name": file.name, "mime_type": file.mime}}


def photo_content(state: State, file: File) -> dict[str, Any]:
    """Return a message's content for a stored picture: all its sizes."""
    sizes = state.sizes(file)
    return {"photo": [one.as_json() | {"width": one.width, "height": one.height} for one in sizes]}


def _known(state: State, number: str, *, picture: bool) -> File:
    file = state.files.get(number)
    if file is None:
        refuse("wrong file identifier/HTTP URL specified")
    if bool(file.width) != picture:
        names = ("Document", "Photo") if picture else ("Photo", "Document")
        refuse(f"can't use file of type {names[0]} as {names[1]}")
    return file


def _send(state: State, args: dict[str, Any], content: dict[str, Any]) -> dict[str, Any]:
    chat = state.reach(args["chat_id"])
    markup = args.get("reply_markup")
    if markup:
        check_markup(markup)
        _only_in_private(chat, markup)
    replied = _replied(chat, args.get("reply_parameters"))
    message = state.post(chat, state.bot, content)
    message.reply_to = replied
    message.protected = args.get("protect_content", False)
    if markup:
        _attach(message, markup)
    return state.record("sent", chat.id, message)


def _attach(message: Message, markup: dict[str, Any]) -> None:
    if "inline_keyboard" in markup:
        message.inline = markup if any(markup["inline_keyboard"]) else None
        return
    message.keyboard = markup
    if "keyboard" in markup:
        message.chat.keyboard = message
    elif "remove_keyboard" in markup:
        message.chat.keyboard = None


def _only_in_private(chat: Chat, markup: dict[str, Any]) -> None:
    rows = markup.get("keyboard", [])
    if not chat.private and any("request_contact" in button for row in rows for button in row):
        refuse("phone number can be requested in private chats only")


def _replied(chat: Chat, wanted: dict[str, Any] | None) -> Message | None:
    message = chat.messages.get(wanted["message_id"]) if wanted else None
    if message and message.deleted:
        message = None
    if wanted and not message and not wanted.get("allow_sending_without_reply"):
        refuse("message to be replied not found")
    return message
