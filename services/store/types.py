"""Column types: money as integer 分, exact decimals as text, months, moments in UTC."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, String, TypeDecorator

from services.month import Month

FEN_A_YUAN = 100


class Fen(TypeDecorator[Decimal]):
    """Yuan for the program, integer 分 in the column; a fraction of a 分 is an error."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Turn yuan into 分."""
        if value is None:
            return None
        fen = value * FEN_A_YUAN
        if fen != int(fen):
            message = f"{value} is not a whole number of 分"
            raise ValueError(message)
        return int(fen)

    def process_result_value(self, value: int | None, dialect: Any) -> Decimal | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Turn 分 into yuan."""
        return None if value is None else Decimal(value).scaleb(-2)


class Exact(TypeDecorator[Decimal]):
    """A ratio or a count of half days, kept to the digit as text."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Write the digits."""
        return None if value is None else f"{value:f}"

    def process_result_value(self, value: str | None, dialect: Any) -> Decimal | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Read the digits."""
        return None if value is None else Decimal(value)


class MonthColumn(TypeDecorator[Month]):
    """A month as 'YYYY-MM'; the text orders as the months do."""

    impl = String(7)
    cache_ok = True

    def process_bind_param(self, value: Month | None, dialect: Any) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Write the month."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Any) -> Month | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Read the month."""
        return None if value is None else Month.parse(value)


class Moment(TypeDecorator[datetime]):
    """A zone-aware moment, kept as microseconds since 1970 UTC; a naive one is an error."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Turn the moment into microseconds."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"{value} has no time zone"
            raise ValueError(message)
        since = value - datetime.fromtimestamp(0, UTC)
        return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds

    def process_result_value(self, value: int | None, dialect: Any) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Turn microseconds into the moment, in UTC."""
        if value is None:
            return None
        whole, micro = divmod(value, 1_000_000)
        return datetime.fromtimestamp(whole, UTC).replace(microsecond=micro)
