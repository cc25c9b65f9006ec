"""What the page is told: people, chats, messages and events as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.stand_in.core import Telegram
from bot.stand_in.world import Chat, Event, Message
from handlers.i18n import translate


@dataclass(frozen=True)
class Persona:
    """Somebody whose phone the page can show; the texts are Chinese and may be in the catalogs."""

    user_id: int
    name: str
    post: str
    about: str = ""


def world_view(
    telegram: Telegram, personas: Sequence[Persona], language: str, zone: str
) -> dict[str, Any]:
    """Return who is there."""
    groups = [chat for chat in telegram.chats.values() if not chat.private]
    return {
        "bot": telegram.bot.as_json(),
        "about": _about(telegram, language),
        "zone": zone,
        "after": len(telegram.events),
        "personas": [
            {
                "id": one.user_id,
                "name": one.name,
                "post": translate(language, one.post),
                "about": translate(language, one.about),
            }
            for one in personas
        ],
        "groups": [
            {"id": chat.id, "title": chat.title, "members": list(chat.members)} for chat in groups
        ],
    }


def chat_view(telegram: Telegram, chat: Chat, user_id: int) -> dict[str, Any]:
    """Return a chat as a person sees it now."""
    user = telegram.users[user_id]
    return {
        "id": chat.id,
        "started": chat.started or not chat.private,
        "blocked": chat.blocked,
        "messages": [message_view(one) for one in chat.shown()],
        "keyboard": message_view(chat.keyboard) if chat.keyboard else None,
        "commands": telegram.commands_for(user_id, chat.id, user.language_code),
        "after": len(telegram.events),
    }


def message_view(message: Message) -> dict[str, Any]:
    """Return a message with what only its reader's own app knows: the reply keyboard."""
    return message.as_json() | {"keyboard": message.keyboard}


def event_view(event: Event) -> dict[str, Any]:
    """Return an event."""
    message = dict(event.shown)
    if event.message:
        message["keyboard"] = event.message.keyboard
    return {
        "number": event.number,
        "kind": event.kind,
        "chat": event.chat_id,
        "message": message or None,
        "detail": event.detail,
    }


def _about(telegram: Telegram, language: str) -> str:
    texts = telegram.descriptions
    return texts.get(("description", language[:2])) or texts.get(("description", "")) or ""
