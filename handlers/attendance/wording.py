"""How events, their effects and the ladder of absence read."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from handlers import words
from handlers.i18n import Say, _, say
from handlers.render import Bold, Money, Number
from handlers.words.values import of_unit
from services.attendance.absence import CONSECUTIVE, Rungs
from services.attendance.effects import TAKEN, Effect, Line
from services.month import Month
from services.payslips.entries import IN_DAYS

KINDS = {
    "late": _("迟到"),
    "early": _("早退"),
    "dress": _("着装"),
    "left_post": _("离岗"),
    "absence": _("旷工"),
    "complaint": _("投诉属实"),
    "injury": _("工伤"),
    "report_late": _("报告未交"),
    "no_promotion": _("未组织促销"),
    "no_team_meeting": _("例会未召开"),
    "holiday_promotion": _("公休促销"),
    "personal": _("事假"),
    "sick": _("病假"),
    "other": _("其他假"),
}
CODES = KINDS | {"absence_half": _("旷工半天"), "absence_day": _("旷工一天")}
REASONS = {
    "consecutive": _("当月连续旷工满 {most} 个工作日"),
    "year": _("全年累计旷工满 {most}"),
}
UNSET = {"consecutive": _("当月连续旷工过多"), "year": _("全年累计旷工过多")}


def kind(code: str) -> Say:
    """Return what a kind of event is called."""
    return say(KINDS[code])


def event(code: str, quantity: Decimal) -> Say:
    """Say a kind with how often, or for how many days."""
    unit = "days" if code in IN_DAYS else "events"
    return say("{kind} {many}", kind=kind(code), many=of_unit(quantity, unit))


def cited(articles: Sequence[str]) -> Say:
    """Say the articles that something falls under."""
    if len(articles) == 1:
        return say(_("（第{article}条）"), article=articles[0])
    return say(_("（第{first}、{second}条）"), first=articles[0], second=articles[1])


def points(value: Decimal | None) -> object:
    """Return points as they are written."""
    return say(_("尚未配置")) if value is None else of_unit(value, "points")


def recorded(by: str, at: datetime, note: str) -> Say:
    """Say who recorded an event and when; the house records a report that is late, and says so."""
    if by:
        return say(_("{by} {moment} 登记"), by=by, moment=at)
    month = of_house(by, note)
    if month is None:
        return say(_("{moment} 登记"), moment=at)
    return say(_("系统 {moment} 登记：{month}月报到期未交"), moment=at, month=month)


def of_house(by: str, note: str) -> Month | None:
    """Return the month of the report that was late, where the house recorded it."""
    try:
        return None if by else Month.parse(note)
    except ValueError:
        return None


def effect(found: Effect) -> Iterator[Say]:
    """Say what an event does to the daily score and, as an estimate, to the month's pay."""
    if found.before == found.after:
        yield say(
            _("{month} 日常管理评分 {now}，不变"), month=found.month, now=points(found.after)
        )
    else:
        yield say(
            _("{month} 日常管理评分 {before} → {after}"),
            month=found.month,
            before=points(found.before),
            after=Bold(points(found.after)),
        )
    if not found.lines:
        yield say(_("工资不变"))
        return
    yield from map(_line, found.lines)
    if not all(one.held for one in found.lines):
        yield _sum(found)
    if found.assumed:
        yield say(_("※ 用到假定值，待营业部确认"))


def _sum(found: Effect) -> Say:
    return say(
        _("合计 {amount}{mark} 预计"),
        amount=Bold(say("{sign}{amount}", sign=_sign(found.gain), amount=Money(found.gain))),
        mark=say(" ※" if any(one.assumed and not one.held for one in found.lines) else ""),
    )


def _line(one: Line) -> Say:
    sentence = _("{minus}{name} {before} → {after}{mark} 预计")
    if one.held:
        sentence = _("{minus}{name} {before} → {after}{mark} 暂扣")
    return say(
        sentence,
        minus="− " if one.code in TAKEN else "",
        name=words.named(one.code),
        before=_money(one.before),
        after=_money(one.after),
        mark=say(" ※" if one.assumed else ""),
    )


def _money(amount: Decimal | None) -> object:
    return say(_("尚未配置")) if amount is None else Money(amount)


def _sign(amount: Decimal) -> str:
    return "+" if amount > 0 else ""


def ladder(found: Rungs) -> Iterator[Say]:
    """Say the days of absence, the step of Article 29 that they reach, and the next one."""
    yield say(
        _("旷工：本月累计 {month}，本年累计 {year}（第29条）"),
        month=of_unit(found.month, "days"),
        year=of_unit(found.year, "days"),
    )
    if found.month:
        yield say(_("　本月这一档：{step}"), step=_step(found.rates))
    if found.next_at is not None:
        at = of_unit(found.next_at, "days")
        yield say(_("　下一档：满 {at}，{step}"), at=at, step=_step(found.next_rates))
    row = of_unit(Decimal(found.in_a_row), "days")
    if found.leaves_in_a_row is None or found.leaves_a_year is None:
        yield say(_("　连续旷工 {row}"), row=row)
        return
    yield say(
        _("　连续旷工 {row}；当月连续 {most} 个工作日或全年累计 {year}，按自动离职提请决定"),
        row=row,
        most=Number(found.leaves_in_a_row.normalize()),
        year=of_unit(found.leaves_a_year, "days"),
    )


def _step(rates: Decimal | None) -> Say:
    if rates is None:
        return say(_("扣当月全部固定报酬"))
    return say(_("扣 {rates}工资"), rates=of_unit(rates, "days"))


def reason(code: str, most: Decimal | None) -> Say:
    """Say why somebody counts as having left by himself; `most` days do."""
    if most is None:
        return say(UNSET[code])
    many = Number(most.normalize()) if code == CONSECUTIVE else of_unit(most, "days")
    return say(REASONS[code], most=many)
