"""/report: the managers' monthly report: prefilled, written, handed in, read and returned."""

from handlers.buttons import ButtonHandler
from handlers.i18n import _, say
from handlers.reports import deciding, files, overview, own, refusals, telling
from handlers.reports.buttons import (
    Accept,
    All,
    Clear,
    Excuse,
    LeaveOff,
    Mine,
    MyPeople,
    Open,
    People,
    Picture,
    Read,
    Return,
    Sections,
    Submit,
    Take,
    TakeAll,
    Through,
    Write,
)
from handlers.topic import Entry, Handler, command
from services.reports.duty import OWES, READS

__all__ = ["FORMS", "HANDLERS", "MENU", "NOTICES", "TYPED", "WAITING", "refusals"]

MENU = (
    Entry(
        "report", say(_("团队月报：写、交、看、退回")), say(_("团队月报")), Open(), OWES | READS
    ),
)
FORMS = (deciding.RETURN, deciding.EXCUSE)
NOTICES = telling.NOTICES
WAITING = telling.waits
BRIEFS = telling.BRIEFS
TYPED = own.typed
HANDLERS: tuple[Handler, ...] = (
    command("report", overview.home),
    ButtonHandler(Open, overview.open_),
    ButtonHandler(Mine, own.mine),
    ButtonHandler(Sections, own.sections),
    ButtonHandler(Write, own.write),
    ButtonHandler(Clear, own.clear),
    ButtonHandler(LeaveOff, own.leave_off),
    ButtonHandler(Through, own.through),
    ButtonHandler(MyPeople, own.people),
    ButtonHandler(Submit, own.submit),
    ButtonHandler(All, overview.page),
    ButtonHandler(Read, overview.read),
    ButtonHandler(People, overview.people),
    ButtonHandler(Accept, deciding.accept),
    ButtonHandler(Return, deciding.send_back),
    ButtonHandler(Excuse, deciding.excuse),
    ButtonHandler(Take, files.take),
    ButtonHandler(TakeAll, files.take_all),
    ButtonHandler(Picture, files.draw),
)
