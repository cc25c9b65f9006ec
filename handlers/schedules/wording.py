"""How it reads when something recurs: its name, its rule, its moments, why it is refused."""

from collections.abc import Sequence
from datetime import datetime, time

from handlers import reminders
from handlers.errors import words
from handlers.i18n import Say, _, counted, say
from handlers.render import Listed
from handlers.words.days import near, weekday
from services.recurrence import (
    ZONE,
    Ahead,
    Daily,
    Due,
    LateReminderError,
    Leads,
    Monthly,
    OffDay,
    Rule,
    Weekly,
)
from services.schedules.checks import (
    EarlyReminderError,
    LeadsError,
    NotMovableError,
    QuietHourError,
    ScheduleChangedError,
    leads_of,
)
from services.schedules.view import NoSuchScheduleError

HELD = {
    "training_held": _("培训"),
    "meeting_held": _("营业部例会"),
    "report_due": _("团队月报截止"),
}
LEADS = {
    "twice": _("这一次提醒已经有了。"),
    "last": _("至少要留一次提醒。"),
    "most": _("次数已到上限，先去掉一次。"),
}


def name(kind: str) -> Say:
    """Return what something that recurs is called."""
    stem = kind.partition(".")[0]
    found = HELD.get(kind) or reminders.KINDS.get(kind) or reminders.KINDS.get(stem)
    return say(found) if found else say("{kind}", kind=kind)


def rule(one: Rule) -> Say:
    """Say when something recurs."""
    match one:
        case Daily():
            return say(_("每天 {at}"), at=clock(one.at))
        case Weekly():
            told = say(_("每{weekday} {at}"), weekday=weekday(one.weekday), at=clock(one.at))
            return _off(told, one.off_day)
        case Monthly():
            told = say(_("每月{day}日 {at}"), day=one.day, at=clock(one.at))
            return _off(told, one.off_day)
        case Ahead() | Leads():
            told_ = [lead(days, at) for days, at in leads_of(one)]
            return say("{leads}", leads=Listed(told_))
        case _:
            return say(_("每 {minutes} 分钟"), minutes=one.minutes)


def _off(told: Say, off_day: OffDay) -> Say:
    if off_day is OffDay.SKIPPED:
        return say(_("{rule}，法定节假日不办"), rule=told)
    if off_day is OffDay.MOVED:
        return say(_("{rule}，遇休息日顺延"), rule=told)
    return told


def lead(days: int, at: time) -> Say:
    """Say how long before one is reminded, and at what time."""
    if days == 0:
        return say(_("当天 {at}"), at=clock(at))
    return counted("提前{count}天 {at}", "提前{count}天 {at}", days, at=clock(at))


def clock(at: time) -> str:
    """Write a time of the day."""
    return f"{at:%H:%M}"


def moment(at: datetime) -> Say:
    """Write a moment near by with its weekday."""
    here = at.astimezone(ZONE)
    return say("{day} {at}", day=near(here.date()), at=clock(here.time()))


def due(one: Due) -> Say:
    """Say when something is due, and whether that may still change."""
    return maybe(moment(one.at), one.unpublished)


def maybe(told: Say, unpublished: int | None) -> Say:
    """Add that a year's holidays are not published yet."""
    if unpublished is None:
        return told
    return say(_("{told}（{year}年放假安排未公布，可能变）"), told=told, year=unpublished)


def upcoming(found: Sequence[Due]) -> Say:
    """Say when something is due from tomorrow on."""
    return say(_("往后：{moments}"), moments=Listed([due(one) for one in found]))


@words.register
def _not_movable(_error: NotMovableError) -> Say:
    return say(_("这一项是条文定的，不能改。"))


@words.register
def _no_such(_error: NoSuchScheduleError) -> Say:
    return say(_("没有这项提醒，或者它不提醒您。"))


@words.register
def _changed(_error: ScheduleChangedError) -> Say:
    return say(_("这一项刚被改过，请重新打开 /reminders。"))


@words.register
def _quiet(error: QuietHourError) -> Say:
    sentence = _("21:00 到 08:00 不打扰人，{at} 不行。可以写 08:30、15:30。")
    return say(sentence, at=clock(error.at))


@words.register
def _late(error: LateReminderError) -> Say:
    sentence = _("「{lead}」的提醒会晚于事情本身。请先改提醒，或换个更早的时间。")
    return say(sentence, lead=lead(error.days, error.at) if error.days >= 0 else say(""))


@words.register
def _early(error: EarlyReminderError) -> Say:
    return counted("最多提前 {count} 天。", "最多提前 {count} 天。", error.most)


@words.register
def _leads(error: LeadsError) -> Say:
    return say(LEADS[error.why])
