"""A client's month as it was imported."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from services.facts.live import live, view
from services.month import Month
from services.step import Source, Step, Unit
from services.store.figures import Client, ClientMonth


@dataclass(frozen=True, slots=True)
class Row:
    """A client's month as imported."""

    month: Month
    client: str  # 客户号
    staff_id: int
    institution: bool
    opened: date
    average_assets: Decimal | None
    end_assets: Decimal
    turnover: Decimal
    rate: Decimal
    purchase: Decimal
    fund_fee: Decimal
    ipo_share: Decimal
    batch_id: int
    sheet: str
    row: int

    def step(self, what: str, value: Decimal, unit: Unit = "yuan") -> Step:
        """Return a figure of the row that knows where it stands."""
        source = Source(self.batch_id, self.sheet, self.row)
        return Step(f"{what}:{self.client}", value, unit=unit, source=source)

    @property
    def held(self) -> Step:
        """The client's assets at the month's end."""
        return self.step("client_month_end", self.end_assets, "assets")


COLUMNS = (
    ClientMonth.month,
    Client.number,
    ClientMonth.staff_id,
    ClientMonth.institution,
    ClientMonth.opened,
    ClientMonth.average_assets,
    ClientMonth.end_assets,
    ClientMonth.turnover,
    ClientMonth.rate,
    ClientMonth.purchase,
    ClientMonth.fund_fee,
    ClientMonth.ipo_share,
    ClientMonth.batch_id,
    ClientMonth.sheet,
    ClientMonth.row,
)


def read(session: Session, clients: Select[Any], upto: Month) -> list[Row]:
    """Read the rows in force of clients, up to a month, by month and 客户号."""
    chosen = (
        select(*COLUMNS)
        .join(Client, Client.id == ClientMonth.client_id)
        .where(ClientMonth.client_id.in_(clients), ClientMonth.month <= upto)
        .where(live(ClientMonth, view(session)))
        .order_by(ClientMonth.month, Client.number)
    )
    return [Row(*tuple(one)) for one in session.execute(chosen)]
