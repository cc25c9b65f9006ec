"""A department's list in the demo's branch."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.month import Month
from services.rewards import keeping, settling
from services.rewards.reading import Shown
from services.store import Store
from services.store.people import Unit
from tests.branch import NOW

OCTOBER = Month(2026, 10)
OFFICE, DIRECTOR, MANAGER = 9, 12, 1
"""The accounts of the first department's back office and director, of the general manager."""


def unit(session: Session, code: str) -> int:
    """Return the id of a unit's row."""
    return session.scalars(select(Unit.id).where(Unit.code == code).limit(1)).one()


@dataclass(frozen=True)
class Bank:
    """The list of the first department as its back office keeps it."""

    store: Store

    @property
    def department(self) -> int:
        """The department."""
        return self.store.call(unit, "XM1")

    def add(  # noqa: PLR0913 - a line
        self,
        amount: str,
        *,
        outlet: str = "WD02",
        basis: str = "每户 50 元",
        month: Month = OCTOBER,
        who: int = OFFICE,
        accounts: int | None = None,
    ) -> Shown:
        """Add a line."""
        return self.store.call(
            keeping.add,
            who,
            NOW,
            unit=self.department,
            month=month.first_day.toordinal(),
            outlet=self.store.call(unit, outlet),
            whole=0,
            figure=0,
            as_of=0,
            basis=basis,
            accounts=accounts,
            amount=Decimal(amount),
            note=None,
        )

    def agree(self, one: Shown) -> Shown:
        """Agree on it with the bank."""
        line, version = one.line.id, one.line.version
        return self.store.call(
            settling.agree, OFFICE, NOW, line=line, version=version, whom="刘行长"
        )

    def pay(self, one: Shown, at: datetime = NOW) -> Shown:
        """Agree on it and pay it today."""
        agreed = self.agree(one).line
        line, version = agreed.id, agreed.version
        return self.store.call(settling.pay, OFFICE, at, line=line, version=version, day=at.date())

    def take_back(self, one: Shown, reason: str = "多付") -> Shown:
        """Take back what was paid."""
        line, version = one.line.id, one.line.version
        return self.store.call(
            settling.take_back, OFFICE, NOW, line=line, version=version, reason=reason
        )


@pytest.fixture
def bank(filled_store: Store) -> Bank:
    return Bank(filled_store)
