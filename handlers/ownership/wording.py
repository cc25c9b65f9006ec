"""How the sign-off reads: the points looked at, what sets a case apart, the steps."""

from collections.abc import Iterator, Sequence

from handlers.approvals import card as approvals
from handlers.i18n import Say, _, say
from handlers.leave import wording as leave
from handlers.render import Assets, Bold, Listed
from services.approvals.foreseen import Ahead
from services.approvals.view import Stop
from services.ownership.differing import Differing

NOES = {
    "real_name": _("未核对本人证件"),
    "own_hand": _("不是本人亲笔签字"),
    "suitability": _("未告知适当性等级"),
    "told": _("未到场也未事先说明"),
}


def points(missed: Sequence[str]) -> Say:
    """Return which points were not seen to."""
    if not missed:
        return say(_("四项都做到"))
    return say(_("⚠ {points}"), points=Bold(Listed([say(NOES[one]) for one in missed])))


def noes(missed: Sequence[str]) -> Say:
    """Return a line about the points looked at."""
    return say(_("开户核对：{points}"), points=points(missed))


def apart(one: Differing) -> Iterator[Say]:
    """Yield what sets a case apart, without the points looked at."""
    if one.disputed:
        yield say(_("⚠ 归属有争议，尚未裁定"))
    elif one.duplicate:
        yield say(_("⚠ 可能与另一件预约重复"))
    if one.owner:
        yield say(_("⚠ 客户月度里的客户经理是 {name}"), name=one.owner)
    if one.assets is not None:
        yield say(_("⚠ 客户月度里的资产是 {assets}，与预计相差大"), assets=Assets(one.assets))


def brief(one: Differing, *, overdue: bool) -> list[Say]:
    """Return in a word each what sets a case apart, for a list."""
    found = [say(NOES[point]) for point in one.noes]
    if one.disputed:
        found.append(say(_("有争议")))
    elif one.duplicate:
        found.append(say(_("可能重复")))
    if one.owner:
        found.append(say(_("月度归 {name}"), name=one.owner))
    if one.assets is not None:
        found.append(say(_("月度资产 {assets}"), assets=Assets(one.assets)))
    return [*found, *([say(_("逾期"))] if overdue else [])]


def client(name: str, tail: str) -> Say:
    """Return a client, masked, with the last digits of the phone where they are known."""
    if tail:
        return say(_("{name}（尾号 {tail}）"), name=name, tail=tail)
    return say("{name}", name=name)


def company(*, accompanied: bool) -> Say:
    """Return whether the marketer was to go with the client, as the others read it."""
    return say(_("客户经理陪同")) if accompanied else say(_("客户经理不陪同"))


def steps(stops: Sequence[Stop], *, running: bool) -> Iterator[Say]:
    """Yield how each step of the sign-off stands."""
    for one in stops:
        if said := approvals.stop(one, running=running):
            yield said


def route(ahead: Sequence[Ahead]) -> Say:
    """Return who will sign, by name."""
    return leave.route(ahead)
