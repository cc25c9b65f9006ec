"""/squads: small groups of a team, who is in them and how far they are."""

from handlers.buttons import ButtonHandler
from handlers.i18n import _, say
from handlers.squads import editing, overview, refusals, telling
from handlers.squads.buttons import (
    Dissolve,
    Lead,
    Leaders,
    Make,
    Members,
    Rename,
    SquadOf,
    Squads,
    Turn,
)
from handlers.topic import Entry, Handler, command

__all__ = ["CARDS", "FORMS", "HANDLERS", "MENU", "NOTICES", "refusals"]

POSTS = frozenset(
    {"marketer", "station_manager", "district_manager", "project_director", "general_manager"}
)
MENU = (Entry("squads", say(_("小组：谁和谁一组，完成多少")), say(_("小组")), Squads(1), POSTS),)
FORMS = (editing.FORM, editing.RENAME)
CARDS = telling.CARDS
NOTICES = telling.NOTICES
HANDLERS: tuple[Handler, ...] = (
    command("squads", overview.home),
    ButtonHandler(Squads, overview.page),
    ButtonHandler(SquadOf, overview.of),
    ButtonHandler(Make, editing.make),
    ButtonHandler(Members, editing.members),
    ButtonHandler(Turn, editing.turn),
    ButtonHandler(Leaders, editing.leaders),
    ButtonHandler(Lead, editing.lead),
    ButtonHandler(Rename, editing.rename),
    ButtonHandler(Dissolve, editing.dissolve),
)
