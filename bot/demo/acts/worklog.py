"""Weekly work logs: last week's was asked of everybody; one is filed, the others are missing."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from bot.demo.acts.stage import Stage
from services import notices, timetable, weeks
from services.store import changes
from services.worklog import chase, own, when
from services.worklog.asked import ASKED

LOG = {
    "visits": "驻点 4 天，电话 36 个，走访东门商会和 2 家单位。",
    "results": "开户 2 户，进资 45万：一户是大堂经理转介，一户是老客户介绍。",
    "asked": "佣金能不能再降；创业板怎么开通；国债逆回购怎么做。",
    "plan": "周三社区讲座，周五走访城东商会，回访 10 位老客户。",
}
SOON = timedelta(minutes=40)


async def filed(stage: Stage) -> None:
    """One that was filed soon after it was asked for."""
    week, asked_at = await stage.store.run(_asked, stage.now)
    who, then = stage.people["JC031"], asked_at + SOON
    await stage.store.run(own.file, who, then, week=week.toordinal(), **LOG)


@changes
def _asked(session: Session, now: datetime) -> tuple[date, datetime]:
    """Ask for the logs of the last week for which it is time; the demo's people know by now."""
    days = timetable.calendar(session)
    week = weeks.week_of(now.date())
    asked_at = when.asked_at(session, week, days)
    if asked_at is None or now < asked_at + SOON:
        week = weeks.before(week, days)
        asked_at = when.asked_at(session, week, days) or now
    chase.ask(session, now, asked_at)
    notices.call_back(session, now, ASKED, week)
    return week, asked_at


ACTS = (filed,)
