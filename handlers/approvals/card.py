"""The card of an approval: who asks for what, the route and where it stands, what can be done."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from handlers import words
from handlers.approvals.buttons import (
    Approve,
    Back,
    Inbox,
    Later,
    Nudge,
    Reject,
    Takers,
    Withdraw,
)
from handlers.buttons import Button
from handlers.context import Row, Screen
from handlers.i18n import SOURCE, Say, _, say
from handlers.render import Bold, Listed, Titled
from handlers.topic import ways
from services.approvals.machine import APPROVED, REJECTED, RETURNED, RUNNING, WITHDRAWN
from services.approvals.subjects import OWN_KINDS
from services.approvals.vacant import Vacant
from services.approvals.view import Card, Said, Stop
from services.rulebook.routes import SUPERIOR


@dataclass(frozen=True)
class Subject:
    """How a topic words what it has approved (`APPROVALS`, by kind).

    `lines` tell of the subject, `rows` are buttons of its own besides those of any approval.
    """

    title: Say
    lines: Callable[[Card], Sequence[Say]] = field(default=lambda _card: (), repr=False)
    rows: Callable[[Card], Sequence[Row]] = field(default=lambda _card: (), repr=False)


STATES = {
    RUNNING: _("审批中"),
    APPROVED: _("已同意"),
    REJECTED: _("已驳回"),
    RETURNED: _("已退回，请修改后再提交"),
    WITHDRAWN: _("已撤回"),
}
TO_DO = say(_("请后勤支持岗指定替补人 /deputies，或安排接任；有人后自动送审。"))
PASSED = {
    "own": _("— {post}：申请人本人，跳过"),
    "vacant": _("— {post}：空缺，跳过"),
    "before": _("— {post}：前面已同意过，跳过"),
    "barred": _("— {post}：应当回避，跳过"),
    "made": _("— {post}：由其代为提出，跳过"),
}
ACTS = {
    "rejected": _("{who} 驳回：{note}"),
    "returned": _("{who} 退回申请人：{note}"),
    "back": _("{who} 退回上一环节：{note}"),
    "handed_over": _("{who} 转交 {to}"),
    "escalated": _("超过期限，同时请 {to} 审批"),
    "withdrawn": _("{who} 撤回"),
    "again": _("修改后再次提交"),
}


def subjects(topics: Sequence[Any]) -> dict[str, Subject]:
    """Return how every kind of subject is worded, from all topics."""
    return {kind: one for topic in topics for kind, one in getattr(topic, "APPROVALS", {}).items()}


def title(kind: str, titles: dict[str, str], topics: Sequence[Any]) -> object:
    """Return what a kind is called: by its topic, or as the outlet named it."""
    known = subjects(topics).get(kind)
    if known:
        return known.title
    return named(titles)


def named(titles: Mapping[str, str]) -> Titled:
    """Return a title that the outlet gave, in the reader's language."""
    return Titled({SOURCE: titles.get("zh", ""), "en": titles.get("en", titles.get("zh", ""))})


def drawn(found: Card, topics: Sequence[Any], note: Say | None = None) -> Screen:
    """Draw an approval as whoever looks may see it."""
    known = subjects(topics)
    subject = known.get(found.kind) or known[OWN_KINDS]
    lines = [*([note] if note else []), _head(found, topics)]
    if found.by.staff_id != found.applicant.staff_id:
        lines.append(say(_("由 {name} 代为提出"), name=found.by.name))
    lines += subject.lines(found)
    lines += [say(""), *_route(found), *_history(found)]
    if found.for_name:
        lines.append(say(_("您代 {name} 审批。"), name=Bold(found.for_name)))
    rows = [*_deciding(found), *_own(found), *subject.rows(found)]
    return Screen(lines, [*rows, ways(Inbox())], protect=True)


def _head(found: Card, topics: Sequence[Any]) -> Say:
    return say(
        _("{title}\n{name} {number}，{unit}\n{moment} 提出 · {state}"),
        title=Bold(title(found.kind, found.title, topics)),
        name=found.applicant.name,
        number=found.applicant.number,
        unit=found.unit,
        moment=found.made_at,
        state=Bold(say(STATES[found.state])),
    )


def _route(found: Card) -> Iterator[Say]:
    yield (
        say(_("审批路线（第{article}条）"), article=found.article)
        if found.article
        else say(_("审批路线"))
    )
    for one in found.stops:
        if said := stop(one, running=found.state == RUNNING):
            yield said


def post(code: str) -> Say:
    """Return what the post of a step is called."""
    return say(_("直属上级")) if code == SUPERIOR else words.post(code)


def stop(one: Stop, *, running: bool) -> Say | None:
    """Say how a step stands; nothing of one that is not to come any more."""
    if one.said and one.state == "passed":
        return say(PASSED[one.said.note], post=post(one.post))
    if one.said:
        return say(
            _("✓ {post}：{who} 同意，{moment}"),
            post=post(one.post),
            who=who(one.said),
            moment=one.said.at,
        )
    if one.state == "now":
        sentence = _("▶ {post}：等 {names}") if one.names else _("▶ {post}：现在没有人能审批")
        return say(sentence, post=post(one.post), names=Listed(one.names))
    if not running:
        return None
    if one.names:
        return say(_("○ {post}：{names}"), post=post(one.post), names=Listed(one.names))
    return say(_("○ {post}"), post=post(one.post))


def missing(step: Vacant) -> Say:
    """Say who is missing and what to do about it."""
    if not step.names:
        sentence = _("⚠ {post}这一步现在没有人能审批。{todo}")
        return say(sentence, post=post(step.post), todo=TO_DO)
    sentence = _("⚠ {post}这一步原由 {names} 审批，现在没有人能审批。{todo}")
    return say(sentence, post=post(step.post), names=Listed(step.names), todo=TO_DO)


def who(said: Said) -> Say:
    """Return who decided, and in whose place."""
    if said.for_name:
        return say(_("{name}（代 {other}）"), name=said.name, other=said.for_name)
    return say("{name}", name=said.name)


def _history(found: Card) -> Iterator[Say]:
    for one in found.said:
        if one.act in ACTS:
            told = say(ACTS[one.act], who=who(one), note=one.note, to=one.to_name)
            yield say(_("· {moment} {told}"), moment=one.at, told=told)


def _deciding(found: Card) -> list[Row]:
    if not found.decides:
        return []
    one, version = found.id, found.version
    back = [(say(_("退回")), Back(one, version, -2))]
    return [
        [(say(_("同意")), Approve(one, version)), (say(_("驳回")), Reject(one, version))],
        [
            *(back if found.step or not found.unasked else []),
            *([(say(_("转交")), Takers(one, version, 1))] if found.hands_over else []),
            (say(_("稍后")), Later(one, version, 0)),
        ],
    ]


def _own(found: Card) -> list[Row]:
    if not found.mine:
        return []
    row: list[tuple[Say, Button]] = [
        (say(_("撤回")), Withdraw(found.id, found.version, sure=False))
    ]
    if found.state == RUNNING and not found.nudged:
        row.append((say(_("催办")), Nudge(found.id)))
    return [row]
