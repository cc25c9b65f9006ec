"""Cases of misconduct in every state of theirs, none of which holds anybody's pay."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from bot.demo.acts.stage import Stage
from services.approvals import deputies
from services.conduct import appeals, evidence, investigating, reporting, view
from services.conduct.penalties import CLEARED, DIVERTING, ERROR, PROHIBITED, PROVEN, SWAPPING
from services.conduct.view import Card
from services.drafts import Choice

REPORTER, INVESTIGATOR, STAND_IN = "JC004", "JC006", "JC012"


@dataclass(frozen=True)
class Walk:
    """A case of somebody, walked as far as it is to go."""

    stage: Stage
    accused: str
    case: int

    @classmethod
    async def begin(cls, stage: Stage, accused: str, kind: str, what: str) -> "Walk":
        """Report it; the back office is to investigate."""
        told: dict[str, Any] = {"accused": Choice(accused, ""), "kind": kind, "what": what}
        today = stage.now.date()
        told |= {"happened": today - timedelta(days=1), "clients": None}
        number = await stage.does(REPORTER, reporting.report, **told)
        owed = await stage.store.run(view.waiting, stage.people[INVESTIGATOR], today)
        return cls(stage, accused, next(one.id for one in owed if one.number == number))

    async def card(self, number: str) -> Card:
        """Return the case as somebody sees it."""
        stage = self.stage
        return await stage.store.run(view.card, stage.people[number], stage.now.date(), self.case)

    async def now(self) -> dict[str, int]:
        """Return what says which case is meant, and as it stands now."""
        return {"case": self.case, "version": (await self.card(INVESTIGATOR)).version}

    async def investigate(self) -> None:
        """Begin the investigation."""
        await self.stage.does(INVESTIGATOR, investigating.begin, **await self.now())

    async def ask(self) -> None:
        """Ask the person for his statement."""
        await self.investigate()
        await self.stage.does(INVESTIGATOR, investigating.ask, **await self.now())

    async def hear(self) -> None:
        """Have him make it."""
        await self.ask()
        told: dict[str, Any] = {**await self.now(), "statement": "情况属实，当时没想周全"}
        await self.stage.does(self.accused, investigating.state, **told)

    async def propose(self, finding: str, amount: Decimal | None = None) -> None:
        """Propose what the rules say."""
        await self.hear()
        told: dict[str, Any] = {**await self.now(), "finding": finding, "amount": amount}
        await self.stage.does(INVESTIGATOR, investigating.propose, **told, note="材料齐全")

    async def rule(self, finding: str, amount: Decimal | None = None) -> None:
        """Have it ruled."""
        await self.propose(finding, amount)
        await self.stage.agree_all((await self.card(INVESTIGATOR)).approval or 0)

    async def appeal(self, reason: str) -> int:
        """Have it ruled and appealed; return the appeal's approval."""
        await self.rule(PROVEN)
        told: dict[str, Any] = {**await self.now(), "reason": reason}
        await self.stage.does(self.accused, appeals.appeal, **told)
        return (await self.card(STAND_IN)).approval or 0


async def reported(stage: Stage) -> None:
    """Something that was reported and is to be investigated."""
    await Walk.begin(stage, "JC029", PROHIBITED, "代客户操作账户")


async def investigated(stage: Stage) -> None:
    """One under investigation, with a piece of evidence."""
    walk = await Walk.begin(stage, "JC028", SWAPPING, "劝他行客户转户到本网点")
    await walk.investigate()
    piece = await stage.paper("客户说明.pdf")
    await stage.does(INVESTIGATOR, evidence.add, case=walk.case, piece=piece)


async def asked(stage: Stage) -> None:
    """One in which the person is to be heard."""
    await (await Walk.begin(stage, "JC038", DIVERTING, "把客户介绍给别家营业部")).ask()


async def heard(stage: Stage) -> None:
    """One in which the person was heard: a proposal is owed."""
    await (await Walk.begin(stage, "JC039", PROHIBITED, "向客户承诺收益")).hear()


async def proposed(stage: Stage) -> None:
    """One that waits for its ruling."""
    await (await Walk.begin(stage, "JC040", PROHIBITED, "代客户保管密码")).propose(PROVEN)


async def ruled(stage: Stage) -> None:
    """One that was ruled: it may be appealed."""
    walk = await Walk.begin(stage, "JC032", ERROR, "开户资料漏签一页")
    await walk.rule(PROVEN, Decimal(200))


async def dropped(stage: Stage) -> None:
    """One in which nothing was found."""
    await (await Walk.begin(stage, "JC014", PROHIBITED, "客户投诉推荐股票")).rule(CLEARED)


async def appealed(stage: Stage) -> None:
    """One that was appealed: who ruled does not decide it, so there is a stand-in."""
    chosen = Choice(STAND_IN, "")
    await stage.does(INVESTIGATOR, deputies.stand_in, post="general_manager", deputy=chosen)
    walk = await Walk.begin(stage, "JC030", SWAPPING, "劝同事的客户换人")
    await walk.appeal("客户自己要求换的")


async def closed(stage: Stage) -> None:
    """One whose appeal was refused."""
    walk = await Walk.begin(stage, "JC019", SWAPPING, "把同事的客户转到自己名下")
    await stage.refuse(await walk.appeal("客户要求的"), "客户否认提过要求")


ACTS = (reported, investigated, asked, heard, proposed, ruled, dropped, appealed, closed)
