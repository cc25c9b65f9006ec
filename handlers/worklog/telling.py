"""What is said unprompted about work logs, and what of them waits for a person."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.context import Context, House, Screen
from handlers.i18n import _, counted, say
from handlers.render import Bold, Listed
from handlers.topic import Waiting, ways
from handlers.worklog.buttons import All, Mine, Write
from handlers.worklog.wording import Week
from services.delivery import Due
from services.worklog import own as logs
from services.worklog.own import NoLogError


def ask(data: Mapping[str, Any]) -> Screen:
    """Ask somebody for the log of the week that ends."""
    week, until = date.fromisoformat(data["week"]), date.fromisoformat(data["until"])
    lines = [
        say(_("📝 {week} 的工作日志可以写了：四个问题，一次写完。"), week=Bold(Week(week))),
        say(_("交了也可以改到 {until}（含当天）。"), until=until),
    ]
    return Screen(lines, [_ways(week), ways()], protect=True)


def _ways(week: date) -> list[tuple[Any, Any]]:
    return [(say(_("写日志")), Write(week.toordinal()))]


def chase(data: Mapping[str, Any]) -> Screen:
    """Remind somebody whose log is not filed."""
    week = date.fromisoformat(data["week"])
    lines = [
        say(_("📝 {week} 的工作日志还没有交，请今天补上。"), week=Bold(Week(week))),
        say(_("下一个工作日会把没交的名单告诉上级。")),
    ]
    return Screen(lines, [_ways(week), ways()], protect=True)


def missing(data: Mapping[str, Any]) -> Screen:
    """Tell a superior whose logs are missing."""
    week, names = date.fromisoformat(data["week"]), data["names"]
    said = counted(
        "📝 {week} 的工作日志，{count} 人没交：{names}",
        "📝 {week} 的工作日志，{count} 人没交：{names}",
        len(names),
        week=Week(week),
        names=Listed(names),
    )
    return Screen(said, [[(say(_("看日志")), All(week.toordinal(), 1))], ways()], protect=True)


async def waits(context: Context) -> list[Waiting]:
    """Return the log that the person owes, if it was asked for."""
    try:
        found = await context.run(logs.own, context.who, context.now)
    except NoLogError:
        return []
    if not found.due:
        return []
    text = say(_("{week} 的工作日志没交"), week=Week(found.week))
    return [Waiting(text, say(_("写日志")), Mine(found.week.toordinal()))]


async def brief(_house: House, told: Due) -> Waiting:
    """Remind in a line."""
    week = date.fromisoformat(told.data["week"])
    text = say(_("{week} 的工作日志没交，今天补上"), week=Week(week))
    return Waiting(text, say(_("写日志")), Write(week.toordinal()))


BRIEFS = {"worklog_chase": brief}
NOTICES = {"worklog": ask, "worklog_chase": chase, "worklog_missing": missing}
