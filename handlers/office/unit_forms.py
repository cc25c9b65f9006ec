"""The forms about a unit: a new one, a change, a closing; and what follows."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button
from handlers.errors import words
from handlers.forms import Form
from handlers.i18n import Say, _, say
from handlers.office import questions as ask
from handlers.office.effects import changes, of_closing, of_somebody_new, of_unit
from handlers.office.questions import later, optional
from handlers.office.record_forms import Undo
from handlers.render import Bold
from handlers.screen import Screen
from handlers.topic import ways
from services.office import units
from services.office.units import CodeTakenError, SavedUnit


@dataclass(frozen=True)
class UnitOf(Button):
    """Show a unit by the id of one of its rows (0: one's own), a page of what is in it."""

    tag: ClassVar[str] = "un"
    unit: int
    page: int


@words.register
def _code_taken(error: CodeTakenError) -> Say:
    return say(_("编码 {code} 已经有单位用了，请换一个。"), code=error.code)


def saved(done: SavedUnit) -> Screen:
    """Say what was saved, with the way back from it."""
    weighed = done.weighed
    title = say("{name} {code}", name=Bold(weighed.name), code=weighed.number)
    changed = changes(weighed.changes, of_unit=True, new=weighed.new)
    lines = [title, say(_("已保存，{day}起生效。"), day=weighed.day), *changed]
    undo = (say(_("↩ 撤回")), Undo(done.batch))
    units_ = (say(_("组织架构")), UnitOf(0, 1))
    return Screen(lines, [[undo, units_], ways()], protect=True)


NEW = Form(
    "new unit",
    say(_("新增单位")),
    (
        *(ask.CODE, ask.TITLE, ask.KIND, ask.PARENT, optional(ask.BANK)),
        *(later(ask.URBAN), later(ask.FIRST_DAY)),
    ),
    units.open_unit,
    saved,
    preview=units.weigh_opening,
    effects=of_somebody_new,
)
CHANGE = Form(
    "unit",
    say(_("单位变更")),
    (
        *(later(ask.TITLE), later(ask.PARENT), later(ask.BANK, clears=True)),
        *(later(ask.URBAN), later(ask.FIRST_DAY), ask.REASON),
    ),
    units.change_unit,
    saved,
    given=("unit",),
    preview=units.weigh_unit,
    effects=of_unit,
    changes=True,
)
CLOSE = Form(
    "closing",
    say(_("撤销单位")),
    (ask.CLOSING_DAY, ask.REASON),
    units.close_unit,
    saved,
    given=("unit",),
    preview=units.weigh_closing,
    effects=of_closing,
)
FORMS = (NEW, CHANGE, CLOSE)
