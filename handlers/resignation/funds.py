"""/funds: the risk funds of those who leave, refunds, proposals to forfeit, the paper for them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from handlers import reading
from handlers.approvals.buttons import Open
from handlers.approvals.card import Subject
from handlers.buttons import ButtonHandler
from handlers.context import Context, Row, Screen
from handlers.errors import words
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.render import Bold, Money
from handlers.resignation import wording
from handlers.resignation.buttons import Forfeit, FundOf, Funds, Refund, Statement
from handlers.resignation.handover import OUTDATED, noted
from handlers.topic import command, ways
from services.approvals.view import Card
from services.resignation import forfeits, fund, statement
from services.resignation.forfeits import GROUNDS, AmountError, Proposed, StillHereError
from services.resignation.fund import Fund, NotDueError, NotLeavingError

LONGEST = 300


class NoGroundError(ValueError):
    """It is none of the grounds."""


class NoteError(ValueError):
    """What happened is not told, or at too great a length."""


async def first_page(context: Context) -> None:
    """Show the list from its beginning."""
    await page(context, Funds(1))


async def page(context: Context, button: Funds) -> None:
    """Show a page of the list."""
    found = await context.run(fund.funds, context.who, context.today)
    first = LIST.offset(button.page)
    shown = found[first : first + LIST.size]
    await context.show(LIST.screen(shown, len(found), button.page))


async def of(context: Context, button: FundOf) -> None:
    """Show one."""
    found = await context.run(fund.fund, context.who, context.today, button.staff)
    await context.show(drawn(found))


async def refund(context: Context, button: Refund) -> None:
    """Ask whether it was paid back; then note it."""
    if not button.sure:
        found = await context.run(fund.fund, context.who, context.today, button.staff)
        if not found.ready:
            raise NotDueError
        text = say(
            _("登记后这笔风险基金就结清：{name}，{amount}。钱已经付了吗？"),
            name=Bold(found.person.name),
            amount=Bold(Money(found.rest or Decimal(0))),
        )
        sure = Refund(button.staff, button.version, sure=True)
        rows = [[(say(_("已付，登记")), sure)], ways(FundOf(button.staff))]
        await context.show(Screen(text, rows, protect=True))
        return
    found, done = await context.run(
        fund.refund, context.who, context.now, staff=button.staff, version=button.version
    )
    screen = drawn(found)
    await context.show(screen if done else noted(screen, OUTDATED))


async def forfeit(context: Context, button: Forfeit) -> None:
    """Ask for ground, amount and what happened."""
    person, most = await context.run(forfeits.free, context.who, context.today, button.staff)
    if not most:
        raise AmountError(most)
    await FORFEIT.begin(context, about=person.name, staff=button.staff)


async def paper(context: Context, button: Statement) -> None:
    """Send what a leaver is handed; it may be forwarded and printed."""
    found = await context.run(statement.statement, context.who, context.now, button.staff)
    lines = [say("<b>{title}</b>　{day}", title=say(_("离职说明")), day=found.day)]
    if found.handover:
        lines += wording.checklist(found.handover)
    lines += [say(""), *wording.fund(found.fund)]
    await context.tell(Screen(lines))


def drawn(found: Fund, note: Say | None = None) -> Screen:
    """Draw a leaver's risk fund."""
    staff, row = found.person.staff_id, list[tuple[Say, Refund | Forfeit]]()
    if found.ready and found.may_refund:
        row.append((say(_("登记已退")), Refund(staff, len(found.entries), sure=False)))
    if found.may_propose and found.gone and found.free:
        row.append((say(_("提出扣除")), Forfeit(staff)))
    rows: list[Row] = [row] if row else []
    if found.may_propose:
        rows.append([(say(_("离职说明")), Statement(staff))])
    lines = [*([note] if note else []), *wording.fund(found)]
    return Screen(lines, [*rows, ways(Funds(1))], protect=True)


def _line(one: Fund) -> Say:
    return say(
        _("{number} {name}：{amount}，{due} 应退"),
        number=one.person.number,
        name=one.person.name,
        amount=Money(one.rest or Decimal(0)),
        due=one.due,
    )


LIST = Listing[Fund](
    title=say(_("<b>离职人员的风险基金</b>")),
    line=_line,
    page=Funds,
    empty=say(_("没有要退的风险基金。")),
    button=lambda one: (say("{name}", name=one.person.name), FundOf(one.person.staff_id)),
    size=6,
    in_a_row=2,
)


def _ground(typed: str, _today: date) -> str:
    if typed not in GROUNDS:
        raise NoGroundError
    return typed


def _amount(typed: str, _today: date) -> Decimal:
    return reading.money(typed)


def _note(typed: str, _today: date) -> str:
    text = typed.strip()
    if not 0 < len(text) <= LONGEST:
        raise NoteError
    return text


def _proposed(approval: int) -> Screen:
    text = say(_("已提交总经理审批；批准以前这笔风险基金不会退。"))
    return Screen(text, [[(say(_("看申请")), Open(approval))], ways()], protect=True)


FORFEIT = Form(
    "fund forfeit",
    say(_("扣除风险基金")),
    (
        Question(
            "ground",
            say(_("理由")),
            say(_("按第25条是哪种情况？请点选。")),
            _ground,
            shown=wording.ground,
            picks=lambda _today: [(say(wording.SHORT[one]), one) for one in GROUNDS],
        ),
        Question(
            "amount",
            say(_("金额")),
            say(_("扣多少？可以是部分或全部，例如 500。")),
            _amount,
            shown=Money,
        ),
        Question("note", say(_("经过")), say(_("请写明经过和依据，总经理会看到。")), _note),
    ),
    forfeits.propose,
    _proposed,
    given=("staff",),
    preview=forfeits.weigh,
    effects=lambda left: [say(_("扣后还剩 {left}"), left=Money(left))],
)


def _lines(card: Card) -> Sequence[Say]:
    told: Proposed = card.subject
    lines = [
        say(
            _("扣除 {amount}：{ground}"),
            amount=Bold(Money(told.amount)),
            ground=wording.ground(told.ground),
        ),
        say(_("经过：{note}"), note=told.note),
    ]
    if told.rest is not None:
        lines.append(say(_("现在还剩 {amount}"), amount=Money(told.rest)))
    if told.left and told.due:
        lines.append(say(_("最后工作日 {left}，应退日 {due}"), left=told.left, due=told.due))
    return lines


APPROVALS = {forfeits.KIND: Subject(say(_("扣除风险基金")), _lines)}


@words.register
def _too_much(error: AmountError) -> Say:
    if not error.most:
        return say(_("没有可扣的余额。"))
    return say(_("最多可扣 {most}，最少 0.01 元。"), most=Money(error.most))


@words.register
def _no_ground(_error: NoGroundError) -> Say:
    return say(_("只能是第25条列出的情况，请点选。"))


@words.register
def _no_note(_error: NoteError) -> Say:
    return say(_("请写 1 到 {most} 个字，例如：宣传展架两个没还，已催三次。"), most=LONGEST)


@words.register
def _still_here(error: StillHereError) -> Say:
    return say(_("TA 到 {day} 还在职，离开以后才能提出扣除。"), day=error.left)


@words.register
def _not_leaving(_error: NotLeavingError) -> Say:
    return say(_("TA 没有登记离职。"))


@words.register
def _not_due(_error: NotDueError) -> Say:
    return say(_("现在不能退：还没到期，或有未了结的事。"))


FORMS = (FORFEIT,)
HANDLERS = (
    command("funds", first_page),
    ButtonHandler(Funds, page),
    ButtonHandler(FundOf, of),
    ButtonHandler(Refund, refund),
    ButtonHandler(Forfeit, forfeit),
    ButtonHandler(Statement, paper),
)
