"""Methods by which the bot changes, removes or answers what is there."""

from datetime import timedelta
from typing import Any, NoReturn

from bot.stand_in.arguments import Upload, attached
from bot.stand_in.formatting import units
from bot.stand_in.keyboards import check_markup
from bot.stand_in.refusal import refuse
from bot.stand_in.sending import document, photo
from bot.stand_in.state import State
from bot.stand_in.wording import caption_of, text_of
from bot.stand_in.world import Message

DELETABLE = timedelta(hours=48)
ANSWERABLE = timedelta(seconds=150)
LONGEST_ANSWER = 200
_MEDIA = ("document", "photo")
_CAPTION = ("caption", "caption_entities")


def edit_text(state: State, args: dict[str, Any]) -> dict[str, Any]:
    """Replace the words; without a keyboard the old one goes."""
    content = text_of(args)
    message = _editable(state, args)
    if "text" not in message.content:
        refuse("there is no text in the message to edit")
    preview = args.get("link_preview_options")
    return _replace(
        state, message, content | ({"link_preview_options": preview} if preview else {}), args
    )


def edit_caption(state: State, args: dict[str, Any]) -> dict[str, Any]:
    """Replace the words under a file or picture."""
    caption = caption_of(args)
    message = _editable(state, args)
    if not any(kind in message.content for kind in _MEDIA):
        refuse("there is no caption in the message to edit")
    kept = {name: value for name, value in message.content.items() if name not in _CAPTION}
    return _replace(state, message, kept | caption, args)


def edit_media(state: State, args: dict[str, Any], files: dict[str, Upload]) -> dict[str, Any]:
    """Replace the file or picture together with its words."""
    media = args["media"]
    message = _editable(state, args)
    given = attached(media["media"], files)
    content = photo(state, given) if media["type"] == "photo" else document(state, given)
    return _replace(state, message, content | caption_of(media), args)


def edit_markup(state: State, args: dict[str, Any]) -> dict[str, Any]:
    """Replace or remove the inline keyboard."""
    message = _editable(state, args)
    return _replace(state, message, message.content, args)


def delete(state: State, args: dict[str, Any]) -> bool:
    """Remove a message: the bot's own anywhere, other people's in private chats, for 48 hours."""
    chat = state.reach(args["chat_id"])
    message = chat.messages.get(args["message_id"])
    if message is None or message.deleted:
        refuse("message to delete not found")
    if not chat.private and message.sender.id != state.bot.id:
        refuse("message can't be deleted")
    if state.clock() - message.date > DELETABLE:
        refuse("message can't be deleted for everyone")
    message.deleted = True
    if chat.keyboard is message:
        chat.keyboard = None
    state.record("deleted", chat.id, message)
    return True


def answer(state: State, args: dict[str, Any]) -> bool:
    """Answer a press, once and in time."""
    query = state.queries.get(args["callback_query_id"])
    if query is None or query.answered or state.clock() - query.asked > ANSWERABLE:
        refuse("query is too old and response timeout expired or query ID is invalid")
    text = args.get("text", "")
    if units(text) > LONGEST_ANSWER:
        refuse("MESSAGE_TOO_LONG")
    if args.get("url") and not args["url"].startswith(f"t.me/{state.bot.username}"):
        refuse("URL_INVALID")
    query.answered = True
    state.record(
        "answered",
        query.chat.id,
        user_id=query.user.id,
        query_id=args["callback_query_id"],
        text=text,
        show_alert=args.get("show_alert", False),
        url=args.get("url", ""),
    )
    return True


def _editable(state: State, args: dict[str, Any]) -> Message:
    if args.get("chat_id", "") == "":
        refuse("chat_id is empty")
    if "message_id" not in args:
        refuse("message identifier is not specified")
    message = state.reach(args["chat_id"]).messages.get(args["message_id"])
    if message is None or message.deleted:
        refuse("message to edit not found")
    if message.sender.id != state.bot.id or message.keyboard is not None:
        refuse("message can't be edited")
    return message


def _replace(
    state: State, message: Message, content: dict[str, Any], args: dict[str, Any]
) -> dict[str, Any]:
    markup = args.get("reply_markup")
    if markup:
        check_markup(markup)
    inline = markup if markup and any(markup["inline_keyboard"]) else None
    if (content, inline) == (message.content, message.inline):
        _unchanged()
    message.content, message.inline = content, inline
    message.edited = state.clock()
    return state.record("edited", message.chat.id, message)


def _unchanged() -> NoReturn:
    refuse(
        "message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message"
    )
