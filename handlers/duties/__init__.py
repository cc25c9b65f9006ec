"""/duties: the director's weekly progress and monthly plan, the district's weekly meeting."""

from handlers.buttons import ButtonHandler
from handlers.duties import forms, overview, refusals, telling
from handlers.duties.buttons import All, File, Filed, Open
from handlers.i18n import _, say
from handlers.topic import Entry, Handler, command

__all__ = ["FORMS", "HANDLERS", "MENU", "NOTICES", "WAITING", "refusals"]

POSTS = frozenset({"district_manager", "project_director", "general_manager"})
MENU = (
    Entry("duties", say(_("周进展、月计划、周例会：交和看")), say(_("定期汇报")), Open(), POSTS),
)
FORMS = forms.FORMS
BRIEFS = telling.BRIEFS
NOTICES = telling.NOTICES
WAITING = telling.waits
HANDLERS: tuple[Handler, ...] = (
    command("duties", overview.home),
    ButtonHandler(Open, overview.open_),
    ButtonHandler(File, forms.file),
    ButtonHandler(Filed, overview.filed),
    ButtonHandler(All, overview.page),
)
