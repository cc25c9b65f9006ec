"""A training or meeting as who chairs it sees it: roster, what it is about, who is excused."""

from collections.abc import Iterator, Mapping

from handlers.context import Context, Row, Screen
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.questions import attachment
from handlers.reading import words as read_words
from handlers.render import plain
from handlers.topic import ways
from handlers.training import wording
from handlers.training.buttons import (
    Announce,
    CallOff,
    Chaired,
    Judge,
    Lead,
    Marks,
    Material,
    Past,
    UndoMarks,
    at,
)
from handlers.training.kinds import WORDS
from handlers.training.refusals import NoWordsError
from services.training import leading, view
from services.training.rows import DROPPED, MARKED
from services.training.view import Card

OUTDATED = say(_("此卡片已更新。"))
LONGEST, LONGEST_TEXT = 100, 1000
MOST_WISHES = 2  # rows of buttons; the rest comes when these are decided


async def card(context: Context, button: Lead) -> None:
    """Show a training as its chair sees it."""
    found = await context.run(view.card, context.who, context.now, button.which)
    await context.show(drawn(found))


def drawn(found: Card, note: Say | None = None) -> Screen:
    """Draw what it is about, who answered what or who came, and what can be done."""
    lines = [*([note] if note else []), wording.title(found.which.kind, found.starts_at)]
    if not found.mine:
        lines.append(say(_("主持：{chair}"), chair=found.chair.name))
    lines += [*wording.about(found.about), say(""), *_stands(found)]
    file = [(say(_("看资料")), Material(*at(found.which)))] if found.about.file else []
    past = [*file, (say(_("以前的培训和例会")), Past(1))]
    return Screen(lines, [*_acts(found), past, ways()], protect=True)


def _stands(found: Card) -> Iterator[Say]:
    if found.state == DROPPED:
        yield say(_("不举行：{reason}"), reason=found.reason)
    elif found.state == MARKED:
        yield from wording.marked(found)
        yield say(_("{by} {moment} 登记"), by=found.marked_by, moment=found.marked_at)
    else:
        yield from wording.roster(found)
        if not found.asked:
            yield say(_("邀请还没发，请先定好主题。"))


def _acts(found: Card) -> Iterator[Row]:
    place = at(found.which)
    if found.undoable:
        yield [(say(_("↩ 撤回登记")), UndoMarks(*place))]
    if not found.may or not found.is_planned:
        return
    if found.begun:
        yield [(say(_("登记到场")), Marks(*place)), (say(_("没有举行")), CallOff(*place))]
        return
    for one in [one for one in found.places if one.pends and not one.away][:MOST_WISHES]:
        seat, name = one.person.staff_id, one.person.name
        yield [
            (say(_("准 {name}"), name=name), Judge(*place, seat, one.version, accepts=True)),
            (
                say(_("不准 {name}"), name=name),
                Judge(*place, seat, one.version, accepts=False),
            ),
        ]
    label = say(_("改主题资料")) if found.about.topic else say(_("定主题资料"))
    yield [(label, Announce(*place)), (say(_("不举行")), CallOff(*place))]


async def judge(context: Context, button: Judge) -> None:
    """Excuse somebody who asked for it, or do not."""
    done = await context.run(
        leading.judge,
        context.who,
        context.now,
        which=button.which,
        staff=button.seat,
        version=button.version,
        accepts=button.accepts,
    )
    note = say(_("已同意，已告诉本人。")) if button.accepts else say(_("没同意，已告诉本人。"))
    await context.show(drawn(done.card, note if done.done else OUTDATED))


async def announce(context: Context, button: Announce) -> None:
    """Ask what it is about."""
    await _begin(context, button, ANNOUNCE)


async def call_off(context: Context, button: CallOff) -> None:
    """Ask why it does not take place."""
    await _begin(context, button, CALL_OFF)


async def _begin(context: Context, button: Chaired, forms: Mapping[str, Form]) -> None:
    """Begin the form of the kind; its title says which it is, and it must still be open."""
    which = button.which
    found = await context.run(leading.open_to, context.who, context.now, which)
    about = plain(say("{moment}", moment=found.starts_at), await context.language())
    await forms[which.kind].begin(
        context, about, kind=which.kind, chair=which.chair, day=button.day
    )


async def material(context: Context, button: Material) -> None:
    """Send the file."""
    which = button.which
    file_id = await context.run(leading.material, context.who, context.now, which)
    said, back = say(WORDS[which.kind].material), [ways(Lead(*at(which)))]
    await context.tell(Screen(said, back, stored=file_id, protect=True))


def _announced(found: Card) -> Screen:
    if found.asked:
        return drawn(found, say(_("已保存，已告诉要来的人。")))
    return drawn(found, say(_("已保存，随邀请一起发。")))


def _called_off(found: Card) -> Screen:
    if found.asked and not found.begun:
        return drawn(found, say(_("已记下，已告诉要来的人。")))
    return drawn(found, say(_("已记下，不用登记到场。")))


ABOUT = (
    Question(
        "topic",
        say(_("主题")),
        say(_("讲什么？一句话。")),
        read_words(LONGEST, NoWordsError),
    ),
    Question(
        "text",
        say(_("准备")),
        say(_("要先看什么、带什么？写在这里，没有就跳过。")),
        read_words(LONGEST_TEXT, NoWordsError),
        optional=True,
    ),
    attachment(
        "file",
        say(_("附件")),
        say(_("有材料就发来（PDF 或图片），没有就跳过。")),
        optional=True,
    ),
)
WHY = Question(
    "reason",
    say(_("原因")),
    say(_("为什么不举行？要来的人会看到。")),
    read_words(LONGEST, NoWordsError),
)
IDS, CODES = ("chair", "day"), ("kind",)
ANNOUNCE = {
    kind: Form(
        f"{kind}_about",
        say(words.content),
        ABOUT,
        leading.announce,
        _announced,
        given=IDS,
        named=CODES,
    )
    for kind, words in WORDS.items()
}
CALL_OFF = {
    kind: Form(
        f"{kind}_off",
        say(words.dropped),
        (WHY,),
        leading.call_off,
        _called_off,
        given=IDS,
        named=CODES,
    )
    for kind, words in WORDS.items()
}
