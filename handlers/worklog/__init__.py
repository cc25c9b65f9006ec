"""/worklog: the weekly work log: written, corrected, read by those above."""

from handlers.buttons import ButtonHandler
from handlers.i18n import _, say
from handlers.topic import Entry, Handler, command
from handlers.worklog import own, reading, telling
from handlers.worklog.buttons import All, Mine, Open, Questions, Read, Write
from services.worklog.duty import OWES, READS

MENU = (
    Entry(
        "worklog",
        say(_("每周工作日志：写、改、看下属的")),
        say(_("工作日志")),
        Open(),
        OWES | READS,
    ),
)
FORMS = (own.FORM,)
BRIEFS = telling.BRIEFS
NOTICES = telling.NOTICES
WAITING = telling.waits
HANDLERS: tuple[Handler, ...] = (
    command("worklog", reading.home),
    ButtonHandler(Open, reading.open_),
    ButtonHandler(Mine, own.mine),
    ButtonHandler(Write, own.write),
    ButtonHandler(All, reading.page),
    ButtonHandler(Read, reading.read),
    ButtonHandler(Questions, reading.questions),
)
