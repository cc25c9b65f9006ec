"""The table of the Bot API methods that the product calls: parameters, types, which are required.

A type ends in "!" when the parameter is required and begins with "~" when Telegram knows the
parameter but the stand-in does not play it (using it is then refused as unmodelled).
"""

_BUSINESS = {"business_connection_id": "~String"}
_CHAT = {"chat_id": "Integer|String!"}
_MARKUP = {
    "reply_markup": "InlineKeyboardMarkup|ReplyKeyboardMarkup|ReplyKeyboardRemove|ForceReply"
}
_TO = _BUSINESS | _CHAT | {"message_thread_id": "~Integer"}
_SEND = (
    _TO
    | {"direct_messages_topic_id": "~Integer", "parse_mode": "String"}
    | {"disable_notification": "Boolean", "protect_content": "Boolean"}
    | {"allow_paid_broadcast": "~Boolean", "message_effect_id": "~String"}
    | {"suggested_post_parameters": "~SuggestedPostParameters"}
    | {"reply_parameters": "ReplyParameters"}
    | _MARKUP
)
_CAPTION = {"caption": "String", "caption_entities": "Array of MessageEntity"}
_EDIT = (
    _BUSINESS
    | {"chat_id": "Integer|String", "message_id": "Integer", "inline_message_id": "~String"}
    | {"reply_markup": "InlineKeyboardMarkup"}
)
_SCOPE = {"scope": "BotCommandScope", "language_code": "String"}

METHODS: dict[str, dict[str, str]] = {
    "getMe": {},
    "getUpdates": {
        "offset": "Integer",
        "limit": "Integer",
        "timeout": "Integer",
        "allowed_updates": "Array of String",
    },
    "sendMessage": _SEND
    | {
        "text": "String!",
        "entities": "Array of MessageEntity",
        "link_preview_options": "LinkPreviewOptions",
    },
    "sendDocument": _SEND
    | _CAPTION
    | {
        "document": "InputFile|String!",
        "thumbnail": "~InputFile|String",
        "disable_content_type_detection": "Boolean",
    },
    "sendPhoto": _SEND
    | _CAPTION
    | {
        "photo": "InputFile|String!",
        "show_caption_above_media": "Boolean",
        "has_spoiler": "Boolean",
    },
    "editMessageText": _EDIT
    | {
        "text": "String",
        "parse_mode": "String",
        "entities": "Array of MessageEntity",
        "link_preview_options": "LinkPreviewOptions",
        "rich_message": "~InputRichMessage",
    },
    "editMessageCaption": _EDIT
    | _CAPTION
    | {"parse_mode": "String", "show_caption_above_media": "Boolean"},
    "editMessageMedia": _EDIT | {"media": "InputMedia!"},
    "editMessageReplyMarkup": _EDIT,
    "deleteMessage": _CHAT | {"message_id": "Integer!"},
    "answerCallbackQuery": {
        "callback_query_id": "String!",
        "text": "String",
        "show_alert": "Boolean",
        "url": "String",
        "cache_time": "Integer",
    },
    "sendChatAction": _TO | {"action": "String!"},
    "getFile": {"file_id": "String!"},
    "setMyCommands": {"commands": "Array of BotCommand!"} | _SCOPE,
    "deleteMyCommands": _SCOPE,
    "getMyCommands": _SCOPE,
    "setChatMenuButton": {"chat_id": "Integer", "menu_button": "MenuButton"},
    "setMyDescription": {"description": "String", "language_code": "String"},
    "setMyShortDescription": {"short_description": "String", "language_code": "String"},
    "setWebhook": {
        "url": "String!",
        "certificate": "~InputFile",
        "ip_address": "String",
        "max_connections": "Integer",
        "allowed_updates": "Array of String",
        "drop_pending_updates": "Boolean",
        "secret_token": "String",
    },
    "deleteWebhook": {"drop_pending_updates": "Boolean"},
    "getWebhookInfo": {},
}

ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)
