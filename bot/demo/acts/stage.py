"""The demo's people at the moment of its start, and how they do things."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from services import accounts, files, organisation, timetable
from services.approvals import deciding, view
from services.approvals.machine import NoApproverError, NotYoursToDecideError
from services.approvals.view import Card
from services.attachments import Attached
from services.store import Store, changes

P = ParamSpec("P")
T = TypeVar("T")
PAUSE = 0.2
APPROVERS = ("JC019", "JC015", "JC014", "JC012", "JC009", "JC006", "JC004", "JC003", "JC001")
APPLICANT = -1
PAPER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


@dataclass(frozen=True)
class Stage:
    """The demo's people by 工号, with their accounts, at the moment of its start."""

    store: Store
    now: datetime
    people: Mapping[str, int]

    async def bound(self) -> None:
        """Wait until everybody's invitation was opened."""
        for who in self.people.values():
            while await self.store.run(accounts.staff_of, who) is None:  # noqa: ASYNC110 - a row
                await asyncio.sleep(PAUSE)

    async def does(
        self,
        number: str,
        service: Callable[Concatenate[Session, int, datetime, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Have somebody do something."""
        return await self.store.run(service, self.people[number], self.now, *args, **kwargs)

    async def agree(self, approval: int) -> None:
        """Have it agreed to by whoever decides now."""
        number, card = await self._turn(approval)
        await self.does(number, deciding.approve, approval, card.version)

    async def agree_all(self, approval: int) -> None:
        """Have it agreed to by everybody on its route."""
        with suppress(NoApproverError):
            while True:
                await self.agree(approval)

    async def refuse(self, approval: int, reason: str) -> None:
        """Have it refused by whoever decides now."""
        number, card = await self._turn(approval)
        told: dict[str, Any] = {"approval": approval, "version": card.version, "reason": reason}
        await self.does(number, deciding.reject, **told)

    async def give_back(self, approval: int, reason: str) -> None:
        """Have it returned to the applicant by whoever decides now."""
        number, card = await self._turn(approval)
        told: dict[str, Any] = {"approval": approval, "version": card.version, "reason": reason}
        await self.does(number, deciding.give_back, **told, to=APPLICANT)

    async def withdraw(self, number: str, approval: int) -> None:
        """Have the applicant think better of it."""
        card = await self.does(number, view.card, approval)
        await self.does(number, deciding.withdraw, approval, card.version)

    async def _turn(self, approval: int) -> tuple[str, Card]:
        """Return who decides it now, with his card; NoApproverError once it is over."""
        for number in APPROVERS:
            try:
                card = await self.does(number, view.card, approval)
            except NotYoursToDecideError:
                continue
            if card.decides:
                return number, card
        raise NoApproverError

    async def working_day(self, after: int) -> date:
        """Return the working day that comes so many after today."""
        days = await self.store.run(timetable.calendar)
        return days.later(self.now.date(), after)

    async def paper(self, name: str) -> Attached:
        """Keep a file, as if somebody had sent it."""
        return await self.store.run(_paper, self.now, name)

    async def staff(self, number: str) -> int:
        """Return a staff id."""
        return (await self.store.run(organisation.by_number, number, self.now.date())).staff_id


@changes
def _paper(session: Session, now: datetime, name: str) -> Attached:
    return Attached(files.keep(session, name, PAPER, now, None), name)
