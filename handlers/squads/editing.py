"""A manager makes a group: its name by a form, its members and leader by lists, its end."""

from handlers import reading as typed
from handlers.context import Context, Screen
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.render import Bold
from handlers.squads import wording
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
from handlers.squads.refusals import NoNameError
from handlers.topic import ways
from services.history import Employee
from services.squads import making
from services.squads.making import Choice, Made

SIZE = 6


async def make(context: Context, _button: Make) -> None:
    """Begin the form, if whoever asks may make groups."""
    await context.run(making.may_make, context.who, context.today)
    await FORM.begin(context)


def _done(made: Made) -> Screen:
    said = say(_("✓ 已建「{name}」。现在选组员。"), name=made.group.name)
    row = [(say(_("选组员")), Members(made.group.id, 1))]
    return Screen(said, [row, ways(Squads(1))], protect=True)


async def rename(context: Context, button: Rename) -> None:
    """Begin the form for another name."""
    found = await context.run(making.choices, context.who, context.today, button.squad)
    await RENAME.begin(context, found.group.name, squad=button.squad)


def _renamed(made: Made) -> Screen:
    said = say(_("✓ 已改名为「{name}」。"), name=made.group.name)
    return Screen(said, [ways(SquadOf(made.group.id))], protect=True)


NAME = Question(
    "name",
    say(_("组名")),
    say(_("小组叫什么？最多 12 个字，例如：东门一组。")),
    typed.words(wording.NAME, NoNameError),
)
FORM = Form("squad", say(_("新建小组")), (NAME,), making.make, _done)
RENAME = Form("squad_name", say(_("小组改名")), (NAME,), making.rename, _renamed, given=("squad",))


async def members(context: Context, button: Members) -> None:
    """Show a page of who can be in a group."""
    found = await context.run(making.choices, context.who, context.today, button.squad)
    await context.show(_members(found, button.page))


async def turn(context: Context, button: Turn) -> None:
    """Take somebody in, or out."""
    found = await context.run(
        making.turn,
        context.who,
        context.now,
        squad=button.squad,
        version=button.version,
        staff=button.staff,
        into=button.into,
    )
    await context.show(_members(found, button.page))


def _members(found: Made, page: int) -> Screen:
    group = found.group
    listing = Listing[Choice](
        title=_titled(found, _("「{name}」选组员，现有 {count} 人。点名字加入，再点移出。")),
        line=lambda one: _line(one, group.id),
        page=lambda at: Members(group.id, at),
        empty=say(_("您名下没有在职的人。")),
        button=lambda one: _button(one, found, page),
        size=SIZE,
        in_a_row=3,
    )
    first = listing.offset(page)
    shown = found.choices[first : first + SIZE]
    return listing.screen(shown, len(found.choices), page, SquadOf(group.id))


def _titled(found: Made, sentence: str) -> Say:
    name, count = Bold(found.group.name), len(found.group.members)
    title = say(sentence, name=name, count=count)
    return title if found.done else say("{note}\n{title}", note=say(wording.OUTDATED), title=title)


def _line(one: Choice, squad: int) -> Say:
    told = {"name": one.person.name, "unit": one.unit}
    if one.group is None:
        return say(_("· {name} {unit}"), **told)
    if one.group.id == squad:
        return say(_("✓ {name} {unit}"), **told)
    return say(_("· {name} {unit}（在「{group}」）"), **told, group=one.group.name)


def _button(one: Choice, found: Made, page: int) -> tuple[Say, Turn]:
    group, inside = found.group, one.group is not None and one.group.id == found.group.id
    pressed = Turn(group.id, group.version, one.person.staff_id, not inside, page)
    return say("✓ {name}" if inside else "{name}", name=one.person.name), pressed


async def leaders(context: Context, button: Leaders) -> None:
    """Show a page of the members, to pick the leader."""
    found = await context.run(making.choices, context.who, context.today, button.squad)
    await context.show(_leaders(found, button.page))


async def lead(context: Context, button: Lead) -> None:
    """Have a member lead the group."""
    found = await context.run(
        making.lead,
        context.who,
        context.now,
        squad=button.squad,
        version=button.version,
        staff=button.staff,
    )
    await context.show(_leaders(found, 1))


def _leaders(found: Made, page: int) -> Screen:
    group = found.group

    def button(one: Employee) -> tuple[Say, Lead]:
        label = "✓ {name}" if one == group.leader else "{name}"
        return say(label, name=one.name), Lead(group.id, group.version, one.staff_id)

    listing = Listing[Employee](
        title=_titled(found, _("「{name}」请谁当组长？")),
        line=lambda one: _member(one, group.leader),
        page=lambda at: Leaders(group.id, at),
        empty=say(_("还没有组员，请先选组员。")),
        button=button,
        size=SIZE,
        in_a_row=3,
    )
    first = listing.offset(page)
    shown = group.members[first : first + SIZE]
    return listing.screen(shown, len(group.members), page, SquadOf(group.id))


def _member(one: Employee, leader: Employee | None) -> Say:
    if one == leader:
        return say(_("★ {name}（组长）"), name=one.name)
    return say("· {name}", name=one.name)


async def dissolve(context: Context, button: Dissolve) -> None:
    """Dissolve a group, once it is said what that does."""
    number, version = button.squad, button.version
    if button.sure:
        done = await context.run(
            making.dissolve, context.who, context.now, squad=number, version=version
        )
        await context.show(_dissolved(done) if done.done else _sure(done))
        return
    await context.show(
        _sure(await context.run(making.choices, context.who, context.today, number))
    )


def _sure(found: Made) -> Screen:
    group = found.group
    title = _titled(found, _("解散「{name}」（{count} 人）？"))
    effect = say(_("组员会收到通知，解散后不能恢复；谁哪天在组里，记录保留。"))
    row = [(say(_("确定解散")), Dissolve(group.id, group.version, sure=True))]
    return Screen([title, effect], [row, ways(SquadOf(group.id))], protect=True)


def _dissolved(done: Made) -> Screen:
    said = say(_("✓ 已解散「{name}」。"), name=done.group.name)
    return Screen(said, [ways(Squads(1))], protect=True)
