"""/pay: a month's pay line by line, why each line is what it is, and what changed."""

from handlers import reading, words
from handlers.buttons import ButtonHandler
from handlers.context import Context
from handlers.explanation import Frame, Way, explain
from handlers.i18n import Say, _, say
from handlers.payslip_card import (
    ESTIMATE,
    Compare,
    Latest,
    Lines,
    Pay,
    Why,
    head,
    home,
    overview,
    state_of,
)
from handlers.render import Money
from handlers.screen import Row, Screen
from handlers.topic import Entry, command
from services import payslips
from services.month import Month
from services.pay import DEDUCTIONS, EARNINGS, Statement
from services.payslips import Payslip
from services.step import Step


async def pay(context: Context) -> None:
    """Show the latest month, or the one that was asked for."""
    month = reading.month(" ".join(context.args), context.today) if context.args else None
    await context.show(overview(await _seen(context, None, month)))


async def latest(context: Context, button: Latest) -> None:
    """Show the latest month of a button's person."""
    await context.show(overview(await _seen(context, button.staff or None, None)))


async def again(context: Context, button: Pay) -> None:
    """Show the month of a button."""
    await context.show(overview(await _slip(context, button)))


async def _slip(context: Context, button: Pay | Compare | Lines | Why) -> Payslip:
    return await _seen(context, button.staff, button.month)


async def _seen(context: Context, staff: int | None, month: Month | None) -> Payslip:
    """Return a payslip that is going to be shown."""
    slip = await context.run(payslips.payslip, context.who, context.today, staff, month)
    context.saw(slip.slip.employee.staff_id, slip.slip.month, slip.mark)
    return slip


async def compare(context: Context, button: Compare) -> None:
    """Show each line that differs from the month before."""
    slip = await _slip(context, button)
    await context.show(comparison(slip))


def comparison(slip: Payslip) -> Screen:
    """Draw the totals and each line that changed, old → new; deductions with their sign."""
    now, back = slip.slip.statement, home(slip)
    if slip.before is None:
        return Screen(say(_("没有上月可比：这是第一个有数据的月份。")), [back], protect=True)
    then = slip.before.statement
    pairs = [(then.gross, now.gross, ""), (then.net, now.net, "")]
    pairs += [(then.lines[code], now.lines[code], "") for code in EARNINGS]
    pairs += [(then.lines[code], now.lines[code], "− ") for code in DEDUCTIONS]
    moved = [_moved(old, new, sign) for old, new, sign in pairs if old.value != new.value]
    title = say(_("与 {before} 比，{state}"), before=slip.before.month, state=say(ESTIMATE))
    return Screen([head(slip), title, say(""), *moved], [back], protect=True)


def _moved(old: Step, new: Step, minus: str) -> Say:
    if old.value is None or new.value is None:
        sentence = "{minus}{name} {old} → {new}"
        old_, new_ = words.marked(old), words.marked(new)
        return say(sentence, minus=minus, name=words.name(new), old=old_, new=new_)
    change = new.value - old.value
    return say(
        _("{minus}{name} {old} → {new}（{sign}{change}）"),
        minus=minus,
        sign="+" if change > 0 else "",
        name=words.name(new),
        old=words.amount(old),
        new=words.marked(new),
        change=Money(change),
    )


async def lines(context: Context, button: Lines) -> None:
    """Offer every line for explanation."""
    slip = await _slip(context, button)
    await context.show(choice(slip, button.page))


TOTALS = ("net", "gross")
ROOTS = (*TOTALS, *EARNINGS, *DEDUCTIONS)
CHOICES = 8


def choice(slip: Payslip, page: int) -> Screen:
    """Draw the lines as buttons, two in a row."""
    staff, month = slip.slip.employee.staff_id, slip.slip.month
    shown = _ordered(slip.slip.statement)[page * CHOICES : (page + 1) * CHOICES]
    buttons = [(words.named(code), Why(staff, month, str(ROOTS.index(code)), 0)) for code in shown]
    rows: list[Row] = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    pages = -(-len(ROOTS) // CHOICES)
    turn = [
        *([(say("◀ 上页"), Lines(staff, month, page - 1))] if page else []),
        *([(say("下页 ▶"), Lines(staff, month, page + 1))] if page + 1 < pages else []),
        *home(slip),
    ]
    title = say(_("想知道哪一项？第 {page}/{pages} 页"), page=page + 1, pages=pages)
    return Screen([head(slip), title], [*rows, turn], protect=True)


def _ordered(made: Statement) -> list[str]:
    """Return what can be explained: totals, lines with an amount, then those that are zero."""
    return [*TOTALS, *sorted(ROOTS[2:], key=lambda code: made.lines[code].value == 0)]


async def why(context: Context, button: Why) -> None:
    """Explain a step: its formula, its parameters, the rows that it came from."""
    slip = await _slip(context, button)
    made = slip.slip.statement
    staff, month = slip.slip.employee.staff_id, slip.slip.month
    way = Way(button.path, button.page)
    root = way.root(ROOTS)
    step = made.lines[root] if root in made.lines else getattr(made, root)
    frame = Frame(
        head=head(slip),
        file=slip.file,
        chats=slip.chats,
        button=lambda way: Why(staff, month, way.path, way.page),
        back=Lines(staff, month, _ordered(made).index(root) // CHOICES),
        home=home(slip),
    )
    await context.show(explain(step, way, frame, state_of(step)))


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
