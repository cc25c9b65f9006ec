"""How answers about cases are read, and what is said of those that cannot be."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from handlers import reading
from handlers.errors import words
from handlers.forms import Question
from handlers.i18n import Say, _, say
from handlers.render import Listed, Money
from services.conduct import files
from services.conduct.penalties import AmountNeededError, NoAccountsError
from services.conduct.reporting import UnknownClientsError
from services.drafts import Choice

LONGEST = 500
SPACES = re.compile(r"[^\w-]+")


class NothingSaidError(ValueError):
    """A text has no words, or too many."""


class NotYetError(ValueError):
    """What happened cannot lie ahead."""


class NoSuchPickError(ValueError):
    """It is none of what is offered."""


def text(typed: str, _today: date) -> str:
    """Read a text of some length; NothingSaidError."""
    said = typed.strip()
    if not said or len(said) > LONGEST:
        raise NothingSaidError
    return said


def past(typed: str, today: date) -> date:
    """Read a day that is not ahead; UnreadableDateError, NotYetError."""
    day = reading.day(typed, today)
    if day > today:
        raise NotYetError
    return day


def numbers(typed: str, _today: date) -> str:
    """Read 客户号; NothingSaidError."""
    found = [one for one in SPACES.split(typed.strip()) if one]
    if not found:
        raise NothingSaidError
    return " ".join(dict.fromkeys(found))


def one_of(known: dict[str, str]) -> Callable[[str, date], str]:
    """Return what reads one of the codes; NoSuchPickError."""

    def read(typed: str, _today: date) -> str:
        if typed not in known:
            raise NoSuchPickError
        return typed

    return read


def picked(name: str, label: str, ask: str, known: dict[str, str]) -> Question[str]:
    """Return a question with one of the codes as its answer."""
    return Question(
        name,
        say(label),
        say(ask),
        one_of(known),
        shown=lambda one: say(known[one]),
        picks=lambda _today: [(say(label), code) for code, label in known.items()],
    )


def near(today: date) -> Sequence[tuple[Say, str]]:
    """Offer today and yesterday."""
    before = today - timedelta(days=1)
    return [(say(_("今天")), today.isoformat()), (say(_("昨天")), before.isoformat())]


def named(one: Choice) -> Say:
    """Say who was chosen."""
    return say("{name}", name=one.name)


@words.register
def _nothing_said(_error: NothingSaidError) -> Say:
    return say(_("请写 1 到 {most} 个字。"), most=LONGEST)


@words.register
def _not_yet(_error: NotYetError) -> Say:
    return say(_("不能是以后的日期。可以写：今天、昨天、11-25。"))


@words.register
def _no_such_pick(_error: NoSuchPickError) -> Say:
    return say(_("请点选其中一项。"))


@words.register
def _unknown_clients(error: UnknownClientsError) -> Say:
    return say(
        _("没有这些客户号：{numbers}。请核对，例如 80310043。"), numbers=Listed(error.numbers)
    )


@words.register
def _no_accounts(_error: NoAccountsError) -> Say:
    return say(_("案卷里还没有涉及的客户。请先在案件里点「补充材料」填上客户号。"))


@words.register
def _amount_needed(error: AmountNeededError) -> Say:
    return say(
        _("没有损失的差错，扣减金额要在 {least} 到 {most} 之间；有损失就填损失金额。"),
        least=Money(error.least),
        most=Money(error.most),
    )


@words.register
def _nobody_investigates(_error: files.NobodyInvestigatesError) -> Say:
    return say(_("没有能调查此案的人：需要一位后勤支持岗或总经理，且不是涉及人。"))
