"""The demo's branch with appointments, owners and disputes, written as the other topics would."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services import organisation
from services.clients import late, owners
from services.month import Month
from services.organisation import Employee
from services.pay import Statement
from services.payslips import Payslip, payslip
from services.store import Store, changes
from services.store.approvals import Approval
from services.store.clients import Appointment, Dispute
from services.store.figures import Client, ClientName
from tests.branch import account
from tests.world import freeze

ZONE = ZoneInfo("Asia/Shanghai")
MINE, OTHER = "JC031", "JC032"
CLIENT = "80310043"  # of JC031, opened and first effective in September with 179,837.84
SEPTEMBER, OCTOBER, NOVEMBER = Month(2026, 9), Month(2026, 10), Month(2026, 11)
TODAY = date(2026, 11, 5)


def at(month: int, day: int, hour: int = 9) -> datetime:
    """Return a moment of 2026 by Shanghai's clock."""
    return datetime(2026, month, day, hour, tzinfo=ZONE)


def client_id(session: Session, number: str) -> int:
    """Return the id of the client with the 客户号."""
    return session.scalars(select(Client.id).where(Client.number == number)).one()


def name_of(session: Session, number: str) -> str:
    """Return what the client is called."""
    one = client_id(session, number)
    return session.scalars(select(ClientName).where(ClientName.client_id == one)).all()[-1].name


@changes
def book(session: Session, /, staff_id: int, name: str, state: str, **more: Any) -> int:
    """Write an appointment as the topic of appointments would; return its id."""
    made_at = more.pop("made_at", at(8, 31))
    values: dict[str, Any] = {
        "staff_id": staff_id,
        "made_by": staff_id,
        "made_at": made_at,
        "unit": "WD02",
        "name_sealed": b"",
        "phone_sealed": b"",
        "institution": False,
        "assets": Decimal(100_000),
        "planned": made_at,
        "accompanied": True,
        "rebooked": 0,
        "valid_until": date(2026, 12, 31),
        "state": state,
        "version": 1,
        "checklist": "{}",
    }
    row = Appointment(**(values | more))
    row.name = name
    session.add(row)
    session.flush()
    return row.id


@changes
def move(session: Session, /, appointment: int, **values: Any) -> None:
    """Change an appointment."""
    row = session.get_one(Appointment, appointment)
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1


@changes
def own(session: Session, number: str, staff_id: int, first_day: date, ground: str) -> None:
    """Write an owner of record."""
    one = client_id(session, number)
    owners.add(session, at(11, 5), [one], staff_id, first_day=first_day, ground=ground, by=None)


@changes
def contest(session: Session, earlier: int, later: int, state: str = "running") -> int:
    """Begin a dispute; return its id."""
    made = {"made_by": session.get_one(Appointment, later).staff_id, "made_at": at(11, 2)}
    row = Dispute(earlier_id=earlier, later_id=later, state=state, **made)
    session.add(row)
    session.flush()
    return row.id


@changes
def settle_dispute(session: Session, dispute: int) -> None:
    """End a dispute for the earlier one."""
    session.get_one(Dispute, dispute).state = "dismissed"


@changes
def route(session: Session, appointment: int, step: int) -> None:
    """Have an appointment be at a step of its signatures."""
    posts = ("back_office", "trading_manager", "finance_manager", "general_manager")
    steps = ", ".join(f'{{"post": "{one}", "scope": "branch"}}' for one in posts)
    row = session.get_one(Appointment, appointment)
    approval = Approval(
        kind="ownership",
        subject_id=appointment,
        applicant_id=row.staff_id,
        made_by=row.staff_id,
        made_at=at(9, 2),
        size=Decimal(1),
        steps=f"[{steps}]",
        state="running",
        step=step,
        turn=1,
        version=1,
        since=at(9, 2),
    )
    session.add(approval)
    session.flush()
    row.approval_id, row.version = approval.id, row.version + 1


@dataclass
class House:
    """Does what people and topics do about clients."""

    store: Store

    def people(self) -> dict[str, Employee]:
        """Return everybody by 工号."""
        people = self.store.call(organisation.on, TODAY).people.values()
        return {one.number: one for one in people}

    def id(self, number: str) -> int:
        """Return somebody's staff id."""
        return self.people()[number].staff_id

    def client(self, number: str = CLIENT) -> int:
        """Return a client's id."""
        return self.store.call(client_id, number)

    def name(self, number: str = CLIENT) -> str:
        """Return a client's name."""
        return self.store.call(name_of, number)

    def books(self, state: str, by: str = MINE, number: str = CLIENT, **more: Any) -> int:
        """Have an appointment of a client be in a state; known by its name unless recorded."""
        if state in {"recorded", "archived"}:
            more.setdefault("client_id", self.client(number))
        return self.store.call(book, self.id(by), self.name(number), state, **more)

    def records(self, appointment: int, number: str = CLIENT) -> None:
        """Record an appointment."""
        one = self.client(number)
        self.store.call(move, appointment, state="recorded", client_id=one)

    def owns(self, staff: str, first_day: date, ground: str = "recorded") -> None:
        """Have the client be somebody's from a day on."""
        self.store.call(own, CLIENT, self.id(staff), first_day, ground)

    def enters_late(self, now: datetime) -> Month | None:
        """Have the client entered, if the month in which he is new is frozen."""
        return self.store.call(late.enter, now, self.client(), None)

    def freezes(self, month: Month) -> None:
        """Freeze a month."""
        self.store.call(freeze, month)

    def slip(self, month: Month, staff: str = MINE) -> Payslip:
        """Return somebody's month as he sees it."""
        return self.store.call(payslip, account(staff), TODAY, None, month)

    def made(self, month: Month, staff: str = MINE) -> Statement:
        """Return what somebody is paid for the month."""
        return self.slip(month, staff).slip.statement

    def lines(self, month: Month, staff: str = MINE) -> dict[str, Decimal | None]:
        """Return the lines of somebody's month."""
        return {code: step.value for code, step in self.made(month, staff).lines.items()}

    def reasons(self, month: Month, staff: str = MINE) -> set[str | None]:
        """Return why clients do not count as new in somebody's month."""
        counted = self.slip(month, staff).slip.facts.new_effective_accounts[-1]
        return {one.reason for one in counted.because if one.what.startswith("unowned:")}


@pytest.fixture
def house(filled_store: Store) -> House:
    """Return the demo's branch."""
    return House(filled_store)
