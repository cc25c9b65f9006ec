"""/pay: a month's pay line by line, why each line is what it is, and what changed."""

from dataclasses import dataclass
from typing import ClassVar

from handlers import reading, words
from handlers.buttons import Button, ButtonHandler
from handlers.context import Context
from handlers.explanation import Frame, Way, explain
from handlers.i18n import Say, _, say
from handlers.render import Bold, Listed, Money
from handlers.screen import Row, Screen
from handlers.topic import Entry, command, ways
from services import payslips
from services.month import Month
from services.pay import DEDUCTIONS, EARNINGS, Statement
from services.payslips import Payslip
from services.step import Step

ESTIMATE, HELD = _("预计"), _("暂扣")


@dataclass(frozen=True)
class Pay(Button):
    """Show a month's pay."""

    tag: ClassVar[str] = "p"
    staff: int
    month: Month


@dataclass(frozen=True)
class Latest(Button):
    """Show the latest month's pay (staff 0: one's own)."""

    tag: ClassVar[str] = "pn"
    staff: int


@dataclass(frozen=True)
class Compare(Button):
    """Show what changed against the month before."""

    tag: ClassVar[str] = "pc"
    staff: int
    month: Month


@dataclass(frozen=True)
class Lines(Button):
    """Choose the line to be explained."""

    tag: ClassVar[str] = "pl"
    staff: int
    month: Month
    page: int


@dataclass(frozen=True)
class Why(Button):
    """Explain a step of the pay."""

    tag: ClassVar[str] = "w"
    staff: int
    month: Month
    path: str
    page: int


async def pay(context: Context) -> None:
    """Show the latest month, or the one that was asked for."""
    month = reading.month(" ".join(context.args), context.today) if context.args else None
    slip = await context.run(payslips.payslip, context.who, context.today, None, month)
    await context.show(overview(slip))


async def latest(context: Context, button: Latest) -> None:
    """Show the latest month of a button's person."""
    staff = button.staff or None
    slip = await context.run(payslips.payslip, context.who, context.today, staff, None)
    await context.show(overview(slip))


async def again(context: Context, button: Pay) -> None:
    """Show the month of a button."""
    await context.show(overview(await _slip(context, button)))


async def _slip(context: Context, button: Pay | Compare | Lines | Why) -> Payslip:
    return await context.run(
        payslips.payslip, context.who, context.today, button.staff, button.month
    )


def overview(slip: Payslip) -> Screen:
    """Draw total, lines, deductions and net, each with its state; zeros below, said why."""
    made, month = slip.slip.statement, slip.slip.month
    text = [_head(slip), *_totals(made), say("")]
    text += [_line(made, code) for code in EARNINGS if _counts(made.lines[code])]
    text += [_line(made, code, say("− ")) for code in DEDUCTIONS if _counts(made.lines[code])]
    if any(step.assumed for step in made.lines.values()):
        text.append(say(_("※ 用到假定值，待营业部确认")))
    zeros = [step for step in made.lines.values() if step.value == 0]
    if zeros:
        text.append(say("<blockquote expandable>{lines}</blockquote>", lines=_zeros(zeros)))
    staff = slip.slip.employee.staff_id
    rows = [
        [
            (say(_("为什么")), Lines(staff, month, 0)),
            (say(_("与上月比")), Compare(staff, month)),
        ],
        _months(slip),
        ways(),
    ]
    return Screen(text, [row for row in rows if row], protect=True)


def _head(slip: Payslip) -> Say:
    who, month = slip.slip.employee, slip.slip.month
    title = say("{name} · {month}", name=who.name, month=month)
    if slip.as_of is None:
        return say("{title}", title=Bold(title))
    return say(_("{title}\n数据截至 {moment}"), title=Bold(title), moment=slip.as_of)


def _totals(made: Statement) -> list[Say]:
    if made.missing:
        missing = [words.figure(name) for name in made.missing]
        return [say(_("不完整，缺：{missing}"), missing=Listed(missing))]
    lines = [
        say(
            _("应发 {gross} · 实发 {net} {state}"),
            gross=Money(made.gross.known),
            net=Bold(Money(made.net.known)),
            state=say(ESTIMATE),
        )
    ]
    if made.net.known < 0:
        lines.append(
            say(_("实发为负：应补缴 {amount}，本月不发放。"), amount=Money(-made.net.known))
        )
    return lines


def _counts(step: Step) -> bool:
    return step.value != 0


def _line(made: Statement, code: str, sign: Say | None = None) -> Say:
    step = made.lines[code]
    state = say(HELD if step.reason == "investigated" else ESTIMATE)
    mark = say(" ※") if step.assumed else say("")
    return say(
        "{sign}{name} {amount} {state}{mark}",
        sign=sign or say(""),
        name=words.name(step),
        amount=words.amount(step),
        state=state,
        mark=mark,
    )


def _zeros(steps: list[Step]) -> list[Say]:
    lines = [say(_("为零的项目"))]
    for step in steps:
        reason = words.reason(step) or say("")
        lines.append(say(_("{name}：{reason}"), name=words.name(step), reason=reason))
    return lines


def _months(slip: Payslip) -> Row:
    """Offer the month before and the one after."""
    month, staff = slip.slip.month, slip.slip.employee.staff_id
    at = slip.months.index(month)
    before, after = slip.months[:at][-1:], slip.months[at + 1 :][:1]
    return [
        *((say(_("◀ {month}月"), month=one.number), Pay(staff, one)) for one in before),
        *((say(_("{month}月 ▶"), month=one.number), Pay(staff, one)) for one in after),
    ]


async def compare(context: Context, button: Compare) -> None:
    """Show each line that differs from the month before."""
    slip = await _slip(context, button)
    await context.show(comparison(slip))


def comparison(slip: Payslip) -> Screen:
    """Draw old → new for each line that changed, and the totals."""
    now, back = slip.slip.statement, _home(slip)
    if slip.before is None:
        return Screen(say(_("没有上月可比：这是第一个有数据的月份。")), [back], protect=True)
    then = slip.before.statement
    pairs = [(then.lines[code], now.lines[code]) for code in (*EARNINGS, *DEDUCTIONS)]
    pairs += [(then.gross, now.gross), (then.net, now.net)]
    moved = [_moved(old, new) for old, new in pairs if old.value != new.value]
    title = say(_("{month} 与 {before} 比"), month=slip.slip.month, before=slip.before.month)
    return Screen([say("{t}", t=Bold(title)), *moved], [back], protect=True)


def _moved(old: Step, new: Step) -> Say:
    if old.value is None or new.value is None:
        sentence = "{name} {old} → {new}"
        return say(sentence, name=words.name(new), old=words.amount(old), new=words.amount(new))
    change = new.value - old.value
    sentence = (
        "{name} {old} → {new}（+{change}）" if change > 0 else "{name} {old} → {new}（{change}）"
    )
    return say(
        sentence,
        name=words.name(new),
        old=Money(old.value),
        new=Money(new.value),
        change=Money(change),
    )


def _home(slip: Payslip) -> Row:
    staff, month = slip.slip.employee.staff_id, slip.slip.month
    return [(say(_("◀ 工资单")), Pay(staff, month)), *ways()]


async def lines(context: Context, button: Lines) -> None:
    """Offer every line for explanation."""
    slip = await _slip(context, button)
    await context.show(choice(slip, button.page))


ROOTS = ("net", "gross", *EARNINGS, *DEDUCTIONS)
CHOICES = 8


def choice(slip: Payslip, page: int) -> Screen:
    """Draw the lines as buttons, two in a row."""
    staff, month = slip.slip.employee.staff_id, slip.slip.month
    shown = ROOTS[page * CHOICES : (page + 1) * CHOICES]
    buttons = [(words.named(code), Why(staff, month, str(ROOTS.index(code)), 0)) for code in shown]
    rows: list[Row] = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    pages = -(-len(ROOTS) // CHOICES)
    turn = [
        *([(say(_("上一页")), Lines(staff, month, page - 1))] if page else []),
        *([(say(_("下一页")), Lines(staff, month, page + 1))] if page + 1 < pages else []),
        *_home(slip),
    ]
    title = say(_("想知道哪一项？第 {page}/{pages} 页"), page=page + 1, pages=pages)
    return Screen([_head(slip), title], [*rows, turn], protect=True)


async def why(context: Context, button: Why) -> None:
    """Explain a step: its formula, its parameters, the rows that it came from."""
    slip = await _slip(context, button)
    made = slip.slip.statement
    staff, month = slip.slip.employee.staff_id, slip.slip.month
    root = ROOTS[int(button.path.partition(".")[0])]
    step = made.lines[root] if root in made.lines else getattr(made, root)
    frame = Frame(
        head=say("{name} · {month}", name=slip.slip.employee.name, month=month),
        file=slip.file,
        button=lambda way: Why(staff, month, way.path, way.page),
        home=[(say(_("各项")), Lines(staff, month, 0)), *_home(slip)],
    )
    state = say(HELD if step.reason == "investigated" else ESTIMATE)
    await context.show(explain(step, Way(button.path, button.page), frame, state))


MENU = (
    Entry(
        "pay",
        say(_("我的工资：每一项和为什么；可加月份，如 /pay 2026-10")),
        say(_("工资")),
        Latest(0),
    ),
)
HANDLERS = (
    command("pay", pay),
    ButtonHandler(Latest, latest),
    ButtonHandler(Pay, again),
    ButtonHandler(Compare, compare),
    ButtonHandler(Lines, lines),
    ButtonHandler(Why, why),
)
