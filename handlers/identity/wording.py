"""How far an account is, in words, and what is said unprompted about accounts."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from handlers import words
from handlers.context import House, Row, Screen
from handlers.i18n import Say, _, counted, say
from handlers.identity.buttons import AccountOf, Claims, Confirm, NotMe, Refuse, Unbound
from handlers.render import Bold
from handlers.topic import Waiting, ways
from handlers.words.people import POSTS
from services.delivery import Due
from services.identity.status import State, Status

STATES = {
    State.NEVER: _("还没邀请"),
    State.INVITED: _("已邀请，{at} 前有效，还没打开"),
    State.LAPSED: _("邀请已失效"),
    State.WAITING: _("{at} 打开，等确认"),
    State.BOUND: _("{at} 绑定"),
    State.LEFT: _("已离职"),
}


def state(found: Status) -> Say:
    """Say how far an account is."""
    return say(STATES[found.state], at=found.at or "")


def post(posts: Iterable[str]) -> Say:
    """Return the highest of the posts of whoever confirms."""
    held = set(posts)
    return words.post(next(one for one in reversed(POSTS) if one in held))


def waits(posts: Iterable[str]) -> Say:
    """Tell an account that waits whose word it waits for, by post; nothing else."""
    return say(
        _(
            "收到了。还需要{post}确认这个账号是您本人，确认后我会告诉您。\n"
            "确认之前，这里什么数据也看不到。"
        ),
        post=post(posts),
    )


def claim(name: str, number: str, unit: str, shown: str, opened: datetime) -> list[Say]:
    """Say which account says that it is whom."""
    return [
        say(_("{name} {number}，{unit}"), name=Bold(name), number=number, unit=unit),
        say(_("{moment} 打开邀请的 Telegram 账号：{shown}"), moment=opened, shown=Bold(shown)),
        say(_("这是本人的账号吗？确认后，它就能看到此人的数据。")),
    ]


def decisions(claim_id: int) -> list[Row]:
    """Return the buttons of an account to confirm."""
    sure = (say(_("是本人，确认")), Confirm(claim_id))
    return [[sure, (say(_("不是，拒绝")), Refuse(claim_id))], ways(Claims(1))]


def _claim(data: Mapping[str, Any]) -> Screen:
    opened = datetime.fromisoformat(data["opened"])
    lines = claim(data["name"], data["number"], data["unit"], data["shown"], opened)
    return Screen(lines, decisions(data["claim"]), protect=True)


def _welcome(data: Mapping[str, Any]) -> Screen:
    lines = [
        say(_("{name}，账号已确认，可以用了。"), name=Bold(data["name"])),
        say(_("您不是{name}？请马上点「这不是我」。"), name=data["name"]),
    ]
    return Screen(lines, [[(say(_("这不是我")), NotMe(sure=False))], ways()], protect=True)


def _refused(_data: Mapping[str, Any]) -> Screen:
    return Screen(
        say(_("这个账号没有通过确认。\n如果您就是本人，请让直属上级重新发一个邀请链接。"))
    )


def _not_me(data: Mapping[str, Any]) -> Screen:
    text = _("{name} {number} 的账号点了「这不是我」，已经解绑。请核对后重新邀请。")
    button = (say(_("查看账号")), AccountOf(data["staff"]))
    return Screen(
        say(text, name=data["name"], number=data["number"]), [[button], ways()], protect=True
    )


def _unbound(_data: Mapping[str, Any]) -> Screen:
    return Screen(
        say(
            _("这个 Telegram 账号已经解绑。\n如果这不是您要求的，请马上告诉直属上级或后勤支持岗。")
        )
    )


def _recovered(data: Mapping[str, Any]) -> Screen:
    text = _(
        "管理员 {name} {number} 的账号在服务器上用 recover 命令重置了。不知情的话请马上查明。"
    )
    return Screen(say(text, name=data["name"], number=data["number"]), protect=True)


def _unbound_people(data: Mapping[str, Any]) -> Screen:
    total, named = data["total"], data["people"]
    lines = [
        counted("还有 {count} 位同事没有绑定账号：", "还有 {count} 位同事没有绑定账号：", total)
    ]
    lines += [
        say("{number} {name}　{state}", number=one["number"], name=one["name"], state=_state(one))
        for one in named
    ]
    if total > len(named):
        lines.append(say(_("……其余见名单。")))
    row: Row = [(say(_("名单")), Unbound(1))]
    if any(one["state"] == State.WAITING for one in named):
        row = [*row, (say(_("等我确认的")), Claims(1))]
    return Screen(lines, [row, ways()], protect=True)


def _state(one: Mapping[str, Any]) -> Say:
    at = datetime.fromisoformat(one["at"]) if one["at"] else None
    return state(Status(State(one["state"]), at, 0))


async def _brief(_house: House, due: Due) -> Waiting:
    total = due.data["total"]
    text = counted("{count} 位同事没有绑定账号", "{count} 位同事没有绑定账号", total)
    return Waiting(text, say(_("绑定名单")), Unbound(1))


BRIEFS = {"unbound_people": _brief}
NOTICES = {
    "claim": _claim,
    "welcome": _welcome,
    "refused": _refused,
    "not_me": _not_me,
    "unbound": _unbound,
    "recovered": _recovered,
    "unbound_people": _unbound_people,
}
