"""The objects that a call may carry, field by field, and the check that a value has the shape.

Types are written as in `methods`: "!" for required, "~" for known to Telegram but not played.
"""

from functools import cache
from typing import Any, NoReturn

from bot.stand_in.refusal import not_played, refuse

_BUTTON = {"text": "String!", "icon_custom_emoji_id": "~String", "style": "String"}
_TYPED = {"type": "String!"}
_CAPTION = {
    "caption": "String",
    "parse_mode": "String",
    "caption_entities": "Array of MessageEntity",
}

SHAPES: dict[str, dict[str, str]] = {
    "InlineKeyboardMarkup": {"inline_keyboard": "Array of Array of InlineKeyboardButton!"},
    "InlineKeyboardButton": _BUTTON
    | {
        "url": "String",
        "callback_data": "String",
        "web_app": "WebAppInfo",
        "login_url": "~LoginUrl",
        "switch_inline_query": "String",
        "switch_inline_query_current_chat": "String",
        "switch_inline_query_chosen_chat": "~SwitchInlineQueryChosenChat",
        "copy_text": "CopyTextButton",
        "callback_game": "~CallbackGame",
        "pay": "~Boolean",
    },
    "ReplyKeyboardMarkup": {
        "keyboard": "Array of Array of KeyboardButton!",
        "is_persistent": "Boolean",
        "resize_keyboard": "Boolean",
        "one_time_keyboard": "Boolean",
        "input_field_placeholder": "String",
        "selective": "Boolean",
    },
    "KeyboardButton": _BUTTON
    | {
        "request_users": "~KeyboardButtonRequestUsers",
        "request_chat": "~KeyboardButtonRequestChat",
        "request_managed_bot": "~KeyboardButtonRequestManagedBot",
        "request_contact": "Boolean",
        "request_location": "~Boolean",
        "request_poll": "~KeyboardButtonPollType",
        "web_app": "WebAppInfo",
    },
    "ReplyKeyboardRemove": {"remove_keyboard": "Boolean!", "selective": "Boolean"},
    "ForceReply": {
        "force_reply": "Boolean!",
        "input_field_placeholder": "String",
        "selective": "Boolean",
    },
    "ReplyParameters": {
        "message_id": "Integer!",
        "chat_id": "~Integer|String",
        "allow_sending_without_reply": "Boolean",
        "quote": "~String",
        "quote_parse_mode": "String",
        "quote_entities": "~Array of MessageEntity",
        "quote_position": "~Integer",
        "checklist_task_id": "~Integer",
        "poll_option_id": "~String",
    },
    "LinkPreviewOptions": {
        "is_disabled": "Boolean",
        "url": "String",
        "prefer_small_media": "Boolean",
        "prefer_large_media": "Boolean",
        "show_above_text": "Boolean",
    },
    "MessageEntity": _TYPED
    | {
        "offset": "Integer!",
        "length": "Integer!",
        "url": "String",
        "user": "~User",
        "language": "String",
        "custom_emoji_id": "String",
        "unix_time": "Integer",
        "date_time_format": "String",
    },
    "WebAppInfo": {"url": "String!"},
    "CopyTextButton": {"text": "String!"},
    "BotCommand": {"command": "String!", "description": "String!"},
    "BotCommandScopeDefault": _TYPED,
    "BotCommandScopeAllPrivateChats": _TYPED,
    "BotCommandScopeAllGroupChats": _TYPED,
    "BotCommandScopeAllChatAdministrators": _TYPED,
    "BotCommandScopeChat": _TYPED | {"chat_id": "Integer|String!"},
    "BotCommandScopeChatAdministrators": _TYPED | {"chat_id": "Integer|String!"},
    "BotCommandScopeChatMember": _TYPED | {"chat_id": "Integer|String!", "user_id": "Integer!"},
    "MenuButtonCommands": _TYPED,
    "MenuButtonDefault": _TYPED,
    "MenuButtonWebApp": _TYPED | {"text": "String!", "web_app": "WebAppInfo!"},
    "InputMediaPhoto": _TYPED
    | {"media": "String!"}
    | _CAPTION
    | {"show_caption_above_media": "Boolean", "has_spoiler": "Boolean"},
    "InputMediaDocument": _TYPED
    | {"media": "String!", "thumbnail": "~String"}
    | _CAPTION
    | {"disable_content_type_detection": "Boolean"},
}
FAMILIES = ("BotCommandScope", "MenuButton", "InputMedia")
"""Types of which the field `type` says which one is meant."""

_MARKUPS = {
    "inline_keyboard": "InlineKeyboardMarkup",
    "keyboard": "ReplyKeyboardMarkup",
    "remove_keyboard": "ReplyKeyboardRemove",
    "force_reply": "ForceReply",
}
_WHERE = {
    "InlineKeyboardButton": "can't parse inline keyboard button",
    "KeyboardButton": "can't parse keyboard button",
    "MessageEntity": "can't parse MessageEntity",
    "BotCommand": "can't parse BotCommand",
}
_PLAIN: dict[str, type] = {"String": str, "Integer": int, "Boolean": bool}


def check(value: Any, kind: str, name: str, within: str = "") -> None:
    """Refuse a value that does not have the shape of its type."""
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            _mistake(within, f'field "{name}" must be of type Array')
        for item in value:
            check(item, kind.removeprefix("Array of "), name, within)
    elif plain := _plain(kind):
        if type(value) not in plain:
            wanted = kind.replace("|", " or ")
            _mistake(within, f'field "{name}" must be of type {wanted}')
    else:
        _check_object(value, _which(value, kind, name), name)


@cache
def _plain(kind: str) -> tuple[type, ...]:
    """Return the types of a plain value, none for an object."""
    parts = kind.split("|")
    return tuple(_PLAIN[part] for part in parts) if _PLAIN.keys() >= set(parts) else ()


@cache
def _required(shape: str) -> tuple[str, ...]:
    return tuple(field for field, kind in SHAPES[shape].items() if kind.endswith("!"))


def _which(value: Any, kind: str, name: str) -> str:
    if not isinstance(value, dict):
        refuse("object expected as reply markup" if "Markup" in kind else f"{name}: no object")
    if "Markup" in kind:
        found = [shape for key, shape in _MARKUPS.items() if key in value]
        if not found:
            refuse("object expected as reply markup")
        if found[0] not in kind.split("|"):
            refuse("inline keyboard expected")
        return found[0]
    if kind in FAMILIES:
        words = str(value.get("type", "")).split("_")
        kind += "".join(word.capitalize() for word in words)
    if kind not in SHAPES:
        not_played(f"the type {kind}")
    return kind


def _check_object(value: dict[str, Any], shape: str, name: str) -> None:
    fields = SHAPES[shape]
    for field in _required(shape):
        if field not in value:
            _mistake(shape, f'can\'t find field "{field}"')
    for field, item in value.items():
        kind = fields.get(field, "~")
        if kind.startswith("~"):
            not_played(f'the field "{field}" of {shape} in {name}')
        check(item, kind.rstrip("!"), field, shape)


def _mistake(shape: str, words: str) -> NoReturn:
    where = _WHERE.get(shape)
    refuse(f"{where}: {words[0].upper()}{words[1:]}" if where else words)
