"""/organisation: the tree of units, who belongs where and reports to whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from handlers import words
from handlers.buttons import Button, ButtonHandler
from handlers.context import Context
from handlers.holidays import Holidays
from handlers.i18n import Say, _, counted, say
from handlers.office import unit_forms
from handlers.office.records import New as NewPerson
from handlers.office.unit_forms import UnitOf
from handlers.payslip_card import Person
from handlers.people import POSTS, Find
from handlers.render import Bold
from handlers.screen import Row, Screen
from handlers.topic import Entry, command, ways
from handlers.words import records as wording
from services.office import rights, unit_card
from services.office.unit_card import Member, Place, UnitCard

SIZE, IN_A_ROW = 6, 2


@dataclass(frozen=True)
class Manage(Button):
    """Show what can be done with a unit."""

    tag: ClassVar[str] = "um"
    unit: int


@dataclass(frozen=True)
class New(Button):
    """Open a unit."""

    tag: ClassVar[str] = "uw"


@dataclass(frozen=True)
class Change(Button):
    """Change a unit."""

    tag: ClassVar[str] = "ue"
    unit: int


@dataclass(frozen=True)
class Close(Button):
    """Close a unit."""

    tag: ClassVar[str] = "uc"
    unit: int


async def own(context: Context) -> None:
    """Show the unit of whoever asks."""
    await show(context, UnitOf(0, 1))


async def show(context: Context, button: UnitOf) -> None:
    """Show a unit, and a page of the units below it and its people."""
    found = await context.run(unit_card.card, context.who, context.today, button.unit)
    inside: list[Place | Member] = [*found.below, *found.members]
    page = max(button.page, 1)
    shown = inside[(page - 1) * SIZE : page * SIZE]
    entries = [_entry(one) for one in shown]
    rows: list[Row] = [entries[at : at + IN_A_ROW] for at in range(0, len(entries), IN_A_ROW)]
    more = _more(found, page, len(inside))
    back = UnitOf(found.above.unit, 1) if found.above else None
    lines = [*_head(found), *(_line(one) for one in shown), *_page(page, len(inside))]
    await context.show(Screen(lines, [*rows, *([more] if more else []), ways(back)], protect=True))


def _head(found: UnitCard) -> list[Say]:
    here = found.place
    lines = [
        say("{name} {code}", name=Bold(here.name), code=here.code),
        counted(
            "{kind}，您能查看其中 {count} 人",
            "{kind}，您能查看其中 {count} 人",
            here.people,
            kind=say(wording.KINDS[here.kind]),
        ),
    ]
    if found.bank:
        lines.append(say(_("银行：{bank}"), bank=found.bank))
    if found.urban:
        lines.append(say(_("在主城区")))
    if found.above:
        lines.append(say(_("上级单位：{name}"), name=found.above.name))
    return lines


def _line(one: Place | Member) -> Say:
    if isinstance(one, Place):
        kind = say(wording.KINDS[one.kind])
        return counted(
            "▸ {name}（{kind}，{count} 人）",
            "▸ {name}（{kind}，{count} 人）",
            one.people,
            name=one.name,
            kind=kind,
        )
    role = words.role(one.employee.grade, one.employee.posts)
    values = {"number": one.employee.number, "name": one.employee.name, "role": role}
    if not one.superior:
        return say("{number} {name} {role}", **values)
    sentence = _("{number} {name} {role}，上级 {superior}")
    return say(sentence, **values, superior=one.superior)


def _entry(one: Place | Member) -> tuple[Say, Button]:
    if isinstance(one, Place):
        return say("▸ {name}", name=one.name), UnitOf(one.unit, 1)
    return say("{name}", name=one.employee.name), Person(one.employee.staff_id)


def _page(page: int, total: int) -> Sequence[Say]:
    pages = -(-total // SIZE)
    return [say("第 {page}/{pages} 页", page=page, pages=pages)] if pages > 1 else []


def _more(found: UnitCard, page: int, total: int) -> list[tuple[Say, Button]]:
    """Return the ways to other pages, to somebody by name, and to what the office does here."""
    unit = found.place.unit
    more: list[tuple[Say, Button]] = []
    if page > 1:
        more.append((say("◀ 上页"), UnitOf(unit, page - 1)))
    more.append((say(_("🔍 搜索")), Find()))
    if found.keeps or found.runs:
        more.append((say(_("✎ 维护")), Manage(unit)))
    if total > page * SIZE:
        more.append((say("下页 ▶"), UnitOf(unit, page + 1)))
    return more


async def manage(context: Context, button: Manage) -> None:
    """Show what can be done with a unit."""
    found = await context.run(unit_card.card, context.who, context.today, button.unit)
    if not (found.keeps or found.runs):
        raise rights.NotYoursToKeepError
    unit = found.place.unit
    rows: list[Row] = []
    if found.keeps:
        add = [(say(_("＋ 新人")), NewPerson()), (say(_("＋ 单位")), New())]
        rows.append([*add, (say(_("节假日")), Holidays(1))])
    if found.runs:
        rows.append([(say(_("✎ 单位变更")), Change(unit)), (say(_("撤销单位")), Close(unit))])
    lines = [*_head(found), say(_("自{day}起"), day=found.since)]
    await context.show(Screen(lines, [*rows, ways(UnitOf(unit, 1))], protect=True))


async def new(context: Context, _button: New) -> None:
    """Begin the form for a new unit; NotYoursToKeepError."""
    await context.run(rights.office, context.who, context.today)
    await unit_forms.NEW.begin(context)


async def change(context: Context, button: Change) -> None:
    """Begin the form for a change of a unit."""
    await unit_forms.CHANGE.begin(context, await _run(context, button.unit), unit=button.unit)


async def close(context: Context, button: Close) -> None:
    """Begin the form for the closing of a unit."""
    await unit_forms.CLOSE.begin(context, await _run(context, button.unit), unit=button.unit)


async def _run(context: Context, unit: int) -> str:
    """Return what the unit is called; NotYoursToKeepError."""
    found = await context.run(unit_card.card, context.who, context.today, unit)
    if not found.runs:
        raise rights.NotYoursToKeepError
    return found.place.name


FORMS = unit_forms.FORMS
MENU = (
    Entry(
        "organisation",
        say(_("组织架构：单位、人员和上下级")),
        say(_("组织架构")),
        UnitOf(0, 1),
        POSTS,
    ),
)
HANDLERS = (
    command("organisation", own),
    ButtonHandler(UnitOf, show),
    ButtonHandler(Manage, manage),
    ButtonHandler(New, new),
    ButtonHandler(Change, change),
    ButtonHandler(Close, close),
)
