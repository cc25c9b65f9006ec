"""Accounts: who invites whom, whose account is confirmed, lost, suspended."""

from handlers.i18n import _, say
from handlers.identity import accounts, claims, unbound, wording
from handlers.identity.buttons import Unbound
from handlers.topic import Entry

LEADERS = frozenset(  # posts that may have somebody below them
    {
        *("station_manager", "district_manager", "project_director", "back_office"),
        *("general_manager", "office", "trading_manager", "finance_manager"),
    }
)

MENU = (
    Entry("invite", say(_("邀请同事：谁还没有绑定账号")), say(_("邀请绑定")), Unbound(1), LEADERS),
    Entry("bindings", say(_("等我确认的账号")), posts=LEADERS | {"admin"}),
    Entry("account", say(_("我的账号：「这不是我」"))),
)
WAITING = claims.waiting
NOTICES = wording.NOTICES
BRIEFS = wording.BRIEFS
HANDLERS = (*claims.HANDLERS, *accounts.HANDLERS, *unbound.HANDLERS)
