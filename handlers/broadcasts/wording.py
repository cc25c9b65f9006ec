"""What is said of notices in more than one place: to whom, when, how they stand."""

from collections.abc import Callable, Sequence
from functools import reduce

from handlers import words
from handlers.i18n import Say, _, counted, say
from handlers.render import Bold, Listed
from services.broadcasts.audience import CONTRACTS, GRADES, POSTS, UNITS, Option
from services.broadcasts.counting import (
    BLOCKED,
    GONE,
    GOT,
    LOST,
    UNBOUND,
    WAITS,
    Card,
    Reader,
)
from services.broadcasts.draft import Draft
from services.broadcasts.parts import title
from services.broadcasts.rows import DRAFT, ONLY_READ, OUT, RECALLED, STAGING, VOTE, WORDS

MOST_SAID = 100  # characters of a written answer in a list
MOST_SHOWN = 300  # characters of a text on a card
FIELDS = {POSTS: _("岗位"), UNITS: _("单位"), GRADES: _("职级"), CONTRACTS: _("合同")}
NAMED: dict[str, Callable[[str], Say]] = {
    POSTS: words.post,
    GRADES: words.grade,
    CONTRACTS: words.contract,
}
ANSWERS = {ONLY_READ: _("只要已阅"), VOTE: _("投票"), WORDS: _("文字回答")}
STATES = {
    GOT: _("已送达 {count}"),
    WAITS: _("还没发到 {count}"),
    BLOCKED: _("停用了机器人 {count}"),
    UNBOUND: _("没有绑定 {count}"),
    GONE: _("没有发出 {count}"),
    LOST: _("发送失败 {count}"),
}
STATE = {
    GOT: _("已送达"),
    WAITS: _("还没发到"),
    BLOCKED: _("停用了机器人"),
    UNBOUND: _("没有绑定"),
    GONE: _("没有发出"),
    LOST: _("发送失败"),
}
HOW = {DRAFT: _("草稿"), STAGING: _("正在准备"), OUT: _("已发出"), RECALLED: _("已撤回")}


def people(count: int) -> Say:
    """Say how many people."""
    return counted("{count} 人", "{count} 人", count)


def joined(said: Sequence[Say]) -> Say:
    """Put several short sentences into one line."""
    return reduce(lambda one, other: say("{one} · {other}", one=one, other=other), said)


def excerpt(text: str) -> str:
    """Return the beginning of a text."""
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}……"


def option(name: str, one: Option) -> Say:
    """Return what something that can be chosen is called."""
    return say("{name}", name=one.name) if name == UNITS else NAMED[name](one.code)


def file(name: str | None) -> list[Say]:
    """Name the file, if there is one."""
    if name is None:
        return []
    return [say(_("附件：{file}"), file=name or say(_("照片")))]


def answer(code: str, options: tuple[str, ...]) -> Say:
    """Say which answer is wanted."""
    if code == VOTE:
        return say(_("回答：投票（{options}）"), options=Listed(options))
    return say(_("回答：{how}"), how=say(ANSWERS[code]))


def audience(found: Draft) -> Say:
    """Say by what the readers are chosen."""
    to, said = found.audience, list[Say]()
    if to.everybody:
        said.append(say(_("所有能发到的人")))
    for name in (POSTS, UNITS, GRADES, CONTRACTS):
        codes = found.units if name == UNITS else sorted(getattr(to, name))
        if codes:
            called = [
                say("{name}", name=one) if name == UNITS else NAMED[name](one) for one in codes
            ]
            said.append(say("{field}：{names}", field=say(FIELDS[name]), names=Listed(called)))
    if found.added:
        said.append(say(_("点名：{names}"), names=Listed(found.added)))
    if found.without:
        said.append(say(_("不发给：{names}"), names=Listed(found.without)))
    return say("{said}", said=said) if said else say(_("还没有选发给谁。"))


def lacking(found: Draft) -> list[Say]:
    """Say how many will not get it now."""
    lines = []
    if found.lacking.unbound:
        lines.append(say(_("没有绑定 {count} 人"), count=len(found.lacking.unbound)))
    if found.lacking.blocked:
        lines.append(say(_("停用了机器人 {count} 人"), count=len(found.lacking.blocked)))
    return [say(_("其中现在收不到的：{who}"), who=Listed(lines))] if lines else []


def moment(found: Draft) -> Say:
    """Say when it would go."""
    if found.planned_at and found.goes_at == found.planned_at and found.urgent:
        return say(_("时间：{moment}（紧急，夜里也发）"), moment=found.goes_at)
    if found.planned_at and found.goes_at == found.planned_at:
        return say(_("时间：{moment}"), moment=found.goes_at)
    if found.quiet:
        return say(_("时间：{moment}（21:00 至 08:00 不打扰，推到 08:00）"), moment=found.goes_at)
    if found.urgent:
        return say(_("时间：确认后马上发（紧急，夜里也发）"))
    return say(_("时间：确认后马上发"))


def counts(card: Card) -> list[Say]:
    """Say how far a notice is."""
    numbers = card.counts
    told = [
        say(STATES[state], count=numbers.states[state])
        for state in STATES
        if numbers.states[state]
    ]
    lines = [say(_("共 {count} 人"), count=numbers.total)]
    if told:
        lines = [say(_("共 {count} 人：{told}"), count=numbers.total, told=joined(told))]
    if card.begun and card.rests and numbers.states[WAITS]:
        lines.append(say(_("21:00 至 08:00 不打扰，没发到的 08:00 接着发。")))
    lines.append(say(_("已阅 {count}"), count=Bold(numbers.read)))
    if card.answer == VOTE:
        pairs = zip(card.options, numbers.votes, strict=True)
        votes = [say("{option} {count}", option=one, count=count) for one, count in pairs]
        lines.append(say(_("投票：{votes}"), votes=joined(votes)))
    if card.answer == WORDS:
        lines.append(say(_("已回答 {count}"), count=numbers.answered))
    return lines


def how(card: Card) -> Say:
    """Say how a notice stands."""
    if card.state == RECALLED and card.recalled_at:
        return say(_("{moment} 已撤回"), moment=card.recalled_at)
    if card.state == OUT and card.due_at and not card.begun:
        return say(_("将在 {moment} 发出"), moment=card.due_at)
    if card.state == OUT and card.due_at:
        return say(_("{moment} 发出"), moment=card.due_at)
    return say(HOW[card.state])


def line(card: Card) -> Say:
    """Return a notice's line in a list."""
    told = say(HOW[card.state])
    if card.state == OUT and not card.begun:
        told = say(_("还没到时间"))
    elif card.state == OUT:
        told = say(_("已阅 {read}/{total}"), read=card.counts.read, total=card.counts.total)
    return say(
        "{moment} {title} · {told}",
        moment=card.due_at or card.made_at,
        title=title(card.text),
        told=told,
    )


def reader(one: Reader, options: tuple[str, ...], said: str) -> Say:
    """Say how far a reader is."""
    if one.read_at is None:
        return say(STATE[one.state])
    read = say(_("{moment} 已阅"), moment=one.read_at)
    answer_ = options[one.option] if one.option is not None else said[:MOST_SAID]
    return say(_("{read}，回答：{answer}"), read=read, answer=answer_) if answer_ else read
