"""What is said unprompted about trainings, and what of them waits for a person."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, say
from handlers.topic import Waiting, ways
from handlers.training import wording
from handlers.training.buttons import AskOff, Come, Judge, Lead, Marks, Mine, MyMaterial
from services.training import listing
from services.training.view import About

Data = Mapping[str, Any]


def ask(data: Data) -> Screen:
    """Ask somebody to a training."""
    day = _day(data)
    first = say(_("📣 培训请您参加，{by}主持，地点：营业部（第21条）。"), by=data["by"])
    if data["soon"]:
        first = say(_("📣 培训快开始了，您还没有答复。"))
    lines = [first, wording.title(_at(data)), *_about(data)]
    rows: list[Row] = [[(say(_("收到")), Come(day)), (say(_("请假…")), AskOff(day))]]
    if data["file"]:
        rows.append([(say(_("看资料")), MyMaterial(day))])
    return Screen(lines, [*rows, ways()], protect=True)


def roster(data: Data) -> Screen:
    """Tell whoever chairs how it stands."""
    lines = [
        wording.title(_at(data)),
        wording.counts(data),
    ]
    if data["soon"]:
        lines.insert(0, say(_("📣 培训快开始了。")))
    else:
        lines.insert(0, say(_("📣 培训邀请已发出，请您主持（第21条）。")))
    if not data["topic"]:
        lines.append(say(_("主题还没定，请定好发给大家。")))
    if data["pending"]:
        lines.append(wording.many(data["pending"]))
    return Screen(lines, [[_lead(data)], ways()], protect=True)


def about(data: Data) -> Screen:
    """Tell somebody what a training is about, with the file."""
    lines = [say(_("📎 培训内容：")), wording.title(_at(data)), *_about(data)]
    row = [(say(_("看培训")), Mine(_day(data)))]
    return Screen(lines, [row, ways()], protect=True, stored=data["file"])


def sorry(data: Data) -> Screen:
    """Tell whoever chairs that somebody asks to be excused."""
    lines = [
        say(_("{name} 培训请假：{reason}"), name=data["name"], reason=data["reason"]),
        wording.title(_at(data)),
        say(_("同意的不算缺席；不同意，不来就按旷工半天（第29条）。")),
    ]
    chair, day, seat, version = data["chair"], _day(data), data["staff"], data["version"]
    acts = [
        (say(_("同意")), Judge(chair, day, seat, version, accepts=True)),
        (say(_("不同意")), Judge(chair, day, seat, version, accepts=False)),
    ]
    return Screen(lines, [acts, [_lead(data)], ways()], protect=True)


def verdict(data: Data) -> Screen:
    """Tell somebody whether he is excused."""
    if data["accepted"]:
        said = say(_("✓ {by} 同意您这次培训请假，不算缺席。"), by=data["by"])
    else:
        said = say(
            _("{by} 没有同意您这次培训请假，请到场：缺席按旷工半天（第29条）。"), by=data["by"]
        )
    row = [(say(_("看培训")), Mine(_day(data)))]
    return Screen([said, wording.title(_at(data))], [row, ways()], protect=True)


def off(data: Data) -> Screen:
    """Tell somebody that a training does not take place."""
    said = say(_("✗ 这次培训不举行：{reason}（{by}）"), reason=data["reason"], by=data["by"])
    return Screen([said, wording.title(_at(data))], [ways()], protect=True)


def mark(data: Data) -> Screen:
    """Ask whoever chairs who came."""
    said = say(_("📝 培训谁到了？请登记到场。"))
    if data["again"]:
        said = say(_("📝 培训还没有登记到场，请今天登记；没有举行也请说明。"))
    row = [(say(_("登记到场")), Marks(data["chair"], _day(data)))]
    return Screen([said, wording.title(_at(data))], [row, ways()], protect=True)


def instead(data: Data) -> Screen:
    """Tell whoever chairs that somebody marked in his place who came."""
    said = say(_("{by} 已代您登记培训到场。"), by=data["by"])
    return Screen([said, wording.title(_at(data))], [[_lead(data)], ways()], protect=True)


def late(data: Data) -> Screen:
    """Tell the general manager whose training is not marked."""
    said = say(_("⚠ {name} 主持的培训一直没有登记到场，您可以催办或代为登记。"), name=data["name"])
    return Screen([said, wording.title(_at(data))], [[_lead(data)], ways()], protect=True)


def _lead(data: Data) -> tuple[Say, Lead]:
    return say(_("看名单")), Lead(data["chair"], _day(data))


def _day(data: Data) -> int:
    return date.fromisoformat(data["day"]).toordinal()


def _at(data: Data) -> datetime:
    return datetime.fromisoformat(data["at"])


def _about(data: Data) -> list[Say]:
    found = About(data["topic"], data["text"], bool(data["file"]))
    return [*wording.about(found)] if found.topic or found.text else []


async def waits(context: Context) -> list[Waiting]:
    """Return what of trainings waits for the person."""
    found, all_ = await context.run(listing.waits, context.who, context.now), list[Waiting]()
    for day in found.unmarked[:1]:
        text = say(_("{day} 培训没有登记到场"), day=day)
        all_.append(Waiting(text, say(_("登记到场")), Marks(found.chair, day.toordinal())))
    if found.wishes and found.day:
        lead = Lead(found.chair, found.day.toordinal())
        all_.append(Waiting(wording.many(found.wishes), say(_("培训请假")), lead))
    if found.own:
        text = say(_("{moment} 培训，请答复"), moment=found.own.starts_at)
        all_.append(Waiting(text, say(_("答复培训")), Mine(found.own.day.toordinal())))
    return all_


NOTICES = {
    "training": ask,
    "training_roster": roster,
    "training_about": about,
    "training_sorry": sorry,
    "training_verdict": verdict,
    "training_off": off,
    "training_mark": mark,
    "training_late": late,
    "training_marked": instead,
}
