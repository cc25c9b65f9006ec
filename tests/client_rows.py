"""Client rows made by hand, for tests about what follows from them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from services.month import Month
from services.payslips.client_rows import Row

MONTH = Month(2026, 10)
NONE = Decimal(0)
PLAIN = Row(
    month=MONTH,
    client="C1",
    staff_id=1,
    institution=False,
    opened=date(2026, 10, 8),
    average_assets=NONE,
    end_assets=NONE,
    turnover=NONE,
    rate=NONE,
    purchase=NONE,
    fund_fee=NONE,
    ipo_share=NONE,
    batch_id=4,
    sheet="客户月度",
    row=2,
)


def row(client: str = "C1", **given: Any) -> Row:
    """Return a client's month in which nothing happened but what is given (numbers as text)."""
    numbers: dict[str, Any] = {
        key: Decimal(value) if isinstance(value, str) else value for key, value in given.items()
    }
    return replace(PLAIN, client=client, row=int(client[1:]) + 1, **numbers)
