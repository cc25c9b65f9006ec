"""How a ruling and an appeal look as approvals, and what a ruler sets besides."""

from collections.abc import Iterator, Sequence

from handlers.approvals.buttons import Open
from handlers.approvals.card import Subject as Approved
from handlers.approvals.deciding import open_
from handlers.buttons import ButtonHandler
from handlers.conduct import card, wording
from handlers.conduct.buttons import Fill, Forfeit
from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, say
from handlers.topic import ways
from services.approvals.view import Card
from services.conduct import ruling, view
from services.conduct.penalties import CLEARED, ERROR
from services.conduct.ruling import APPEAL, Subject

RULES = say(
    _("全部同意后裁定生效，罚款计入当月工资，本人可以申诉；驳回或退回交调查人重新提建议。")
)
DECIDES = say(_("同意：裁定撤销。驳回：维持裁定。"))


def _lines(found: Card) -> Sequence[Say]:
    appealed = found.kind == APPEAL
    lines = [*_told(found.subject), _proposed(found.subject, ruled=appealed)]
    lines += _besides(found.subject)
    return [*lines, *([DECIDES if appealed else RULES] if found.decides else [])]


def _told(one: Subject) -> Iterator[Say]:
    yield card.title(one.number, one.kind)
    yield say(
        _("涉及人：{name} {number}，{unit}"),
        name=one.accused.name,
        number=one.accused.number,
        unit=one.unit,
    )
    yield say(_("{day} 发生：{what}"), day=one.happened, what=one.what)
    if one.clients:
        yield say(_("涉及客户：尾号 {clients}"), clients=wording.tails(one.clients))
    if one.statement is None:
        yield say(_("本人陈述：期限内没有陈述"))
    else:
        yield say(_("本人陈述：{text}"), text=one.statement)
    yield say(_("调查说明：{text}"), text=one.note)


def _proposed(one: Subject, *, ruled: bool) -> Say:
    return say(
        _("裁定：{finding}。{penalty}") if ruled else _("建议：{finding}。{penalty}"),
        finding=say(wording.FINDINGS[one.finding]),
        penalty=wording.penalty(one.basis, one.article, one.fine, len(one.clients)),
    )


def _besides(one: Subject) -> Iterator[Say]:
    if one.held:
        yield wording.money(forfeits=one.forfeits)
    if one.fine is not None:
        yield from wording.warnings(one.warned, one.month)
    if one.appeal:
        yield say(_("申诉理由：{text}"), text=one.appeal)


def _rows(found: Card) -> Sequence[Row]:
    """Offer the ruler what is his to set before he agrees."""
    one: Subject = found.subject
    if not found.decides or one.finding == CLEARED:
        return _seen(found)
    if one.kind == ERROR:
        fill = Fill(one.case, one.version, "set_amount")
        return [[(say(_("改定金额")), fill)], *_seen(found)]
    if one.held:
        label = say(_("改为发还")) if one.forfeits else say(_("没收暂扣"))
        return [[(label, Forfeit(one.case, one.version, sure=one.forfeits))], *_seen(found)]
    return _seen(found)


def _seen(found: Card) -> Sequence[Row]:
    """Offer the evidence."""
    one: Subject = found.subject
    return [[card.seen(one.case, one.evidence)]] if one.evidence else []


async def forfeit(context: Context, button: Forfeit) -> None:
    """Ask whether one is sure to forfeit, then do it; releasing needs no asking."""
    case, version = button.case, button.version
    found = await context.run(view.card, context.who, context.today, case)
    if found.approval is None or not button.sure:
        said = say(
            _(
                "没收后，调查期间暂扣的固定报酬不再发还。条文没有写明可以没收，由裁定人决定（假定值）。"
            )
        )
        row = [(say(_("确定没收")), Forfeit(case, version, sure=True))]
        back = Open(found.approval) if found.approval else None
        await context.show(Screen(said, [row, ways(back)], protect=True))
        return
    done = await context.run(ruling.forfeit, context.who, context.now, case, version)
    await open_(context, Open(found.approval), None if done.done else card.OUTDATED)


APPROVALS = {
    "ruling": Approved(say(_("违规处理裁定")), _lines, _rows),
    "error_ruling": Approved(say(_("差错处理裁定")), _lines, _rows),
    "appeal": Approved(say(_("裁定申诉")), _lines, _seen),
}
HANDLERS = (ButtonHandler(Forfeit, forfeit),)
