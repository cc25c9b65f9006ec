"""What is said unprompted about training files, and what of them waits for a person."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers import words
from handlers.context import Context, House, Screen
from handlers.i18n import Say, _, counted, say
from handlers.notices import Drawing
from handlers.render import Bold, Listed
from handlers.topic import Waiting, ways
from handlers.trainingfile import wording
from handlers.trainingfile.buttons import Conclude, FileOf, Files, Issue, ListNames, Show
from services.delivery import Due
from services.organisation import NotYoursError, UnknownPersonError
from services.trainingfile import chase, concluding, reading, recording, waiting
from services.trainingfile.reading import Card
from services.trainingfile.rows import DONE, PASSED


def opened(data: Mapping[str, Any]) -> Screen:
    """Tell a newcomer, and whoever keeps it, that a file was opened."""
    if data["own"]:
        said = say(_("📘 您的培训档案已建立：三个层次的培训，然后考试（第19条）。"))
        return Screen(said, [[(say(_("我的培训档案")), FileOf(0))], ways()], protect=True)
    said = say(_("📘 新人{name}的培训档案已建立，请安排培训（第19条）。"), name=Bold(data["name"]))
    return Screen(said, [[(say(_("看培训档案")), Show(data["file"]))], ways()], protect=True)


def sat(data: Mapping[str, Any]) -> Screen:
    """Tell somebody how his exam went."""
    day = date.fromisoformat(data["day"])
    sentence = _("📘 您 {day} 的培训考试：不合格，可以补考，请看您的培训档案。")
    if data["passed"]:
        sentence = _("📘 您 {day} 的培训考试：合格。一个月内办公室和您签合同（第20条）。")
    lines = [say(sentence, day=day)]
    if data["score"]:
        lines.append(say(_("分数：{score}"), score=data["score"]))
    return Screen(lines, [[(say(_("我的培训档案")), FileOf(0))], ways()], protect=True)


def listed(data: Mapping[str, Any]) -> Screen:
    """Hand the names to the office."""
    lines = [
        counted(
            "📘 {by} 上报培训考试合格的新人 {count} 人：",
            "📘 {by} 上报培训考试合格的新人 {count} 人：",
            len(data["names"]),
            by=data["by"],
        ),
        say("{names}", names=Listed(data["names"])),
        say(_("请在考试合格起一个月内签合同、出具内务通知单（第20条）。")),
    ]
    return Screen(lines, [[(say(_("培训档案")), Files(1))], ways()], protect=True)


def signed(data: Mapping[str, Any]) -> Screen:
    """Tell somebody that his contract was recorded."""
    said = say(
        _("📘 您的{contract}已登记：{signed} 签，{first} 起。有出入请找办公室。"),
        contract=words.contract(data["contract"]),
        signed=date.fromisoformat(data["signed"]),
        first=date.fromisoformat(data["first_day"]),
    )
    return Screen(said, [[(say(_("我的培训档案")), FileOf(0))], ways()], protect=True)


NOTICES = {
    recording.OPENED: opened,
    recording.SAT: sat,
    concluding.TOLD: listed,
    concluding.SIGNED: signed,
}


async def _found(house: House, due: Due) -> tuple[Card, date] | None:
    """Return the file that a notice is about, if it is still his to see and not done."""
    today = house.clock().astimezone(house.zone).date()
    try:
        card = await house.store.run(reading.card, due.chat_id or 0, today, due.data["file"])
    except (NotYoursError, UnknownPersonError):
        return None
    return None if card.line is None or card.line.standing.state == DONE else (card, today)


async def _due(house: House, due: Due) -> Screen | None:
    """Remind of the next step, unless it was done."""
    found = await _found(house, due)
    if found is None:
        return None
    card, today = found
    line = card.line
    if line is None or line.standing.state != due.data["state"]:
        return None
    lines = [say(_("⏰ 培训档案：{line}"), line=wording.line(line, today))]
    lines += _whole(card, today)
    return Screen(lines, [*_way(card), ways()], protect=True)


def _whole(card: Card, today: date) -> list[Say]:
    """Say Article 20's month, where another day than the next step's."""
    stands = card.line.standing if card.line else None
    if stands is None or stands.contract_due is None:
        return []
    if stands.contract_due == stands.due:
        return [say(_("第20条：考试合格后一个月内签合同，并通知财务部、交易部。"))]
    day = wording.when(stands.contract_due, today)
    return [say(_("合同和通知单最晚 {when}（第20条，考试合格后一个月）"), when=day)]


def _way(card: Card) -> list[list[tuple[Say, Any]]]:
    line = card.line
    if line is None:
        return []
    row: list[tuple[Say, Any]] = [(say(_("看培训档案")), Show(line.file))]
    if line.standing.state == PASSED:
        row.append((say(_("上报名单")), ListNames(0, sure=False)))
    elif card.concludes and line.standing.contract:
        row.append((say(_("出通知单")), Issue(line.file, line.standing.version, sure=False)))
    elif card.concludes and line.standing.listed_on:
        row.append((say(_("登记合同")), Conclude(line.file)))
    return [row]


async def _late(house: House, due: Due) -> Screen | None:
    """Tell the general manager that the month is over, and who owes what."""
    found = await _found(house, due)
    if found is None or (line := found[0].line) is None or line.standing.contract_due is None:
        return None
    said = say(
        _("⚠ {name}（{unit}）考试合格已过一个月，还没有{step}：第20条的期限是 {day}。"),
        name=Bold(line.person.name),
        unit=line.unit,
        step=wording.step(line.standing),
        day=line.standing.contract_due,
    )
    lines = [said, say(_("由{names}办理，已催办。"), names=Listed(line.owes))]
    return Screen(lines, [[(say(_("看培训档案")), Show(line.file))], ways()], protect=True)


CARDS: dict[str, Drawing] = {chase.DUE: _due, chase.LATE: _late}


async def waits(context: Context) -> list[Waiting]:
    """Return what of training files waits for the person."""
    found = await context.run(waiting.waits, context.who, context.today)
    if found.due is None:
        return []
    text = counted(
        "培训档案待办 {count} 件，最急的 {when}",
        "培训档案待办 {count} 件，最急的 {when}",
        found.count,
        when=wording.when(found.due, context.today),
    )
    return [Waiting(text, say(_("培训档案")), Files(1))]
