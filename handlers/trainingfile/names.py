"""The names of those who passed go to the office: shown first, then handed in by one press."""

from collections.abc import Sequence

from handlers.context import Context, Screen
from handlers.i18n import Say, _, counted, say
from handlers.render import Bold, Listed
from handlers.topic import ways
from handlers.trainingfile.buttons import Files, ListNames
from handlers.trainingfile.card import OUTDATED
from services.trainingfile import concluding
from services.trainingfile.concluding import Names
from services.trainingfile.reading import Line


async def names(context: Context, button: ListNames) -> None:
    """Show the names, or hand them in as they were shown."""
    if not button.sure:
        found = await context.run(concluding.names, context.who, context.today)
        await context.show(_asked(found))
        return
    done = await context.run(concluding.hand_in, context.who, context.now, button.mark)
    await context.show(_done(done) if done.done else _asked(done, OUTDATED))


def _asked(found: Names, *notes: Say) -> Screen:
    if not found.lines:
        told = say(_("没有待上报的人：考试合格的都已上报办公室。"))
        return Screen([*notes, told], [ways(Files(1))], protect=True)
    title = counted("上报 {count} 人给办公室？", "上报 {count} 人给办公室？", len(found.lines))
    effect = say(_("提交后办公室会收到名单，考试合格起一个月内签合同（第20条）。"))
    row = [(say(_("确定上报")), ListNames(found.mark, sure=True))]
    lines = [*notes, say("{title}", title=Bold(title)), *_names(found.lines), effect]
    return Screen(lines, [row, ways(Files(1))], protect=True)


def _names(lines: Sequence[Line]) -> list[Say]:
    return [
        say(
            _("· {number} {name}，{day} 合格，合同最晚 {due}"),
            number=one.person.number,
            name=one.person.name,
            day=one.standing.exams[-1].day,
            due=one.standing.contract_due,
        )
        for one in lines
    ]


def _done(done: Names) -> Screen:
    people = Listed([one.person.name for one in done.lines])
    said = say(_("✓ 已上报办公室：{people}。"), people=people)
    return Screen(said, [ways(Files(1))], protect=True)
