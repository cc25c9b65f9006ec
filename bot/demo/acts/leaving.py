"""People who wish to leave, in every state but gone: who is gone is in nobody's list."""

from datetime import timedelta

from bot.demo.acts.stage import Stage
from services.resignation import asking

NOTICE = timedelta(days=40)


async def waits(stage: Stage) -> None:
    """Somebody's wish to leave waits for its first approver."""
    await _ask(stage, "JC039", "回老家发展")


async def handing_over(stage: Stage) -> None:
    """One was approved: the checklist is open."""
    await stage.agree_all(await _ask(stage, "JC028", "换行业"))


async def refused(stage: Stage) -> None:
    """One was refused."""
    await stage.refuse(await _ask(stage, "JC029", "想休息一阵"), "先谈谈，手上客户不少")


async def returned(stage: Stage) -> None:
    """One was given back, to be mended."""
    await stage.give_back(await _ask(stage, "JC038", "个人原因"), "最后一天请排到月底")


async def withdrawn(stage: Stage) -> None:
    """Somebody who thought better of it at once."""
    await stage.withdraw("JC040", await _ask(stage, "JC040", "家里有事"))


async def stays(stage: Stage) -> None:
    """Somebody who was let go and asked to stay."""
    await stage.agree_all(await _ask(stage, "JC032", "考虑去总部"))
    wish = await stage.does("JC032", asking.ask_to_stay, reason="总部岗位取消了")
    await stage.agree_all(wish)


async def _ask(stage: Stage, number: str, reason: str) -> int:
    last = stage.now.date() + NOTICE
    return await stage.does(number, asking.ask, last_day=last, reason=reason)


ACTS = (waits, handing_over, refused, returned, withdrawn, stays)
