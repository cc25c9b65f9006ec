"""Moments and days of these weeks, as cards and lists of what comes soon say them: no year."""

from dataclasses import dataclass
from datetime import date, datetime

from babel import Locale
from babel.dates import format_date, format_datetime

from handlers.i18n import _, translate
from handlers.render import Reader, written


@dataclass(frozen=True)
class Near:
    """A moment of these weeks."""

    value: datetime


@written.register
def _near(near: Near, reader: Reader) -> str:
    pattern = translate(reader.language, _("M月d日 HH:mm"))
    zone = reader.zone or near.value.tzinfo
    return format_datetime(near.value, pattern, zone, Locale.parse(reader.language))


@dataclass(frozen=True)
class NearDay:
    """A day of these weeks."""

    value: date


@written.register
def _near_day(near: NearDay, reader: Reader) -> str:
    pattern = translate(reader.language, _("M月d日"))
    return format_date(near.value, pattern, Locale.parse(reader.language))
