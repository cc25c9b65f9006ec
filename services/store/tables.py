"""What every table shares."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Integer, LargeBinary, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from services.month import Month
from services.store.types import Exact, Fen, Moment, MonthColumn
from services.store.vault import new_id

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
BIG = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    """All tables. A Decimal column is money unless it says `Exact`."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own attribute
        Decimal: Fen,
        Month: MonthColumn,
        datetime: Moment,
        int: BIG,
        bytes: LargeBinary,
    }


class Keyed:
    """A row whose id is made in Python, before anything is sealed into it."""

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)

    def __init__(self, **values: Any) -> None:
        """Give the row its id first: `Sealed` attributes need it."""
        super().__init__(**{"id": new_id(), **values})


class Imported:
    """A row that came in through a workbook: which batch, sheet and row.

    Rows are only ever added. In force, of the rows with one key, is that of the latest batch
    that is visible; taking a batch back puts the rows before it in force again.
    """

    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"))
    sheet: Mapped[str]
    row: Mapped[int]


__all__ = ["BIG", "Base", "Exact", "Imported", "Keyed"]
