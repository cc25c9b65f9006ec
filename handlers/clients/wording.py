"""How clients read: masked, effective or not yet and how far away, as of when."""

from datetime import datetime
from decimal import Decimal

from handlers.appointments import wording as appointments
from handlers.i18n import Say, _, say
from handlers.render import Assets
from handlers.words.reasons import unowned
from services.clients import effect
from services.clients.effect import Effect, Listed
from services.month import Month

FEN = Decimal("0.01")
GROUNDS = {
    "recorded": _("录入归属"),
    "handed_over": _("移交接手"),
    "ruled": _("争议裁定"),
    "settled": _("后勤认定"),
}


def client(one: Listed) -> Say:
    """Return the client, masked, with the last digits of the 客户号."""
    return say(_("{name}（尾号{tail}）"), name=one.name, tail=one.tail)


def label(one: Listed) -> Say:
    """Return the client on a button."""
    return say("{name} {tail}", name=one.name, tail=one.tail)


def brief(one: Effect) -> Say:
    """Return in a word how far a client is."""
    match one.kind:
        case effect.SINCE:
            said = say(_("有效户，{month}起"), month=one.month)
        case effect.BEFORE:
            said = say(_("有效户"))
        case effect.WAITS if one.waits:
            said = say(_("暂不计入：{why}"), why=unowned(one.waits.why, one.waits.on))
        case effect.CASE:
            said = say(_("暂不计入：案件未结（第27条）"))
        case effect.NOT_YET if one.more_assets is not None:
            said = say(
                _("还不是有效户，资产差 {gap}"), gap=Assets(_gap(one.assets, one.more_assets))
            )
        case effect.NOT_YET:
            said = say(_("有效户的标准尚未配置（第12条）"))
        case _:
            said = say(_("还没有月度数据"))
    return said


def whole(one: Effect) -> list[Say]:
    """Return how far a client is, and by what he would be effective (Article 12)."""
    if one.kind != effect.NOT_YET or one.more_assets is None or one.more_purchase is None:
        return [brief(one)]
    return [
        say(_("还不是有效户（第12条），满足一项即可：")),
        say(
            _("· 月末资产 {assets} 未超过 {limit}，差 {gap}"),
            assets=Assets(one.assets),
            limit=Assets(one.more_assets),
            gap=Assets(_gap(one.assets, one.more_assets)),
        ),
        say(
            _("· 当月买入股票、基金 {purchase} 未超过 {limit}，差 {gap}"),
            purchase=Assets(one.purchase),
            limit=Assets(one.more_purchase),
            gap=Assets(_gap(one.purchase, one.more_purchase)),
        ),
    ]


def _gap(value: Decimal, limit: Decimal) -> Decimal:
    """Return how much is missing; at the limit itself the least there is: it must be exceeded."""
    return max(limit - value, FEN)


def state(one: Listed) -> Say | None:
    """Return how far the appointment is, if there is one."""
    return appointments.state(one.state) if one.state else None


def as_of(month: Month | None, moment: datetime | None) -> Say:
    """Return as of when figures are."""
    if month is None or moment is None:
        return say(_("还没有导入月度数据"))
    return say(_("数据：{month}，{moment} 导入"), month=month, moment=moment)
