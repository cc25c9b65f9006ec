"""The form for an opening: the day, the signed form, what was looked at; mended if returned."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers import reading
from handlers.appointments.buttons import Show
from handlers.context import Context, Screen
from handlers.errors import words
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.ownership import wording
from handlers.ownership.buttons import Mend, Opened
from handlers.questions import attachment
from handlers.topic import ways
from services.ownership import checklist, mending, opening
from services.ownership.checklist import ALL, ITEMS, ChecklistError
from services.ownership.mending import Mended
from services.ownership.opening import (
    EARLY,
    FUTURE,
    LATE,
    AccompaniesError,
    OpenedDayError,
    Weighed,
)
from services.ownership.rows import NotNowError
from services.store.clients import Appointment

LONGEST = 200
POINTS = say(
    _(
        "哪项没做到？没做到的不止一项，发编号，例如 1 3。\n"
        "1 核对证件，确认是本人\n"
        "2 客户本人亲笔签字\n"
        "3 已告知适当性等级\n"
        "4 客户经理到场，或不到场已事先说明"
    )
)


class NoExplanationError(ValueError):
    """Nothing is said, or too much."""


def _points(typed: str, _today: date) -> str:
    return checklist.read(typed)


def _shown(said: str) -> Say:
    return wording.points(checklist.noes(checklist.kept(said)))


def _picks(_today: date) -> Sequence[tuple[Say, str]]:
    numbers = [(say(_("{number} 没做到"), number=at + 1), one) for at, one in enumerate(ITEMS)]
    return [(say(_("四项都做到")), ALL), *numbers]


def _near(_today: date) -> Sequence[tuple[Say, str]]:
    return (say("今天"), "今天"), (say(_("昨天")), "昨天")


def effects(made: Weighed) -> Sequence[Say]:
    """Word what reporting the opening does; what was not seen to comes first."""
    first = [say(_("⚠ 有没做到的核对项，签核人会最先看到。"))] if made.noes else []
    return [say(""), *first, wording.route(made.route)]


def _mended(made: Mended) -> Sequence[Say]:
    noes = made.weighed.noes
    lines = [wording.noes(noes), say(_("开户：{day}"), day=made.day)]
    if made.renewed:
        lines.append(say(_("登记表：换成新的")))
    if made.said:
        lines.append(say(_("说明：{note}"), note=made.said))
    again = say(_("提交后从第一步重新签核。"))
    return [*lines, say(""), again, wording.route(made.weighed.route)]


def _done(row: Appointment) -> Screen:
    said = say(_("✓ 已提交签核。有结果马上告诉您。"))
    return Screen(said, [[(say(_("看预约")), Show(row.id))], ways()], protect=True)


DAY = Question(
    "day",
    say(_("开户日期")),
    say(_("哪天开的户？")),
    reading.day,
    picks=_near,
    calendar=opening.days,
    refusals={
        FUTURE: say(_("还没到")),
        EARLY: say(_("早于预约登记的日子")),
        LATE: say(_("已过预约有效期")),
    },
)
SIGNED = attachment(
    "form",
    say(_("确认登记表")),
    say(_("请发客户签好的确认登记表：照片或 PDF，20 MB 以内。")),
)
LOOKED = Question("checklist", say(_("开户核对")), POINTS, _points, shown=_shown, picks=_picks)
NOTE = Question(
    "note",
    say(_("说明")),
    say(_("没做到的原因？签核人会看到。")),
    reading.words(LONGEST, NoExplanationError),
    when=lambda given: given.get("checklist") not in {None, ALL},
)
OPENING = Form(
    "opening",
    say(_("已开户")),
    (DAY, SIGNED, LOOKED, NOTE),
    opening.report,
    _done,
    given=("appointment",),
    preview=opening.weigh,
    effects=effects,
)
MENDING = Form(
    "mend opening",
    say(_("修改开户")),
    (
        replace(DAY, calendar=mending.days, optional=True, asked=False),
        replace(SIGNED, optional=True, asked=False),
        replace(LOOKED, optional=True, asked=False),
        replace(
            NOTE,
            ask=say(_("要对签核人说明什么？")),
            when=lambda _: True,
            optional=True,
            asked=False,
        ),
    ),
    mending.mend,
    _done,
    given=("appointment",),
    preview=mending.weigh,
    effects=_mended,
    changes=True,
)


async def opened(context: Context, button: Opened) -> None:
    """Begin the form."""
    found = await context.run(opening.begin, context.who, context.today, button.appointment)
    await OPENING.begin(context, about=found.name, appointment=found.appointment)


async def mend(context: Context, button: Mend) -> None:
    """Begin the form for what was given back."""
    found = await context.run(mending.begin, context.who, context.today, button.appointment)
    await MENDING.begin(context, about=found.name, appointment=found.appointment)


@words.register
def _no_point(_error: ChecklistError) -> Say:
    return say(_("请点选，或发没做到的编号，例如 1 3。都做到了请点「四项都做到」。"))


@words.register
def _no_explanation(_error: NoExplanationError) -> Say:
    return say(
        _("请写一两句说明，最多 {most} 个字，例如：客户腿脚不便，由家人代填。"), most=LONGEST
    )


@words.register
def _opened_day(error: OpenedDayError) -> Say:
    text = _("开户日期要在 {first} 到 {last} 之间：登记以后，不晚于今天和预约有效期。")
    return say(text, first=error.first, last=error.last)


@words.register
def _accompanies(_error: AccompaniesError) -> Say:
    return say(_("这位客户由客户经理自己陪同，开户也由他提交。"))


@words.register
def _not_now(_error: NotNowError) -> Screen:
    said = say(_("这件预约已经不是这个状态了，没有改动。请重新打开看看。"))
    return Screen(said, [ways()], protect=True)
