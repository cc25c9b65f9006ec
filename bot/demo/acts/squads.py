"""Small groups of a district, each with a leader; talks one to one, one answered, a step due."""

from datetime import timedelta
from typing import Any

from bot.demo.acts.stage import Stage
from services.squads import making
from services.talks import recording

MAKER = "JC015"
GROUPS = (
    ("听涛红队", ("JC019", "JC030", "JC031", "JC032"), "JC031"),
    ("东门蓝队", ("JC020", "JC033", "JC034", "JC035"), "JC033"),
    ("东门金队", ("JC021", "JC036", "JC037", "JC038"), "JC038"),
)
DAY = timedelta(days=1)


async def groups(stage: Stage) -> None:
    """Make the groups."""
    for name, members, leader in GROUPS:
        made = await stage.does(MAKER, making.make, name=name)
        for number in members:
            made = await stage.does(
                MAKER, making.turn, **await _of(stage, made, number), into=True
            )
        await stage.does(MAKER, making.lead, **await _of(stage, made, leader))


async def _of(stage: Stage, made: making.Made, number: str) -> dict[str, Any]:
    group = made.group
    return {"squad": group.id, "version": group.version, "staff": await stage.staff(number)}


async def talks(stage: Stage) -> None:
    """Speak with two of a station's people; one answers, and what was agreed is due."""
    day = stage.now.date() - DAY
    told: dict[str, Any] = {"staff": await stage.staff("JC031"), "day": day, "subject": "trouble"}
    told |= {"notes": "银行转介少，和大堂经理配合不顺。先从周三的厅堂沙龙做起，我来协调。"}
    told |= {"step": "约大堂经理一起排厅堂沙龙", "step_on": day + DAY}
    talk = await stage.does("JC019", recording.record, **told)
    text = "谢谢，沙龙的资料我来准备。"
    await stage.does("JC031", recording.reply, talk=talk.id, text=text)
    told |= {"staff": await stage.staff("JC032"), "subject": "courage"}
    told |= {"notes": "这个月开户进度很好，继续保持。", "step": None, "step_on": None}
    await stage.does("JC019", recording.record, **told)


ACTS = (groups, talks)
