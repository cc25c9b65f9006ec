"""The coming training: people are asked, one asks to be excused."""

from typing import Any

from bot.demo.acts.stage import Stage
from services.training import answering, chase, leading, when
from services.training.kinds import TRAINING

TOPIC = "四季度开户活动：厅堂转介怎么做"
TEXT = "请带上本网点的客户分层名单，每人讲一个转介案例。"


async def announced(stage: Stage) -> None:
    """Its topic is set, and everybody is asked."""
    starts_at = await stage.store.run(when.coming, TRAINING, stage.now)
    if starts_at is None:
        return
    chair, day = await stage.staff("JC012"), starts_at.date().toordinal()
    told: dict[str, Any] = {"kind": TRAINING, "topic": TOPIC, "text": TEXT}
    await stage.does("JC012", leading.announce, chair=chair, day=day, **told)
    await stage.store.run(chase.ask, stage.now, stage.now, TRAINING)


async def answered(stage: Stage) -> None:
    """One asks to be excused; his director has not said anything to that, one has not answered."""
    starts_at = await stage.store.run(when.coming, TRAINING, stage.now)
    if starts_at is not None:
        day, reason = starts_at.date().toordinal(), "下午约了支行谈厅堂展位"
        await stage.does("JC015", answering.ask_off, kind=TRAINING, day=day, reason=reason)


ACTS = (announced, answered)
