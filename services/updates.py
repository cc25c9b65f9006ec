"""Updates on their way: as they come, as they wait, and what is written down of them."""

import json
from dataclasses import dataclass, field
from typing import Any, Self

from services.sights import Seen

LARGEST = 2**63  # no column holds more


@dataclass(frozen=True, slots=True)
class Came:
    """An update to keep: Telegram's number, whose it is, its JSON."""

    id: int
    talker: int
    body: str

    @classmethod
    def of(cls, raw: dict[str, Any]) -> Self:
        """Read Telegram's JSON: whose it is decides what waits for what; 0 is nobody's."""
        contents = [value for key, value in raw.items() if key != "update_id"]
        content = contents[0] if contents and isinstance(contents[0], dict) else {}
        who = content.get("from") or content.get("chat")
        talker = who.get("id") if isinstance(who, dict) else None
        body = json.dumps(raw, separators=(",", ":"))  # in ASCII: half of a pair is no UTF-8
        if not isinstance(talker, int) or abs(talker) >= LARGEST:
            talker = 0
        return cls(int(raw["update_id"]), talker, body)


@dataclass(frozen=True, slots=True)
class Post:
    """Updates that came together; `lease`: what their holder must have for that, if anything."""

    updates: tuple[Came, ...]
    lease: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """An update that waits; `done`: only the answer is missing."""

    id: int
    body: dict[str, Any]
    done: bool
    tries: int


@dataclass(frozen=True, slots=True)
class Turn:
    """What waits of one account, in order; nobody else takes it until it is settled."""

    talker: int
    updates: tuple[Kept, ...]

    @property
    def suspect(self) -> bool:
        """Whether its first update may have ended a process."""
        return self.updates[0].tries > 0


@dataclass(frozen=True, slots=True)
class Ended:
    """What was ended since it was last written down: updates, turns, what was shown.

    `postponed` ones ended nothing and raised nothing that is theirs: their tries do not count.
    """

    answered: list[int] = field(default_factory=list)
    released: list[int] = field(default_factory=list)
    postponed: list[int] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return bool(self.answered or self.released or self.postponed or self.seen)

    def __add__(self, other: Self) -> Self:
        """Return all of both."""
        return type(self)(
            self.answered + other.answered,
            self.released + other.released,
            self.postponed + other.postponed,
            self.seen + other.seen,
        )


@dataclass(frozen=True, slots=True)
class Page:
    """What there is to write at a time, and how many accounts there is room for.

    `in_hand`: what the holder has in hand; whatever else is his he was given by a transaction of
    which he never heard the end.
    """

    posts: tuple[Post, ...] = ()
    ended: Ended = field(default_factory=Ended)
    room: int = 0
    in_hand: frozenset[int] = frozenset()
