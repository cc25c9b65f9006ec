"""/conduct: the cases that concern one, a case's card, and what is pressed on it."""

from handlers.buttons import ButtonHandler
from handlers.conduct import card, forms
from handlers.conduct.buttons import AskHim, Begin, Cases, Fill, OpenCase, Report
from handlers.conduct.wording import STATES
from handlers.context import Context, Screen
from handlers.errors import words
from handlers.i18n import Say, _, say
from handlers.lists import Listing
from handlers.topic import Waiting, command, ways
from services.conduct import investigating, view
from services.conduct.files import Moved, NotYourCaseError
from services.conduct.view import Listed

REPORTERS = frozenset({
    *("station_manager", "district_manager", "project_director", "back_office"),
    *("general_manager", "trading_manager"),
})  # fmt: skip
FORMS = {
    "add": forms.ADD,
    "evidence": forms.EVIDENCE,
    "hand_over": forms.HAND_OVER,
    "state": forms.STATE,
    "appeal": forms.APPEAL,
    "set_amount": forms.SET_AMOUNT,
}


async def first_page(context: Context) -> None:
    """Show the list from its beginning."""
    await page(context, Cases(1))


async def page(context: Context, button: Cases) -> None:
    """Show a page of the cases that concern one."""
    first = LIST.offset(button.page)
    found, total = await context.run(view.mine, context.who, context.today, first, LIST.size)
    screen = LIST.screen(found, total, button.page)
    who = await context.viewer()
    if REPORTERS & who.posts:
        row = [(say(_("＋ 上报违规")), Report())]
        screen = Screen(screen.text, [*screen.rows[:-1], row, screen.rows[-1]], protect=True)
    await context.show(screen)


def _line(one: Listed) -> Say:
    state = say(STATES[one.state])
    title = card.title(one.number, one.kind)
    if one.accused:
        return say(_("{title}，{name}：{state}"), title=title, name=one.accused, state=state)
    return say(_("{title}：{state}"), title=title, state=state)


LIST = Listing[Listed](
    title=say(_("<b>违规与差错案件</b>")),
    line=_line,
    page=Cases,
    empty=say(_("没有与您有关的案件。")),
    button=lambda one: (say(_("{number} 号案件"), number=one.number), OpenCase(one.id)),
    in_a_row=2,
    size=6,
)


async def report(context: Context, _button: Report) -> None:
    """Begin the form that opens a case."""
    await forms.REPORT.begin(context)


async def open_case(context: Context, button: OpenCase, note: Say | None = None) -> None:
    """Show a case."""
    found = await context.run(view.card, context.who, context.today, button.case)
    await context.show(card.drawn(found, note))


async def begin(context: Context, button: Begin) -> None:
    """Begin the investigation."""
    done = await context.run(
        investigating.begin, context.who, context.now, button.case, button.version
    )
    await _shown(context, done)


async def ask(context: Context, button: AskHim) -> None:
    """Ask the accused for his statement."""
    done = await context.run(
        investigating.ask, context.who, context.now, button.case, button.version
    )
    await _shown(context, done)


async def _shown(context: Context, done: Moved) -> None:
    await open_case(context, OpenCase(done.case), None if done.done else card.OUTDATED)


async def fill(context: Context, button: Fill) -> None:
    """Begin a form about a case; on an outdated card show how it stands."""
    found = await context.run(view.card, context.who, context.today, button.case)
    rules = button.what == "set_amount" and found.approval is not None
    if found.version != button.version or not (rules or button.what in found.may):
        await context.show(card.drawn(found, card.OUTDATED))
        return
    form = FORMS.get(button.what) or forms.PROPOSING.get(found.kind, forms.OTHERWISE)
    about = "" if found.role == "accused" else found.accused
    await form.begin(context, about, case=button.case, version=button.version)


async def waits(context: Context) -> list[Waiting]:
    """Return the cases whose next step one owes."""
    found = await context.run(view.waiting, context.who, context.today)
    return [
        Waiting(
            say(
                _("{title}：{state}，截止 {day}"),
                title=card.title(one.number, one.kind),
                state=say(STATES[one.state]),
                day=one.due or context.today,
            ),
            say(_("{number} 号案件"), number=one.number),
            OpenCase(one.id),
        )
        for one in found
    ]


@words.register
def _not_your_case(_error: NotYourCaseError) -> Screen:
    return Screen(say(_("没有这件案子，或它与您无关。")), [ways(Cases(1))], protect=True)


HANDLERS = (
    command("conduct", first_page),
    ButtonHandler(Cases, page),
    ButtonHandler(Report, report),
    ButtonHandler(OpenCase, open_case),
    ButtonHandler(Begin, begin),
    ButtonHandler(AskHim, ask),
    ButtonHandler(Fill, fill),
)
