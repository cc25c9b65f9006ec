"""Who came to a training is marked, with what that costs shown before it stands."""

from handlers.attendance.recording import OUTDATED
from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, say
from handlers.render import Bold, plain
from handlers.topic import ways
from handlers.training import wording
from handlers.training.buttons import CallOff, Confirm, Lead, Marks, Turn, UndoMarks, at
from handlers.training.kinds import WORDS
from handlers.training.leading import drawn
from services.training import marking, view
from services.training.marking import Marked
from services.training.view import Card

IN_A_ROW = 3


async def marks(context: Context, button: Marks) -> None:
    """Show who is marked as what."""
    found = await context.run(view.card, context.who, context.now, button.which)
    await context.show(sheet(found))


async def turn(context: Context, button: Turn) -> None:
    """Mark somebody as the next that he can be."""
    which, seat, version = button.which, button.seat, button.version
    done = await context.run(marking.turn, context.who, context.now, which, seat, version)
    await context.show(sheet(done.card, None if done.done else OUTDATED))


def sheet(found: Card, note: Say | None = None) -> Screen:
    """Draw the people to mark, or the card if there is nothing to mark."""
    if not (found.may and found.begun and found.is_planned):
        return drawn(found, note)
    place = at(found.which)
    head = say(_("登记到场 · {day}"), day=found.which.day)
    lines = [*([note] if note else []), say("{title}", title=Bold(head))]
    lines += [
        say(_("说收到的先算到场，已批准请假和已同意的先算免记，其余先算缺席。")),
        say(_("点姓名改：到场 → 迟到 → 缺席 → 免记。")),
        *wording.marked(found),
    ]
    people = [
        (
            say(wording.SIGNS[one.counts_as], name=one.person.name),
            Turn(*place, one.person.staff_id, found.version),
        )
        for one in found.places
    ]
    rows: list[Row] = [people[at : at + IN_A_ROW] for at in range(0, len(people), IN_A_ROW)]
    rows.append(
        [
            (say(_("核对…")), Confirm(*place, found.version, sure=False)),
            (say(_("没有举行")), CallOff(*place)),
        ]
    )
    return Screen(lines, [*rows, ways(Lead(*place))], protect=True)


async def confirm(context: Context, button: Confirm) -> None:
    """Say what the marks come to, then have them stand."""
    which, version = button.which, button.version
    if not button.sure:
        found = await context.run(marking.weigh, context.who, context.now, which, version)
        await context.show(_sure(found) if found.done else sheet(found.card, OUTDATED))
        return
    note = plain(say(WORDS[which.kind].note), await context.language())
    done = await context.run(marking.confirm, context.who, context.now, which, version, note)
    await context.show(_done(done) if done.done else sheet(done.card, OUTDATED))


def _sure(found: Marked) -> Screen:
    card = found.card
    place = at(card.which)
    head = say(_("核对到场 · {day}"), day=card.which.day)
    lines = [say("{title}", title=Bold(head)), *wording.marked(card), say("")]
    lines += wording.consequences(found.consequences)
    rows: list[Row] = [
        [
            (say(_("确认")), Confirm(*place, card.version, sure=True)),
            (say(_("◀ 再改")), Marks(*place)),
        ]
    ]
    return Screen(lines, [*rows, ways()], protect=True)


def _done(found: Marked) -> Screen:
    card = found.card
    place = at(card.which)
    lines = [say(_("✓ 已登记到场。")), *wording.marked(card), say("")]
    lines += wording.consequences(found.consequences)
    if any(one.effect for one in found.consequences):
        lines.append(say(_("30 秒内可以撤回；之后通知本人，本人可以申诉。")))
    else:
        lines.append(say(_("30 秒内可以撤回。")))
    rows: list[Row] = [[(say(_("↩ 撤回")), UndoMarks(*place))], ways(Lead(*place))]
    return Screen(lines, rows, protect=True)


async def undo(context: Context, button: UndoMarks) -> None:
    """Take the marks back."""
    done = await context.run(marking.undo, context.who, context.now, button.which)
    note = say(_("已撤回，没有通知任何人。")) if done.done else OUTDATED
    await context.show(sheet(done.card, note))
