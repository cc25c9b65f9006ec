"""What is said unprompted about what managers file, and what of it waits for a person."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.context import Context, House, Screen
from handlers.duties import wording
from handlers.duties.buttons import All, File, Filed
from handlers.i18n import _, say
from handlers.topic import Waiting, ways
from services.delivery import Due
from services.duties import reading
from services.duties.chase import FIRST

Data = Mapping[str, Any]


def due(data: Data) -> Screen:
    """Ask somebody for what he has to file, or ask again."""
    code, first = data["code"], date.fromisoformat(data["period"])
    sentence = _("📋 请交{name}：{period}（第{article}条）。")
    if data["time"] != FIRST:
        sentence = _("📋 {name}还没有交：{period}，请今天交（第{article}条）。")
    name, period = say(wording.NAMES[code]), wording.period(code, first)
    said = say(sentence, name=name, period=period, article=wording.ARTICLES[code])
    row = [(say(wording.VERBS[code]), File(code, first.toordinal()))]
    return Screen(said, [row, ways()], protect=True)


def filed(data: Data) -> Screen:
    """Tell whoever reads it that it was filed, and what it says."""
    code, first = data["code"], date.fromisoformat(data["period"])
    sentence = _("📋 {name}（{unit}）交了{title}：")
    if data["again"]:
        sentence = _("📋 {name}（{unit}）改了{title}：")
    title = wording.title(code, first)
    lines = [say(sentence, name=data["name"], unit=data["unit"], title=title)]
    lines += wording.answers(data["answers"])
    period = first.toordinal()
    row = [
        (say(_("打开")), Filed(code, data["staff"], period)),
        (say(_("全部{name}"), name=say(wording.NAMES[code])), All(code, period, 1)),
    ]
    return Screen(lines, [row, ways()], protect=True)


async def waits(context: Context) -> list[Waiting]:
    """Return what whoever asks was asked for and has not filed."""
    return [
        Waiting(
            say(_("{title}：未交"), title=wording.title(one.kind.code, one.period)),
            say(wording.VERBS[one.kind.code]),
            File(one.kind.code, one.period.toordinal()),
        )
        for one in await context.run(reading.waits, context.who, context.now)
    ]


async def brief(_house: House, told: Due) -> Waiting:
    """Ask in a line."""
    code, first = told.data["code"], date.fromisoformat(told.data["period"])
    text = say(_("{title}：未交"), title=wording.title(code, first))
    return Waiting(text, say(wording.VERBS[code]), File(code, first.toordinal()))


BRIEFS = {"duty_due": brief}
NOTICES = {"duty_due": due, "duty_filed": filed}
