"""What a button means: a typed record, packed into the 64 bytes that Telegram gives us."""

import string
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import astuple, dataclass, fields
from datetime import date
from typing import Any, ClassVar, Generic, Self, TypeVar, get_type_hints

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import BaseHandler

from services.month import Month

LIMIT = 64
YEARS = range(2000, 3000)
"""Of days in buttons: the weeks before and after them are days too."""
DIGITS = string.digits + string.ascii_lowercase


class StaleError(Exception):
    """The press was on a card that is no longer the current one, or was never drawn by us."""


def day_of(number: int) -> date:
    """Return the day that a button names by its number in the calendar; StaleError."""
    try:
        found = date.fromordinal(number)
    except (ValueError, OverflowError) as error:
        raise StaleError from error
    if found.year not in YEARS:
        raise StaleError
    return found


@dataclass(frozen=True)
class Button:
    """Base of all buttons. A subclass names its `tag` and its fields: int, str, bool, Month.

    A button on something that can change carries the `version` it was drawn from.
    """

    tag: ClassVar[str]

    def packed(self) -> str:
        """Return the callback data; ValueError if it does not fit."""
        data = ":".join([self.tag, *map(_pack, astuple(self))])
        if len(data.encode()) > LIMIT:
            message = f"{self!r} packs into more than {LIMIT} bytes"
            raise ValueError(message)
        return data

    @classmethod
    def parse(cls, data: str) -> Self:
        """Return the button that the data was packed from; StaleError if it was not."""
        values = data.split(":")[1:]
        kinds = get_type_hints(cls)
        names = [field.name for field in fields(cls)]
        try:
            pairs = zip(names, values, strict=True)
            button = cls(**{name: _unpack(kinds[name], value) for name, value in pairs})
        except (ValueError, KeyError) as error:
            raise StaleError from error
        if button.packed() != data:
            raise StaleError
        return button


B = TypeVar("B", bound=Button)


class ButtonHandler(BaseHandler[Update, Any, None], Generic[B]):
    """Answers a press of one kind of button, then calls back with the context and the button."""

    def __init__(
        self,
        kind: type[B],
        callback: Callable[[Any, B], Awaitable[None]],
        *,
        anywhere: bool = False,
    ) -> None:
        async def pressed(update: Update, context: Any) -> None:
            await answer(update)
            if await context.admitted(anywhere=anywhere):
                await callback(context, kind.parse(_data(update)))

        super().__init__(pressed)
        self.kind = kind

    def check_update(self, update: object) -> bool:
        """Tell whether a button of this kind was pressed, well formed or not."""
        return isinstance(update, Update) and _data(update).split(":")[0] == self.kind.tag


async def answer(update: Update) -> None:
    """Stop the button's waiting sign; a press too old to be answered is none the worse."""
    if update.callback_query:
        with suppress(TelegramError):
            await update.callback_query.answer()


def _data(update: Update) -> str:
    query = update.callback_query
    return (query and query.data) or ""


def _pack(value: object) -> str:
    match value:
        case bool():
            return "1" if value else "0"
        case int():
            return _base36(value)
        case str():
            return value.replace("~", "~0").replace(":", "~1")
        case _:
            return str(Month(*value)) if isinstance(value, tuple) else ""


def _unpack(kind: Any, value: str) -> Any:
    if kind is bool:
        return {"0": False, "1": True}[value]
    if kind is int:
        return int(value, len(DIGITS))
    if kind is Month:
        return Month.parse(value)
    return value.replace("~1", ":").replace("~0", "~")


def _base36(number: int) -> str:
    digits = ""
    rest = abs(number)
    while rest:
        rest, digit = divmod(rest, len(DIGITS))
        digits = DIGITS[digit] + digits
    return ("-" if number < 0 else "") + (digits or "0")
