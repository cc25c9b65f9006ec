"""Moving what recurs: the weekday, the day of the month, the hour, one more reminder."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from handlers import reading
from handlers.context import Context, Screen
from handlers.errors import words
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.reading import UnreadableWeekdayError
from handlers.render import plain
from handlers.schedules import wording
from handlers.schedules.buttons import All, Move, One
from handlers.topic import ways
from handlers.words.days import WEEKDAYS, weekday
from services.recurrence import LONGEST_MONTH
from services.schedules import editing
from services.schedules.checks import must_be_awake
from services.schedules.editing import Weighed

HOURS = ("08:30", "09:00", "10:00", "14:00", "15:00", "16:00", "17:00", "18:00")
DAYS = (1, 5, 10, 15, 20, 25, 31)
AHEAD = (0, 1, 2, 3, 4)
WHOLE = re.compile(r"([0-9]{1,2})\s?\D{0,4}")
IDS, CODES = ("version",), ("kind",)


class NoDayOfMonthError(Exception):
    """It is no day of a month."""


class NoDaysAheadError(Exception):
    """It is no number of days."""


@words.register
def _no_weekday(_error: UnreadableWeekdayError) -> Say:
    return say(_("请点一个星期几，或写「周三」。"))


@words.register
def _no_day(_error: NoDayOfMonthError) -> Say:
    return say(_("请写 1 到 31，31 就是每月最后一天。"))


@words.register
def _no_days(_error: NoDaysAheadError) -> Say:
    return say(_("请写天数，0 就是当天。"))


def _day(typed: str, _today: date) -> int:
    return _whole(typed, 1, LONGEST_MONTH, NoDayOfMonthError)


def _ahead(typed: str, _today: date) -> int:
    return _whole(typed, 0, LONGEST_MONTH, NoDaysAheadError)


def _whole(typed: str, least: int, most: int, unfit: type[Exception]) -> int:
    """Read a whole number, with a word behind it or not."""
    found = WHOLE.fullmatch(typed.strip())
    if not found or not least <= int(found[1]) <= most:
        raise unfit
    return int(found[1])


def _hours(_today: date) -> Sequence[tuple[Say, str]]:
    return [(say("{at}", at=at), at) for at in HOURS]


def _shown(at: time) -> object:
    return wording.clock(at)


def _awake(at: time, _values: Mapping[str, Any], _now: datetime) -> None:
    must_be_awake(at)


AT = Question(
    "at",
    say(_("时间")),
    say(_("几点？点一个，或直接写，例如 15:30")),
    reading.clock,
    _shown,
    picks=_hours,
    must=_awake,
)
WEEKDAY = Question(
    "weekday",
    say(_("星期")),
    say(_("改到星期几？")),
    reading.weekday,
    weekday,
    picks=lambda _: [(weekday(at), one) for at, one in enumerate(WEEKDAYS)],
)
DAY = Question(
    "day",
    say(_("日期")),
    say(_("改到每月几日？31 就是最后一天")),
    _day,
    picks=lambda _: [(say("{day}", day=one), str(one)) for one in DAYS],
)
DAYS_AHEAD = Question(
    "days",
    say(_("提前几天")),
    say(_("提前几天提醒？0 就是当天")),
    _ahead,
    picks=lambda _: [(say("{days}", days=one), str(one)) for one in AHEAD],
)


def _effects(weighed: Weighed) -> Sequence[Say]:
    lines = [say(_("改后：{rule}"), rule=wording.rule(weighed.rule))]
    return [*lines, wording.upcoming(weighed.coming)] if weighed.coming else lines


def _done(kind: str) -> Screen:
    said = say(_("✓ 已改：{name}"), name=wording.name(kind))
    row = [(say(_("看这一项")), One(kind)), (say(_("全部提醒")), All(1))]
    return Screen(said, [row, ways()], protect=True)


def _form(what: str, title: str, question: Question[Any]) -> Form:
    return Form(
        f"schedule {what}",
        say(title),
        (question,),
        editing.change,
        _done,
        given=IDS,
        preview=editing.weigh,
        effects=_effects,
        named=CODES,
    )


MOVES = {
    "at": _form("hour", _("改时间"), AT),
    "weekday": _form("weekday", _("改星期"), WEEKDAY),
    "day": _form("day", _("改日期"), DAY),
    "lead": Form(
        "schedule lead",
        say(_("加一次提醒")),
        (DAYS_AHEAD, AT),
        editing.add_lead,
        _done,
        given=IDS,
        preview=editing.weigh_lead,
        effects=_effects,
        named=CODES,
    ),
}
FORMS = tuple(MOVES.values())


async def move(context: Context, button: Move) -> None:
    """Begin a form; errors as of `editing.ready`."""
    kind, version, what = button.kind, button.version, button.what
    await context.run(editing.ready, context.who, context.today, kind, version, what)
    reader = await context.reader()
    about = plain(wording.name(kind), reader.language, reader.zone)
    await MOVES[what].begin(context, about, kind=kind, version=version)
