"""How licences read: their kinds, how long they hold."""

from datetime import date

from handlers.i18n import Say, _, counted, say
from services.licences.rows import Licence

KINDS = {
    "certificate": _("证券从业资格"),
    "adviser": _("投资顾问注册"),
    "broker": _("经纪人注册"),
    "other": _("其他"),
}


def name(kind: str, title: str = "") -> Say:
    """Return what a licence is called."""
    return say("{title}", title=title) if title else say(KINDS[kind])


def until(one: Licence, today: date) -> Say:
    """Say how long it holds."""
    left = one.left(today)
    if left is None or one.expires is None:
        return say(_("长期有效"))
    day = one.expires
    if left < 0:
        late = counted("过期 {count} 天", "过期 {count} 天", -left)
        return say(_("⚠ {day} 到期，{late}"), day=day, late=late)
    if left == 0:
        return say(_("⚠ {day} 到期，就是今天"), day=day)
    return counted("{day} 到期，还有 {count} 天", "{day} 到期，还有 {count} 天", left, day=day)


def line(one: Licence, today: date) -> Say:
    """Say a licence in a line."""
    told = {"name": name(one.kind, one.title), "until": until(one, today)}
    if one.issued is None:
        return say(_("· {name}：{until}"), **told)
    return say(_("· {name}：{issued} 取得，{until}"), issued=one.issued, **told)


def brief(one: Licence, today: date) -> Say:
    """Say a licence and how long it holds."""
    return say(_("{name}：{until}"), name=name(one.kind, one.title), until=until(one, today))
