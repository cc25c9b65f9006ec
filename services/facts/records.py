"""How sheets lie in the tables: which columns, which of them sealed, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Date, String, Table, TypeDecorator, cast, type_coerce
from sqlalchemy.orm import Session

from services.facts.sheets import Plain
from services.store.figures import Attendance, ClientMonth, Opening, PayParameter
from services.store.people import Terms, Unit
from services.store.vault import vault

REFERENCES = {
    "staff": "staff_id",
    "client": "client_id",
    "superior": "superior_id",
    "referrer": "referrer_id",
}
Values = tuple[Plain, ...]


@dataclass(frozen=True)
class Target:
    """Where a sheet's rows go: the table and its fields, the key's first."""

    table: Any
    key: tuple[str, ...]
    rest: tuple[str, ...]
    sealed: str = ""
    keyed: bool = False  # its ids are made in Python

    @property
    def fields(self) -> tuple[str, ...]:
        """All fields, in the order of a row's values."""
        return self.key + self.rest

    @property
    def name(self) -> str:
        """The table's name."""
        return str(self.table.__tablename__)

    def column(self, field: str) -> str:
        """Return the name of the table's column that holds the field."""
        return f"{field}_sealed" if field == self.sealed else REFERENCES.get(field, field)

    def plain_columns(self) -> list[ColumnElement[Any]]:
        """Return what to select to get rows as they are compared, the id first."""
        columns = self.table.__table__.c
        return [columns.id, *(_plain(columns[self.column(field)]) for field in self.fields)]

    def opened(self, row: Sequence[Any]) -> Values:
        """Return a selected row's values, with what is sealed opened."""
        values = list(row[1:])
        if self.sealed:
            place = self.fields.index(self.sealed)
            values[place] = self._open(row[0], values[place])
        return tuple(values)

    def sealed_row(self, row_id: int, values: Values) -> Values:
        """Return values as they are stored, the id first."""
        if not self.sealed:
            return row_id, *values
        place = self.fields.index(self.sealed)
        text = str(values[place])
        sealed: Any = vault().seal(text, self._place(row_id)) if text else b""
        return row_id, *values[:place], sealed, *values[place + 1 :]

    def _open(self, row_id: int, sealed: bytes) -> str:
        return vault().open(sealed, self._place(row_id)) if sealed else ""

    def _place(self, row_id: int) -> str:
        return f"{self.name}.{self.sealed}_sealed.{row_id}"


def _plain(column: ColumnElement[Any]) -> ColumnElement[Any]:
    if isinstance(column.type, Date):
        return cast(column, String)
    if isinstance(column.type, TypeDecorator):
        return type_coerce(column, column.type.impl_instance)
    return column


def insert_rows(
    session: Session, table: Table, columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Insert plain values as they are: a hundred thousand rows take no detour through types."""
    connection = session.connection()
    quote = connection.dialect.identifier_preparer.quote
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    names, marks = ", ".join(map(quote, columns)), ", ".join([mark] * len(columns))
    statement = f"INSERT INTO {quote(table.name)} ({names}) VALUES ({marks})"  # noqa: S608 - our own names
    if rows:
        connection.exec_driver_sql(statement, [tuple(row) for row in rows])


TARGETS = {
    "units": Target(Unit, ("code", "first_day"), ("name", "kind", "parent", "bank", "urban")),
    "people": Target(
        Terms,
        ("staff", "first_day"),
        (
            *("name", "unit", "posts", "superior", "grade", "level", "contract", "fixed_pay"),
            *("joined", "left", "certified", "birth_year", "education", "years_in_trade"),
            *("laptop", "referrer"),
        ),
        sealed="name",
        keyed=True,
    ),
    "client_months": Target(
        ClientMonth,
        ("month", "client"),
        (
            *("staff", "institution", "opened", "average_assets", "end_assets", "turnover"),
            *("rate", "purchase", "fund_fee", "ipo_share", "first_effective"),
        ),
    ),
    "attendance": Target(
        Attendance, ("day", "staff", "kind"), ("quantity", "note"), sealed="note", keyed=True
    ),
    "pay_parameters": Target(
        PayParameter,
        ("month", "staff"),
        ("social_insurance", "special_deduction", "manual", "other_deduction", "note"),
        sealed="note",
        keyed=True,
    ),
    "openings": Target(
        Opening,
        ("month", "staff"),
        (
            *("risk_fund", "excess_carried", "taxable"),
            *("social_insurance", "special_deduction", "withheld"),
        ),
    ),
}
