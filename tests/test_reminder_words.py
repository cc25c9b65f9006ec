"""Whatever is told when it was missed has a name: a kind's code is nothing that people read."""

from bot.recurring import RECURRING
from handlers.reminders import KINDS


def test_what_may_be_missed_has_a_name() -> None:
    told = {one.kind for one in RECURRING if one.told}
    assert told == told & KINDS.keys()
    assert "conduct" in told
