"""A second topic to try the kit's forms on: a trip, with days from a calendar and a file."""

import gettext
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from handlers import i18n, reading
from handlers.context import Screen
from handlers.errors import words
from handlers.forms import Form, Question
from handlers.i18n import Say, say
from handlers.questions import attachment, near_days
from handlers.topic import Entry, command, ways
from services.attachments import Attached
from services.days import Days
from services.month import Month
from services.store import audit, changes

SATURDAY = 5
SHARES = ("全天", "下午")
FULL = date(2026, 10, 14)
LAST = date(2026, 12, 31)
ENGLISH = {
    "出差": "Trip",
    "计划一次出差": "Plan a trip",
    "看不懂「{typed}」。请点按钮，或照按钮上的字写。": (
        "I cannot read “{typed}”. Press a button, or write what stands on one."
    ),
    "全天": "All day",
    "下午": "Afternoon",
    "从": "From",
    "哪天出发？": "Which day do you leave?",
    "多久": "How long",
    "出发那天走多久？": "How much of that day?",
    "到": "Until",
    "哪天回来？": "Which day do you return?",
    "邀请函": "Invitation",
    "邀请函？发照片或文件，没有就跳过。": "The invitation? Send a photo or a file, or skip.",
    "这一天已经过去": "it is over",
    "是周末": "it is a weekend",
    "已经约满": "it is fully booked",
    "比出发还早": "it is before you leave",
    "回来那天比出发还早，请改一下。": "You return before you leave. Please change that.",
    "共 {days} 天": "{days} days",
    "记下了：{start} 到 {end}。": "Noted: {start} to {end}.",
}


class _English(gettext.NullTranslations):
    """Reads the sentences of this topic, which is no part of the product."""

    def gettext(self, message: str) -> str:
        return ENGLISH.get(message, message)


i18n._catalog("en").add_fallback(_English())  # noqa: SLF001 - the product's own need no such way


class NoShareError(Exception):
    """It is neither the whole day nor the afternoon."""


@words.register
def _no_share(error: NoShareError) -> Say:
    return say("看不懂「{typed}」。请点按钮，或照按钮上的字写。", typed=str(error))


class BackTooEarlyError(Exception):
    """The trip ends before it begins."""


@words.register
def _back_too_early(_error: BackTooEarlyError) -> Say:
    return say("回来那天比出发还早，请改一下。")


@dataclass(frozen=True)
class Trip:
    """A trip that was noted."""

    start: date
    end: date
    paper: int | None


def starts(_session: Session, _who: int, today: date, month: Month) -> Days:
    """Return on which days a trip can begin."""
    return Days.judged(month, lambda day: _closed(day, today), today, LAST)


def ends(
    _session: Session,
    _who: int,
    today: date,
    month: Month,
    *,
    start: date | None,
    how_long: str | None,
) -> Days:
    """Return on which days a trip can end."""
    del how_long
    first = start or today

    def judge(day: date) -> str | None:
        return "before" if day < first else _closed(day, today)

    return Days.judged(month, judge, first, LAST)


def _closed(day: date, today: date) -> str | None:
    if day < today:
        return "past"
    if day.weekday() >= SATURDAY:
        return "weekend"
    return "full" if day == FULL else "late" if day > LAST else None


def weigh(
    _session: Session,
    _who: int,
    _today: date,
    *,
    start: date,
    how_long: str,
    end: date,
    paper: Attached | None,
) -> int:
    """Return how many days it takes; BackTooEarlyError."""
    if end < start:
        raise BackTooEarlyError
    del how_long, paper
    return (end - start).days + 1


@changes
def plan(
    session: Session, who: int, now: datetime, *, start: date, end: date, **more: Any
) -> Trip:
    """Note the trip; BackTooEarlyError."""
    weigh(session, who, now.date(), start=start, end=end, **more)
    paper: Attached | None = more["paper"]
    number = paper.file_id if paper else None
    audit.record(session, now, None, "trip", who=who, start=start, end=end, paper=number)
    return Trip(start, end, number)


def _share(typed: str, _today: date) -> str:
    if typed not in SHARES:
        raise NoShareError(typed)
    return typed


def _done(trip: Trip) -> Screen:
    said = say("记下了：{start} 到 {end}。", start=trip.start, end=trip.end)
    return Screen(said, (ways(),), stored=trip.paper)


WHY = {
    "past": say("这一天已经过去"),
    "weekend": say("是周末"),
    "full": say("已经约满"),
    "before": say("比出发还早"),
}
FORM = Form(
    "trip",
    say("出差"),
    (
        Question(
            "start",
            say("从"),
            say("哪天出发？"),
            reading.day,
            picks=near_days,
            calendar=starts,
            refusals=WHY,
        ),
        Question(
            "how_long",
            say("多久"),
            say("出发那天走多久？"),
            _share,
            say,
            lambda _today: [(say(one), one) for one in SHARES],
        ),
        Question("end", say("到"), say("哪天回来？"), reading.day, calendar=ends, refusals=WHY),
        attachment(
            "paper", say("邀请函"), say("邀请函？发照片或文件，没有就跳过。"), optional=True
        ),
    ),
    plan,
    _done,
    preview=weigh,
    effects=lambda days: [say("共 {days} 天", days=days)],
)

FORMS = (FORM,)
MENU = (Entry("trip", say("计划一次出差")),)
HANDLERS = (command("trip", FORM.begin),)
