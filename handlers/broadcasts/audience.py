"""To whom a draft goes: posts, units, grades, contracts to choose from, people to name."""

from handlers.broadcasts import draft, wording
from handlers.broadcasts.buttons import Choose, Draft, Name, To, Turn
from handlers.buttons import ButtonHandler
from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.topic import Handler, ways
from services.broadcasts import draft as drafts
from services.broadcasts import drafting
from services.broadcasts.audience import CONTRACTS, FIELDS, GRADES, POSTS, UNITS, Option
from services.broadcasts.draft import Draft as Found
from services.broadcasts.drafting import CLEAR, EVERYBODY

SIZE = 6


async def to(context: Context, button: To) -> None:
    """Show to whom a draft goes."""
    found = await context.run(drafts.draft, context.who, context.now, button.broadcast)
    await context.show(_drawn(found))


def _drawn(found: Found, note: Say | None = None) -> Screen:
    number, version = found.id, found.version
    lines = [
        *([note] if note else []),
        say(_("<b>发给谁</b>：现在 {count} 人"), count=len(found.people)),
        wording.audience(found),
        say(_("几项一起选，要都符合；同一项里选几个，符合一个就行。")),
    ]

    def choose(name: str) -> tuple[Say, Choose]:
        return say(wording.FIELDS[name]), Choose(number, name, 1)

    def turn(label: Say, name: str) -> tuple[Say, Turn]:
        return label, Turn(number, version, name, "", 0)

    rows: list[Row] = [
        [choose(POSTS), choose(UNITS), choose(GRADES), choose(CONTRACTS)],
        [
            (say(_("＋ 加人")), Name(number, out=False)),
            (say(_("－ 不发给")), Name(number, out=True)),
        ],
        [turn(say(_("所有人")), EVERYBODY), turn(say(_("重选")), CLEAR)],
        ways(Draft(number)),
    ]
    return Screen(lines, rows, protect=True)


async def choose(context: Context, button: Choose) -> None:
    """Show a page of what there is to choose of a field."""
    number, name = button.broadcast, button.name
    found, options = await context.run(drafting.choices, context.who, context.now, number, name)
    await context.show(_page(found, options, name, button.page))


def _page(found: Found, options: tuple[Option, ...], name: str, page: int) -> Screen:
    number, version = found.id, found.version

    def line(one: Option) -> Say:
        text = _("✓ {name}：{people}") if one.chosen else _("{name}：{people}")
        return say(text, name=wording.option(name, one), people=wording.people(one.people))

    def button(one: Option) -> tuple[Say, Turn]:
        label = "✓ {name}" if one.chosen else "{name}"
        pressed = Turn(number, version, name, one.code, page)
        return say(label, name=wording.option(name, one)), pressed

    listing = Listing[Option](
        title=say(
            _("<b>{field}</b>　现在发给 {count} 人"),
            field=say(wording.FIELDS[name]),
            count=len(found.people),
        ),
        line=line,
        page=lambda at: Choose(number, name, at),
        empty=say(_("没有可以选的。")),
        button=button,
        size=SIZE,
        in_a_row=2,
    )
    first = listing.offset(page)
    return listing.screen(options[first : first + SIZE], len(options), page, To(number))


async def turn(context: Context, button: Turn) -> None:
    """Choose something, or no more."""
    number = button.broadcast
    found = await context.run(
        drafting.turn,
        context.who,
        context.now,
        broadcast=number,
        version=button.version,
        name=button.name,
        code=button.code,
    )
    note = None if found.version != button.version else draft.OUTDATED
    if button.name in FIELDS:
        await choose(context, Choose(number, button.name, max(button.page, 1)))
    elif button.name in {EVERYBODY, CLEAR}:
        await context.show(_drawn(found, note))
    else:
        await context.show(draft.screen(found, note))


HANDLERS: tuple[Handler, ...] = (
    ButtonHandler(To, to),
    ButtonHandler(Choose, choose),
    ButtonHandler(Turn, turn),
)
