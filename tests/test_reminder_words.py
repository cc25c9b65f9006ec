"""Whatever is told when it was missed has a name: a kind's code is nothing that people read."""

from bot.timetable import RECURRING
from handlers.reminders import KINDS


def test_what_may_be_missed_has_a_name() -> None:
    told = {one.kind.partition(".")[0] for one in RECURRING if one.told}
    assert told == told & KINDS.keys()
    assert "conduct" in told
