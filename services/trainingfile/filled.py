"""What a notice of new staff says: taken from the file and the records, kept as it was issued."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Self

from sqlalchemy.orm import Session

from services.history import Employee, Organisation, history
from services.month import Month
from services.rulebook_values import in_force
from services.step import Step
from services.store.trainingfile import StaffNotice
from services.trainingfile.rows import Contract


@dataclass(frozen=True, slots=True)
class Filled:
    """The contents of both copies; `grade` to `assumed` are for finance only.

    `pay`: fixed pay a month in yuan, none where the person gets none or it is not set.
    """

    year: int
    number: int
    issued_on: date
    issued_by: str
    branch: str
    name: str
    staff: str
    posts: tuple[str, ...]
    unit: str
    department: str
    contract: str
    signed: date
    first_day: date
    grade: str | None = field(repr=False)
    fixed_pay: bool = field(repr=False)
    pay: Decimal | None = field(repr=False)
    assumed: bool

    def text(self) -> str:
        """Return it as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, default=str)

    @classmethod
    def read(cls, text: str) -> Self:
        """Read it from JSON."""
        data: dict[str, Any] = json.loads(text)
        days = {one: date.fromisoformat(data[one]) for one in ("issued_on", "signed", "first_day")}
        pay = None if data["pay"] is None else Decimal(data["pay"])
        return cls(**{**data, **days, "pay": pay, "posts": tuple(data["posts"])})

    @classmethod
    def of(cls, row: StaffNotice) -> Self:
        """Return what an issued one says."""
        return cls.read(row.text)


def fill(  # noqa: PLR0913, PLR0917 - whom it is about, by which contract, who issues it when
    session: Session,
    org: Organisation,
    one: Employee,
    contract: Contract,
    number: tuple[int, int],
    by: str,
) -> Filled:
    """Return what a notice would say: the person as he is on his first day, today if later."""
    then = history(session).on(max(contract.first_day, org.day))
    him = then.people.get(one.staff_id, one)
    pay = fixed_pay(session, him, contract)
    return Filled(
        *number,
        org.day,
        by,
        above(then, him.unit, "branch"),
        him.name,
        him.number,
        tuple(sorted(him.posts)),
        then.unit_name(him),
        above(then, him.unit, "department"),
        contract.kind,
        contract.signed,
        contract.first_day,
        him.grade,
        him.fixed_pay,
        pay.value if pay else None,
        pay.assumed if pay else False,
    )


def fixed_pay(session: Session, one: Employee, contract: Contract) -> Step | None:
    """Return the fixed pay of the person's grade and level; none where he gets none (Art. 3)."""
    if not one.grade or not one.fixed_pay:
        return None
    rules = in_force(session).on(Month.of(contract.first_day).first_day).of(contract.kind)
    return rules.by_level(f"fixed_pay.{one.grade}", one.level)


def above(org: Organisation, code: str | None, kind: str) -> str:
    """Return the name of the unit of a kind that a unit is in; '' for none."""
    seen = set[str]()
    while code in org.units and code not in seen:
        seen.add(code)
        if org.units[code].kind == kind:
            return org.units[code].name
        code = org.units[code].parent
    return ""
