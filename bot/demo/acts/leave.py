"""Leave in every state, and who decides in another's place."""

from datetime import timedelta
from typing import Any

from bot.demo.acts.stage import Stage
from services.approvals import deputies
from services.drafts import Choice
from services.leave import asking, changing
from services.leave.asking import WHOLE


async def waits(stage: Stage) -> None:
    """Leave that waits for its first approver."""
    await _ask(stage, "JC031", 3, 1, "送父亲去医院复查")


async def half_way(stage: Stage) -> None:
    """Leave approved by one of two."""
    _leave, approval = await _ask(stage, "JC030", 5, 2, "回老家办房产证")
    await stage.agree(approval)


async def approved(stage: Stage) -> None:
    """Leave that is approved."""
    _leave, approval = await _ask(stage, "JC032", 2, 1, "孩子开家长会")
    await stage.agree_all(approval)


async def refused(stage: Stage) -> None:
    """Leave that was refused, with the reason."""
    _leave, approval = await _ask(stage, "JC019", 4, 3, "外出旅游")
    await stage.refuse(approval, "那几天总部检查")


async def returned(stage: Stage) -> None:
    """Leave that was given back, to be mended."""
    _leave, approval = await _ask(stage, "JC032", 8, 2, "有事")
    await stage.give_back(approval, "请写清楚什么事，能不能只请一天")


async def withdrawn(stage: Stage) -> None:
    """Leave that was asked for by mistake."""
    _leave, approval = await _ask(stage, "JC019", 10, 1, "装修师傅上门")
    await stage.withdraw("JC019", approval)


async def cancelled(stage: Stage) -> None:
    """Leave that was approved and given up before it began."""
    leave, approval = await _ask(stage, "JC030", 9, 1, "驾照换证")
    await stage.agree_all(approval)
    change = await stage.does("JC030", changing.cancel, leave=leave)
    await stage.agree_all(change.approval or 0)


async def delegate(stage: Stage) -> None:
    """Have somebody decide in the director's place."""
    first = stage.now.date()
    last = first + timedelta(days=7)
    chosen = Choice("JC015", "")
    await stage.does("JC012", deputies.delegate, deputy=chosen, first_day=first, last_day=last)


async def _ask(stage: Stage, number: str, after: int, many: int, reason: str) -> tuple[int, int]:
    """Ask for so many working days of personal leave; return it and its approval."""
    first = await stage.working_day(after)
    last = await stage.working_day(after + many - 1)
    told: dict[str, Any] = {"kind": "personal", "halves": WHOLE, "reason": reason}
    row = await stage.does(number, asking.ask, first=first, last=last, **told)
    return row.id, row.approval_id or 0


ACTS = (waits, half_way, approved, refused, returned, withdrawn, cancelled, delegate)
