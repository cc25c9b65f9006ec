"""The payslip's card: its buttons, and how total, lines, deductions and net are drawn."""

from dataclasses import dataclass
from typing import ClassVar

from handlers import words
from handlers.buttons import Button
from handlers.conduct.wording import warnings
from handlers.drawn import once
from handlers.i18n import Say, _, say
from handlers.render import Bold, Listed, Money
from handlers.screen import Row, Screen
from handlers.topic import ways
from services.month import Month
from services.pay import DEDUCTIONS, EARNINGS, Statement
from services.payslips import Payslip
from services.step import Step

ESTIMATE, HELD = _("预计"), _("暂扣")
DRAWN = 256


@dataclass(frozen=True)
class Person(Button):
    """Show one person's card."""

    tag: ClassVar[str] = "pe"
    staff: int


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


@once(DRAWN)
def overview(slip: Payslip) -> Screen:
    """Draw total, lines, deductions and net, each with its state; zeros below, said why."""
    made, month = slip.slip.statement, slip.slip.month
    text = [head(slip), *_totals(made), say("")]
    text += [_line(made, code) for code in EARNINGS if _counts(made.lines[code])]
    text += [_line(made, code, say("− ")) for code in DEDUCTIONS if _counts(made.lines[code])]
    if slip.warned:
        text += warnings(slip.warned, month)
    if any(step.assumed for step in made.lines.values()):
        text.append(legend())
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
        ways(None if slip.mine else Person(staff)),
    ]
    return Screen(text, [row for row in rows if row], protect=True)


def head(slip: Payslip) -> Say:
    """Say whose month it is, and as of when."""
    who, month = slip.slip.employee, slip.slip.month
    title = say("{name} · {month}", name=who.name, month=month)
    if slip.as_of is None:
        return say("{title}", title=Bold(title))
    of = say(_("{title}\n数据截至 {moment}"), title=Bold(title), moment=slip.as_of)
    if not slip.unreleased:
        return of
    waiting = Listed(slip.unreleased)
    return say(_("{of}\n含未发布的批次 {batches}：员工还看不到"), of=of, batches=waiting)


def _totals(made: Statement) -> list[Say]:
    if made.missing:
        missing = [words.figure(name) for name in made.missing]
        return [say(_("不完整，缺：{missing}"), missing=Listed(missing))]
    lines = [
        say(
            _("应发 {gross} · 实发 {net} {state}"),
            gross=words.marked(made.gross),
            net=Bold(words.marked(made.net)),
            state=say(ESTIMATE),
        )
    ]
    if made.net.known < 0:
        lines.append(
            say(_("实发为负：应补缴 {amount}，本月不发放。"), amount=Money(-made.net.known))
        )
    return lines


def legend() -> Say:
    """Say what the mark means."""
    return say(_("※ 用到假定值，待营业部确认"))


def _counts(step: Step) -> bool:
    return step.value != 0


def _line(made: Statement, code: str, sign: Say | None = None) -> Say:
    step = made.lines[code]
    state = state_of(step)
    return say(
        "{sign}{name} {amount} {state}",
        sign=sign or say(""),
        name=words.name(step),
        amount=words.marked(step),
        state=state,
    )


def state_of(step: Step) -> Say:
    """Return the word that goes with the amount while its month is open."""
    return say(HELD if step.reason == "investigated" else ESTIMATE)


def _zeros(steps: list[Step]) -> list[Say]:
    """Say why each is zero; those with one reason together."""
    alike: list[tuple[Say, list[Say]]] = []
    for step in steps:
        reason = words.reason(step) or say("")
        names = next((names for said, names in alike if said == reason), None)
        if names is None:
            alike.append((reason, names := []))
        names.append(words.name(step))
    lines = [say(_("{name}：{reason}"), name=Listed(names), reason=said) for said, names in alike]
    return [say(_("为零的项目")), *lines]


def _months(slip: Payslip) -> Row:
    """Offer the month before and the one after."""
    month, staff = slip.slip.month, slip.slip.employee.staff_id
    at = slip.months.index(month)
    before, after = slip.months[:at][-1:], slip.months[at + 1 :][:1]
    return [
        *((say(_("◀ {month}"), month=one), Pay(staff, one)) for one in before),
        *((say(_("{month} ▶"), month=one), Pay(staff, one)) for one in after),
    ]


def home(slip: Payslip) -> Row:
    """Return the way back to the payslip, and home."""
    staff, month = slip.slip.employee.staff_id, slip.slip.month
    return [(say(_("◀ 工资单")), Pay(staff, month)), *ways()]
