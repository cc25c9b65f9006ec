"""Cells become plain values, a column at a time: 分 as integers, days and months as text."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from services.facts.findings import Code
from services.facts.sheets import Column, Plain
from services.month import Month

Cell = str | int | float | bool | date | datetime | time | timedelta
Wrong = tuple[int, str, str, str]  # place in the column, code, what stands there, what is right

LONGEST = {"code": 40, "text": 200}
SHOWN = 60
YUAN = 100
NOISE = Decimal("0.000001")  # yuan: what a sum of floats can be off by, and no one types
MOST_FLOAT = 10.0**12  # yuan; every 分 up to here has its own float
REMEMBERED = 20_000
FIRST_YEAR, LAST_YEAR = 1930, 2100

NUMBER = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d+)(\.\d*)?", re.ASCII)
DAY = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?", re.ASCII)
PLAIN_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
MONTH = re.compile(r"(\d{4})(?:-|/|\.|年)?(\d{1,2})月?", re.ASCII)
SEPARATORS = re.compile(r"[、,;/\s]+")


class WrongCellError(ValueError):
    """A cell that cannot be taken: the code and what would be right."""

    def __init__(self, code: Code, right: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.right = right


def whole_text(value: Cell) -> str:
    """Return a cell as a person sees it in the sheet."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < MOST_FLOAT:
        value = int(value)
    if isinstance(value, datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def shown(value: Cell) -> str:
    """Return a cell as a person sees it in the sheet, shortened."""
    text = whole_text(value)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def read_column(column: Column, values: Sequence[Cell]) -> tuple[list[Plain], list[Wrong]]:
    """Read a column's cells; a wrong one is None and told of by its place."""
    if bool in set(map(type, values)):  # True and 1.0 are one key of a dict
        values = [
            str(value).upper() if value is True or value is False else value for value in values
        ]
    if column.reader == "money":
        return _collected(values, [_money_fast(column, value) for value in values])
    memory = _Memory(column)
    return _collected(values, [memory[value] for value in values])


def _collected(
    values: Sequence[Cell], read: list[Plain | WrongCellError]
) -> tuple[list[Plain], list[Wrong]]:
    wrong: list[Wrong] = []
    plain: list[Plain] = []
    if WrongCellError not in set(map(type, read)):
        return read, wrong  # type: ignore[return-value] # there is none in it
    for place, one in enumerate(read):
        if isinstance(one, WrongCellError):
            wrong.append((place, str(one.code), shown(values[place]), one.right))
            plain.append(None)
        else:
            plain.append(one)
    return plain, wrong


class _Memory(dict[Cell, "Plain | WrongCellError"]):
    """What a column's values read as; most repeat."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.column = column

    def __missing__(self, value: Cell) -> "Plain | WrongCellError":
        read = _read(self.column, value)
        if len(self) < REMEMBERED:
            self[value] = read
        return read


def _read(column: Column, value: Cell) -> Plain | WrongCellError:
    if isinstance(value, str):
        value = value.strip()
    if value == "":
        return WrongCellError(Code.REQUIRED) if column.required else column.default
    try:
        return READERS[column.reader](column, value)
    except WrongCellError as wrong:
        return wrong


def _money_fast(column: Column, value: Cell) -> Plain | WrongCellError:
    if type(value) is float and 0 <= value < MOST_FLOAT:
        fen = round(value * YUAN)
        if fen / YUAN == value:  # the float is the one nearest to these 分
            return fen
    return _read(column, value)


def _number(column: Column, value: Cell) -> Decimal:
    if isinstance(value, float | int):
        # the only place where a cell's float becomes a number of ours: the digits it is shown by
        number = Decimal(repr(value))
    else:
        text = unicodedata.normalize("NFKC", str(value)).replace(" ", "")
        number = Decimal(text.replace(",", "") if NUMBER.fullmatch(text) else "NaN")
    if not number.is_finite():
        raise WrongCellError(Code.FORMAT, column.reader)
    low, high = column.bounds
    if not Decimal(low) <= number <= Decimal(high):
        raise WrongCellError(Code.RANGE, f"{low}–{high}")
    return number


def _money(column: Column, value: Cell) -> int:
    yuan = _number(column, value)
    rounded = round(yuan, 2)
    if abs(yuan - rounded) > (NOISE if isinstance(value, float) else 0):
        raise WrongCellError(Code.PRECISION, f"{rounded:f}")
    return int(rounded * YUAN)


def _ratio(column: Column, value: Cell) -> str:
    number = _number(column, value)
    if isinstance(value, float):
        number = Decimal(f"{number:.14e}")  # a sheet keeps 15 digits; the rest is noise
    return f"{number.normalize():f}"


def _whole(column: Column, value: Cell) -> int:
    number = _number(column, value)
    if number != int(number):
        raise WrongCellError(Code.FORMAT, column.reader)
    return int(number)


def _text(column: Column, value: Cell) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < MOST_FLOAT:
        value = int(value)  # 10021.0 is the number 10021
    elif isinstance(value, date | time | timedelta | float) and column.reader == "code":
        raise WrongCellError(Code.FORMAT, column.reader)
    text = str(value)
    if column.reader == "code":
        text = unicodedata.normalize("NFKC", text)
    if not text.isprintable():  # line ends, wide blanks, marks without width
        seen = (letter for letter in text if letter.isprintable() or letter.isspace())
        text = " ".join("".join(seen).split())
    if not text:
        raise WrongCellError(Code.FORMAT, column.reader)
    if len(text) > LONGEST[column.reader]:
        raise WrongCellError(Code.TOO_LONG, str(LONGEST[column.reader]))
    return text


def _day(column: Column, value: Cell) -> str:
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
    else:
        text = _digits(value)
        match = DAY.fullmatch(text) or PLAIN_DAY.fullmatch(text)
        try:
            day = date(*map(int, match.groups())) if match else date.min
        except ValueError:
            day = date.min
    if day == date.min:
        raise WrongCellError(Code.FORMAT, column.reader)
    return _within(day).isoformat()


def _month(column: Column, value: Cell) -> str:
    if isinstance(value, date):
        return str(Month.of(_within(value)))
    text = _digits(value)
    if match := MONTH.fullmatch(text):
        year, number = int(match[1]), int(match[2])
        if 1 <= number <= 12:  # noqa: PLR2004 - months of a year
            return str(Month.of(_within(date(year or 1, number, 1))))
    return _day(column, value)[:7]


def _digits(value: Cell) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return unicodedata.normalize("NFKC", str(value)).replace(" ", "")


def _within(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise WrongCellError(Code.RANGE, f"{FIRST_YEAR}–{LAST_YEAR}")
    return day


def _choice(column: Column, value: Cell) -> Plain:
    text = unicodedata.normalize("NFKC", str(value)).replace(" ", "")
    if text not in column.choices:
        right = "、".join(name for name in column.choices if not name.isascii())
        raise WrongCellError(Code.CHOICE, right)
    return column.choices[text]


def _choices(column: Column, value: Cell) -> str:
    names = [name for name in SEPARATORS.split(unicodedata.normalize("NFKC", str(value))) if name]
    return " ".join(sorted({str(_choice(column, name)) for name in names}))


READERS: dict[str, Callable[[Column, Cell], Plain]] = {
    "text": _text,
    "code": _text,
    "money": _money,
    "ratio": _ratio,
    "whole": _whole,
    "month": _month,
    "day": _day,
    "choice": _choice,
    "choices": _choices,
}
