"""What cases do to pay: fixed pay held and released, clients left out, fines (Art. 27, 29.3)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from services.conduct.penalties import ERROR, MALICIOUS
from services.month import Month
from services.step import Step
from services.store.conduct import ConductCase, ConductClient
from services.store.figures import Client
from services.store.people import Staff
from services.store.remembered import source

CASES = source(
    frozenset({"conduct_cases", "conduct_clients"}),
    select(func.count(ConductCase.id)),
    select(func.sum(ConductCase.version)),  # raised with every change
)
"""The cases."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """What of a case concerns the pay of the accused."""

    number: int
    kind: str
    began: date | None
    ended: date | None
    released: date | None
    in_force: bool
    fine: Decimal | None
    ruled_on: date | None
    ruler: str | None  # 工号

    def ruled(self, day: date, fine: Decimal | None, *, pays: bool) -> "Ruled":
        """Return it as if it was ruled on a day."""
        released = day if pays else None
        return replace(self, ended=day, released=released, in_force=True, fine=fine, ruled_on=day)

    def holds(self, day: date) -> bool:
        """Tell whether fixed pay is held on the day: an open investigation (Article 27.4)."""
        if self.kind != MALICIOUS or self.began is None:
            return False
        return self.began <= day and (self.ended is None or day < self.ended)


@dataclass(frozen=True)
class Conduct:
    """The cases against one person."""

    cases: tuple[Ruled, ...] = ()

    def holds(self, day: date) -> bool:
        """Tell whether the fixed pay of the month that ends on the day is held."""
        return any(one.holds(day) for one in self.cases)

    def releases(self, day: date, month: Month) -> bool:
        """Tell whether what was held of the month that ended on the day is paid by a month.

        It is once every investigation that held it has ended, unless its ruling forfeits it.
        """
        days = [one.released for one in self.cases if one.holds(day)]
        return bool(days) and all(one is not None and Month.of(one) <= month for one in days)

    def as_ruled(self, number: int, day: date, fine: Decimal | None, *, pays: bool) -> "Conduct":
        """Return the cases as if one of them was ruled on a day; `pays`: what was held."""
        made = (
            one.ruled(day, fine, pays=pays) if one.number == number else one for one in self.cases
        )
        return Conduct(tuple(made))

    def fines(self, month: Month) -> tuple[Step, ...]:
        """Return the fines that were ruled in the month and are in force."""
        return tuple(
            _fine(one, one.fine, one.ruled_on)
            for one in self.cases
            if one.in_force and one.fine is not None and one.ruled_on is not None
            if Month.of(one.ruled_on) == month
        )


def _fine(one: Ruled, amount: Decimal, day: date) -> Step:
    article = "29" if one.kind == ERROR else "27"
    return Step(f"fine:{one.number}", amount, article, reason=f"ruled@{day}@{one.ruler}")


def load(session: Session, staff_id: int) -> Conduct:
    """Read the cases against a person, oldest first."""
    row = ConductCase
    columns = (row.number, row.kind, row.began, row.ended, row.released, row.in_force, row.fine)
    chosen = (
        select(*columns, row.ruled_on, Staff.number)
        .outerjoin(Staff, Staff.id == row.ruled_by)
        .where(row.accused_id == staff_id, or_(row.began.is_not(None), row.in_force))
    )
    return Conduct(tuple(Ruled(*one) for one in session.execute(chosen.order_by(row.number))))


def left_out(session: Session) -> frozenset[str]:
    """Return the 客户号 left out of accounts, new value, opening and excess award (Art. 27.4).

    Those of malicious openings under investigation, and of proven ones.
    """
    row = ConductCase
    open_ = row.began.is_not(None) & row.ended.is_(None)
    chosen = (
        select(Client.number)
        .join(ConductClient, ConductClient.client_id == Client.id)
        .join(row, row.id == ConductClient.case_id)
        .where(row.kind == MALICIOUS, or_(open_, row.in_force))
    )
    return frozenset(session.scalars(chosen))


def released(conduct: Conduct, held: Iterable[tuple[date, Step]], month: Month) -> list[Step]:
    """Return what of the held fixed pay is paid with the month; `held` by the day it was for."""
    return [step for day, step in held if conduct.releases(day, month)]
