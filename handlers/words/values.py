"""How the value of a step reads, by its unit."""

from decimal import Decimal

from handlers.i18n import Say, _, say
from handlers.render import Assets, Money, Number, Percent
from services.step import FEN, Step, half_up

FINE = 4  # places shown of an amount that is not rounded yet


def amount(step: Step) -> object:
    """Return the value as it is written: yuan, percent, points, days …; 「尚未配置」 if absent."""
    if step.value is None:
        return say(_("尚未配置"))
    return of_unit(step.value, step.unit)


def marked(step: Step) -> Say:
    """Return the value, with ※ where an assumed one went into it."""
    return say("{amount} ※" if step.assumed else "{amount}", amount=amount(step))


def of_unit(value: Decimal, unit: str) -> object:
    """Return a value of the unit as it is written."""
    match unit:
        case "yuan":
            exact = half_up(value, FEN) == value
            return Money(value) if exact else say(_("约{amount}"), amount=Money(half_up(value)))
        case "assets":
            return Assets(half_up(value))
        case "ratio":
            return Percent(half_up(value, FINE).normalize())
        case "rate":
            return Percent(value.normalize())
        case "flag":
            return say(_("是")) if value else say(_("否"))
    return _counted(_short(value), unit)


def _counted(number: Number, unit: str) -> Say:
    sentence = {
        "points": _("{number}分"),
        "days": _("{number}天"),
        "months": _("{number}个月"),
        "times": _("{number}倍"),
        "events": _("{number}次"),
        "accounts": _("{number}户"),
        "people": _("{number}人"),
    }.get(unit, _("{number}个"))
    return say(sentence, number=number)


def _short(value: Decimal) -> Number:
    return Number(half_up(value, FINE).normalize())
