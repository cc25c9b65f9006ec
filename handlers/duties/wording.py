"""How what managers file reads: its names, its week or month, its answers."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from handlers.i18n import Say, _, say
from handlers.render import Assets, Bold
from services.duties.filing import HELD, NOT_HELD
from services.duties.kinds import KINDS, MEETING, PLAN, PROGRESS
from services.duties.reading import Card
from services.month import Month

NAMES = {PROGRESS: _("周进展"), PLAN: _("月计划"), MEETING: _("周例会")}
VERBS = {PROGRESS: _("写周进展"), PLAN: _("写月计划"), MEETING: _("报周例会")}
ARTICLES = {PROGRESS: "7", PLAN: "7", MEETING: "8"}
LABELS = {
    "done": _("对照计划做了什么"),
    "problems": _("问题"),
    "following": _("下周安排"),
    "value": _("新增托管市值目标"),
    "accounts": _("新增有效户目标"),
    "measures": _("措施"),
    "held": _("例会"),
    "day": _("哪天开的"),
    "missing": _("谁没到"),
    "reason": _("原因"),
}
MEETINGS = {HELD: _("开了"), NOT_HELD: _("没开")}


def period(code: str, first: date) -> Say:
    """Return the week or month of something."""
    if KINDS[code].monthly:
        return say("{month}", month=Month.of(first))
    return say(_("{day} 起的一周"), day=first)


def title(code: str, first: date) -> Say:
    """Return what is filed, of which period."""
    return say(_("{name} · {period}"), name=say(NAMES[code]), period=period(code, first))


def state(one: Card) -> Say:
    """Say when it was filed, and whether it was changed since."""
    if one.filed_at is None:
        return say(_("未交"))
    if one.version > 1:
        return say(_("{moment} 交，改过"), moment=one.filed_at)
    return say(_("{moment} 交"), moment=one.filed_at)


def answers(found: Mapping[str, str]) -> Iterator[Say]:
    """Say what was filed."""
    for name, value in found.items():
        if value:
            label = Bold(say(LABELS[name]))
            yield say(_("{label}：{value}"), label=label, value=_value(name, value))


def _value(name: str, value: str) -> object:
    if name == "value":
        return Assets(Decimal(value))
    if name == "accounts":
        return say(_("{count} 户"), count=value)
    if name == "day":
        return date.fromisoformat(value)
    return say(MEETINGS[value]) if name == "held" else value


def brief(found: Mapping[str, str]) -> Say | None:
    """Say in a line what a list can show of it: whether a meeting was held, a plan's goals."""
    if "held" in found:
        return say(MEETINGS[found["held"]])
    if "value" in found:
        value, accounts = (_value(one, found[one]) for one in ("value", "accounts"))
        return say(_("{value}，{accounts}"), value=value, accounts=accounts)
    return None
