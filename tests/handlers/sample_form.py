"""A topic as later issues write them, to try the kit's forms on: planning a visit."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from handlers import reading
from handlers.context import Screen
from handlers.errors import words
from handlers.forms import Form, Question
from handlers.i18n import Say, say
from handlers.render import Money
from handlers.topic import Entry, command, ways
from services.store import audit

TOO_MUCH = Decimal(1_000_000)


class TooMuchError(Exception):
    """Nobody expects that much of one visit."""


class GoneByError(Exception):
    """The day lies behind."""


@words.register
def _too_much(_error: TooMuchError) -> Say:
    return say("一次拜访填不了这么多，最多 {most}，例如 30万。", most=Money(TOO_MUCH))


@words.register
def _gone_by(_error: GoneByError) -> Say:
    return say("这一天已经过去了。可以写：明天、下周三。")


def plan(  # noqa: PLR0913 - one a question
    session: Session, who: int, now: datetime, *, client: str, day: date, amount: Decimal | None
) -> Decimal:
    """Note the visit; TooMuchError."""
    if amount and amount > TOO_MUCH:
        raise TooMuchError
    audit.record(session, now, None, "visit", who=who, client=client, day=day, amount=amount)
    return amount or Decimal(0)


def ahead(typed: str, today: date) -> date:
    """Read a day that is not over; GoneByError."""
    chosen = reading.day(typed, today)
    if chosen < today:
        raise GoneByError
    return chosen


FORM = Form(
    "visit",
    say("拜访计划"),
    (
        Question("client", say("客户"), say("拜访谁？"), lambda typed, _: typed.strip()),
        Question(
            "day",
            say("日期"),
            say("哪一天？"),
            ahead,
            picks=lambda _: [(say("今天"), "今天"), (say("明天"), "明天")],
        ),
        Question(
            "amount",
            say("预计资产"),
            say("预计带来多少资产？"),
            lambda typed, _: reading.money(typed),
            Money,
            optional=True,
        ),
    ),
    plan,
    lambda amount: Screen(say("记下了，预计 {amount}。", amount=Money(amount)), (ways(),)),
)

FORMS = (FORM,)
MENU = (Entry("visit", say("计划一次拜访")),)
HANDLERS = (command("visit", FORM.begin),)
