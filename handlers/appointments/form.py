"""The form for an appointment: who, how much, when, accompanied; five questions, few taps."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from handlers import reading
from handlers.appointments import stopped, wording
from handlers.appointments.buttons import Book, Show
from handlers.buttons import ButtonHandler
from handlers.context import Context, Screen
from handlers.errors import words
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.questions import near_days
from handlers.render import Assets, Money
from handlers.topic import command, ways
from services.appointments import registering
from services.appointments.naming import tail
from services.appointments.registering import BEYOND, PAST, NoAssetsError, PlannedError, Weighed
from services.appointments.rows import STOPPED
from services.month import Month
from services.store.clients import Appointment

LONGEST = 50
OFFERED = tuple(Decimal(10_000) * n for n in (5, 10, 30, 50, 100, 300))
CLOCKS = ("09:30", "10:00", "10:30", "11:00", "13:30", "14:00", "14:30", "15:00")
PHONE = re.compile(r"\+?\d{4,15}")
YES, NO = "yes", "no"


class NoNameError(ValueError):
    """A client has no name, or too long a one."""


class NoPhoneError(ValueError):
    """It is no phone number, nor its last four digits."""


class NeitherError(ValueError):
    """It is neither of the two that can be picked."""


class GoneError(ValueError):
    """The moment has come already."""

    def __init__(self, planned: datetime) -> None:
        super().__init__()
        self.planned = planned


def name(typed: str, _today: date) -> str:
    """Read a client's name."""
    text = " ".join(unicodedata.normalize("NFKC", typed).split())
    if not 1 < len(text) <= LONGEST or not any(one.isalpha() for one in text):
        raise NoNameError
    return text


def phone(typed: str, _today: date) -> str:
    """Read a phone number, or its last four digits."""
    text = re.sub(r"[\s()-]", "", unicodedata.normalize("NFKC", typed))
    if not PHONE.fullmatch(text):
        raise NoPhoneError
    return text


def _yes(typed: str, _today: date) -> bool:
    if typed not in {YES, NO, "True", "False"}:
        raise NeitherError
    return typed in {YES, "True"}


def _clocks(_today: date) -> Sequence[tuple[Say, str]]:
    return [(say("{clock}", clock=one), one) for one in CLOCKS]


def _ahead(one: date | time, given: Mapping[str, Any], now: datetime) -> None:
    """Refuse a moment that has come; a day, or a time without its day, is none yet."""
    day = given.get("day")
    if isinstance(one, time) and day and not isinstance(day, datetime):
        one = datetime.combine(day, one)
    if isinstance(one, datetime) and one.replace(tzinfo=now.tzinfo) <= now:
        raise GoneError(one.replace(tzinfo=now.tzinfo))


def _day(one: date) -> object:
    if not isinstance(one, datetime):
        return one
    return say("{day} {clock}", day=one.date(), clock=f"{one:%H:%M}")


def _assets(typed: str, _today: date) -> Decimal:
    amount = reading.money(typed)
    if amount <= 0:
        raise NoAssetsError
    return amount


def effects(made: Weighed) -> Sequence[Say]:
    """Word what registering does."""
    return [
        *facts(made),
        say(_("提交后后勤支持岗马上看到。有效期到 {day}（含当天）。"), day=made.valid_until),
    ]


def facts(made: Weighed) -> list[Say]:
    """Word what is worked out from the answers."""
    return [
        say(""),
        say(_("网点：{unit}"), unit=made.unit),
        say(_("性质：{kind}"), kind=wording.kind(made.institution)),
    ]


def _done(row: Appointment) -> Screen:
    if row.state == STOPPED:
        return stopped.done(row)
    said = [say(_("✓ 已登记，{moment} 到场。后勤支持岗已收到。"), moment=row.planned)]
    said += wording.reminded(row)
    buttons = [(say(_("看预约")), Show(row.id)), (say(_("再登记一位")), Book())]
    return Screen(said, [buttons, ways()], protect=True)


NAME = Question("name", say(_("客户姓名")), say(_("客户姓名或单位名称？")), name)
ASSETS = Question(
    "assets",
    say(_("预计资产")),
    say(_("预计资产多少？可发 30万、30w、三十万。")),
    _assets,
    shown=Money,
    picks=lambda _today: [(say("{assets}", assets=Assets(one)), str(one)) for one in OFFERED],
)
DAY = Question(
    "day",
    say(_("到场日期")),
    say(_("哪天到营业部开户？可一次发「明天 10点」。")),
    reading.day_and_clock,
    shown=_day,
    picks=near_days,
    calendar=registering.days,
    refusals={PAST: say(_("已经过去")), BEYOND: say(_("超过预约有效期"))},
    must=_ahead,
)
TIME = Question(
    "clock",
    say(_("时间")),
    say(_("几点到？可发 10点、10:30、下午3点。")),
    reading.clock,
    shown=lambda one: say("{clock}", clock=f"{one:%H:%M}"),
    picks=_clocks,
    when=lambda given: not isinstance(given.get("day"), datetime),
    must=_ahead,
)
COMPANY = Question(
    "accompanied",
    say(_("是否陪同")),
    say(_("您陪客户到柜台吗？不能陪同的，后勤会协助。")),
    _yes,
    shown=wording.company,
    picks=lambda _today: [(say(_("陪同")), YES), (say(_("不陪同")), NO)],
)
KIND = Question(
    "institution",
    say(_("性质")),
    say(_("个人还是机构？")),
    _yes,
    shown=wording.kind,
    picks=lambda _today: [(say(_("个人")), NO), (say(_("机构")), YES)],
    optional=True,
    asked=False,
)
PHONE_TAIL = Question(
    "phone",
    say(_("电话")),
    say(_("客户电话，或后四位：重名时靠它分清。")),
    phone,
    shown=lambda one: say(_("尾号 {tail}"), tail=tail(one)),
    optional=True,
    asked=False,
)
FORM = Form(
    "appointment",
    say(_("预约登记")),
    (NAME, ASSETS, DAY, TIME, COMPANY, KIND, PHONE_TAIL),
    registering.register,
    _done,
    preview=registering.weigh,
    effects=effects,
)


async def begin(context: Context) -> None:
    """Begin the form."""
    await context.run(registering.days, context.who, context.today, Month.of(context.today))
    await FORM.begin(context)


async def again(context: Context, _button: Book) -> None:
    """Begin it from a button."""
    await begin(context)


@words.register
def _no_name(_error: NoNameError) -> Say:
    return say(_("请写客户的姓名或单位全称，2 到 {most} 个字，例如：王秀兰。"), most=LONGEST)


@words.register
def _no_phone(_error: NoPhoneError) -> Say:
    return say(_("请发手机号码，或号码后四位，例如 6621。"))


@words.register
def _neither(_error: NeitherError) -> Say:
    return say(_("请点选其中一个。"))


@words.register
def _no_assets(_error: NoAssetsError) -> Say:
    return say(_("预计资产要大于 0，例如 30万。"))


@words.register
def _gone(error: GoneError) -> Say:
    return say(_("{moment} 已经过去了。请发之后的时间，例如：明天 10点。"), moment=error.planned)


@words.register
def _planned(error: PlannedError) -> Say:
    if error.why == PAST:
        return say(_("到场时间已经过去，请改「到场日期」或「时间」。"))
    return say(_("到场时间不能晚于有效期的最后一天 {day}。"), day=error.last)


FORMS = (FORM,)
HANDLERS = (command("book", begin), ButtonHandler(Book, again))
