"""A Telegram that lives in memory, as strict as the real one, for tests, demo and benchmarks.

It has two doors: `Door` for the library in the same process, `serving` over HTTP.
"""

from bot.stand_in.core import Telegram
from bot.stand_in.door import Door
from bot.stand_in.faults import lost_answer, refused, slow, timed_out, too_many, wedged
from bot.stand_in.person import Person, deliver, to_application
from bot.stand_in.server import serving
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
    "serving",
    "slow",
    "timed_out",
    "to_application",
    "too_many",
    "wedged",
]
