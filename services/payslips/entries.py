"""The other imported rows of a person: attendance, pay parameters, opening balances."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.facts.live import live, view
from services.month import Month
from services.pay.inputs import EVENTS, Correction
from services.step import Source, Step, Unit, given, total
from services.store.figures import Adjustment, Attendance, Opening, PayParameter
from services.store.remembered import source

LATE = {"late", "early"}
LEAVE = {"personal", "sick", "injury", "other"}
IN_DAYS = {*LEAVE, "absence", "holiday_promotion"}
DAYS: Unit = "days"
CORRECTIONS = source(
    frozenset({"adjustments"}),
    select(func.count(Adjustment.id)),
    select(func.max(Adjustment.made_at)),
)
"""The signed corrections."""


def _cell(row: Any, what: str, value: Decimal, unit: Unit = "yuan") -> Step:
    return Step(what, value, unit=unit, source=Source(row.batch_id, row.sheet, row.row))


@dataclass(frozen=True)
class Entries:
    """What the sheets 考勤, 薪资参数, 期初 and the corrections say of one person."""

    attendance: list[Attendance]
    parameters: dict[Month, PayParameter]
    openings: dict[Month, Opening]
    adjustments: list[Adjustment]

    def happened(self, month: Month) -> dict[str, tuple[Step, ...]]:
        """Return the month's events by kind; late and early are one kind (Articles 29, 30)."""
        found: dict[str, list[Step]] = {}
        for row in self.attendance:
            if Month.of(row.day) == month:
                kind = "late" if row.kind in LATE else row.kind
                unit: Unit = DAYS if kind in IN_DAYS else "events"
                step = _cell(row, f"{row.kind}@{row.day}", row.quantity, unit)
                found.setdefault(kind, []).append(step)
        return {kind: tuple(steps) for kind, steps in found.items()}

    def parameter(self, month: Month, field: str, what: str) -> Step:
        """Return a figure of 薪资参数, 0 without a row."""
        row = self.parameters.get(month)
        return _cell(row, what, getattr(row, field)) if row else given(what, 0)

    def special_deductions(self, months: Iterable[Month]) -> tuple[Step, ...]:
        """Return the special deductions of the months that have some."""
        return tuple(
            self.parameter(month, "special_deduction", f"special@{month}")
            for month in months
            if month in self.parameters
        )

    def opening(self, month: Month, field: str, what: str) -> Step:
        """Return a balance of 期初 for the month."""
        row = self.openings[month]
        return _cell(row, what, getattr(row, field))

    def manual(self, month: Month) -> tuple[Step, ...]:
        """Return what finance entered for the month."""
        amount = self.parameter(month, "manual", "manual_entry")
        return (amount,) if amount.value else ()

    def corrections(self, month: Month) -> tuple[Correction, ...]:
        """Return the corrections that are paid in the month."""
        return tuple(
            Correction(
                row.line, row.about, given(f"correction:{row.line}@{row.about}", row.amount)
            )
            for row in self.adjustments
            if row.month == month
        )


def load(session: Session, staff_id: int) -> Entries:
    """Read the person's rows in force."""

    def rows(table: Any, *order: Any) -> list[Any]:
        chosen = select(table).where(table.staff_id == staff_id, live(table, view(session)))
        return list(session.scalars(chosen.order_by(*order)))

    corrections = select(Adjustment).where(Adjustment.staff_id == staff_id)
    return Entries(
        attendance=rows(Attendance, Attendance.day, Attendance.kind),
        parameters={row.month: row for row in rows(PayParameter)},
        openings={row.month: row for row in rows(Opening)},
        adjustments=list(session.scalars(corrections.order_by(Adjustment.made_at))),
    )


def first_told(session: Session, staff_id: int) -> Month | None:
    """Return the month of the person's 期初, the first to be paid by us."""
    chosen = select(func.min(Opening.month)).where(
        Opening.staff_id == staff_id, live(Opening, view(session))
    )
    return session.scalar(chosen)


def holiday_days(happened: dict[str, tuple[Step, ...]]) -> Step:
    """Article 28.2: the month's promotion days on holidays."""
    return total("holiday_promotion_days", *happened.get("holiday_promotion", ()), unit="days")


def conduct(happened: dict[str, tuple[Step, ...]]) -> dict[str, Any]:
    """Return what the month's attendance and conduct are among the facts of its pay."""
    return {
        "events": {kind: happened.get(kind, ()) for kind in (*EVENTS, "complaint")},
        "leave": {kind: happened.get(kind, ()) for kind in LEAVE},
        "absence": happened.get("absence", ()),
        "holiday_promotion_days": holiday_days(happened),
    }
