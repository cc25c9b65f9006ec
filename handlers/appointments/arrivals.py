"""Who is coming: for the back office, which receives them, and for superiors; and /today."""

from dataclasses import replace

from handlers.appointments import wording
from handlers.appointments.buttons import Arrival, Arrivals, BookFor, Mine, Show, States
from handlers.buttons import ButtonHandler, StaleError
from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, counted, say
from handlers.lists import Listing
from handlers.near import Near
from handlers.render import Assets, Bold
from handlers.topic import Entry, Waiting, command, ways
from services.appointments import desk
from services.appointments.desk import ALL, SPANS, TODAY, TOMORROW, WEEK, Desk
from services.appointments.rows import RESERVED, STATES
from services.appointments.view import Listed
from services.history import BACK_OFFICE

SUPERIORS = frozenset(
    {"station_manager", "district_manager", "project_director", "general_manager"}
)
NAMES = {TODAY: _("今天"), TOMORROW: _("明天"), WEEK: _("7天内"), ALL: _("所有")}
OF_TODAY = 3  # clients who are named one by one in what waits


async def begin(context: Context) -> None:
    """Show who is coming today."""
    await page(context, Arrivals(TODAY, "", 1))


async def page(context: Context, button: Arrivals) -> None:
    """Show who is coming, those first with whom nobody comes."""
    span, state = _known(button.span, button.state)
    listing = _listing(context, span, state, button.page)
    found = await context.run(
        desk.page,
        context.who,
        context.now,
        span,
        state,
        listing.offset(button.page),
        listing.size,
    )
    listing = replace(listing, title=_title(found, span, state))
    screen = listing.screen(found.found, found.total, button.page)
    rows = [*screen.rows[:-1], *_acts(found), _spans(span, state), ways()]
    await context.show(replace(screen, rows=rows))


def _known(span: int, state: str) -> tuple[int, str]:
    """Return a span and a state that can be shown; StaleError for what was never offered."""
    if span not in NAMES or (state and state not in STATES):
        raise StaleError
    return span, state


def _listing(context: Context, span: int, state: str, number: int) -> Listing[Listed]:
    def line(one: Listed) -> Say:
        moment = one.planned.astimezone(context.house.zone)
        when = say("{clock}", clock=f"{moment:%H:%M}") if _is_a_day(span) else Near(one.planned)
        return say(
            "{when}　{client}　{assets}　{owner}{mark}",
            when=when,
            client=Bold(wording.client(one)),
            assets=Assets(one.assets),
            owner=one.owner,
            mark=_mark(one),
        )

    return Listing(
        title=say(""),
        line=line,
        page=lambda at: Arrivals(span, state, at),
        empty=say(_("没有客户预约。")),
        button=lambda one: (wording.client(one), Arrival(one.id, span, state, number)),
        size=6,
        in_a_row=3,
    )


def _is_a_day(span: int) -> bool:
    return span in SPANS and SPANS[span][1] - SPANS[span][0] == 1


def _mark(one: Listed) -> Say:
    if one.state != RESERVED:
        return say("　{state}", state=wording.state(one.state))
    return wording.alone(one)


def _title(found: Desk, span: int, state: str) -> Say:
    shown = say(NAMES[span])
    if state:
        shown = say("{span} · {state}", span=shown, state=wording.state(state))
    title = say(_("<b>到场安排</b>　{shown}"), shown=shown)
    if not found.total:
        return title
    many = counted(
        "共 {count} 位客户，{alone} 位不陪同",
        "共 {count} 位客户，{alone} 位不陪同",
        found.total,
        alone=found.alone,
    )
    return say("{title}\n{many}", title=title, many=many)


def _acts(found: Desk) -> list[Row]:
    return [[(say(_("＋ 代登记")), BookFor())]] if found.registers else []


def _spans(span: int, state: str) -> Row:
    """Return the ways to the other days, and to the states."""
    row = [
        (say("✓{name}", name=say(name)) if one == span else say(name), Arrivals(one, state, 1))
        for one, name in NAMES.items()
    ]
    return [*row, (say(_("筛选")), States(span))]


async def states(context: Context, button: States) -> None:
    """Offer the states to choose from."""
    span, _state = _known(button.span, "")
    await context.viewer()
    offered = [(say(_("有效的")), Arrivals(span, "", 1))]
    offered += [(wording.state(one), Arrivals(ALL, one, 1)) for one in STATES]
    rows = [offered[at : at + 3] for at in range(0, len(offered), 3)]
    said = say(_("<b>到场安排</b>　看哪些预约？"))
    await context.show(Screen(said, [*rows, ways(Arrivals(span, "", 1))], protect=True))


async def waits(context: Context) -> list[Waiting]:
    """Return the clients who come today: one's own, and for the back office how many."""
    found = await context.run(desk.today, context.who, context.now)
    lines = [_coming(context, one) for one in found.mine]
    if len(lines) > OF_TODAY:
        many = counted("今天您有 {count} 位客户到场", "今天您有 {count} 位客户到场", len(lines))
        lines = [Waiting(many, say(_("我的预约")), Mine(1))]
    if found.coming:
        said = counted(
            "今天有 {count} 位客户到场，{alone} 位不陪同",
            "今天有 {count} 位客户到场，{alone} 位不陪同",
            found.coming,
            alone=found.alone,
        )
        lines.append(Waiting(said, say(_("到场安排")), Arrivals(TODAY, "", 1)))
    return lines


def _coming(context: Context, one: Listed) -> Waiting:
    moment = one.planned.astimezone(context.house.zone)
    text = _("{clock} {client} 到场，{company}")
    if moment <= context.now:
        text = _("{clock} {client} 应已到场：没开户就改期或取消")
    said = say(
        text,
        clock=f"{moment:%H:%M}",
        client=wording.client(one),
        company=wording.company(one.accompanied),
    )
    return Waiting(said, wording.client(one), Show(one.id))


OF_OFFICE = Entry(
    "arrivals",
    say(_("到场安排：谁来开户、谁没人陪同")),
    say(_("到场安排")),
    Arrivals(TODAY, "", 1),
    frozenset({BACK_OFFICE}),
)
"""On the home screen of the back office, which lives by it; further down for superiors."""
MENU = (replace(OF_OFFICE, posts=SUPERIORS, there=lambda held: BACK_OFFICE not in held),)
WAITING = waits
HANDLERS = (
    command("arrivals", begin),
    ButtonHandler(Arrivals, page),
    ButtonHandler(States, states),
)
