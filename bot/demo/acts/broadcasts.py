"""A notice from the back office, which half of its readers have read."""

from typing import Any

from bot.demo.acts.stage import Stage
from services.broadcasts import adding, drafting, reading, sending
from services.broadcasts.draft import Draft
from services.broadcasts.rows import VOTE
from services.quiet import is_quiet

OFFICE = "JC006"
READERS = ("JC012", "JC015", "JC019", "JC028", "JC030", "JC031", "JC032", "JC029")
VOTES = {"JC012": 0, "JC015": 0, "JC019": 0, "JC030": 1}
TEXT = """下周三的培训改到 15:00
地点：三楼会议室，请提前 10 分钟签到。
主题：基金销售的合规要点。来不了的请选「请假」，并跟自己的上级说一声。"""
OPTIONS = ("参加", "请假")


async def half_read(stage: Stage) -> None:
    """Send a notice with a vote, and have half of its readers read it and choose."""
    made = await stage.does(OFFICE, drafting.write, text=TEXT, answer=VOTE, options=OPTIONS)
    made = await stage.does(OFFICE, adding.add, broadcast=made.id, names=READERS)
    if is_quiet(stage.now):  # else nobody would have it before the morning
        told: dict[str, Any] = {"broadcast": made.id, "version": made.version}
        made = await stage.does(OFFICE, drafting.turn, **told, name="urgent")
    await _sent(stage, made)
    for number, option in VOTES.items():
        told = {"broadcast": made.id, "option": option}
        await stage.does(number, reading.vote, **told, elsewhere=True)


async def _sent(stage: Stage, made: Draft) -> None:
    """Have it sent at once: what its job would do, which then finds nothing left to do."""
    people = [one.staff_id for one in made.people]
    told: dict[str, Any] = {"broadcast": made.id, "version": made.version, "count": len(people)}
    await stage.does(OFFICE, sending.send, **told, card=None)
    await stage.store.run(sending.stage, stage.now, made.id, people)
    await stage.store.run(sending.publish, stage.now, made.id)


ACTS = (half_read,)
