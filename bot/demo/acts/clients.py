"""Twenty clients before and after their opening: appointments in every state."""

from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal
from typing import Any

from bot.demo.acts.stage import Stage
from services.appointments import changing, registering, reminding
from services.disputes import raising
from services.disputes import view as disputes
from services.ownership import archiving, opening, recording
from services.ownership.checklist import ALL
from services.store.clients import Appointment

RECORDER = "JC004"
LONG_AGO = timedelta(days=31)
STEPS = 4  # of the signing: first check, trading, finance, general manager


async def reserved(stage: Stage) -> None:
    """Clients who are to come: alone, accompanied, an institution, one put off."""
    await _book(stage, "JC031", "王秀兰", 30, 1, phone="13800006621")
    await _book(stage, "JC032", "孙丽娟", 80, 2, accompanied=True)
    await _book(stage, "JC015", "江城贸易有限公司", 500, 5)
    row = await _book(stage, "JC019", "李国栋", 45, 1)
    day = await stage.working_day(4)
    told: dict[str, Any] = {"appointment": row.id, "version": row.version}
    await stage.does("JC019", changing.rebook, **told, day=day, clock=time(15), reason="客户出差")


async def given_up(stage: Stage) -> None:
    """One that was cancelled, one that nobody opened in thirty days."""
    row = await _book(stage, "JC030", "吴海波", 20, 3)
    told: dict[str, Any] = {"appointment": row.id, "version": row.version}
    await stage.does("JC030", changing.cancel, **told, reason="客户去了别家")
    await _book(replace(stage, now=stage.now - LONG_AGO), "JC031", "郑家明", 15, 3)
    await stage.store.run(reminding.expire, stage.now, stage.now)


async def opened(stage: Stage) -> None:
    """Four that wait at the four steps of the signing."""
    clients = ("张建华", "刘芳", "陈志强", "杨玉梅")
    for signed, (owner, name) in enumerate(
        zip(("JC031", "JC032", "JC031", "JC019"), clients, strict=True)
    ):
        await _opened(stage, owner, name, 40 + 10 * signed, signed)


async def not_signed(stage: Stage) -> None:
    """One that is to be mended, one that was refused."""
    row = await _opened(stage, "JC031", "黄小燕", 35, 0, checklist="suitability")
    await stage.give_back(row.approval_id or 0, "适当性等级没有填，请补测评后再报")
    row = await _opened(stage, "JC032", "徐文斌", 25, 1)
    await stage.refuse(row.approval_id or 0, "签名与身份证不一致")


async def signed(stage: Stage) -> None:
    """Two that are to be recorded, one to be archived, one that is archived."""
    await _opened(stage, "JC031", "马晓东", 60, STEPS)
    await _opened(stage, "JC019", "朱玉兰", 90, STEPS)
    await _recorded(stage, "JC032", "胡建军", "86004411")
    row = await _recorded(stage, "JC031", "林美华", "86004412")
    await stage.does(RECORDER, archiving.archive, row)


async def stopped(stage: Stage) -> None:
    """Two who want the same client: left at that, disputed, ruled to be the later one's."""
    await _book(stage, "JC032", "王秀兰", 30, 2, phone="13800006621")
    later = await _book(stage, "JC030", "李国栋", 45, 2)
    await _dispute(stage, "JC030", later.id, "客户上周就在我网点咨询过开户")
    await _book(stage, "JC019", "何秀英", 70, 3)
    later = await _book(stage, "JC031", "何秀英", 70, 3)
    case = await _dispute(stage, "JC031", later.id, "客户是我多年的老客户，有聊天记录")
    await stage.does("JC019", raising.say, dispute=case, statement="我不知道客户已有人跟进")
    card = await stage.store.run(disputes.card, stage.people[RECORDER], stage.now, case)
    await stage.agree_all(card.approval or 0)


async def _book(  # noqa: PLR0913 - what is said of a client
    stage: Stage,
    owner: str,
    name: str,
    assets: int,
    after: int,
    *,
    accompanied: bool = False,
    phone: str | None = None,
) -> Appointment:
    """Register a client with so many 万 to come so many days later."""
    told: dict[str, Any] = {"name": name, "assets": Decimal(assets * 10_000), "phone": phone}
    told |= {"day": stage.now.date() + timedelta(days=after), "clock": time(10)}
    return await stage.does(owner, registering.register, **told, accompanied=accompanied)


async def _opened(  # noqa: PLR0913 - whose, who, and how far
    stage: Stage, owner: str, name: str, assets: int, agreed: int, *, checklist: str = ALL
) -> Appointment:
    """Report a client's opening and have it agreed to so many times; return the appointment."""
    row = await _book(stage, owner, name, assets, 1)
    told: dict[str, Any] = {"appointment": row.id, "day": stage.now.date()}
    told |= {"form": await stage.paper("客户确认登记表.pdf"), "checklist": checklist}
    row = await stage.does(owner, opening.report, **told)
    for _ in range(agreed):
        await stage.agree(row.approval_id or 0)
    return row


async def _recorded(stage: Stage, owner: str, name: str, client: str) -> int:
    """Have a client signed and recorded under a 客户号; return the appointment."""
    row = (await _opened(stage, owner, name, 55, STEPS)).id
    told: dict[str, Any] = {"appointment": row, "number": client}
    await stage.does(RECORDER, recording.record, **told)
    return row


async def _dispute(stage: Stage, later: str, appointment: int, statement: str) -> int:
    told: dict[str, Any] = {"appointment": appointment, "statement": statement}
    return await stage.does(later, raising.begin, **told)


ACTS = (reserved, given_up, opened, not_signed, signed, stopped)
