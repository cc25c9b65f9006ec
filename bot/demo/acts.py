"""What the demo's people have done in chat: leave, attendance, cases and leaving in all states."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from handlers.errors import words
from services import accounts, organisation, timetable
from services.approvals import deciding, deputies, view
from services.attendance import contests, recording
from services.conduct import reporting
from services.drafts import Choice
from services.leave import asking as leave
from services.resignation import asking as resignation
from services.store import Store

P = ParamSpec("P")
T = TypeVar("T")
PAUSE = 0.2
NOTICE = timedelta(days=40)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Acts:
    """The demo's people by 工号, with their accounts, at the moment of its start."""

    store: Store
    now: datetime
    people: Mapping[str, int]

    async def bound(self) -> None:
        """Wait until everybody's invitation was opened."""
        for who in self.people.values():
            while await self.store.run(accounts.staff_of, who) is None:  # noqa: ASYNC110 - a row
                await asyncio.sleep(PAUSE)

    async def play(self) -> None:
        """Do it all; what cannot be on such a day, as in an unpublished year, is left out."""
        for act in (
            *(self.leave_waits, self.leave_half_way, self.leave_approved, self.leave_refused),
            *(self.attendance, self.case, self.leaving, self.delegate),
        ):
            try:
                await act()
            except Exception as error:
                if words(error) is None:
                    raise
                log.debug("the demo leaves out %s", act.__name__)

    async def leave_waits(self) -> None:
        """Leave that waits for its first approver."""
        await self._asks("JC031", 3, 1, "送父亲去医院复查")

    async def leave_half_way(self) -> None:
        """Leave approved by one of two."""
        await self._decide("JC015", await self._asks("JC030", 5, 2, "回老家办房产证"))

    async def leave_approved(self) -> None:
        """Leave that is approved."""
        approval = await self._asks("JC032", 2, 1, "孩子开家长会")
        await self._decide("JC015", approval)
        await self._decide("JC001", approval)

    async def leave_refused(self) -> None:
        """Leave that was refused, with the reason."""
        approval = await self._asks("JC019", 4, 3, "外出旅游")
        found = await self.does("JC015", view.card, approval)
        version = found.version
        await self.does(
            "JC015", deciding.reject, approval=approval, version=version, reason="那几天总部检查"
        )

    async def attendance(self) -> None:
        """Somebody late, who was told, and somebody who contests it."""
        day = self.now.date()
        for number, code in (("JC030", "late"), ("JC031", "dress")):
            staff = await self._staff(number)
            done = await self.does("JC019", recording.record, staff=staff, code=code, day=day)
            if code == "dress" and done.event:
                event, reason = done.event.id, "当天网点统一穿的是活动服"
                await self.does(number, contests.contest, event=event, reason=reason)

    async def case(self) -> None:
        """Something that was reported and is to be investigated."""
        day = self.now.date() - timedelta(days=1)
        told: dict[str, Any] = {
            "kind": "prohibited",
            "happened": day,
            "what": "代客户操作账户",
            "clients": None,
        }
        await self.does("JC012", reporting.report, accused=Choice("JC029", ""), **told)

    async def leaving(self) -> None:
        """Somebody who asks to leave."""
        last = self.now.date() + NOTICE
        await self.does("JC039", resignation.ask, last_day=last, reason="回老家发展")

    async def delegate(self) -> None:
        """Have somebody decide in the director's place."""
        first = self.now.date()
        last = first + timedelta(days=7)
        chosen = Choice("JC015", "")
        await self.does("JC012", deputies.delegate, deputy=chosen, first_day=first, last_day=last)

    async def does(
        self,
        number: str,
        service: Callable[Concatenate[Session, int, datetime, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Have somebody do something."""
        return await self.store.run(service, self.people[number], self.now, *args, **kwargs)

    async def _asks(self, number: str, after: int, many: int, reason: str) -> int:
        """Ask for so many working days of personal leave; return the approval."""
        first = await self._working_day(after)
        last = await self._working_day(after + many - 1)
        told: dict[str, Any] = {"kind": "personal", "halves": leave.WHOLE, "reason": reason}
        row = await self.does(number, leave.ask, first=first, last=last, **told)
        return row.approval_id or 0

    async def _decide(self, number: str, approval: int) -> None:
        found = await self.does(number, view.card, approval)
        await self.does(number, deciding.approve, approval, found.version)

    async def _working_day(self, after: int) -> date:
        days = await self.store.run(timetable.calendar)
        return days.later(self.now.date(), after)

    async def _staff(self, number: str) -> int:
        found = await self.store.run(organisation.by_number, number, self.now.date())
        return found.staff_id
