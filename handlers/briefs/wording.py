"""What briefs have in common: figures beside what they were or should be, and of when they are."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from handlers.i18n import Say, _, say
from handlers.words.values import of_unit
from services.month import Month
from services.step import half_up

NAMES = {
    "assets": _("客户资产"),
    "clients": _("客户数"),
    "accounts": _("新增有效户"),
    "value": _("新增托管市值"),
}
SHORTEST = Decimal(100)
UNITS = {"assets": "assets", "clients": "accounts", "accounts": "accounts", "value": "assets"}


def number(value: Any) -> Decimal | None:
    """Return a figure as a notice has it."""
    return None if value is None else Decimal(value)


def amount(measure: str, value: Decimal | None) -> object:
    """Return a figure as it is written."""
    return (
        say(_("尚未配置"))
        if value is None
        else of_unit(_short(value, UNITS[measure]), UNITS[measure])
    )


def _short(value: Decimal, unit: str) -> Decimal:
    """Return assets to a hundredth of 万: of many people nobody reads the yuan."""
    return half_up(value / SHORTEST, 0) * SHORTEST if unit == "assets" else value


def grown(now: Any, before: Any) -> Decimal | None:
    """Return by how much a figure of a notice went up; None where one is not known."""
    return None if now is None or before is None else Decimal(now) - Decimal(before)


def change(value: Decimal, unit: str) -> Say:
    """Say by how much something went up or down."""
    if not value:
        return say(_("持平"))
    return say(
        "+{value}" if value > 0 else "−{value}", value=of_unit(_short(abs(value), unit), unit)
    )


def squad(one: Mapping[str, Any] | None) -> Iterator[Say]:
    """Say how far somebody's small group is against the standards of its members."""
    if not one:
        return
    value, accounts = (_reached(measure, one[measure]) for measure in ("value", "accounts"))
    yield say(
        _("小组「{name}」市值 {value}，有效户 {accounts}"),
        name=one["name"],
        value=value,
        accounts=accounts,
    )


def _reached(measure: str, one: Mapping[str, Any]) -> Say:
    sentence = "{done}/{target} ※" if one["assumed"] else "{done}/{target}"
    done, target = (amount(measure, number(one[name])) for name in ("done", "target"))
    return say(sentence, done=done, target=target)


def as_of(data: Mapping[str, Any]) -> Iterator[Say]:
    """Say of when the figures are, and whether they can still change."""
    if data["as_of"]:
        state = say(_("已定稿")) if data.get("closed") else say(_("预计"))
        moment = datetime.fromisoformat(data["as_of"])
        yield say(_("数据截至 {moment}，{state}"), moment=moment, state=state)


def month_of(data: Mapping[str, Any]) -> Month:
    """Return the month that figures are of."""
    return Month.parse(data["month"])


def day_of(text: str) -> date:
    """Return a day as a notice has it."""
    return date.fromisoformat(text)
