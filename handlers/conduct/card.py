"""The card of a case: how it stands, who owes what until when, what was done, what can be."""

from collections.abc import Iterator

from handlers.approvals import card as approvals
from handlers.approvals.buttons import Open
from handlers.buttons import Button
from handlers.conduct import wording
from handlers.conduct.buttons import AskHim, Begin, Cases, Fill, OpenCase, Pieces
from handlers.context import Row, Screen
from handlers.i18n import Say, _, say
from handlers.render import Bold, Listed
from handlers.topic import ways
from services.conduct.files import ACCUSED, APPEALED, Moved
from services.conduct.view import Card, Entry

OUTDATED = say(_("此卡片已更新。"))


def drawn(found: Card, note: Say | None = None) -> Screen:
    """Draw a case as whoever looks may see it."""
    lines = [*([note] if note else []), _head(found)]
    if found.what:
        lines += [*_told(found), *_ruling(found), say(""), *map(_entry, found.entries)]
    return Screen(lines, [*_rows(found), ways(Cases(1))], protect=True)


def moved(done: Moved, said: Say) -> Screen:
    """Say that it was done, or that the card was outdated."""
    row = [(say(_("看案件")), OpenCase(done.case))]
    return Screen(said if done.done else OUTDATED, [row, ways()], protect=True)


def title(number: int, kind: str) -> Say:
    """Return what a case is called."""
    return say(_("{number} 号案件 · {kind}"), number=number, kind=wording.kind(kind))


def _head(found: Card) -> Say:
    head = say(
        _("{title}（第{article}条）"),
        title=Bold(title(found.number, found.kind)),
        article=found.article,
    )
    state = say(wording.STATES[found.state])
    if found.role == ACCUSED:
        return say(_("{head}\n本案涉及您本人 · {state}"), head=head, state=Bold(state))
    if not found.what:
        sentence = _("{head}\n您上报的案件，涉及 {name} · {state}")
        return say(sentence, head=head, name=found.accused, state=Bold(state))
    return say(
        _("{head}\n{name} {number}，{unit} · {state}"),
        head=head,
        name=found.accused,
        number=found.accused_number,
        unit=found.unit,
        state=Bold(state),
    )


def _told(found: Card) -> Iterator[Say]:
    yield say(_("{day} 发生：{what}"), day=found.happened, what=found.what)
    if found.clients:
        yield say(_("涉及客户：尾号 {clients}"), clients=wording.tails(found.clients))
    yield say(_("调查人：{name}"), name=found.investigator)
    if found.owes and found.due:
        yield say(_("下一步：{names}，截止 {day}"), names=Bold(Listed(found.owes)), day=found.due)
    if found.vacant and found.role == ACCUSED:
        yield say(_("暂时没有人能审批，已请后勤支持岗安排。有结果会告诉您。"))
    elif found.vacant:
        yield approvals.missing(found.vacant)
    if found.state == APPEALED and found.owes == (found.investigator,):
        yield say(_("裁定人不能审理申诉：请指定总经理的替补人 /deputies，指定后自动送审。"))
    if found.holds:
        yield say(_("调查期间固定报酬暂扣，涉及的客户不计入开户成绩。"))


def _ruling(found: Card) -> Iterator[Say]:
    if not found.finding:
        return
    yield say(
        _("结论：{finding}。{penalty}"),
        finding=say(wording.FINDINGS[found.finding]),
        penalty=wording.penalty(found.basis, found.article, found.fine, len(found.clients)),
    )
    if found.kind == "malicious":
        yield wording.money(forfeits=found.forfeits)
    if found.state == "closed" and not found.in_force:
        yield say(_("裁定已撤销，不再执行。"))


def _entry(one: Entry) -> Say:
    told = say(wording.ACTS[one.act], name=one.name, note=one.note)
    return say(_("· {moment} {told}"), moment=one.at, told=told)


LABELS = {
    "propose": _("处理建议"),
    "state": _("陈述"),
    "appeal": _("提出申诉"),
    "add": _("补充材料"),
    "hand_over": _("移交"),
}


def _rows(found: Card) -> list[Row]:
    case, version, may = found.id, found.version, found.may
    first: list[Row] = []
    if "begin" in may:
        first.append([(say(_("开始调查")), Begin(case, version))])
    if "ask" in may:
        first.append([(say(_("请本人陈述")), AskHim(case, version))])
    acts = [(say(LABELS[one]), Fill(case, version, one)) for one in LABELS if one in may]
    rows = [*first, *([acts] if acts else []), *_evidence(found)]
    if found.approval and found.state in {"proposed", "appealed"}:
        rows.append([(say(_("看审批")), Open(found.approval))])
    return rows


def _evidence(found: Card) -> list[Row]:
    row = [seen(found.id, found.evidence)] if found.evidence else []
    if "evidence" in found.may:
        row.append(more(found.id, found.version))
    return [row] if row else []


def seen(case: int, count: int) -> tuple[Say, Button]:
    """Return the button that shows a case's evidence."""
    return say(_("看证据（{count}）"), count=count), Pieces(case, 1)


def more(case: int, version: int) -> tuple[Say, Button]:
    """Return the button that adds evidence to a case."""
    return say(_("补充证据")), Fill(case, version, "evidence")
