"""/week and what is told of the figures from time to time: digest, progress, the branch's week."""

from datetime import datetime
from typing import Any

from handlers.briefs import digest, progress, week
from handlers.briefs.buttons import Week
from handlers.buttons import ButtonHandler
from handlers.context import Context, Screen
from handlers.i18n import _, say
from handlers.topic import Entry, Handler, command
from handlers.work import Doing, Work
from services.briefs import asking as briefs
from services.briefs import digest as digests
from services.briefs import progress as progresses
from services.briefs import week as weeks
from services.briefs.week import Computed
from services.history import SEES_ALL


async def ask(context: Context) -> None:
    """Have the branch's week computed; the card is sent when it is."""
    await context.run(weeks.ask, context.who, context.now, await context.language())


async def again(context: Context, _button: Week) -> None:
    """Have it computed again, on the same card."""
    query = context.cause.callback_query
    card = query.message.message_id if query and query.message else None
    await context.run(weeks.ask, context.who, context.now, await context.language(), card)


async def brief(work: Work) -> Screen | None:
    """Compute what is to be told and tell it; show it to whoever asked."""
    due = datetime.fromisoformat(work.job.data["due"])
    what, who = work.job.data["what"], work.job.telegram_id
    if work.job.result is None:
        if what == briefs.DIGEST:
            outlets = await work.run(digests.computed, due)
            await work.finish(digests.tell, work.now, outlets)
        elif what == briefs.PROGRESS:
            people = await work.run(progresses.computed, due)
            await work.finish(progresses.tell, work.now, people)
        elif who:
            await work.finish(weeks.show, who, work.now, await _week(work))
        else:
            await work.finish(weeks.tell, work.now, await _week(work))
    return week.drawn(work.job.result or {}) if who else None


async def _week(work: Work) -> Computed:
    month, staff = await work.run(weeks.people, work.today)
    found = []
    for number, one in enumerate(staff):
        work.progress(number, len(staff))
        found.append(await work.run(weeks.person, one, month, work.today))
    return await work.run(weeks.card, work.now, found)


MENU = (
    Entry(
        "week",
        say(_("营业部一周：资产、有效户、成本、要留意的人、等您办的")),
        say(_("营业部一周")),
        Week(),
        frozenset({SEES_ALL}),
    ),
)
NOTICES: dict[str, Any] = {
    "digest": digest.drawn,
    "progress": progress.drawn,
    "branch_week": week.drawn,
}
JOBS: dict[str, Doing] = {briefs.KIND: brief}
HANDLERS: tuple[Handler, ...] = (command("week", ask), ButtonHandler(Week, again))
