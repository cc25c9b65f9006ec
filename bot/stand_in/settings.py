# ruff: noqa: PLR2004 - the numbers are Telegram's limits, each named by its refusal
"""Methods that set the bot up: commands, menu button, descriptions, webhook; and its files."""

import re
from typing import Any
from urllib.parse import urlsplit

from bot.stand_in.refusal import refuse
from bot.stand_in.state import State

LARGEST_DOWNLOAD = 20 * 2**20
FAILED = ("last_error_date", "last_error_message")
_FOR_CHATS = ("chat", "chat_administrators", "chat_member")
_DESCRIPTIONS = {"description": 512, "short_description": 120}


def get_me(state: State) -> dict[str, Any]:
    """Tell who the bot is."""
    return state.bot.as_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


def get_file(state: State, args: dict[str, Any]) -> dict[str, Any]:
    """Tell where a file can be downloaded."""
    file = state.files.get(args["file_id"])
    if file is None:
        refuse("wrong file_id or the file is temporarily unavailable")
    if len(file.content) > LARGEST_DOWNLOAD:
        refuse("file is too big")
    return file.as_json() | {"file_path": file.path}


def set_commands(state: State, args: dict[str, Any]) -> bool:
    """Set the list of commands for a scope and a language."""
    commands = args["commands"]
    if len(commands) > 100:
        refuse("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            refuse("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"].strip()) <= 256:
            refuse("BOT_COMMAND_DESCRIPTION_INVALID")
    key = _scope(state, args)
    state.commands.pop(key, None)
    if commands:
        state.commands[key] = commands
    state.record("commands", key[1] or 0)
    return True


def delete_commands(state: State, args: dict[str, Any]) -> bool:
    """Remove the list of commands of a scope and a language."""
    return set_commands(state, args | {"commands": []})


def get_commands(state: State, args: dict[str, Any]) -> list[dict[str, str]]:
    """Return the list that was set for exactly this scope and language."""
    return state.commands.get(_scope(state, args), [])


def commands_shown(
    state: State, chat_id: int, user_id: int, language: str
) -> list[dict[str, str]]:
    """Return the commands a person sees in a chat: the narrowest scope that has any."""
    if state.chats[chat_id].private:
        scopes = [("chat", chat_id, 0), ("all_private_chats", 0, 0)]
    else:
        scopes = [
            ("chat_member", chat_id, user_id),
            ("chat", chat_id, 0),
            ("all_group_chats", 0, 0),
        ]
    for scope in (*scopes, ("default", 0, 0)):
        for code in (language[:2], ""):
            if (*scope, code) in state.commands:
                return state.commands[*scope, code]
    return []


def _scope(state: State, args: dict[str, Any]) -> tuple[Any, ...]:
    scope = args.get("scope", {"type": "default"})
    if scope["type"] in _FOR_CHATS:
        state.reach(scope["chat_id"])
    return (
        scope["type"],
        scope.get("chat_id", 0),
        scope.get("user_id", 0),
        _language(args),
    )


def _language(args: dict[str, Any]) -> str:
    code = str(args.get("language_code", ""))
    if not re.fullmatch(r"([a-z]{2})?", code):
        refuse("invalid language code specified")
    return code


def set_menu_button(state: State, args: dict[str, Any]) -> bool:
    """Set what the button beside the typing box does, in one private chat or in all."""
    chat_id = args.get("chat_id", 0)
    if chat_id and not state.reach(chat_id).private:
        refuse("chat not found")
    state.menu_buttons[chat_id] = args.get("menu_button", {"type": "default"})
    return True


def set_description(state: State, args: dict[str, Any], name: str) -> bool:
    """Set the description or the short one for a language."""
    text = args.get(name, "")
    if len(text) > _DESCRIPTIONS[name]:
        refuse(f"{name.replace('_', ' ')} is too long")
    state.descriptions[name, _language(args)] = text
    return True


def set_webhook(state: State, args: dict[str, Any]) -> bool:
    """Deliver updates to an address instead of getUpdates; an empty one ends that."""
    url = args.get("url", "")
    if url and not (state.loopback_webhooks and _on_this_machine(url)):
        _check_address(url)
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", args.get("secret_token", "")):
        refuse("secret token contains unallowed characters")
    if not 1 <= args.get("max_connections", 40) <= 100:
        refuse("max_connections must be 1-100")
    if args.get("drop_pending_updates"):
        state.updates.clear()
    if "allowed_updates" in args:
        state.updates.want(args["allowed_updates"])
    state.webhook = args | {"url": url}
    state.updates.changed.set()
    return True


def _on_this_machine(url: str) -> bool:
    return urlsplit(url).hostname in {"127.0.0.1", "localhost"}


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https":
        refuse("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in {80, 88, 443, 8443}:
        refuse("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def get_webhook(state: State) -> dict[str, Any]:
    """Tell where updates go and how many wait."""
    told = ("url", "ip_address", "max_connections", "allowed_updates", *FAILED)
    return {name: state.webhook[name] for name in told if name in state.webhook} | {
        "has_custom_certificate": False,
        "pending_update_count": len(state.updates),
    }
