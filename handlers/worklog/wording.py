"""How a log reads: its week, its questions, how it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from babel import Locale
from babel.dates import format_date

from handlers.i18n import Say, _, say, translate
from handlers.render import Bold, Reader, written
from services.worklog.rows import Log

LABELS = {
    "visits": _("走访与联系"),
    "results": _("新开户与资产"),
    "asked": _("客户问了什么"),
    "plan": _("下周计划"),
}
ASKS = {
    "visits": _("这周走访、打电话、驻点，各多少？例如：驻点 4 天，电话 35 个，走访 3 家单位。"),
    "results": _("新开户几户，新进资产多少，靠的是什么？例如：开户 2 户，进资 30万，银行转介。"),
    "asked": _("客户问了哪些问题？例如：佣金能不能降；创业板怎么开通。没有就跳过。"),
    "plan": _("下周准备怎么做？例如：周三社区讲座，回访 10 位老客户。"),
}


@dataclass(frozen=True)
class Week:
    """A week by its Monday, as its first and last day."""

    monday: date


@dataclass(frozen=True)
class Span:
    """From a day to another of these weeks, both in."""

    first: date
    last: date


@dataclass(frozen=True)
class Day:
    """A day of these weeks, without its year."""

    value: date


@written.register
def _day(day: Day, reader: Reader) -> str:
    pattern = translate(reader.language, _("M月d日"))
    return format_date(day.value, pattern, Locale.parse(reader.language))


@written.register
def _week(week: Week, reader: Reader) -> str:
    return written(Span(week.monday, week.monday + timedelta(days=6)), reader)


@written.register
def _span(span: Span, reader: Reader) -> str:
    locale = Locale.parse(reader.language)
    first = last = translate(reader.language, _("M月d日"))
    if span.first.month == span.last.month:
        last = translate(reader.language, _("d日"))
    days = ((span.first, first), (span.last, last))
    return "–".join(format_date(day, pattern, locale) for day, pattern in days)


def title(week: date) -> Say:
    """Return what a week's log is called."""
    return say("{title}", title=Bold(say(_("工作日志 · {week}"), week=Week(week))))


def answers(log: Log) -> Iterator[Say]:
    """Say what was written."""
    for one, text in log.answers.items():
        yield say("{label}", label=Bold(say(LABELS[one])))
        yield say("{text}", text=text)


def state(log: Log | None, *, over: bool) -> Say:
    """Say how a log stands; `over`: it should be filed by now."""
    if log is None:
        return say(_("逾期未交")) if over else say(_("未交"))
    if log.late:
        return say(_("{moment} 补交"), moment=log.filed_at)
    if log.corrected:
        return say(_("{moment} 交，{later} 改过"), moment=log.filed_at, later=log.changed_at)
    return say(_("{moment} 交"), moment=log.filed_at)
