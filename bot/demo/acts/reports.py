"""The managers' monthly reports: one half written, one that waits to be read."""

from bot.demo.acts.stage import Stage
from services.reports import duty, handing_in, own, writing

DRAFT = {
    "goals": "有效户差 1 户：西门小区的促销遇雨没办成；市值和净创收接近目标。",
    "bank": "支行王行长每周一碰头，厅堂展位谈妥，大堂经理转介 4 人。",
    "promotion": "户外促销 2 场，到场约 60 人，开户 9 户。",
}
WHOLE = DRAFT | {
    "people": "全员到岗，新人苏晓萌由魏长风带教。",
    "plan": "第1周：复盘上月\n第2周：走访三家支行\n第3周：投教沙龙\n第4周：冲刺有效户",
}


async def draft(stage: Stage) -> None:
    """One of which three sections are written; the plan is still missing."""
    await _write(stage, "JC019", DRAFT)


async def waits(stage: Stage) -> None:
    """One that was handed in and waits to be read; after the deadline it is only written."""
    month = duty.month_of(stage.now.date())
    await _write(stage, "JC015", WHOLE)
    if not duty.is_late(month, stage.now):
        found = await stage.does("JC015", own.own, month)
        await stage.does("JC015", handing_in.submit, month, found.standing.version)


async def _write(stage: Stage, number: str, sections: dict[str, str]) -> None:
    """Write some sections."""
    month = duty.month_of(stage.now.date())
    for section, text in sections.items():
        await stage.does(number, writing.ask, month, section)
        await stage.does(number, writing.answer, text)
    await stage.does(number, writing.ask, month, "")


ACTS = (draft, waits)
