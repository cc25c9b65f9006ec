"""The outlet's own dated values of the rulebook's figures, laid over the packaged ones."""

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services import corrections
from services.rulebook import Rulebook, packaged
from services.rulebook.figures import UNSET, Dated, number, value_of
from services.store import audit, changes
from services.store.figures import RulebookValue
from services.store.remembered import remembered, source

VALUES = source(
    frozenset({"rulebook_values"}),
    select(func.count(RulebookValue.id)),
    select(func.max(RulebookValue.made_at)),
)
"""The outlet's values of figures."""


class UnreadableValueError(Exception):
    """A figure's value is not a number, nor `unset`, or 0 where something is divided by it."""

    def __init__(self, value: str) -> None:
        super().__init__(value)
        self.value = value


@remembered(VALUES, most=2)
def in_force(session: Session, without: int = 0) -> Rulebook:
    """Return the packaged rulebook with the outlet's values over it, without one row if wanted."""
    chosen = select(RulebookValue).where(RulebookValue.id != without)
    rows = session.scalars(chosen.order_by(RulebookValue.id))
    return packaged().laid_over((row.figure, _dated(row)) for row in rows)


def _dated(row: RulebookValue) -> Dated:
    value = number(row.value)
    return Dated(
        row.first_day, value, UNSET if value is None else "confirmed", row.basis, own=True
    )


@changes
def set_value(  # noqa: PLR0913, PLR0917 - a value has these parts
    session: Session, figure: str, value: str, first_day: date, basis: str, now: datetime
) -> str:
    """Set a figure from a day on and return the rulebook's new version.

    UnknownFigureError, UnreadableValueError. Nothing is edited: the row is added, and of two
    rows with one day the later one counts.
    """
    book = in_force(session)
    before = book.figure(figure).on(first_day).value
    try:
        value_of(figure, value)
    except ValueError as error:
        raise UnreadableValueError(value) from error
    row = RulebookValue(figure=figure, first_day=first_day, value=value, basis=basis, made_at=now)
    session.add(row)
    session.flush()
    old = UNSET if before is None else f"{before:f}"
    corrections.ask(session, now, corrections.RULEBOOK, row.id)
    audit.record(session, now, None, "rulebook", figure=figure, day=first_day, old=old, new=value)
    return in_force(session).version
