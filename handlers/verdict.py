"""What an error of the Bot API means for whoever sent something: the one place that decides."""

from dataclasses import dataclass
from enum import Enum

from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

GONE = ("chat not found", "user not found", "user is deactivated", "peer_id_invalid")


class NotSentError(NetworkError):
    """Telegram did not take it: it may be sent again without a second message."""


class Fate(Enum):
    """What became of it."""

    LATER = "later"  # certainly not sent: again, after a while
    UNKNOWN = "unknown"  # perhaps sent: again, at the risk of a second message
    UNREACHABLE = "unreachable"  # the person cannot be reached: never again
    MOVED = "moved"  # the group has another number
    REFUSED = "refused"  # Telegram will never take it: a mistake of ours


@dataclass(frozen=True)
class Verdict:
    """What became of a sending; seconds to wait, or the group's new number."""

    fate: Fate
    wait: float = 0.0
    chat_id: int = 0


def verdict(error: TelegramError) -> Verdict:  # noqa: PLR0911 - a case each
    """Judge an error of the Bot API."""
    match error:
        case RetryAfter():
            wait = error.retry_after
            seconds = wait if isinstance(wait, int) else wait.total_seconds()
            return Verdict(Fate.LATER, seconds)
        case ChatMigrated():
            return Verdict(Fate.MOVED, chat_id=error.new_chat_id)
        case Forbidden():
            return Verdict(Fate.UNREACHABLE)
        case BadRequest():
            gone = any(word in error.message.lower() for word in GONE)
            return Verdict(Fate.UNREACHABLE if gone else Fate.REFUSED)
        case NotSentError() | InvalidToken() | EndPointNotFound():  # both: the token is refused
            return Verdict(Fate.LATER, 1.0)
        case NetworkError():
            return Verdict(Fate.UNKNOWN, 1.0)
        case _:
            return Verdict(Fate.REFUSED)
