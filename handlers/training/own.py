"""A training or meeting that one is asked to: 收到, or 请假 with a reason."""

from collections.abc import Iterator

from handlers.context import Context, Row, Screen
from handlers.forms import Form, Question
from handlers.i18n import Say, _, say
from handlers.leave.buttons import Ask
from handlers.reading import words as read_words
from handlers.render import plain
from handlers.topic import ways
from handlers.training import wording
from handlers.training.buttons import AskOff, Come, Mine, MyMaterial
from handlers.training.kinds import WORDS
from handlers.training.refusals import NoWordsError
from services.training import answering, view
from services.training.answering import Answered
from services.training.rows import COMING, DROPPED, MARKED, REFUSED, SORRY
from services.training.view import Own

LONGEST = 100
SO_ALREADY = say(_("您已经答复过：收到。"))


async def mine(context: Context, button: Mine) -> None:
    """Show a training that one is asked to."""
    found = await context.run(view.own, context.who, context.now, *button.place)
    await context.show(drawn(found))


def drawn(found: Own, note: Say | None = None) -> Screen:
    """Draw when and what it is, what one answered, and what can be answered."""
    lines = [*([note] if note else []), wording.title(found.kind, found.starts_at)]
    lines.append(say(_("{chair}主持，地点：营业部（第21条）"), chair=found.chair))
    lines += [*wording.about(found.about), *_stands(found)]
    return Screen(lines, [*_acts(found), ways()], protect=True)


def _stands(found: Own) -> Iterator[Say]:
    if found.state == DROPPED:
        yield say(_("不举行：{reason}"), reason=found.reason)
    elif found.state == MARKED and found.place.mark:
        sentence = _("到场登记：{mark}，已撤销") if found.place.struck else _("到场登记：{mark}")
        yield say(sentence, mark=say(wording.MARKS[found.place.mark]))
    elif found.place.away:
        yield say(_("您那天已批准请假，不用来，也不用答复。"))
    else:
        yield say(_("您的答复：{answer}"), answer=wording.answer(found.place))
        if found.place.pends:
            yield say(_("主持人同意之前仍算应到，缺席按旷工半天（第29条）。"))
        elif found.place.verdict == REFUSED:
            yield say(_("请到场，缺席按旷工半天（第29条）。"))


def _acts(found: Own) -> Iterator[Row]:
    place = found.kind, found.day.toordinal()
    if found.is_open and not found.place.away:
        answer = found.place.answer
        come = say(_("改为收到")) if answer == SORRY else say(_("收到"))
        sorry = say(_("改原因")) if answer == SORRY else say(_("请假…"))
        coming = [] if answer == COMING else [(come, Come(*place))]
        yield [*coming, (sorry, AskOff(*place))]
    if found.about.file:
        yield [(say(_("看资料")), MyMaterial(*place))]


async def come(context: Context, button: Come) -> None:
    """Say that one comes."""
    done = await context.run(answering.come, context.who, context.now, *button.place)
    note = say(_("✓ 已答复：收到。")) if done.done else SO_ALREADY
    await context.show(drawn(done.own, note))


async def ask_off(context: Context, button: AskOff) -> None:
    """Ask for the reason."""
    found = await context.run(answering.open_to, context.who, context.now, *button.place)
    about = plain(say("{moment}", moment=found.starts_at), await context.language())
    await SORRY_FORMS[found.kind].begin(context, about, kind=found.kind, day=button.day)


async def material(context: Context, button: MyMaterial) -> None:
    """Send the file."""
    kind, day = button.place
    file_id = await context.run(answering.material, context.who, context.now, kind, day)
    said, back = say(WORDS[kind].material), [ways(Mine(kind, button.day))]
    await context.tell(Screen(said, back, stored=file_id, protect=True))


def _asked(done: Answered) -> Screen:
    note = say(_("已告诉主持人，他同意才算。"))
    drawn_ = drawn(done.own, note)
    leave = [(say(_("办请假审批")), Ask(0))]
    return Screen(drawn_.text, [leave, *drawn_.rows], protect=True)


WHY = Question(
    "reason",
    say(_("原因")),
    say(_("为什么来不了？写一句话给主持人。\n这不代替请假审批：半天以上不在岗，请另走 /leave。")),
    read_words(LONGEST, NoWordsError),
)
SORRY_FORMS = {
    kind: Form(
        f"{kind}_sorry",
        say(words.excuse),
        (WHY,),
        answering.ask_off,
        _asked,
        given=("day",),
        named=("kind",),
    )
    for kind, words in WORDS.items()
}
