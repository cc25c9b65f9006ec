"""/file: newcomers' training files, from the three levels to the notice of new staff."""

from handlers.buttons import ButtonHandler
from handlers.i18n import _, say
from handlers.topic import Entry, Handler, command
from handlers.trainingfile import card, forms, issuing, names, refusals, telling
from handlers.trainingfile.buttons import (
    Conclude,
    Copy,
    FileOf,
    Files,
    Issue,
    ListNames,
    OpenFile,
    RecordExam,
    RecordLevel,
    Show,
)
from services.trainingfile.chase import TRAINED
from services.trainingfile.rights import READS

__all__ = ["CARDS", "FORMS", "HANDLERS", "MENU", "NOTICES", "WAITING", "refusals"]

MENU = (
    Entry(
        "file",
        say(_("培训档案：培训、考试、签合同、通知单")),
        say(_("培训档案")),
        Files(1),
        READS | TRAINED,
        on_home=READS,
    ),
)
FORMS = forms.FORMS
NOTICES = telling.NOTICES
CARDS = telling.CARDS | issuing.CARDS
WAITING = telling.waits
HANDLERS: tuple[Handler, ...] = (
    command("file", card.home),
    ButtonHandler(Files, card.page),
    ButtonHandler(Show, card.show),
    ButtonHandler(FileOf, card.of),
    ButtonHandler(OpenFile, card.open_),
    ButtonHandler(RecordLevel, forms.level),
    ButtonHandler(RecordExam, forms.exam),
    ButtonHandler(ListNames, names.names),
    ButtonHandler(Conclude, forms.conclude),
    ButtonHandler(Issue, issuing.issue),
    ButtonHandler(Copy, issuing.take),
)
