"""The card of a dispute: to a side its own part, to who rules both."""

from collections.abc import Iterator

from handlers.appointments.buttons import Show
from handlers.approvals.buttons import Open
from handlers.buttons import ButtonHandler
from handlers.context import Context, Row, Screen
from handlers.disputes.buttons import Again, Evidence, OpenDispute, SayMore
from handlers.i18n import Say, _, say
from handlers.render import Bold
from handlers.topic import ways
from services.disputes import raising, view
from services.disputes.sides import EARLIER, LATER, RULER
from services.disputes.view import Card, Side, Told

STATES = {
    "running": _("待裁定"),
    "upheld": _("已裁定：归后登记的一方"),
    "dismissed": _("已裁定：维持更早的预约"),
    "withdrawn": _("已撤回或不再需要"),
}
OWN_STATES = {
    (LATER, "upheld"): _("已裁定：客户归您"),
    (LATER, "dismissed"): _("已裁定：客户不归您"),
    (EARLIER, "upheld"): _("已裁定：客户不归您"),
    (EARLIER, "dismissed"): _("已裁定：客户归您"),
}


def client(one: Card | Told | Side) -> Say:
    """Return the client, masked."""
    if one.tail:
        return say(_("{name}（尾号 {tail}）"), name=one.name, tail=one.tail)
    return say("{name}", name=one.name)


def drawn(one: Card, note: Say | None = None) -> Screen:
    """Return the card."""
    state = OWN_STATES.get((one.role, one.state)) or STATES[one.state]
    lines = [
        *([note] if note else []),
        say(_("<b>归属争议</b>　{state}"), state=Bold(say(state))),
        say(_("客户 {client}，{moment} 提出"), client=client(one), moment=one.made_at),
        *(part for side in one.sides for part in side_lines(side, one.role)),
        *_waits(one),
    ]
    return Screen(lines, [*_rows(one), _ways(one)], protect=True)


def side_lines(one: Side, role: str) -> Iterator[Say]:
    """Tell of a side: its own, or to who rules one of both."""
    if role == RULER:
        sentence = {
            LATER: _("<b>后登记</b>　{owner}：{moment} 登记 {client}，约 {planned} 到场"),
            EARLIER: _("<b>先登记</b>　{owner}：{moment} 登记 {client}，约 {planned} 到场"),
        }[one.role]
        yield say(
            sentence,
            owner=one.owner,
            moment=one.made_at,
            client=client(one),
            planned=one.planned,
        )
    else:
        yield say(
            _("您的登记：{moment}，约 {planned} 到场"), moment=one.made_at, planned=one.planned
        )
    if one.statement:
        yield say(
            _("陈述：{statement}（材料 {count} 件）"), statement=one.statement, count=one.pieces
        )


def unanswered(one: Card) -> Say:
    """Say until when the other side is waited for."""
    return say(_("先登记的一方还没有陈述，可到 {day} 为止。"), day=one.until)


def _waits(one: Card) -> Iterator[Say]:
    if one.state != "running":
        return
    if one.role == EARLIER and not one.answered:
        yield say(_("请在 {day} 前（含当天）说明情况，有照片或文件一起发来。"), day=one.until)
    elif one.role == EARLIER:
        yield say(_("已收到您的陈述，等交易部经理裁定。"))
    elif not one.answered:
        yield unanswered(one)
    elif one.role == LATER:
        yield say(_("先登记的一方已经陈述。"))
    if one.role != RULER:
        yield say(_("双方的材料只有裁定人能看到。"))


def _rows(one: Card) -> list[Row]:
    pieces = sum(side.pieces for side in one.sides)
    first = [(say(_("看材料（{count}）"), count=pieces), Evidence(one.id, 1))] if pieces else []
    if one.says:
        label = say(_("陈述")) if not pieces else say(_("补充材料"))
        first.append((label, SayMore(one.id)))  # type: ignore[arg-type] # a button
    second: Row = [
        *([(say(_("再次送审")), Again(one.id))] if one.mends else []),
        *([(_approval(one), Open(one.approval))] if one.approval else []),
    ]
    return [row for row in (first, second) if row]


def _approval(one: Card) -> Say:
    rules = one.role == RULER and one.state == "running"
    return say(_("去裁定")) if rules else say(_("看审批"))


def _ways(one: Card) -> Row:
    return ways() if one.role == RULER else ways(Show(one.sides[0].appointment))


async def show(context: Context, button: OpenDispute) -> None:
    """Show one."""
    found = await context.run(view.card, context.who, context.now, button.dispute)
    await context.show(drawn(found))


async def again(context: Context, button: Again) -> None:
    """Ask again for the ruling."""
    await context.run(raising.again, context.who, context.now, button.dispute)
    found = await context.run(view.card, context.who, context.now, button.dispute)
    await context.show(drawn(found, say(_("已再次送审。"))))


HANDLERS = (ButtonHandler(OpenDispute, show), ButtonHandler(Again, again))
