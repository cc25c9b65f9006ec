"""What is said unprompted about trainings and meetings, and what of them waits for a person."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from handlers.context import Context, Row, Screen
from handlers.i18n import Say, _, say
from handlers.topic import Waiting, ways
from handlers.training import wording
from handlers.training.buttons import AskOff, Come, Judge, Lead, Marks, Mine, MyMaterial, at
from handlers.training.kinds import WORDS, Words
from services.training import listing
from services.training.kinds import TRAINING, Which
from services.training.view import About

Data = Mapping[str, Any]


def ask(data: Data) -> Screen:
    """Ask somebody to a training."""
    place, words = _place(data), _words(data)
    first = say(words.soon) if data["soon"] else say(words.ask, by=data["by"])
    lines = [first, _title(data), *_about(data)]
    rows: list[Row] = [[(say(_("收到")), Come(*place)), (say(_("请假…")), AskOff(*place))]]
    if data["file"]:
        rows.append([(say(_("看资料")), MyMaterial(*place))])
    return Screen(lines, [*rows, ways()], protect=True)


def roster(data: Data) -> Screen:
    """Tell whoever chairs how it stands."""
    words = _words(data)
    first = words.roster_soon if data["soon"] else words.roster
    lines = [say(first), _title(data), wording.counts(data)]
    if not data["topic"]:
        lines.append(say(_("主题还没定，请定好发给大家。")))
    if data["pending"]:
        lines.append(wording.many(data["pending"]))
    return Screen(lines, [[_lead(data)], ways()], protect=True)


def about(data: Data) -> Screen:
    """Tell somebody what a training is about, with the file."""
    lines = [say(_words(data).about), _title(data), *_about(data)]
    return Screen(lines, [[_mine(data)], ways()], protect=True, stored=data["file"])


def sorry(data: Data) -> Screen:
    """Tell whoever chairs that somebody asks to be excused."""
    lines = [
        say(_words(data).sorry, name=data["name"], reason=data["reason"]),
        _title(data),
        say(_("同意的不算缺席；不同意，不来就按旷工半天（第29条）。")),
    ]
    place, seat, version = at(_which(data)), data["staff"], data["version"]
    acts = [
        (say(_("同意")), Judge(*place, seat, version, accepts=True)),
        (say(_("不同意")), Judge(*place, seat, version, accepts=False)),
    ]
    return Screen(lines, [acts, [_lead(data)], ways()], protect=True)


def verdict(data: Data) -> Screen:
    """Tell somebody whether he is excused."""
    words = _words(data)
    said = say(words.accepted if data["accepted"] else words.refused, by=data["by"])
    return Screen([said, _title(data)], [[_mine(data)], ways()], protect=True)


def off(data: Data) -> Screen:
    """Tell somebody that a training does not take place."""
    said = say(_words(data).off, reason=data["reason"], by=data["by"])
    return Screen([said, _title(data)], [ways()], protect=True)


def mark(data: Data) -> Screen:
    """Ask whoever chairs who came."""
    words = _words(data)
    said = say(words.again if data["again"] else words.mark)
    row = [(say(_("登记到场")), Marks(*at(_which(data))))]
    return Screen([said, _title(data)], [row, ways()], protect=True)


def instead(data: Data) -> Screen:
    """Tell whoever chairs that somebody marked in his place who came."""
    said = say(_words(data).instead, by=data["by"])
    return Screen([said, _title(data)], [[_lead(data)], ways()], protect=True)


def late(data: Data) -> Screen:
    """Tell the general manager whose training is not marked."""
    said = say(_words(data).late, name=data["name"])
    return Screen([said, _title(data)], [[_lead(data)], ways()], protect=True)


def _lead(data: Data) -> tuple[Say, Lead]:
    return say(_("看名单")), Lead(*at(_which(data)))


def _mine(data: Data) -> tuple[Say, Mine]:
    return say(_words(data).see), Mine(*_place(data))


def _which(data: Data) -> Which:
    """Return which it is; what was written before there were meetings is of a training."""
    day = date.fromisoformat(data["day"])
    return Which(data.get("gathering", TRAINING), data["chair"], day)


def _place(data: Data) -> tuple[str, int]:
    which = _which(data)
    return which.kind, which.day.toordinal()


def _words(data: Data) -> Words:
    return WORDS[_which(data).kind]


def _title(data: Data) -> Say:
    return wording.title(_which(data).kind, datetime.fromisoformat(data["at"]))


def _about(data: Data) -> list[Say]:
    found = About(data["topic"], data["text"], bool(data["file"]))
    return [*wording.about(found)] if found.topic or found.text else []


async def waits(context: Context) -> list[Waiting]:
    """Return what of trainings waits for the person."""
    found, all_ = await context.run(listing.waits, context.who, context.now), list[Waiting]()
    for which in found.unmarked[:1]:
        text = say(WORDS[which.kind].unmarked, day=which.day)
        all_.append(Waiting(text, say(_("登记到场")), Marks(*at(which))))
    for which, count in found.wishes:
        label = say(WORDS[which.kind].excuse)
        all_.append(Waiting(wording.many(count), label, Lead(*at(which))))
    for own in found.owns:
        words, mine = WORDS[own.kind], Mine(own.kind, own.day.toordinal())
        text = say(words.unanswered, moment=own.starts_at)
        all_.append(Waiting(text, say(words.answer), mine))
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
