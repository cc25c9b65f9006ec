"""How appointments and their clients read."""

from handlers.i18n import Say, _, say
from services.appointments.view import Card, Listed

STATES = {
    "reserved": _("已预约"),
    "opened": _("签核中"),
    "signed": _("待录入"),
    "recorded": _("已录入"),
    "archived": _("已归档"),
    "returned": _("已退回"),
    "rejected": _("已驳回"),
    "stopped": _("重复，未登记"),
    "cancelled": _("已取消"),
    "expired": _("已过期"),
    "transferred": _("已移交"),
}


def state(code: str) -> Say:
    """Return how a state reads."""
    return say(STATES[code])


def client(one: Card | Listed) -> Say:
    """Return the client, masked, with the last digits of the phone where they are known."""
    if one.tail:
        return say(_("{name}（尾号 {tail}）"), name=one.name, tail=one.tail)
    return say("{name}", name=one.name)


def kind(institution: object) -> Say:
    """Return whether the client is a person or an institution."""
    return say(_("机构")) if institution else say(_("个人"))


def company(accompanied: object) -> Say:
    """Return whether the marketer goes with the client."""
    return say(_("陪同")) if accompanied else say(_("不陪同，请后勤协助"))
