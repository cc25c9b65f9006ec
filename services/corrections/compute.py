"""Who has seen figures that are no longer so: computed as it was before, and as it is now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import sights
from services.corrections import IMPORTED, RELEASED, RULEBOOK, SAVED, TAKEN_BACK
from services.facts.live import STAFF, View, look
from services.facts.months import imported_months
from services.month import Month
from services.notices import tell
from services.payslips.months import tell as months_of
from services.rulebook import Rulebook
from services.rulebook_values import in_force
from services.store import changes
from services.store.figures import RulebookValue
from services.store.people import Account

NOTICE = "correction"


@dataclass(frozen=True, slots=True)
class Cause:
    """What changed figures: a batch, or a row of the rulebook; when."""

    what: str
    number: int
    at: datetime

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Cause":
        """Read it from a job's data."""
        return cls(data["what"], data["number"], datetime.fromisoformat(data["at"]))


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a month came to; None: absent."""

    net: Decimal | None
    gross: Decimal | None
    lines: Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Changed:
    """A month of a person that is no longer as it was; `after` is None if it is no more."""

    staff_id: int
    month: Month
    before: Amounts
    after: Amounts | None


def who_looked(session: Session, cause: Cause) -> dict[int, list[Month]]:
    """Return the bound people who had seen months of their own before it changed."""
    bound = set(session.scalars(select(Account.staff_id)))
    return {one: months for one, months in sights.own(session, cause.at).items() if one in bound}


def changed(
    session: Session, cause: Cause, staff_id: int, months: Sequence[Month]
) -> list[Changed]:
    """Return which of the person's months came out otherwise before."""
    without = cause.number if cause.what == RULEBOOK else 0
    then = _amounts(session, staff_id, _before(cause), in_force(session, without))
    now = _amounts(session, staff_id, STAFF, in_force(session))
    return [
        Changed(staff_id, month, then[month], now.get(month))
        for month in months
        if month in then and then[month] != now.get(month)
    ]


def _before(cause: Cause) -> View:
    """Return the view as it was before the batch was saved, released, taken back."""
    return {
        SAVED: View(unknown=cause.number),
        RELEASED: View(hidden=cause.number),
        IMPORTED: View(hidden=cause.number, unknown=cause.number),
        TAKEN_BACK: View(besides=cause.number),
    }.get(cause.what, STAFF)


def _amounts(session: Session, staff_id: int, seen: View, book: Rulebook) -> dict[Month, Amounts]:
    look(session, seen)
    months = imported_months(session)
    slips = months_of(session, staff_id, months, book).months() if months else ()
    return {
        slip.month: Amounts(
            slip.statement.net.value,
            slip.statement.gross.value,
            {code: step.value for code, step in slip.statement.lines.items()},
        )
        for slip in slips
    }


@changes
def tell_person(session: Session, cause: Cause, found: Iterable[Changed], now: datetime) -> None:
    """Write a notice for each changed month; the same one is never written twice."""
    row = session.get(RulebookValue, cause.number) if cause.what == RULEBOOK else None
    for one in found:
        tell(
            session,
            now,
            NOTICE,
            f"{cause.what}{cause.number}:{one.month}",
            [one.staff_id],
            staff=one.staff_id,
            month=str(one.month),
            before=_text(one.before.net),
            after=_text(one.after.net if one.after else None),
            gone=one.after is None,
            cause=cause.what,
            number=cause.number,
            figure=row.figure if row else "",
        )


@changes
def counted(_session: Session, told: int) -> Mapping[str, Any]:
    """Return what the job ends with: how many months were told of."""
    return {"told": told}


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"
