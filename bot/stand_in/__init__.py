"""A Telegram that lives in memory, as strict as the real one, for tests, demo and benchmarks."""

from bot.stand_in.core import Telegram
from bot.stand_in.door import Door
from bot.stand_in.faults import lost_answer, refused, timed_out, too_many
from bot.stand_in.person import Person, deliver, to_application
from bot.stand_in.world import Chat, Event, Message, User

__all__ = [
    "Chat",
    "Door",
    "Event",
    "Message",
    "Person",
    "Telegram",
    "User",
    "deliver",
    "lost_answer",
    "refused",
    "timed_out",
    "to_application",
    "too_many",
]
