"""/talks: talks one to one, as the two who had them see them, and with whom one has spoken."""

from handlers.buttons import ButtonHandler
from handlers.i18n import _, say
from handlers.talks import forms, overview, refusals, telling
from handlers.talks.buttons import Finish, OfManager, Record, Reply, TalkOf, Talks, With
from handlers.topic import Entry, Handler, command

__all__ = ["CARDS", "FORMS", "HANDLERS", "MENU", "WAITING", "refusals"]

POSTS = frozenset(
    {"marketer", "station_manager", "district_manager", "project_director", "general_manager"}
)
MENU = (Entry("talks", say(_("一对一谈话：记录、回复、跟进")), say(_("谈话")), Talks(1), POSTS),)
FORMS = forms.FORMS
CARDS = telling.CARDS
WAITING = telling.waits
HANDLERS: tuple[Handler, ...] = (
    command("talks", overview.home),
    ButtonHandler(Talks, overview.page),
    ButtonHandler(OfManager, overview.of_manager),
    ButtonHandler(With, overview.with_),
    ButtonHandler(TalkOf, overview.talk),
    ButtonHandler(Record, forms.record),
    ButtonHandler(Reply, forms.reply),
    ButtonHandler(Finish, overview.finish),
)
