"""The managers' monthly reports: one half written, all others handed in when there was time."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.demo.acts.stage import Stage
from services import organisation
from services.history import history
from services.month import Month
from services.reports import duty, handing_in, own, rows, writing
from services.reports.computing import compute
from services.reports.rows import SUBMITTED, Content
from services.store import changes

WRITES, WAITS = "JC019", "JC015"
AHEAD = timedelta(hours=8)

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
    await _write(stage, WRITES, DRAFT)


async def waits(stage: Stage) -> None:
    """One that was handed in and waits to be read."""
    month = duty.month_of(stage.now.date())
    before = replace(stage, now=min(stage.now, duty.due(month) - AHEAD))
    await _write(before, WAITS, WHOLE)
    found = await before.does(WAITS, own.own, month)
    await before.does(WAITS, handing_in.submit, month, found.standing.version)


async def others(stage: Stage) -> None:
    """Those of the managers whom nobody plays."""
    month = duty.month_of(stage.now.date())
    at = min(stage.now, duty.due(month) - AHEAD)
    await stage.store.run(_handed_in, at, month)


@changes
def _handed_in(session: Session, at: datetime, month: Month) -> None:
    org = organisation.on(session, at.date())
    for one in duty.owing(history(session), month, at.date()):
        if org.people[one.staff_id].number in {WRITES, WAITS}:
            continue
        row = rows.opened(session, one.staff_id, month)
        for section, text in WHOLE.items():
            rows.write(row, section, text)
        row.state = SUBMITTED
        content = Content(compute(session, one.staff_id, month), rows.answers(row))
        rows.note(session, at, row, SUBMITTED, one.staff_id, text=content.text())


async def _write(stage: Stage, number: str, sections: dict[str, str]) -> None:
    """Write some sections."""
    month = duty.month_of(stage.now.date())
    for section, text in sections.items():
        await stage.does(number, writing.ask, month, section)
        await stage.does(number, writing.answer, text)
    await stage.does(number, writing.ask, month, "")


ACTS = (draft, waits, others)
