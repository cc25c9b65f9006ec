"""/talks: whom one has spoken with, the talks with somebody, a talk."""

from dataclasses import replace

from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.render import Bold
from handlers.talks import wording
from handlers.talks.buttons import Finish, OfManager, Record, Reply, TalkOf, Talks, With
from handlers.topic import ways
from services.talks import reading, recording
from services.talks.reading import Card, Line, Overview
from services.talks.reading import Talks as Found

SIZE = 6


async def home(context: Context) -> None:
    """Show whom one has spoken with; to whoever has nobody, the talks that others had with him."""
    await page(context, Talks(1))


async def page(context: Context, button: Talks) -> None:
    """Show a page of whom one has spoken with."""
    found = await context.run(reading.overview, context.who, context.today)
    if not found.lines:
        await with_(context, With(0, 1))
        return
    made = _listed(found, button.page)
    *rows, last = made.rows
    own: Row = [(say(_("和我谈的")), With(0, 1))]
    await context.show(replace(made, rows=[*rows, own, last]))


async def of_manager(context: Context, button: OfManager) -> None:
    """Show a page of whom somebody below has spoken with: when, not what."""
    manager, today = button.manager, context.today
    found = await context.run(reading.overview, context.who, today, manager)
    await context.show(_listed(found, button.page))


def _listed(found: Overview, page: int) -> Screen:
    manager = found.manager.staff_id
    many = {"month": found.month, "spoken": found.spoken, "people": len(found.lines)}
    title = say(_("<b>谈话</b> · {month}：谈了 {spoken}/{people} 人"), **many)
    if not found.mine:
        sentence = _("<b>{name}的谈话</b> · {month}：谈了 {spoken}/{people} 人")
        title = say(sentence, name=found.manager.name, **many)
    listing = Listing[Line](
        title=title,
        line=wording.line,
        page=Talks if found.mine else lambda at: OfManager(manager, at),
        empty=say(_("没有要谈话的人。")),
        size=SIZE,
    )
    first = listing.offset(page)
    shown = found.lines[first : first + SIZE]
    made = listing.screen(shown, len(found.lines), page, None if found.mine else Talks(1))
    opened = [_opens(one, mine=found.mine) for one in shown if found.mine or one.people]
    rows: list[Row] = [opened[at : at + 3] for at in range(0, len(opened), 3)]
    return replace(made, rows=[*rows, *made.rows])


def _opens(one: Line, *, mine: bool) -> tuple[Say, With | OfManager]:
    """Return the way to one's talks with somebody, or to whom he himself has spoken with."""
    staff = one.person.staff_id
    return say("{name}", name=one.person.name), With(staff, 1) if mine else OfManager(staff, 1)


async def with_(context: Context, button: With) -> None:
    """Show a page of the talks with somebody, or of those that others had with oneself."""
    found = await context.run(reading.talks, context.who, context.today, button.staff)
    await context.show(_with(found, button))


def _with(found: Found, button: With) -> Screen:
    title = say("{title}", title=Bold(say(_("和我谈的"))))
    if found.person:
        title = say(_("<b>和{name}的谈话</b>"), name=found.person.name)
    listing = Listing[Card](
        title=title,
        line=lambda one: _brief(one, named=found.person is None),
        page=lambda at: With(button.staff, at),
        empty=say(_("还没有谈话记录。")),
        button=lambda one: (say("{day}", day=one.day), TalkOf(one.id)),
        in_a_row=2,
    )
    first = listing.offset(button.page)
    shown = found.cards[first : first + listing.size]
    back = Talks(1) if found.person else None
    made = listing.screen(shown, len(found.cards), button.page, back)
    if found.person is None:
        return made
    staff, (*rows, last) = found.person.staff_id, made.rows
    acts: list[Row] = [[(say(_("记一次谈话")), Record(staff))]] if found.speaks else []
    if found.leads:
        acts.append([(say(_("TA 和下属的谈话")), OfManager(staff, 1))])
    return replace(made, rows=[*rows, *acts, last])


def _brief(one: Card, *, named: bool) -> Say:
    about = say(wording.ABOUT[one.about])
    told = {"day": one.day, "about": about}
    said = say(_("· {day} {about}"), **told)
    if named:
        said = say(_("· {day} {manager}：{about}"), manager=one.manager.name, **told)
    return say(_("{said}，{step}"), said=said, step=wording.step(one)) if one.step else said


async def talk(context: Context, button: TalkOf) -> None:
    """Show a talk."""
    found = await context.run(reading.card, context.who, context.today, button.talk)
    await context.show(drawn(found))


async def finish(context: Context, button: Finish) -> None:
    """Mark the step as done."""
    found = await context.run(recording.finish, context.who, context.now, button.talk)
    await context.show(drawn(found))


def drawn(one: Card, note: Say | None = None) -> Screen:
    """Draw a talk with what can be done about it."""
    acts: Row = []
    if one.mine and one.step and not one.done_at:
        acts = [(say(_("已落实")), Finish(one.id))]
    elif not one.mine and not one.reply:
        acts = [(say(_("回复")), Reply(one.id))]
    back = With(one.person.staff_id if one.mine else 0, 1)
    lines = [*([note] if note else []), *wording.card(one)]
    return Screen(lines, [*([acts] if acts else []), ways(back)], protect=True)
