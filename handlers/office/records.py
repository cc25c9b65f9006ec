"""A person's whole record: read by whoever may see the person, kept by the back office."""

from dataclasses import dataclass, replace
from typing import ClassVar

from handlers.buttons import Button, ButtonHandler
from handlers.context import Context
from handlers.i18n import Say, _, say
from handlers.identity.buttons import AccountOf
from handlers.lists import Listing
from handlers.office import record_forms
from handlers.office.effects import changes
from handlers.office.record_forms import RecordOf, Undo
from handlers.payslip_card import Person
from handlers.render import Bold, Listed
from handlers.screen import Row, Screen
from handlers.topic import ways
from handlers.words import records as wording
from services.office import record_card, rights, undo
from services.office.record_card import Past, Record
from services.office.record_edit import FIELDS


@dataclass(frozen=True)
class New(Button):
    """Take in somebody new."""

    tag: ClassVar[str] = "rw"


@dataclass(frozen=True)
class Change(Button):
    """Change a person's terms."""

    tag: ClassVar[str] = "re"
    staff: int


@dataclass(frozen=True)
class Leave(Button):
    """Let a person's terms end."""

    tag: ClassVar[str] = "rl"
    staff: int


@dataclass(frozen=True)
class History(Button):
    """Show a page of how a record came about."""

    tag: ClassVar[str] = "rh"
    staff: int
    page: int


@dataclass(frozen=True)
class PastRow(Button):
    """Show one row of a record's history."""

    tag: ClassVar[str] = "rr"
    terms: int


@dataclass(frozen=True)
class Correct(Button):
    """Put a row of the history right."""

    tag: ClassVar[str] = "rx"
    terms: int


async def show(context: Context, button: RecordOf) -> None:
    """Show the record."""
    found = await context.run(record_card.record, context.who, context.today, button.staff)
    await context.show(Screen(_lines(found), _rows(found), protect=True))


def _lines(found: Record) -> list[Say]:
    row = found.row
    lines = [say("{name} {number}", name=Bold(str(row["name"])), number=str(row["staff"]))]
    if not found.begun:
        lines.append(say(_("还没到入职日期")))
    lines += [
        say(
            "{field}：{value}",
            field=wording.field(field),
            value=wording.reads(field, row[field], found.names[field]),
        )
        for field in FIELDS
        if field != "name" and row[field] is not None
    ]
    lines.append(say(_("以上自{day}起"), day=found.since))
    if found.next:
        lines.append(say(_("{day}起另有变更，见履历"), day=found.next))
    return lines


def _rows(found: Record) -> list[Row]:
    history: list[tuple[Say, Button]] = [
        (say(_("履历 {count}"), count=found.rows), History(found.staff_id, 1))
    ]
    if found.begun:
        history.append((say(_("账号")), AccountOf(found.staff_id)))
    back = ways(Person(found.staff_id) if found.begun else None)
    if not found.keeps:
        return [history, back]
    edits = [
        (say(_("✎ 变更")), Change(found.staff_id)),
        (say(_("办理离职")), Leave(found.staff_id)),
    ]
    return [edits, history, back]


async def new(context: Context, _button: New) -> None:
    """Begin the form for somebody new; NotYoursToKeepError."""
    await context.run(rights.office, context.who, context.today)
    await record_forms.NEW.begin(context)


async def change(context: Context, button: Change) -> None:
    """Begin the form for a change."""
    about = await _kept(context, button.staff)
    await record_forms.CHANGE.begin(context, about, staff=button.staff)


async def leave(context: Context, button: Leave) -> None:
    """Begin the form for a leaving day."""
    about = await _kept(context, button.staff)
    await record_forms.LEAVE.begin(context, about, staff=button.staff)


async def _kept(context: Context, staff: int) -> str:
    """Return whom it is about; NotYoursToKeepError."""
    found = await context.run(record_card.record, context.who, context.today, staff)
    if not found.keeps:
        raise rights.NotYoursToKeepError
    return f"{found.row['name']} {found.row['staff']}"


async def history(context: Context, button: History) -> None:
    """Show a page of how the record came about."""
    listing = Listing[Past](
        title=say(_("履历")),
        line=_past,
        page=lambda page: History(button.staff, page),
        empty=say(_("没有记录。")),
        button=lambda one: (say("{day}", day=one.day), PastRow(one.terms)),
        size=6,
        in_a_row=2,
    )
    first = listing.offset(button.page)
    name, found, total = await context.run(
        record_card.past, context.who, context.today, button.staff, first, listing.size
    )
    listing = replace(listing, title=say(_("{name}的履历"), name=Bold(name)))
    await context.show(listing.screen(found, total, button.page, RecordOf(button.staff)))


def _past(one: Past) -> Say:
    return say(_("{day}起　{changes}"), day=one.day, changes=_short(one))


def _short(one: Past) -> Say:
    fields = [wording.field(change.field) for change in one.changes]
    if not fields:
        return say(_("没有变化"))
    if len(fields) > len(FIELDS) // 3:
        return say(_("全部内容"))
    return say("{fields}", fields=Listed(fields))


async def past(context: Context, button: PastRow) -> None:
    """Show one row of the history: what changed, who decided it or which file brought it."""
    name, one = await context.run(record_card.one_past, context.who, context.today, button.terms)
    source = say(_("{moment} 由文件《{file}》导入"), moment=one.at, file=one.file)
    if one.by:
        source = say(_("{moment} {by}在机器人里办理"), moment=one.at, by=one.by)
    title = say(_("{name}　{day}起"), name=Bold(name), day=one.day)
    edits = [(say(_("✎ 更正")), Correct(one.terms))] if one.keeps else []
    undos = [(say(_("↩ 撤回")), Undo(one.batch))] if one.keeps and one.by else []
    rows = [[*edits, *undos]] if edits else []
    text = [title, *changes(one.changes, new=one.begins), source]
    await context.show(Screen(text, [*rows, ways(History(one.staff_id, 1))], protect=True))


async def correct(context: Context, button: Correct) -> None:
    """Begin the form that puts a row right."""
    name, one = await context.run(record_card.one_past, context.who, context.today, button.terms)
    if not one.keeps:
        raise rights.NotYoursToKeepError
    await record_forms.CORRECT.begin(context, f"{name} {one.day}", terms=button.terms)


async def take_back(context: Context, button: Undo) -> None:
    """Take an edit back."""
    await context.run(undo.undo, context.who, context.now, button.batch)
    await context.show(Screen(say(_("已撤回，之前的内容重新生效。")), [ways()], protect=True))


FORMS = record_forms.FORMS
NOTICES = {"record": record_forms.told}
HANDLERS = (
    ButtonHandler(RecordOf, show),
    ButtonHandler(New, new),
    ButtonHandler(Change, change),
    ButtonHandler(Leave, leave),
    ButtonHandler(History, history),
    ButtonHandler(PastRow, past),
    ButtonHandler(Correct, correct),
    ButtonHandler(Undo, take_back),
)
