"""The forms: a line, a change of one, who agreed, when it was paid, why it is taken back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from handlers import reading as reads
from handlers.context import Context
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.render import Money, plain
from handlers.rewards import line
from handlers.rewards.buttons import Add, Agree, Change, Pay, TakeBack
from handlers.rewards.refusals import NoCountError, TextError
from services.rewards import figures, keeping, reading, settling
from services.rewards.figures import Counted, Weighed
from services.rewards.keeping import NoAmountError
from services.rewards.reading import Shown
from services.rewards.rows import AGREED, OPEN, PAID, Line
from services.rewards.settling import WrongDayError

LONGEST, MOST_ACCOUNTS = 200, 100_000
UNIT = _("户")
ABOUT_LINE = ("line", "version")


def _count(typed: str, _today: date) -> int:
    text = typed.strip().removesuffix(UNIT).strip()
    if not text.isdecimal() or int(text) > MOST_ACCOUNTS:
        raise NoCountError
    return int(text)


def _amount(typed: str, _today: date) -> Decimal:
    found = reads.money(typed)
    if found <= 0:
        raise NoAmountError
    return found


def _past(day: date, _answers: Mapping[str, Any], now: datetime) -> None:
    if day > now.date():
        raise WrongDayError


def _days(_today: date) -> Sequence[tuple[Say, str]]:
    return [(say(_("今天")), "今天"), (say(_("昨天")), "昨天")]


def _text(name: str, label: Say, ask: Say, **more: Any) -> Question[str]:
    return Question(name, label, ask, reads.words(LONGEST, TextError), **more)


QUESTIONS = (
    _text("basis", say(_("依据")), say(_("按什么算的？例如：新增有效户，每户 50 元。"))),
    Question(
        "accounts",
        say(_("新增有效户")),
        say(_("这个月新增有效户多少户？不按户数算就跳过。")),
        _count,
        shown=lambda count: say(_("{count} 户"), count=count),
        optional=True,
    ),
    Question(
        "amount",
        say(_("金额")),
        say(_("奖励多少元？例如：1200。")),
        _amount,
        shown=Money,
    ),
    _text("note", say(_("备注")), say(_("有什么要备注的？没有就跳过。")), optional=True),
)


def _counted(found: Weighed) -> list[Say]:
    if found.as_of is None:
        return []
    words = _("有效户以导入数据为准，截至 {as_of}。")
    if not found.same:
        words = _("⚠ 有效户与导入数据（{count} 户，截至 {as_of}）不同，将记为手工填写。")
    return [say(words, as_of=found.as_of, count=found.figure)]


def _changing(found: tuple[Weighed, Shown]) -> list[Say]:
    weighed, shown = found
    again = [say(_("改了要重新和银行核对。"))] if shown.line.state == AGREED else []
    return [*_counted(weighed), *again]


ADD = Form(
    "reward_add",
    say(_("加一条奖励")),
    QUESTIONS,
    keeping.add,
    lambda found: line.drawn(found, say(_("✓ 已加入清单。"))),
    given=("unit", "month", "outlet", "whole", "figure", "as_of"),
    preview=figures.weighed,
    effects=_counted,
)
CHANGE = Form(
    "reward_change",
    say(_("改奖励")),
    QUESTIONS,
    keeping.change,
    lambda found: line.drawn(found, say(_("✓ 已改好。"))),
    given=(*ABOUT_LINE, "figure", "as_of"),
    preview=settling.changing,
    effects=_changing,
)
AGREE = Form(
    "reward_agree",
    say(_("银行已核对")),
    (_text("whom", say(_("银行核对人")), say(_("银行哪一位核对的？写姓名或职务。"))),),
    settling.agree,
    lambda found: line.drawn(found, say(_("✓ 已核对，可以兑现了。"))),
    given=ABOUT_LINE,
)
PAY = Form(
    "reward_pay",
    say(_("登记兑现")),
    (
        Question(
            "day",
            say(_("兑现日期")),
            say(_("哪天兑现的？")),
            reads.day,
            picks=_days,
            must=_past,
        ),
    ),
    settling.pay,
    lambda found: line.drawn(found, say(_("✓ 已登记兑现。"))),
    given=ABOUT_LINE,
    preview=settling.weighed,
    effects=lambda found: [
        say(_("{amount} 记为已兑现，之后不能再改，有错只能冲回。"), amount=_money(found))
    ],
)
TAKE_BACK = Form(
    "reward_back",
    say(_("冲回")),
    (_text("reason", say(_("原因")), say(_("为什么冲回？"))),),
    settling.take_back,
    lambda found: line.drawn(found, say(_("✓ 已冲回。正确的请另加一条。"))),
    given=ABOUT_LINE,
    preview=settling.weighed,
    effects=lambda found: [
        say(_("清单里会加一行 {amount}，原来那行保留。"), amount=_money(found, -1))
    ],
)
FORMS = (ADD, CHANGE, AGREE, PAY, TAKE_BACK)


def _money(found: Shown, sign: int = 1) -> Money:
    return Money(sign * (found.line.amount or Decimal(0)))


async def add(context: Context, button: Add) -> None:
    """Begin the form for a line, with the released accounts if there are any."""
    unit, month = button.unit, button.month
    found = await context.run(
        reading.begun, context.who, context.today, unit, month, button.outlet, whole=button.whole
    )
    about = say(_("{month} {place}"), month=month, place=found.place.name)
    await ADD.begin(
        context,
        plain(about, await context.language()),
        unit=unit,
        month=month.first_day.toordinal(),
        outlet=button.outlet,
        whole=int(button.whole),
        **_figure(found.counted),
    )


def _figure(found: Counted | None) -> dict[str, int]:
    """Return the released accounts as answers: nothing but that there are none, if so."""
    if found is None:
        return {"figure": 0, "as_of": 0}
    seconds = int(found.as_of.timestamp())
    return {"accounts": found.accounts, "figure": found.accounts, "as_of": seconds}


async def change(context: Context, button: Change) -> None:
    """Begin the form that changes a line, its answers filled in."""
    found = await line.current(context, button.line, button.version, OPEN, AGREED)
    if found is None:
        return
    new = await context.run(reading.offered, context.who, context.today, button.line)
    await CHANGE.begin(context, found.place, **_known(found.line, new))


def _known(one: Line, new: Counted | None) -> dict[str, int | str | None]:
    """Return what a form begins with; a line without an amount has the released accounts."""
    kept = Counted(one.accounts, one.as_of) if one.accounts is not None and one.as_of else None
    known: dict[str, int | str | None] = {"line": one.id, "version": one.version}
    known |= {"basis": one.basis, "accounts": one.accounts, "note": one.note or None}
    known |= _figure(new or kept)
    return known if one.amount is None else known | {"amount": f"{one.amount:f}"}


async def agree(context: Context, button: Agree) -> None:
    """Begin the form that says who agreed."""
    await _begin(context, AGREE, button, OPEN)


async def pay(context: Context, button: Pay) -> None:
    """Begin the form that says when it was paid."""
    await _begin(context, PAY, button, AGREED)


async def take_back(context: Context, button: TakeBack) -> None:
    """Begin the form that takes back what was paid."""
    await _begin(context, TAKE_BACK, button, PAID)


async def _begin(context: Context, form: Form, button: Agree | Pay | TakeBack, state: str) -> None:
    if found := await line.current(context, button.line, button.version, state):
        one = found.line
        await form.begin(context, found.place, line=one.id, version=one.version)
