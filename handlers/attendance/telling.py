"""What is said unprompted about attendance: an event and its effect, contests, separation."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from handlers.approvals.card import Subject
from handlers.attendance import wording
from handlers.attendance.buttons import Contest, Score, ScoreNow
from handlers.context import Row, Screen
from handlers.i18n import Say, _, say
from handlers.office.record_forms import RecordOf
from handlers.render import Bold, Listed
from handlers.topic import ways
from handlers.words.values import of_unit
from services.approvals.view import Card
from services.attendance.absence import Rungs
from services.attendance.effects import Effect
from services.attendance.events import articles
from services.attendance.ladder import Proposal
from services.month import Month

SCORE = (say(_("评分卡")), ScoreNow(0))


def event(data: Mapping[str, Any]) -> Screen:
    """Tell the person what was recorded, what it does, until when it may be contested."""
    kind = data["event_kind"]
    told = say(
        _("📝 {day} {event}{articles}"),
        day=date.fromisoformat(data["day"]),
        event=Bold(wording.event(kind, Decimal(data["quantity"]))),
        articles=wording.cited(articles(kind)),
    )
    at, note = datetime.fromisoformat(data["at"]), data["note"]
    lines = [told, wording.recorded(data["by"], at, note)]
    if note and not wording.of_house(data["by"], note):
        lines.append(say(_("说明：{note}"), note=note))
    lines += wording.effect(Effect.read(data["effect"]))
    if data["ladder"]:
        lines += wording.ladder(Rungs.read(data["ladder"]))
    lines.append(until(data))
    score = (say(_("评分卡")), Score(0, Month.of(date.fromisoformat(data["day"]))))
    rows: list[Row] = [[(say(_("申诉")), Contest(data["event"])), score], ways()]
    return Screen(lines, rows, protect=True)


def imported(data: Mapping[str, Any]) -> Screen:
    """Tell the person what an import brought about him."""
    month = Month.parse(data["month"])
    lines = [say(_("📝 导入了您的考勤"))]
    for day, kind, many in data["events"]:
        told = wording.event(kind, Decimal(many))
        cited = wording.cited(articles(kind))
        sentence = _("· {day} {event}{articles}")
        lines.append(say(sentence, day=date.fromisoformat(day), event=told, articles=cited))
    score = None if data["daily"] is None else Decimal(data["daily"])
    lines.append(
        say(_("{month} 日常管理评分 {score}"), month=month, score=Bold(wording.points(score)))
    )
    lines.append(say(_("每一项扣多少、怎样申诉，见评分卡。")))
    lines.append(until(data))
    rows: list[Row] = [[(say(_("评分卡")), Score(0, month))], ways()]
    return Screen(lines, rows, protect=True)


def until(data: Mapping[str, Any]) -> Say:
    """Say until when something may be contested."""
    if data["until"]:
        day = date.fromisoformat(data["until"])
        return say(_("有异议可在 {day} 前（含当天）申诉。"), day=day)
    if data.get("within"):
        return say(_("有异议可在 {days} 个工作日内申诉。"), days=data["within"])
    return say(_("有异议可以申诉。"))


def contested(data: Mapping[str, Any]) -> Screen:
    """Tell whoever recorded an event how its contest ended."""
    sentence = _("{name} 对 {day} {event} 的申诉成立，这一条已撤销。")
    if data["state"] == "upheld":
        sentence = _("{name} 对 {day} {event} 的申诉没有成立，维持登记。")
    told = wording.event(data["event_kind"], Decimal(data["quantity"]))
    day = date.fromisoformat(data["day"])
    return Screen(say(sentence, name=data["name"], day=day, event=told), [ways()], protect=True)


def proposed(data: Mapping[str, Any]) -> Screen:
    """Tell the person that his separation was proposed."""
    days = Listed([date.fromisoformat(one) for one in data["days"]])
    lines = [
        say(
            _("⚠ {reason}，按第29条视同自动离职，已提请上级和总经理决定。"),
            reason=_reason(data),
        ),
        say(_("旷工日期：{days}"), days=days),
        say(_("决定之前您照常在职；对旷工登记有异议，请在评分卡里申诉。")),
    ]
    return Screen(lines, [[SCORE], ways()], protect=True)


def _reason(data: Mapping[str, Any]) -> Say:
    most = data.get("most")
    return wording.reason(data["reason"], Decimal(most) if most else None)


def decided(data: Mapping[str, Any]) -> Screen:
    """Ask the back office to enter the leaving day."""
    said = say(
        _("{name} 的自动离职（第29条）已经决定。请在档案里办理离职，填离职日期。"),
        name=Bold(data["name"]),
    )
    return Screen(said, [[(say(_("档案")), RecordOf(data["staff"]))], ways()], protect=True)


def stuck(data: Mapping[str, Any]) -> Screen:
    """Tell the back office that nobody can decide a separation."""
    said = say(
        _("{name}：{reason}，应提请自动离职，但没有人能审批。请指定替补人：/deputies"),
        name=Bold(data["name"]),
        reason=_reason(data),
    )
    return Screen(said, [ways()], protect=True)


def _told(card: Card) -> Sequence[Say]:
    found: Proposal = card.subject
    days = [say("{day} {many}", day=day, many=of_unit(many, "days")) for day, many in found.days]
    return [
        say(
            _("{reason}，视同自动离职（第29条）"), reason=wording.reason(found.reason, found.most)
        ),
        say(_("旷工：{days}"), days=Listed(days)),
        say(_("本年累计旷工 {days}"), days=of_unit(found.year, "days")),
        say(_("同意后只作记录，由后勤支持岗填写离职日期。")),
    ]


SUBJECT = Subject(say(_("自动离职")), _told)
NOTICES = {
    "event": event,
    "event_contest": contested,
    "events_imported": imported,
    "separation": proposed,
    "separation_decided": decided,
    "separation_stuck": stuck,
}
