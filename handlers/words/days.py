"""What days are called."""

from datetime import date

from handlers.i18n import Say, _, say
from handlers.near import NearDay

WEEKDAYS = (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))
HOLIDAYS = {  # as the kept calendar calls them
    "New Year's Day": _("元旦"),
    "Spring Festival": _("春节"),
    "Tomb-sweeping Day": _("清明节"),
    "Labour Day": _("劳动节"),
    "Dragon Boat Festival": _("端午节"),
    "National Day": _("国庆节"),
    "Mid-autumn Festival": _("中秋节"),
}


def weekday(number: int) -> Say:
    """Return what a weekday is called, Monday = 0."""
    return say(WEEKDAYS[number])


def with_weekday(day: date) -> Say:
    """Return a day with its weekday."""
    return say("{day} {weekday}", day=day, weekday=weekday(day.weekday()))


def near(day: date) -> Say:
    """Return a day near by with its weekday, without its year."""
    return say("{day} {weekday}", day=NearDay(day), weekday=weekday(day.weekday()))


def why_off(code: str) -> object:
    """Return a holiday's name; the outlet's own basis reads as it was written."""
    return say(HOLIDAYS[code]) if code in HOLIDAYS else code
