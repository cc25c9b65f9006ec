"""Items: held, handed on and confirmed, one that waits, one refused, one written off."""

from datetime import timedelta

from bot.demo.acts.stage import Stage
from services.drafts import Choice
from services.inventory import answering, changing, registering
from services.inventory.rows import DAMAGED, EQUIPMENT, MATERIAL

BEFORE = timedelta(60)


async def station(stage: Stage) -> None:
    """Register what an outlet has; a marketer has a tablet, another refuses what is broken."""
    await _register(stage, "JC019", "WD02", "易拉宝", MATERIAL, 3, "JC019", "大堂门口两个")
    await _register(stage, "JC019", "WD02", "宣传折页", MATERIAL, 500, "JC019", None)
    tablet = await _register(stage, "JC019", "WD02", "展业平板", EQUIPMENT, 1, "JC031", None)
    await stage.does("JC031", answering.take, item=tablet, version=2)
    table = await _register(stage, "JC019", "WD02", "折叠桌", EQUIPMENT, 2, "JC030", None)
    reason = "只有 1 张，另一张桌腿断了"
    await stage.does("JC030", answering.refuse, item=table, version=2, reason=reason)
    told = {"item": table, "version": 3}
    await stage.does("JC019", changing.recount, **told, count=1, reason="一张桌腿断了")


async def waits(stage: Stage) -> None:
    """Hand a laptop from the back office to a station manager, who has not confirmed it yet."""
    await _register(stage, "JC009", "WD02", "笔记本电脑", EQUIPMENT, 1, "JC019", "编号 NB-07")


async def district(stage: Stage) -> None:
    """Keep the register of an outlet without a station manager; a leaver holds some of it."""
    banner = await _register(stage, "JC015", "WD01", "易拉宝", MATERIAL, 2, "JC028", None)
    await stage.does("JC028", answering.take, item=banner, version=2)
    screen = await _register(stage, "JC015", "WD01", "投影仪", EQUIPMENT, 1, "JC015", None)
    told = {"item": screen, "version": 1}
    await stage.does("JC015", changing.write_off, **told, cause=DAMAGED, note="灯泡烧了，修不好")


async def _register(  # noqa: PLR0913, PLR0917 - a form's answers
    stage: Stage,
    by: str,
    outlet: str,
    name: str,
    kind: str,
    count: int,
    holder: str,
    note: str | None,
) -> int:
    done = await stage.does(
        by,
        registering.register,
        outlet=outlet,
        name=name,
        kind=kind,
        count=count,
        holder=Choice(holder, holder),
        note=note,
        since=stage.now.date() - BEFORE,
    )
    return done.card.line.item.id if done.card else 0


ACTS = (station, waits, district)
