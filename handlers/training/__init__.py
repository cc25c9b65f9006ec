"""/training: training and directors' meeting: asked, answered, led, marked (Article 21)."""

from handlers.buttons import ButtonHandler
from handlers.i18n import _, say
from handlers.topic import Entry, Handler, command
from handlers.training import leading, marking, overview, own, telling
from handlers.training.buttons import (
    Announce,
    AskOff,
    CallOff,
    Come,
    Confirm,
    Judge,
    Lead,
    Marks,
    Material,
    Mine,
    MyMaterial,
    Open,
    Past,
    Turn,
    UndoMarks,
)

POSTS = frozenset(
    {
        "station_manager",
        "district_manager",
        "project_director",
        "general_manager",
        "back_office",
    }
)
MENU = (
    Entry(
        "training",
        say(_("周三培训和例会：答复、名单、登记到场")),
        say(_("培训和例会")),
        Open(),
        POSTS,
    ),
)
FORMS = (
    *own.SORRY_FORMS.values(),
    *leading.ANNOUNCE.values(),
    *leading.CALL_OFF.values(),
)
NOTICES = telling.NOTICES
WAITING = telling.waits
HANDLERS: tuple[Handler, ...] = (
    command("training", overview.home),
    ButtonHandler(Open, overview.open_),
    ButtonHandler(Past, overview.past),
    ButtonHandler(Mine, own.mine),
    ButtonHandler(Come, own.come),
    ButtonHandler(AskOff, own.ask_off),
    ButtonHandler(MyMaterial, own.material),
    ButtonHandler(Lead, leading.card),
    ButtonHandler(Announce, leading.announce),
    ButtonHandler(Material, leading.material),
    ButtonHandler(Judge, leading.judge),
    ButtonHandler(CallOff, leading.call_off),
    ButtonHandler(Marks, marking.marks),
    ButtonHandler(Turn, marking.turn),
    ButtonHandler(Confirm, marking.confirm),
    ButtonHandler(UndoMarks, marking.undo),
)
