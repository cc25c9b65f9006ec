"""The demo's branch, and a case walked through it by 工号 as the services see it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services import organisation
from services.approvals import deciding, deputies
from services.approvals import view as approvals
from services.conduct import appeals, investigating, reporting, view
from services.conduct.files import Moved
from services.drafts import Choice
from services.month import Month
from services.pay import Statement
from services.payslips import Payslip, payslip
from services.store import Store
from services.store.conduct import ConductCase
from tests.branch import account

ZONE = ZoneInfo("Asia/Shanghai")
ACCUSED, REPORTER, INVESTIGATOR, RULER = "JC031", "JC004", "JC006", "JC001"
CLIENT = "80310043"  # of the accused, first effective in September with 179,837.84
SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)


def at(month: int, day: int, hour: int = 9) -> datetime:
    """Return a moment of 2026 by Shanghai's clock."""
    return datetime(2026, month, day, hour, tzinfo=ZONE)


def row_of(session: Session, case: int) -> dict[str, Any]:
    """Return a case's columns."""
    row = session.get_one(ConductCase, case)
    return {name: getattr(row, name) for name in ConductCase.__table__.columns.keys()}  # noqa: SIM118 - SQLAlchemy's


def latest(session: Session) -> int:
    """Return the id of the latest case."""
    chosen = select(ConductCase.id).order_by(ConductCase.number.desc()).limit(1)
    return session.scalars(chosen).one()


@dataclass
class Desk:
    """Does what people do about a case; `case` is the latest that was reported."""

    store: Store
    case: int = 0
    accused: str = ACCUSED
    investigator: str = INVESTIGATOR

    def row(self) -> dict[str, Any]:
        """Return the case's columns."""
        return self.store.call(row_of, self.case)

    def card(self, number: str, day: date) -> view.Card:
        """Return the case as somebody sees it."""
        return self.store.call(view.card, account(number), day, self.case)

    def reports(
        self, now: datetime, kind: str, clients: str | None = None, by: str = REPORTER
    ) -> None:
        """Report the accused."""
        told: dict[str, Any] = {"accused": Choice(self.accused, ""), "kind": kind}
        told |= {"happened": now.date(), "what": "借用证件", "clients": clients}
        self.store.call(reporting.report, account(by), now, **told)
        self.case = self.store.call(latest)

    def begins(self, now: datetime, by: str = "") -> Moved:
        """Begin the investigation on the card as it is."""
        version = self.row()["version"]
        return self.store.call(
            investigating.begin, account(by or self.investigator), now, self.case, version
        )

    def asks(self, now: datetime) -> None:
        """Ask the accused for his statement."""
        who, version = account(self.investigator), self.row()["version"]
        assert self.store.call(investigating.ask, who, now, self.case, version).done

    def states(self, now: datetime, statement: str = "不是我") -> None:
        """Have the accused answer."""
        given: dict[str, Any] = {"case": self.case, "version": self.row()["version"]}
        assert self.store.call(
            investigating.state, account(self.accused), now, **given, statement=statement
        ).done

    def heard(self, now: datetime, statement: str = "不是我") -> None:
        """Ask the accused, who answers."""
        self.asks(now)
        self.states(now, statement)

    def proposes(self, now: datetime, finding: str, **money: Decimal) -> None:
        """Propose what the rules say."""
        given: dict[str, Any] = {"case": self.case, "version": self.row()["version"], **money}
        who = account(self.investigator)
        assert self.store.call(
            investigating.propose, who, now, **given, finding=finding, note="查明"
        ).done

    def decides(self, now: datetime, number: str, *, agrees: bool = True) -> bool:
        """Decide the ruling or the appeal that waits for somebody."""
        who = account(number)
        waiting = self.store.call(approvals.waiting, who, now)
        card = self.store.call(approvals.card, who, now, waiting[0].id)
        if agrees:
            return self.store.call(deciding.approve, who, now, card.id, card.version).done
        given = {"approval": card.id, "version": card.version}
        return self.store.call(deciding.reject, who, now, **given, reason="不对").done

    def ruled(self, now: datetime, finding: str, **money: Decimal) -> None:
        """Have it proposed and ruled."""
        self.proposes(now, finding, **money)
        assert self.decides(now, RULER)

    def appeals(self, now: datetime) -> Moved:
        """Have the accused appeal."""
        given = {"case": self.case, "version": self.row()["version"]}
        return self.store.call(appeals.appeal, account(self.accused), now, **given, reason="太重")

    def names_stand_in(self, now: datetime, number: str) -> None:
        """Have the back office name who decides for the general manager."""
        who = account(INVESTIGATOR)
        chosen = Choice(number, "")
        self.store.call(deputies.stand_in, who, now, post="general_manager", deputy=chosen)

    def slip(self, month: Month) -> Payslip:
        """Return the accused's month as he sees it."""
        return self.store.call(payslip, account(ACCUSED), date(2026, 11, 5), None, month)

    def made(self, month: Month) -> Statement:
        """Return what the accused is paid for the month."""
        return self.slip(month).slip.statement

    def lines(self, month: Month) -> dict[str, Decimal | None]:
        """Return the lines of the accused's month."""
        return {code: step.value for code, step in self.made(month).lines.items()}

    def ids(self) -> dict[str, int]:
        """Return everybody's staff id."""
        people = self.store.call(organisation.on, date(2026, 11, 5)).people.values()
        return {one.number: one.staff_id for one in people}


@pytest.fixture
def desk(filled_store: Store) -> Desk:
    """Return the demo's branch without a case."""
    return Desk(filled_store)


@pytest.fixture
def malicious(desk: Desk) -> Desk:
    """Return a malicious opening under investigation since 28 September, heard on the 29th."""
    desk.reports(at(9, 28), "malicious", CLIENT)
    assert desk.begins(at(9, 28)).done
    desk.heard(at(9, 29))
    return desk
