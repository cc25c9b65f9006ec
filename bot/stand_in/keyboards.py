# ruff: noqa: PLR2004 - the numbers are Telegram's limits, each named by its refusal
"""What Telegram demands of keyboards beyond their shape."""

from typing import Any
from urllib.parse import urlsplit

from bot.stand_in.formatting import units
from bot.stand_in.refusal import refuse

_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "copy_text",
)
_STYLES = ("danger", "success", "primary")
MOST_BUTTONS = 100
MOST_IN_A_ROW = 8


def check_markup(markup: dict[str, Any]) -> None:
    """Refuse a keyboard that Telegram refuses."""
    placeholder = markup.get("input_field_placeholder")
    if placeholder is not None and not 1 <= units(placeholder) <= 64:
        refuse("input field placeholder must be 1-64 characters long")
    if "inline_keyboard" in markup:
        _check_rows(markup["inline_keyboard"])
        for row in markup["inline_keyboard"]:
            for button in row:
                _check_inline(button)
    elif "keyboard" in markup:
        _check_rows(markup["keyboard"])
        if not any(markup["keyboard"]):
            refuse("reply markup is empty: a reply keyboard needs a button")
        for row in markup["keyboard"]:
            for button in row:
                _check_text(button)


def _check_rows(rows: list[list[Any]]) -> None:
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in rows):
        refuse("REPLY_MARKUP_TOO_LONG")


def _check_text(button: dict[str, Any]) -> None:
    if not button["text"].strip():
        refuse("keyboard button text must be non-empty")
    if button.get("style", "primary") not in _STYLES:
        refuse("invalid button style specified")


def _check_inline(button: dict[str, Any]) -> None:
    _check_text(button)
    actions = [name for name in _ACTIONS if name in button]
    if not actions or button.get("callback_data") == "":
        refuse(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        refuse("can't parse inline keyboard button: exactly one action must be used")
    if len(button.get("callback_data", "").encode()) > 64:
        refuse("BUTTON_DATA_INVALID")
    if not 1 <= units(button.get("copy_text", {"text": "-"})["text"]) <= 256:
        refuse("BUTTON_COPY_TEXT_INVALID")
    _check_links(button)


def _check_links(button: dict[str, Any]) -> None:
    url = button.get("url")
    if url is not None:
        reason = link_mistake(url)
        if reason:
            refuse(f"inline keyboard button URL '{url}' is invalid: {reason}")
    app = button.get("web_app", {"url": "https://"})["url"]
    if not app.startswith("https://"):
        refuse(
            f"inline keyboard button Web App URL '{app}' is invalid: Only HTTPS links are allowed"
        )


def link_mistake(url: str) -> str:
    """Say what is wrong with a link, or nothing."""
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme not in {"http", "https", "tg", "ton"}:
        return "Unsupported URL protocol"
    if not parts.netloc:
        return "URL host is empty"
    if parts.scheme in {"http", "https"} and "." not in (parts.hostname or ""):
        return "Wrong HTTP URL"
    return ""
