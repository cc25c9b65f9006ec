"""/role: the duties of one's posts, and what one may do with a client and not."""

from handlers.buttons import ButtonHandler
from handlers.i18n import _, say
from handlers.role import card
from handlers.role.buttons import Allowed, Duties, Forbidden
from handlers.role.wording import DUTIES
from handlers.topic import Entry, Handler, command

MENU = (
    Entry("role", say(_("岗位职责和指标")), say(_("我的职责")), Duties(0), frozenset(DUTIES)),
    Entry("allowed", say(_("对客户能做什么，不能做什么")), posts=frozenset(DUTIES)),
)
HANDLERS: tuple[Handler, ...] = (
    command("role", card.home),
    command("allowed", card.allowed_),
    ButtonHandler(Duties, card.duties),
    ButtonHandler(Allowed, card.allowed),
    ButtonHandler(Forbidden, card.forbidden),
)
